//! Department endpoints D4 to D8 (specification 3).

use serde_json::{Value, json};

use crate::api::object::Object;
use crate::api::users::existing_user;
use crate::directory::ROOT;
use crate::envelope::Answer;
use crate::errors::Failure;
use crate::gate::Call;
use crate::organisation::{Department, Organisation};
use crate::parameters::required;

/// D4 (specification 3.5).
pub(crate) fn get(call: &mut Call<'_>) -> Answer {
    let dept_id = required("dept_id", call.parameters.integer("dept_id")?)?;
    if dept_id < ROOT {
        return Err(Failure::SpecialDepartment);
    }
    let organisation = call.organisation();
    let department = organisation.department(dept_id)?;
    organisation.check_department_range(call.app, dept_id)?;
    Ok(Some(details(department, organisation)))
}

/// D5 (specification 3.6): the departments directly below, as a bare array.
pub(crate) fn list_sub(call: &mut Call<'_>) -> Answer {
    let dept_id = call.parameters.integer("dept_id")?.unwrap_or(ROOT);
    let organisation = call.organisation();
    organisation.department(dept_id)?;
    organisation.check_department_range(call.app, dept_id)?;
    let children = organisation.children(dept_id);
    Ok(Some(children.into_iter().map(summary).collect()))
}

/// D6 (specification 3.6). The data range does not apply.
pub(crate) fn list_sub_id(call: &mut Call<'_>) -> Answer {
    let dept_id = existing_department(call)?;
    let children = call.organisation().children(dept_id);
    let ids: Vec<i64> = children.iter().map(|child| child.dept_id).collect();
    Ok(Some(json!({"dept_id_list": ids})))
}

/// D7 (specification 3.6). The data range does not apply.
pub(crate) fn list_parent_by_dept(call: &mut Call<'_>) -> Answer {
    let dept_id = existing_department(call)?;
    Ok(Some(
        json!({"parent_id_list": call.organisation().path_to_root(dept_id)}),
    ))
}

/// D8 (specification 3.6): one path per department of the user. The data range does not apply.
pub(crate) fn list_parent_by_user(call: &mut Call<'_>) -> Answer {
    let organisation = call.organisation();
    let paths: Vec<Value> = existing_user(call)?
        .dept_ids()
        .map(|dept_id| json!({"parent_dept_id_list": organisation.path_to_root(dept_id)}))
        .collect();
    Ok(Some(json!({"parent_list": paths})))
}

fn existing_department(call: &Call<'_>) -> Result<i64, Failure> {
    let dept_id = required("dept_id", call.parameters.integer("dept_id")?)?;
    call.organisation().department(dept_id)?;
    Ok(dept_id)
}

/// A department in `listsub`.
fn summary(department: &Department) -> Value {
    let mut fields = Object::default();
    fields.put("auto_add_user", department.auto_add_user);
    fields.put("create_dept_group", department.create_dept_group);
    fields.put("dept_id", department.dept_id);
    fields.put("name", department.name.clone());
    fields.put_some("parent_id", department.parent_id);
    fields.put_some("source_identifier", department.source_identifier.clone());
    fields.put_some("ext", department.ext.clone());
    fields.into()
}

/// A department in `get`. Lists are `[]` when empty, as live replies have them, except for the managers.
fn details(department: &Department, organisation: &Organisation) -> Value {
    let dept_id = department.dept_id;
    let members: Vec<_> = organisation.members(dept_id).collect();
    let managers: Vec<String> = members
        .iter()
        .filter(|(_, membership)| membership.leader)
        .map(|(user, _)| user.userid.clone())
        .collect();
    let mut fields = Object::default();
    fields.put("dept_id", dept_id);
    fields.put("name", department.name.clone());
    fields.put_some("parent_id", department.parent_id);
    fields.put("order", department.order);
    fields.put("brief", department.brief.clone());
    fields.put_some("code", department.code.clone());
    fields.put_some("source_identifier", department.source_identifier.clone());
    fields.put_some(
        "dept_manager_userid_list",
        (!managers.is_empty()).then_some(managers),
    );
    fields.put("member_count", organisation.member_count(dept_id));
    fields.put("owning_member_count", members.len());
    fields.put("create_dept_group", department.create_dept_group);
    fields.put("auto_add_user", department.auto_add_user);
    fields.put("auto_approve_apply", department.auto_approve_apply);
    fields.put_some("dept_group_chat_id", department.dept_group_chat_id.clone());
    fields.put("group_contain_sub_dept", department.group_contain_sub_dept);
    fields.put_some("org_dept_owner", department.org_dept_owner.clone());
    fields.put("hide_dept", department.hide_dept);
    fields.put("dept_permits", department.dept_permits.clone());
    fields.put("user_permits", department.user_permits.clone());
    fields.put("outer_dept", department.outer_dept);
    fields.put("outer_permit_depts", department.outer_permit_depts.clone());
    fields.put("outer_permit_users", department.outer_permit_users.clone());
    fields.into()
}
