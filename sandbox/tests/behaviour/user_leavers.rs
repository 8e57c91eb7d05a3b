//! `empLeaveRecords` (specification 2.8, U17).

use http::Method;
use serde_json::{Value, json};

use crate::world::{LI, World};

pub const DESK: &str = "shift-desk-1";
pub const SEPTEMBER: &str = "startTime=2026-09-01T00:00:00Z";

pub fn ask(world: &World, query: &str) -> (u16, Value) {
    let path = format!("/v1.0/contact/empLeaveRecords?{query}");
    world.new_api(Method::GET, &path, Value::Null)
}

pub fn records(world: &World, query: &str) -> Value {
    let (status, reply) = ask(world, &format!("{query}&maxResults=50"));
    assert_eq!(status, 200, "{reply}");
    reply["records"].clone()
}

pub fn delete(world: &World, userid: &str) {
    assert_eq!(world.code("user/delete", json!({"userid": userid})), 0);
}

#[test]
fn whom_an_administrator_removes_has_left_for_another_reason() {
    let world = World::new();
    let request = http::Request::delete(format!("/_sandbox/users/{LI}"))
        .header("content-type", "application/json")
        .body(Vec::new())
        .unwrap();
    let reply = world.sandbox.handle(request, [127, 0, 0, 1].into());
    assert_eq!(reply.status(), 204);
    assert_eq!(records(&world, SEPTEMBER)[0]["leaveReason"], "delete");
}

#[test]
fn an_enterprise_account_leaves_a_record_without_a_number() {
    let world = World::new();
    delete(&world, DESK);
    let record = &records(&world, SEPTEMBER)[0];
    assert_eq!(record["userId"], DESK);
    assert!(record.get("mobile").is_none());
    assert!(record.get("stateCode").is_none());
}

#[test]
fn records_of_the_organisation_file_are_found_by_their_time() {
    let world = World::new();
    let spring = "startTime=2025-06-01T00:00:00Z&endTime=2025-12-01T00:00:00Z";
    assert_eq!(records(&world, spring)[0]["name"], "郑凯");
    assert_eq!(records(&world, spring)[0]["leaveReason"], "leave");
    let winter = "startTime=2025-12-01T00:00:00Z&endTime=2026-02-01T00:00:00Z";
    assert_eq!(records(&world, winter)[0]["stateCode"], "385");
}

#[test]
fn both_ends_of_the_span_belong_to_it() {
    let world = World::new();
    delete(&world, LI);
    let count = |query: &str| records(&world, query).as_array().unwrap().len();
    let at = "2026-09-21T14:13:20Z";
    assert_eq!(count(&format!("startTime={at}&endTime={at}")), 1);
    assert_eq!(
        count(&format!("{SEPTEMBER}&endTime=2026-09-21T14:13:19Z")),
        0
    );
}

#[test]
fn a_span_is_a_year_at_most() {
    let world = World::new();
    for (query, status) in [
        ("startTime=2025-09-21T14:13:20Z", 200),
        ("startTime=2025-09-21T14:13:19Z", 400),
        (
            "startTime=2020-01-01T00:00:00Z&endTime=2020-12-31T00:00:00Z",
            200,
        ),
        (
            "startTime=2020-01-01T00:00:00Z&endTime=2021-01-01T00:00:00Z",
            400,
        ),
    ] {
        assert_eq!(
            ask(&world, &format!("{query}&maxResults=1")).0,
            status,
            "{query}"
        );
    }
}

#[test]
fn what_cannot_be_is_named() {
    let world = World::new();
    for (query, name) in [
        ("maxResults=1", "startTime"),
        (SEPTEMBER, "maxResults"),
        ("startTime=2026-09-01&maxResults=1", "startTime"),
        (&*format!("{SEPTEMBER}&endTime=now&maxResults=1"), "endTime"),
        (
            &*format!("{SEPTEMBER}&endTime=2026-08-31T00:00:00Z&maxResults=1"),
            "endTime",
        ),
        (&*format!("{SEPTEMBER}&maxResults=0"), "maxResults"),
        (&*format!("{SEPTEMBER}&maxResults=51"), "maxResults"),
        (&*format!("{SEPTEMBER}&maxResults=x"), "maxResults"),
        (
            &*format!("{SEPTEMBER}&maxResults=1&nextToken=x"),
            "nextToken",
        ),
    ] {
        let (status, reply) = ask(&world, query);
        assert_eq!(status, 400, "{query}");
        assert_eq!(reply["code"], "invalidParameter.param.invalid");
        assert_eq!(reply["message"], format!("入参错误：{name}"));
    }
}
