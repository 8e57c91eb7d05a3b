//! User endpoints (specification 2).

mod account;
mod activity;
mod fields;
mod leavers;
mod list;
mod lookups;
pub(crate) mod org_accounts;
mod search;
mod senior;
mod sign_in;
mod view;
mod write;

pub(crate) use activity::inactive;
pub(crate) use leavers::leave_records;
pub(crate) use list::{Part, Refusals, list, list_id, list_simple, names, records};
pub(crate) use lookups::{count, get, get_admin_scope, get_by_mobile, get_by_unionid, list_admin};
pub(crate) use search::search;
pub(crate) use senior::{get_senior, set_senior};
pub(crate) use sign_in::get_user_info;
pub(crate) use write::{create, delete, update};

use crate::errors::{Code, Failure};
use crate::gate::Call;
use crate::organisation::User;
use crate::parameters::required;
use crate::rules;

use view::View;
pub(crate) use view::{FIELD_EMAIL, FIELD_MOBILE};

/// The user that `userid` names, in the app's data range or not.
pub(crate) fn existing_user<'a>(call: &'a Call<'_>) -> Result<&'a User, Failure> {
    let userid = userid(call)?;
    rules::check_userid(&userid)?;
    Ok(call.organisation().user(&userid)?)
}

fn user_in_range<'a>(call: &'a Call<'_>, userid: &str) -> Result<&'a User, Code> {
    let organisation = call.organisation();
    let user = organisation.user(userid)?;
    organisation.range(call.app).check_user(user)?;
    Ok(user)
}

fn userid(call: &Call<'_>) -> Result<String, Failure> {
    required("userid", call.parameters.text("userid")?)
}

fn view<'a>(call: &'a Call<'_>) -> Result<View<'a>, Failure> {
    Ok(View::new(call.app, call.organisation(), english(call)?))
}

/// Whether the English variants are meant.
pub(crate) fn english(call: &Call<'_>) -> Result<bool, Failure> {
    match call.parameters.non_empty_text("language")?.as_deref() {
        None | Some("zh_CN") => Ok(false),
        Some("en_US") => Ok(true),
        Some(_) => Err(Code::BAD_PARAMETER.into()),
    }
}
