//! User endpoints U1 to U5 and U8 (specification 2).

mod fields;
mod lookups;
mod search;
mod view;

pub(crate) use lookups::get_admin_scope;
pub(crate) use search::search;

use serde_json::json;

use crate::api::object::Object;
use crate::clock::milliseconds;
use crate::envelope::Answer;
use crate::errors::{Code, Failure};
use crate::gate::Call;
use crate::organisation::{Membership, User};
use crate::parameters::required;
use crate::rules;

use fields::{Mode, UserFields};
use view::View;
pub(crate) use view::{FIELD_EMAIL, FIELD_MOBILE};

/// How many departments a user may be put into when created.
const DEPARTMENTS_ON_CREATE: usize = 100;
/// The same when updated, where the official SDK allows more.
const DEPARTMENTS_ON_UPDATE: usize = 300;

/// U1 (specification 2.1).
pub(crate) fn create(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    required("name", parameters.text("name")?)?;
    let mobile = required("mobile", parameters.text("mobile")?)?;
    required("dept_id_list", parameters.text("dept_id_list")?)?;
    let wanted = parameters.text("userid")?;
    let fields = UserFields::parse(parameters)?;

    if let Some(userid) = &wanted {
        rules::check_userid(userid)?;
    }
    let mobile = rules::parse_mobile(&mobile, &call.organisation().settings)?;
    let userid = wanted.unwrap_or_else(|| call.state.free_userid());
    let unionid = call.state.generator.unionid();
    let mut user = User::newcomer(userid, unionid, mobile, milliseconds(call.now));
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
    let forced = parameters.text("force_update_fields")?.unwrap_or_default();
    let append = match parameters.integer("ext_attrs_update_mode")? {
        None | Some(0) => false,
        Some(1) => true,
        Some(_) => return Err(Code::BAD_PARAMETER.into()),
    };
    let mode = Mode {
        departments: DEPARTMENTS_ON_UPDATE,
        english: english(call)?,
        append,
        clear_manager: forced
            .split(',')
            .any(|name| name.trim() == "manager_userid"),
    };

    rules::check_userid(&userid)?;
    let mut user = user_in_range(call, &userid)?.clone();
    if let Some(mobile) = mobile
        && rules::parse_mobile(&mobile, &call.organisation().settings)? != user.mobile
    {
        return Err(Code::MOBILE_UNCHANGEABLE.into());
    }
    fields.apply(&mut user, &mode, call)?;
    rules::check_user(&user)?;
    user.modify_time = Some(milliseconds(call.now));

    let users = &mut call.state.organisation.users;
    rules::check_unique(&user, users.iter().filter(|other| other.userid != userid))?;
    if let Some(stored) = users.iter_mut().find(|other| other.userid == userid) {
        *stored = user;
    }
    Ok(None)
}

/// U3 (specification 2.5).
pub(crate) fn delete(call: &mut Call<'_>) -> Answer {
    let userid = userid(call)?;
    rules::check_userid(&userid)?;
    user_in_range(call, &userid)?;
    call.state.dismiss(&userid, call.now)?;
    Ok(None)
}

/// U4 (specification 2.2).
pub(crate) fn get(call: &mut Call<'_>) -> Answer {
    let userid = userid(call)?;
    let login_id = call.parameters.non_empty_text("login_id")?;
    let view = view(call)?;
    rules::check_userid(&userid)?;
    // A login id overrides the userid, and only enterprise accounts have one; nobody here is one.
    if login_id.is_some() {
        return Err(Code::USER_NOT_FOUND.into());
    }
    let user = user_in_range(call, &userid)?;
    Ok(Some(view.details(user, call.organisation())))
}

/// U5 (specification 2.6): the direct members of one department, page by page.
pub(crate) fn list(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    let dept_id = required("dept_id", parameters.integer("dept_id")?)?;
    let cursor = required("cursor", parameters.integer("cursor")?)?;
    let size = required("size", parameters.integer("size")?)?;
    let order = parameters.non_empty_text("order_field")?;
    parameters.boolean("contain_access_limit")?;
    let view = view(call)?;

    let from = usize::try_from(cursor).map_err(|_| Code::ILLEGAL_PARAMETER)?;
    let size = usize::try_from(size)
        .ok()
        .filter(|size| (1..=100).contains(size))
        .ok_or(Code::ILLEGAL_PARAMETER)?;
    let organisation = call.organisation();
    organisation.department(dept_id)?;
    organisation.check_department_range(call.app, dept_id)?;
    let mut members: Vec<_> = organisation.members(dept_id).collect();
    sort(&mut members, order.as_deref().unwrap_or("custom"))?;

    let next = from.saturating_add(size);
    let has_more = next < members.len();
    let page: Vec<_> = members
        .iter()
        .skip(from)
        .take(size)
        .map(|(user, membership)| view.member(user, membership))
        .collect();
    let mut result = Object::default();
    result.put("has_more", has_more);
    result.put_some("next_cursor", has_more.then_some(next));
    result.put("list", page);
    Ok(Some(result.into()))
}

/// U8 (specification 2.7): somebody who works here now, active on DingTalk or not.
pub(crate) fn get_by_mobile(call: &mut Call<'_>) -> Answer {
    let mobile = required("mobile", call.parameters.text("mobile")?)?;
    let exclusive = call
        .parameters
        .boolean("support_exclusive_account_search")?;
    let mobile = mobile.parse().map_err(|_| Code::INVALID_NUMBER)?;
    let organisation = call.organisation();
    let user = organisation
        .users
        .iter()
        .find(|user| user.mobile == mobile)
        .ok_or(Code::USER_NOT_FOUND)?;
    organisation.check_user_range(call.app, user)?;
    let mut result = Object::default();
    result.put("userid", user.userid.clone());
    let none = exclusive.unwrap_or_default().then(|| json!([]));
    result.put_some("exclusive_account_userid_list", none);
    Ok(Some(result.into()))
}

/// The user that `userid` names, in the app's data range or not.
pub(crate) fn existing_user<'a>(call: &'a Call<'_>) -> Result<&'a User, Failure> {
    let userid = userid(call)?;
    rules::check_userid(&userid)?;
    Ok(call.organisation().user(&userid)?)
}

fn user_in_range<'a>(call: &'a Call<'_>, userid: &str) -> Result<&'a User, Code> {
    let organisation = call.organisation();
    let user = organisation.user(userid)?;
    organisation.check_user_range(call.app, user)?;
    Ok(user)
}

fn userid(call: &Call<'_>) -> Result<String, Failure> {
    required("userid", call.parameters.text("userid")?)
}

fn view(call: &Call<'_>) -> Result<View, Failure> {
    let english = english(call)?;
    Ok(View::new(call.app, &call.organisation().settings, english))
}

/// Whether the English variants are meant.
pub(crate) fn english(call: &Call<'_>) -> Result<bool, Failure> {
    match call.parameters.non_empty_text("language")?.as_deref() {
        None | Some("zh_CN") => Ok(false),
        Some("en_US") => Ok(true),
        Some(_) => Err(Code::BAD_PARAMETER.into()),
    }
}

/// Sorts members, who come in the order of entry. A larger order is nearer to the top; equal ones go by name.
fn sort(members: &mut [(&User, &Membership)], order: &str) -> Result<(), Code> {
    match order {
        "entry_asc" | "entry_desc" => members.sort_by_key(|(user, _)| user.create_time),
        "modify_asc" | "modify_desc" => {
            members.sort_by_key(|(user, _)| user.modify_time.or(user.create_time));
        }
        "custom" => members.sort_by(|(one, its), (other, others)| {
            (others.order, &one.name, &one.userid).cmp(&(its.order, &other.name, &other.userid))
        }),
        _ => return Err(Code::ILLEGAL_PARAMETER),
    }
    if order.ends_with("_desc") {
        members.reverse();
    }
    Ok(())
}
