//! Users, as read. Source: sections 2.2 and 2.6.

use super::{Shape, attributes};
use crate::bindings::types::{Attribute, Membership, RoleRef, User};
use crate::dingtalk::json::Json;
use crate::dingtalk::{date, mobile, wire};
use crate::prelude::*;

/// What custom fields are called in the interface: this, and their key.
pub const CUSTOM: &str = "extension.";

const ATTRIBUTES: &[(&str, &[&str], Shape)] = &[
    ("dingtalk.union-id", &["unionid", "unionId"], Shape::Text),
    ("dingtalk.avatar-url", &["avatar"], Shape::Text),
    ("dingtalk.hide-mobile", &["hide_mobile"], Shape::Flag),
    (
        "dingtalk.senior-mode",
        &["senior", "senior_mode"],
        Shape::Flag,
    ),
    ("dingtalk.real-authed", &["real_authed"], Shape::Flag),
    ("dingtalk.admin", &["admin"], Shape::Flag),
    ("dingtalk.boss", &["boss"], Shape::Flag),
    (
        "dingtalk.exclusive-account",
        &["exclusive_account"],
        Shape::Flag,
    ),
    (
        "dingtalk.exclusive-account-type",
        &["exclusive_account_type"],
        Shape::Text,
    ),
    ("dingtalk.login-id", &["login_id", "loginId"], Shape::Text),
    ("dingtalk.nickname", &["nickname"], Shape::Text),
    (
        "dingtalk.exclusive-account-corp-name",
        &["exclusive_account_corp_name"],
        Shape::Text,
    ),
    (
        "dingtalk.exclusive-account-corp-id",
        &["exclusive_account_corp_id"],
        Shape::Text,
    ),
    ("dingtalk.disable-status", &["disable_status"], Shape::Any),
    ("dingtalk.create-time", &["create_time"], Shape::Text),
];

/// A user from the answer of `user/get`, or of `user/list` for `department`, whose elements tell
/// order and leadership in that department alone. `None` if there is no user identifier.
pub fn from_wire(object: &Json, department: Option<&str>) -> Option<User> {
    let text = |key| wire::text(object, key);
    let number = text("mobile");
    Some(User {
        id: wire::filled(object, "userid")?,
        name: text("name"),
        mobile: number.map(|number| mobile::from_wire(text("state_code").as_deref(), &number)),
        email: text("email"),
        work_email: text("org_email"),
        telephone: text("telephone"),
        employee_number: text("job_number"),
        title: text("title"),
        work_place: text("work_place"),
        remark: text("remark"),
        manager_id: text("manager_userid"),
        memberships: memberships(object, department),
        roles: wire::elements(object, "role_list").map(roles),
        hired_on: wire::integer(object, "hired_date").and_then(date::from_milliseconds),
        active: wire::boolean(object, "active"),
        attributes: {
            let mut all = attributes(object, ATTRIBUTES);
            all.extend(custom_fields(object));
            all
        },
    })
}

/// Whether the user has an exclusive account (section 2.3); `false` where it is not told.
pub fn is_exclusive(object: &Json) -> bool {
    wire::boolean(object, "exclusive_account") == Some(true)
}

/// The attributes that the answer of `user/create` tells.
pub fn attributes_of_created(object: &Json) -> Vec<Attribute> {
    attributes(object, ATTRIBUTES)
}

/// The identifier of a custom field by its name in the interface.
pub fn custom_key(name: &str) -> Option<&str> {
    name.strip_prefix(CUSTOM).filter(|key| !key.is_empty())
}

fn custom_fields(object: &Json) -> Vec<Attribute> {
    let fields = wire::object_in_text(object, "extension").unwrap_or_default();
    fields
        .iter()
        .map(|(key, value)| Attribute {
            name: format!("{CUSTOM}{key}"),
            value: wire::as_text(value),
        })
        .collect()
}

fn memberships(object: &Json, department: Option<&str>) -> Option<Vec<Membership>> {
    // The element of a list of records that is about this department.
    let about = |list: &str, id: &str| {
        wire::elements(object, list)?
            .iter()
            .find(|element| wire::text(element, "dept_id").as_deref() == Some(id))
    };
    let membership = |id: String| {
        let listed = department == Some(id.as_str());
        let order = about("dept_order_list", &id).and_then(|it| wire::integer(it, "order"));
        let title = ["dept_position_list", "dept_title_list"]
            .iter()
            .find_map(|list| wire::text(about(list, &id)?, "title"));
        let leader = about("leader_in_dept", &id).and_then(|it| wire::boolean(it, "leader"));
        let here = |found: Option<i64>| {
            found.or_else(|| listed.then(|| wire::integer(object, "dept_order"))?)
        };
        Membership {
            sort_key: here(order).map(|order| order.to_string()),
            title,
            leader: leader.or_else(|| listed.then(|| wire::boolean(object, "leader"))?),
            department_id: id,
        }
    };
    let ids = wire::department_ids(object, "dept_id_list")?;
    Some(ids.into_iter().map(membership).collect())
}

fn roles(list: &[Json]) -> Vec<RoleRef> {
    list.iter()
        .filter_map(|role| {
            Some(RoleRef {
                id: wire::filled(role, "id")?,
                name: wire::text(role, "name"),
                group_name: wire::text(role, "group_name"),
            })
        })
        .collect()
}
