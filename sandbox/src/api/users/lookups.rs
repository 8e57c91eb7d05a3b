//! Look-ups of one user or of all: U4 and U8 to U12 (specification 2.2 and 2.7).

use serde_json::{Value, json};

use super::{user_in_range, userid, view};
use crate::api::object::Object;
use crate::directory::ROOT;
use crate::envelope::Answer;
use crate::errors::Code;
use crate::gate::Call;
use crate::organisation::{AdminLevel, User};
use crate::parameters::required;
use crate::rules;

/// What `contact_type` calls somebody who works here.
const EMPLOYEE: i64 = 0;
/// What `contact_type` calls an external contact.
const EXTERNAL: i64 = 1;

/// U4 (specification 2.2). A login id overrides the userid; only self-built accounts have one.
pub(crate) fn get(call: &mut Call<'_>) -> Answer {
    let userid = userid(call)?;
    let login_id = call.parameters.non_empty_text("login_id")?;
    let view = view(call)?;
    rules::check_userid(&userid)?;
    let organisation = call.organisation();
    let userid = match &login_id {
        None => &userid,
        Some(login_id) => &organisation.user_with_login(login_id)?.userid,
    };
    Ok(Some(view.details(user_in_range(call, userid)?)))
}

/// U8: somebody who works here now, active on DingTalk or not, and on request the enterprise accounts that
/// are reached by this number.
pub(crate) fn get_by_mobile(call: &mut Call<'_>) -> Answer {
    let mobile = required("mobile", call.parameters.text("mobile")?)?;
    let exclusive = call
        .parameters
        .boolean("support_exclusive_account_search")?
        .unwrap_or_default();
    let mobile = mobile.parse().map_err(|_| Code::INVALID_NUMBER)?;
    let organisation = call.organisation();
    let range = organisation.range(call.app);
    let users = organisation.users.iter();
    let owner = users
        .clone()
        .find(|user| user.mobile.as_ref() == Some(&mobile));
    if let Some(owner) = owner {
        range.check_user(owner)?;
    }
    let accounts: Vec<&str> = users
        .filter(|user| exclusive && user.is_reached_by(&mobile))
        .filter(|user| range.covers(user))
        .map(|user| user.userid.as_str())
        .collect();
    if owner.is_none() && accounts.is_empty() {
        return Err(Code::USER_NOT_FOUND.into());
    }
    let mut result = Object::default();
    result.put_some("userid", owner.map(|owner| owner.userid.as_str()));
    result.put_some(
        "exclusive_account_userid_list",
        exclusive.then_some(accounts),
    );
    Ok(Some(result.into()))
}

/// U9: somebody who works here, or an external contact.
pub(crate) fn get_by_unionid(call: &mut Call<'_>) -> Answer {
    let unionid = required("unionid", call.parameters.text("unionid")?)?;
    if unionid.is_empty() {
        return Err(Code::BAD_PARAMETER.into());
    }
    let organisation = call.organisation();
    let mut users = organisation.users.iter();
    if let Some(user) = users.find(|user| user.unionid == unionid) {
        organisation.range(call.app).check_user(user)?;
        return Ok(Some(
            json!({"contact_type": EMPLOYEE, "userid": user.userid}),
        ));
    }
    let mut contacts = organisation.external_contacts.iter();
    let contact = contacts
        .find(|contact| contact.unionid == unionid)
        .ok_or(Code::USER_NOT_FOUND)?;
    Ok(Some(
        json!({"contact_type": EXTERNAL, "userid": contact.userid}),
    ))
}

/// U10: how many people there are, or how many of them have logged in once. The data range does not apply.
pub(crate) fn count(call: &mut Call<'_>) -> Answer {
    let only_active = required("only_active", call.parameters.boolean("only_active")?)?;
    let users = call.organisation().users.iter();
    let count = users.filter(|user| user.active || !only_active).count();
    Ok(Some(json!({"count": count})))
}

/// U11: the administrators, as a bare array. The data range does not apply.
pub(crate) fn list_admin(call: &mut Call<'_>) -> Answer {
    let entry = |user: &User| {
        let level = user.admin.sys_level()?;
        Some(json!({"userid": user.userid, "sys_level": level}))
    };
    let users = call.organisation().users.iter();
    Ok(Some(users.filter_map(entry).collect::<Value>()))
}

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
