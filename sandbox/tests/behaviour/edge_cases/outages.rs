//! What goes wrong on DingTalk's side: edge cases 19 and 20 of specification 13.

use std::time::Duration;

use http::Method;
use orgbook_sandbox::{Delivery, Fault, FaultRule, Stage};
use serde_json::{Value, json};

use crate::world::{BOSS, LOCAL, World, code_of, json_of, newcomer, send};

const CREATE: &str = "/topapi/v2/user/create";

fn get(world: &World) -> i64 {
    world.code("user/get", json!({"userid": BOSS}))
}

#[test]
fn edge_case_19_the_twenty_first_call_of_an_app_in_a_second_is_90018_until_the_second_is_over() {
    let world = World::new();
    world.sandbox.configure(|settings| settings.throttle = true);
    let codes: Vec<_> = (0..21).map(|_| get(&world)).collect();
    assert_eq!(codes, [[0; 20].as_slice(), &[90018]].concat());
    world.clock.advance(Duration::from_secs(1));
    assert_eq!(get(&world), 0);
}

#[test]
fn edge_case_19_an_api_that_all_apps_call_too_often_is_90002_with_the_times() {
    let world = World::new();
    world.sandbox.configure(|settings| {
        settings.throttle = true;
        settings.api_calls_per_second = 1;
    });
    assert_eq!(get(&world), 0);
    let reply = world.call("user/get", json!({"userid": BOSS}));
    assert_eq!((code_of(&reply), &reply["errcode"]), (90002, &json!(88)));
    let text = reply["sub_msg"].as_str().unwrap();
    let times = "从 2026-09-21 22:13:20 到 2026-09-21 22:13:20 请求总次数超过 1 次, 限制将在 2026-09-21 22:13:21 结束.";
    assert!(text.ends_with(times), "{text}");
}

#[test]
fn edge_case_19_the_new_api_says_403_with_a_code_of_its_own() {
    let world = World::new();
    world.sandbox.configure(|settings| {
        settings.throttle = true;
        settings.app_calls_per_second = 0;
    });
    let path = format!("/v1.0/contact/seniorSettings?seniorStaffId={BOSS}");
    let (status, reply) = world.new_api(Method::GET, &path, Value::Null);
    assert_eq!(status, 403);
    assert_eq!(
        reply["code"],
        "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"
    );
}

#[test]
fn edge_case_19_a_flood_from_one_address_is_answered_with_a_page_for_five_minutes() {
    let world = World::new();
    world.sandbox.configure(|settings| {
        settings.throttle = true;
        assert_eq!(settings.address_calls_per_20_seconds, 10_000);
        settings.address_calls_per_20_seconds = 100;
    });
    let ask = || send(&world.sandbox, Method::GET, "/gettoken", "", b"");
    assert!((0..100).all(|_| json_of(&ask())["errcode"] == 40035));
    assert!(ask().body().starts_with(b"<!doctype html>"));
    world.clock.advance(Duration::from_secs(299));
    assert!(ask().body().starts_with(b"<!doctype html>"));
    world.clock.advance(Duration::from_secs(1));
    assert_eq!(json_of(&ask())["errcode"], 40035);
}

#[test]
fn edge_case_19_the_next_calls_can_be_throttled_on_demand() {
    let world = World::new();
    let rule = FaultRule::new(Fault::AppThrottled).times(2);
    world.sandbox.inject(rule).unwrap();
    assert_eq!([get(&world), get(&world), get(&world)], [90018, 90018, 0]);
}

#[test]
fn edge_case_20_a_busy_or_missing_service_comes_and_goes() {
    let world = World::new();
    for (fault, code) in [(Fault::SystemBusy, -1), (Fault::RemoteServiceError, 15)] {
        world
            .sandbox
            .inject(FaultRule::new(fault).times(1))
            .unwrap();
        assert_eq!([get(&world), get(&world)], [code, 0]);
    }
}

#[test]
fn edge_case_20_gateways_in_between_answer_with_html() {
    let world = World::new();
    for (fault, status) in [(Fault::Http502, 502), (Fault::Http504, 504)] {
        world
            .sandbox
            .inject(FaultRule::new(fault).times(1))
            .unwrap();
        let path = world.path("user/get");
        let reply = send(
            &world.sandbox,
            Method::POST,
            &path,
            "application/json",
            b"{}",
        );
        assert_eq!(reply.status(), status);
        assert!(reply.body().starts_with(b"<html>"));
    }
}

#[test]
fn edge_case_20_a_connection_is_reset_after_a_create_was_applied() {
    let world = World::new();
    let reset = FaultRule::new(Fault::ConnectionReset).at(Stage::After);
    world.sandbox.inject(reset.on(CREATE).times(1)).unwrap();
    let fields = newcomer(json!({"userid": "f1"}));
    let request = http::Request::post(world.path(CREATE))
        .header("content-type", "application/json")
        .body(fields.to_string().into_bytes())
        .unwrap();
    let answer = world.sandbox.respond(request, LOCAL.into());
    assert_eq!(answer.delivery, Delivery::Reset);
    assert_eq!(world.user("f1")["userid"], "f1");
    assert_eq!(world.code("user/create", fields), 60102);
}
