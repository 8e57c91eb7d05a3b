//! Departments, as read. Source: sections 3.5 and 3.6.

use super::{Shape, attributes};
use crate::bindings::types::Department;
use crate::dingtalk::json::Json;
use crate::dingtalk::wire;
use crate::prelude::*;

const ATTRIBUTES: &[(&str, &[&str], Shape)] = &[
    ("dingtalk.code", &["code"], Shape::Text),
    ("dingtalk.brief", &["brief"], Shape::Text),
    ("dingtalk.telephone", &["telephone"], Shape::Text),
    ("dingtalk.hide-dept", &["hide_dept"], Shape::Flag),
    ("dingtalk.dept-permits", &["dept_permits"], Shape::Ids),
    ("dingtalk.user-permits", &["user_permits"], Shape::Ids),
    ("dingtalk.outer-dept", &["outer_dept"], Shape::Flag),
    (
        "dingtalk.outer-permit-depts",
        &["outer_permit_depts"],
        Shape::Ids,
    ),
    (
        "dingtalk.outer-permit-users",
        &["outer_permit_users"],
        Shape::Ids,
    ),
    (
        "dingtalk.create-dept-group",
        &["create_dept_group"],
        Shape::Flag,
    ),
    ("dingtalk.auto-add-user", &["auto_add_user"], Shape::Flag),
    (
        "dingtalk.auto-approve-apply",
        &["auto_approve_apply"],
        Shape::Flag,
    ),
    (
        "dingtalk.group-contain-sub-dept",
        &["group_contain_sub_dept"],
        Shape::Flag,
    ),
    (
        "dingtalk.dept-group-chat-id",
        &["dept_group_chat_id"],
        Shape::Text,
    ),
    ("dingtalk.org-dept-owner", &["org_dept_owner"], Shape::Text),
    ("dingtalk.from-union-org", &["from_union_org"], Shape::Flag),
    ("dingtalk.tags", &["tags"], Shape::Text),
];

/// A department; `None` if it has no identifier, or is a special one.
pub fn from_wire(object: &Json) -> Option<Department> {
    let count = |key| wire::integer(object, key).and_then(|count| u32::try_from(count).ok());
    Some(Department {
        id: wire::department_id(wire::get(object, "dept_id")?)?,
        name: wire::text(object, "name"),
        parent_id: wire::get(object, "parent_id").and_then(wire::department_id),
        sort_key: wire::integer(object, "order").map(|order| order.to_string()),
        source_identifier: wire::text(object, "source_identifier"),
        manager_ids: wire::texts(object, "dept_manager_userid_list"),
        member_count: count("owning_member_count"),
        total_member_count: count("member_count"),
        attributes: attributes(object, ATTRIBUTES),
    })
}
