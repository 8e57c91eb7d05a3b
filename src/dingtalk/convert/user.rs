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
        roles: wire::elements(object, "role_list").and_then(roles),
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
    let orders = ByDepartment::new(object, "dept_order_list");
    let leaders = ByDepartment::new(object, "leader_in_dept");
    let titles =
        ["dept_position_list", "dept_title_list"].map(|list| ByDepartment::new(object, list));
    let membership = |id: String| {
        let listed = department == Some(id.as_str());
        let order = orders.get(&id).and_then(|it| wire::integer(it, "order"));
        let leader = leaders.get(&id).and_then(|it| wire::boolean(it, "leader"));
        let title = titles
            .iter()
            .find_map(|it| wire::text(it.get(&id)?, "title"));
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

/// The elements of a list of records, by the department that each is about.
struct ByDepartment<'a>(Vec<(i64, usize, &'a Json)>);

impl<'a> ByDepartment<'a> {
    fn new(object: &'a Json, list: &str) -> Self {
        let elements = wire::elements(object, list).unwrap_or_default().iter();
        let about =
            |(position, element)| Some((wire::integer(element, "dept_id")?, position, element));
        let mut sorted: Vec<_> = elements.enumerate().filter_map(about).collect();
        sorted.sort_unstable_by_key(|(id, position, _)| (*id, *position));
        Self(sorted)
    }

    /// The first one about this department.
    fn get(&self, id: &str) -> Option<&'a Json> {
        let id: i64 = id.parse().ok()?;
        let first = self.0.partition_point(|(other, ..)| *other < id);
        let (found, _, element) = self.0.get(first)?;
        (*found == id).then_some(*element)
    }
}

fn roles(list: &[Json]) -> Option<Vec<RoleRef>> {
    wire::readable(list, |role| {
        Some(RoleRef {
            id: wire::filled(role, "id")?,
            name: wire::text(role, "name"),
            group_name: wire::text(role, "group_name"),
        })
    })
}
