//! A user as v1's replies show one: v2's fields under v1's names, with the same rules of presence.

use serde_json::{Map, Value};

use super::{Names, in_v1_words, objects};
use crate::api::object::Object;
use crate::roles;

/// What both replies hold.
const COMMON: Names = &[
    ("userid", "userid"),
    ("unionid", "unionid"),
    ("name", "name"),
    ("avatar", "avatar"),
    ("mobile", "mobile"),
    ("state_code", "stateCode"),
    ("telephone", "tel"),
    ("job_number", "jobnumber"),
    ("title", "position"),
    ("email", "email"),
    ("org_email", "orgEmail"),
    ("work_place", "workPlace"),
    ("remark", "remark"),
    ("hired_date", "hiredDate"),
    ("dept_id_list", "department"),
    ("active", "active"),
    ("admin", "isAdmin"),
    ("boss", "isBoss"),
    ("hide_mobile", "isHide"),
];
/// What only `/user/get` tells.
const DETAILS: Names = &[
    ("manager_userid", "managerUserid"),
    ("real_authed", "realAuthed"),
    ("senior", "isSenior"),
];
/// What only a listing tells, about the department that was asked for.
const MEMBER: Names = &[("dept_order", "order"), ("leader", "isLeader")];
const ROLE: Names = &[("id", "id"), ("name", "name"), ("group_name", "groupName")];

/// The user that `/user/get` shows, from what v2's `user/get` shows.
pub(super) fn details(user: &Map<String, Value>) -> Value {
    let mut fields = common(user);
    fields.extend(in_v1_words(user, DETAILS));
    fields.put(
        "orderInDepts",
        by_department(user, "dept_order_list", "order"),
    );
    fields.put(
        "isLeaderInDepts",
        by_department(user, "leader_in_dept", "leader"),
    );
    fields.put_some(
        "roles",
        user.get("role_list")
            .map(|list| objects(list).map(role).collect::<Value>()),
    );
    fields.put("tags", Map::new());
    fields.into()
}

/// The user that `/user/list` shows, from what v2's `user/list` shows.
pub(super) fn member(user: &Map<String, Value>) -> Value {
    let mut fields = common(user);
    fields.extend(in_v1_words(user, MEMBER));
    fields.into()
}

fn common(user: &Map<String, Value>) -> Object {
    let mut fields = in_v1_words(user, COMMON);
    let extension = user.get("extension").and_then(Value::as_str);
    let custom_fields = extension.and_then(|text| serde_json::from_str::<Value>(text).ok());
    fields.put_some("extattr", custom_fields);
    fields
}

/// `{1:10,2:20}`: text that looks like a map from the department to what one of v2's lists says of it.
fn by_department(user: &Map<String, Value>, list: &str, field: &str) -> String {
    let entries = user.get(list).into_iter().flat_map(objects);
    let pairs: Vec<String> = entries
        .filter_map(|entry| Some(format!("{}:{}", entry.get("dept_id")?, entry.get(field)?)))
        .collect();
    format!("{{{}}}", pairs.join(","))
}

fn role(role: &Map<String, Value>) -> Value {
    let mut fields = in_v1_words(role, ROLE);
    let role_id = role.get("id").and_then(Value::as_i64);
    fields.put_some("type", role_id.and_then(roles::v1_type));
    fields.into()
}
