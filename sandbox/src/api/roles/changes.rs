//! Changing roles and who has them (specification 4).

use serde_json::json;

use crate::envelope::Answer;
use crate::errors::{Code, Failure};
use crate::gate::Call;
use crate::parameters::{parts, required};
use crate::rules;

/// How many roles one call gives or takes.
const ROLES: usize = 20;
/// To how many people one call gives roles.
const PEOPLE_ON_ADD: usize = 20;
/// From how many people one call takes roles.
const PEOPLE_ON_REMOVE: usize = 100;

/// `/role/add_role`: a new role in a group, which is not the default one.
pub(crate) fn add_role(call: &mut Call<'_>) -> Answer {
    let name = call.parameters.text("roleName")?.unwrap_or_default();
    let group_id = call.parameters.integer("groupId")?;
    let group_id = group_id.ok_or(Code::ROLE_GROUP_NOT_FOUND)?;
    let role_id = call.state.add_role(group_id, name)?;
    Ok(Some(json!({"roleId": role_id})))
}

/// `/role/update_role`: another name.
pub(crate) fn update_role(call: &mut Call<'_>) -> Answer {
    let role_id = call.parameters.integer("roleId")?;
    let name = call.parameters.non_empty_text("roleName")?;
    let (Some(role_id), Some(name)) = (role_id, name) else {
        return Err(Code::ROLE_PARAMETER_EMPTY.into());
    };
    call.state.organisation.rename_role(role_id, name)?;
    Ok(None)
}

/// `/role/add_role_group`.
pub(crate) fn add_role_group(call: &mut Call<'_>) -> Answer {
    let name = call.parameters.text("name")?.unwrap_or_default();
    let group_id = call.state.add_role_group(name)?;
    Ok(Some(json!({"groupId": group_id})))
}

/// Deletes a role that nobody has.
pub(crate) fn delete_role(call: &mut Call<'_>) -> Answer {
    let role_id = required("role_id", call.parameters.integer("role_id")?)?;
    call.state.organisation.delete_role(role_id)?;
    Ok(None)
}

/// Gives roles to people, all or nothing.
pub(crate) fn add_roles_for_emps(call: &mut Call<'_>) -> Answer {
    let (role_ids, userids) = roles_and_people(call, PEOPLE_ON_ADD)?;
    call.state.organisation.give_roles(&role_ids, &userids)?;
    Ok(None)
}

/// Takes roles from people, all or nothing.
pub(crate) fn remove_roles_for_emps(call: &mut Call<'_>) -> Answer {
    let (role_ids, userids) = roles_and_people(call, PEOPLE_ON_REMOVE)?;
    call.state.organisation.take_roles(&role_ids, &userids)?;
    Ok(None)
}

/// Says which departments somebody manages in a role; without any, everybody.
pub(crate) fn update_scope(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    let userid = required("userid", parameters.text("userid")?)?;
    let role_id = required("role_id", parameters.integer("role_id")?)?;
    let dept_ids = match parameters.non_empty_text("dept_ids")? {
        Some(list) => numbers(&list, Code::BAD_PARAMETER)?,
        None => Vec::new(),
    };
    rules::check_userid(&userid).map_err(|_| Code::ILLEGAL_USERID)?;
    let organisation = call.organisation();
    let user = organisation
        .user(&userid)
        .map_err(|_| Code::EMPLOYEE_NOT_FOUND)?;
    let range = organisation.range(call.app);
    range.check_user(user)?;
    for dept_id in &dept_ids {
        organisation.department(*dept_id)?;
        range.check_department(*dept_id)?;
    }
    call.state
        .organisation
        .set_role_scope(role_id, &userid, dept_ids)?;
    Ok(None)
}

/// Reads `roleIds` and `userIds`. Whoever exists is in the app's data range.
fn roles_and_people(call: &Call<'_>, most: usize) -> Result<(Vec<i64>, Vec<String>), Failure> {
    let role_ids = required("roleIds", call.parameters.text("roleIds")?)?;
    let role_ids = numbers(&role_ids, Code::ROLE_NOT_FOUND)?;
    let userids = required("userIds", call.parameters.text("userIds")?)?;
    let userids: Vec<String> = parts(&userids).map(str::to_owned).collect();
    if role_ids.len() > ROLES || userids.len() > most {
        return Err(Code::BAD_LIST_LENGTH.into());
    }
    let organisation = call.organisation();
    let range = organisation.range(call.app);
    for userid in &userids {
        if let Ok(user) = organisation.user(userid) {
            range.check_user(user)?;
        }
    }
    Ok((role_ids, userids))
}

fn numbers(list: &str, otherwise: Code) -> Result<Vec<i64>, Code> {
    parts(list)
        .map(|part| part.parse().map_err(|_| otherwise))
        .collect()
}
