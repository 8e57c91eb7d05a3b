//! U14 (specification 2.7): who uses the app.

use serde_json::json;

use crate::envelope::Answer;
use crate::errors::Code;
use crate::gate::Call;
use crate::parameters::required;

/// What `sys_level` calls the owner of the organisation who is no administrator.
const BOSS: i64 = 100;

/// A code is good for five minutes and once. One that was used, has expired or never was does not exist.
pub(crate) fn get_user_info(call: &mut Call<'_>) -> Answer {
    let code = required("code", call.parameters.text("code")?)?;
    if code.is_empty() {
        return Err(Code::ILLEGAL_AUTH_CODE.into());
    }
    let sign_in = call
        .state
        .auth_codes
        .redeem(&code, call.now)
        .ok_or(Code::UNKNOWN_AUTH_CODE)?;
    let user = call.organisation().user(&sign_in.userid)?;
    let level = user.admin.sys_level();
    Ok(Some(json!({
        "userid": user.userid,
        "device_id": sign_in.device_id,
        "sys": level.is_some(),
        "sys_level": level.unwrap_or(if user.boss { BOSS } else { 0 }),
        "associated_unionid": "",
        "unionid": user.unionid,
        "name": user.name,
    })))
}
