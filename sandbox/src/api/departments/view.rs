//! A department as replies show one (specification 3.5 and 3.6).

use serde_json::Value;

use crate::api::object::Object;
use crate::organisation::{Department, Organisation};

/// A department in `listsub`.
pub(crate) fn summary(department: &Department, english: bool) -> Value {
    let mut fields = Object::default();
    fields.put("auto_add_user", department.auto_add_user);
    fields.put("create_dept_group", department.create_dept_group);
    fields.put("dept_id", department.dept_id);
    fields.put("name", name(department, english));
    fields.put_some("parent_id", department.parent_id);
    fields.put_some("source_identifier", department.source_identifier.clone());
    fields.put_some("ext", department.ext.clone());
    fields.into()
}

/// A department in `get`. Lists are `[]` when empty, as live replies have them, except for the managers.
pub(super) fn details(
    department: &Department,
    organisation: &Organisation,
    english: bool,
) -> Value {
    let dept_id = department.dept_id;
    let members: Vec<_> = organisation.members(dept_id).collect();
    let managers: Vec<String> = members
        .iter()
        .filter(|(_, membership)| membership.leader)
        .map(|(user, _)| user.userid.clone())
        .collect();
    let mut fields = Object::default();
    fields.put("dept_id", dept_id);
    fields.put("name", name(department, english));
    fields.put_some("parent_id", department.parent_id);
    fields.put("order", department.order);
    fields.put("brief", department.brief.clone());
    fields.put_some("code", department.code.clone());
    fields.put_some("source_identifier", department.source_identifier.clone());
    fields.put_some("telephone", department.telephone.clone());
    fields.put_some("extention", department.extension.clone());
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

/// The name, in English where there is a variant and it is asked for.
fn name(department: &Department, english: bool) -> String {
    let variant = department.english_name.as_ref().filter(|_| english);
    variant.unwrap_or(&department.name).clone()
}
