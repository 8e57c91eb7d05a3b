//! What of the organisation the app sees: its data range, and the fields of people.

use super::report::{OUT_OF_RANGE, Report, is_permission_missing};
use crate::bindings::types::Severity;
use crate::dingtalk::call::Call;
use crate::dingtalk::describe::ROOT_DEPARTMENT;
use crate::dingtalk::json::{Json, number, object, text};
use crate::dingtalk::{api, permissions, wire};
use crate::platform::Platform;
use crate::prelude::*;

// How many departments, or people, are looked at for somebody whose fields can be seen.
const SAMPLE: usize = 6;

const ROOT: i64 = 1;

/// Checks the data range, and the field permissions on somebody within it. `below` are the
/// departments below the root.
pub async fn check<P: Platform>(call: &Call<'_, P>, report: &mut Report, below: Vec<String>) {
    let scope = call.access_scope().await.ok();
    let range = scope.as_ref().map(|scope| scope.department_ids.as_slice());
    check_range(call, report, range).await;
    let root = ROOT_DEPARTMENT.to_owned();
    let candidates = match range {
        Some(range) if !range.contains(&root) => range.to_vec(),
        _ => core::iter::once(root).chain(below).collect(),
    };
    let mut people = members(call, &candidates).await;
    let (users, fields) = scope
        .map(|scope| (scope.user_ids, scope.user_fields))
        .unwrap_or_default();
    if people.is_empty() {
        people = known(call, &users).await;
    }
    for (permission, keys) in [
        (&permissions::FIELD_MOBILE, permissions::FIELD_MOBILE_KEYS),
        (&permissions::FIELD_EMAIL, permissions::FIELD_EMAIL_KEYS),
    ] {
        report.fields(permission, keys, &people, &fields);
    }
}

async fn check_range<P: Platform>(
    call: &Call<'_, P>,
    report: &mut Report,
    range: Option<&[String]>,
) {
    const ID: &str = "data-range";
    const SUBJECT: &str = "data range";
    let question = object([("dept_id", number(ROOT))]);
    match call.request(api::DEPARTMENT_GET, &question).await {
        Ok(_) => report.good(ID, SUBJECT, "it covers the root department"),
        Err(failure) if failure.has_code(OUT_OF_RANGE) => report.narrow_range(range, &failure),
        Err(failure) if is_permission_missing(&failure) => report.untried(ID, SUBJECT),
        Err(failure) => report.failed(ID, SUBJECT, Severity::Unknown, &failure),
    }
}

/// The people of the first of these departments that has some.
async fn members<P: Platform>(call: &Call<'_, P>, departments: &[String]) -> Vec<Json> {
    let ids = departments.iter().filter_map(|id| id.parse().ok());
    for id in ids.take(SAMPLE) {
        let question = object([
            ("dept_id", number(id)),
            ("cursor", number(0)),
            ("size", number(10)),
        ]);
        let answer = call.request(api::USER_LIST, &question).await;
        let people = answer
            .ok()
            .and_then(wire::into_result)
            .and_then(|result| wire::into_list(result, "list"));
        if let Some(people) = people.filter(|people| !people.is_empty()) {
            return people;
        }
    }
    Vec::new()
}

/// The first of these people, for an app that may see chosen people and no department.
async fn known<P: Platform>(call: &Call<'_, P>, users: &[String]) -> Vec<Json> {
    let mut people = Vec::new();
    for id in users.iter().take(SAMPLE) {
        let question = object([("userid", text(id))]);
        let answer = call.request(api::USER_GET, &question).await;
        people.extend(answer.ok().and_then(wire::into_result));
    }
    people
}
