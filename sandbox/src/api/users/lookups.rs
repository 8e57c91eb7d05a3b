//! Small look-ups U12 (specification 2.7).

use serde_json::json;

use super::user_in_range;
use crate::directory::ROOT;
use crate::envelope::Answer;
use crate::errors::Code;
use crate::gate::Call;
use crate::organisation::AdminLevel;
use crate::parameters::required;

/// U12: the departments that an administrator manages. Nobody else manages any.
pub(crate) fn get_admin_scope(call: &mut Call<'_>) -> Answer {
    let userid = required("userid", call.parameters.text("userid")?)?;
    if userid.is_empty() {
        return Err(Code::EMPTY_PARAMETER.into());
    }
    let user = user_in_range(call, &userid)?;
    let departments = match user.admin {
        AdminLevel::Main => vec![ROOT],
        AdminLevel::Sub => user.admin_departments.clone(),
        AdminLevel::None => Vec::new(),
    };
    Ok(Some(json!({"dept_ids": departments})))
}
