//! User endpoints that change something: U1 to U3 (specification 2.1, 2.3, 2.4 and 2.5).

use serde_json::json;

use super::account::{self, AccountFields};
use super::fields::{Mode, UserFields};
use super::{english, user_in_range, userid};
use crate::clock::milliseconds;
use crate::envelope::Answer;
use crate::errors::Code;
use crate::gate::Call;
use crate::organisation::{LeaveReason, User};
use crate::parameters::{parts, required};
use crate::rules;

/// How many departments a user may be put into when created.
const DEPARTMENTS_ON_CREATE: usize = 100;
/// The same when updated, where the official SDK allows more.
const DEPARTMENTS_ON_UPDATE: usize = 300;

/// U1 (specification 2.1).
pub(crate) fn create(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    required("name", parameters.text("name")?)?;
    let account = account::wanted(call)?;
    let mobile = match account {
        None => Some(required("mobile", parameters.text("mobile")?)?),
        Some(_) => None,
    };
    required("dept_id_list", parameters.text("dept_id_list")?)?;
    let wanted = parameters.text("userid")?;
    let fields = UserFields::parse(parameters)?;

    if let Some(userid) = &wanted {
        rules::check_userid(userid)?;
    }
    let settings = &call.organisation().settings;
    let mobile = mobile
        .map(|mobile| rules::parse_mobile(&mobile, settings))
        .transpose()?;
    let userid = wanted.unwrap_or_else(|| call.state.free_userid());
    let unionid = call.state.generator.unionid();
    let mut user = User::newcomer(userid, unionid, mobile, milliseconds(call.now));
    user.exclusive_account = account;
    let mode = Mode {
        departments: DEPARTMENTS_ON_CREATE,
        ..Mode::default()
    };
    fields.apply(&mut user, &mode, call)?;
    let result = json!({"userid": user.userid, "unionId": user.unionid});
    call.state.admit(user, call.now)?;
    Ok(Some(result))
}

/// U2 (specification 2.4): what is absent or empty stays as it is.
pub(crate) fn update(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    let userid = userid(call)?;
    let mobile = parameters.non_empty_text("mobile")?;
    let fields = UserFields::parse(parameters)?;
    let account = AccountFields::parse(parameters)?;
    let departments = parameters.text("dept_id_list")?;
    let forced = parameters.text("force_update_fields")?.unwrap_or_default();
    let forces = |field| parts(&forced).any(|name| name == field);
    let append = match parameters.integer("ext_attrs_update_mode")? {
        None | Some(0) => false,
        Some(1) => true,
        Some(_) => return Err(Code::BAD_PARAMETER.into()),
    };
    let english = english(call)?;

    rules::check_userid(&userid)?;
    let mut user = user_in_range(call, &userid)?.clone();
    if let (Some(wanted), Some(mobile)) = (mobile, &user.mobile)
        && rules::parse_mobile(&wanted, &call.organisation().settings)? != *mobile
    {
        return Err(Code::MOBILE_UNCHANGEABLE.into());
    }
    if let Some(exclusive) = &mut user.exclusive_account {
        required("dept_id_list", departments)?;
        account.apply(exclusive);
    }
    let mode = Mode {
        departments: DEPARTMENTS_ON_UPDATE,
        english,
        append,
        clear_manager: forces("manager_userid"),
        clear_org_email: forces("org_email") && user.exclusive_account.is_some(),
    };
    fields.apply(&mut user, &mode, call)?;
    rules::check_user(&user)?;
    user.modify_time = Some(milliseconds(call.now));

    let organisation = &mut call.state.organisation;
    let others = organisation.users.iter();
    rules::check_unique(&user, others.filter(|other| other.userid != userid))?;
    organisation.replace_user(user);
    Ok(None)
}

/// U3 (specification 2.5).
pub(crate) fn delete(call: &mut Call<'_>) -> Answer {
    let userid = userid(call)?;
    rules::check_userid(&userid)?;
    user_in_range(call, &userid)?;
    let reason = if call.console {
        LeaveReason::Delete
    } else {
        LeaveReason::Oapi
    };
    call.state.dismiss(&userid, reason, call.now)?;
    Ok(None)
}
