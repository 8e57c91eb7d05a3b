//! Too many calls, in strict sliding windows.

use std::net::IpAddr;
use std::time::Duration;

use http::Method;
use orgbook_sandbox::{App, Secret};
use serde_json::{Value, json};

use crate::world::{BOSS, LOCAL, World, json_of, newcomer, send, send_from};

const MILLISECOND: Duration = Duration::from_millis(1);

fn throttled() -> World {
    let world = World::new();
    world.sandbox.configure(|settings| settings.throttle = true);
    world
}

fn code(world: &World) -> i64 {
    world.code("user/get", json!({"userid": BOSS}))
}

#[test]
fn nothing_is_throttled_unless_it_is_switched_on() {
    let world = World::new();
    assert!((0..100).all(|_| code(&world) == 0));
}

#[test]
fn the_twenty_first_call_of_an_app_to_an_api_within_a_second_is_90018() {
    let world = throttled();
    assert!((0..20).all(|_| code(&world) == 0));
    let reply = world.call("user/get", json!({"userid": BOSS}));
    assert_eq!(
        (&reply["errcode"], &reply["sub_code"]),
        (&json!(88), &json!("90018"))
    );
    let text = reply["sub_msg"].as_str().unwrap();
    assert!(
        text.ends_with("限制将在 2026-09-21 22:13:21 结束"),
        "{text}"
    );
    // Other APIs have windows of their own.
    assert_eq!(world.code("department/listsub", json!({})), 0);
}

#[test]
fn the_window_slides() {
    let world = throttled();
    for _ in 0..20 {
        assert_eq!(code(&world), 0);
        world.clock.advance(10 * MILLISECOND);
    }
    // The first call was 200 ms ago.
    world.clock.advance(799 * MILLISECOND);
    assert_eq!(code(&world), 90018);
    world.clock.advance(MILLISECOND);
    assert_eq!([code(&world), code(&world)], [0, 90018]);
    world.clock.advance(10 * MILLISECOND);
    assert_eq!([code(&world), code(&world)], [0, 90018]);
}

#[test]
fn a_throttled_call_is_not_executed_and_not_counted() {
    let world = throttled();
    world
        .sandbox
        .configure(|settings| settings.app_calls_per_second = 1);
    let create = |mobile: &str| world.code("user/create", newcomer(json!({"mobile": mobile})));
    assert_eq!(create("13900000001"), 0);
    let people = world.sandbox.organisation().users.len();
    assert_eq!(create("13900000002"), 90018);
    assert_eq!(world.sandbox.organisation().users.len(), people);
    assert!(!world.sandbox.requests().pop().unwrap().applied);
    world.clock.advance(500 * MILLISECOND);
    assert_eq!(create("13900000002"), 90018);
    world.clock.advance(500 * MILLISECOND);
    assert_eq!(create("13900000002"), 0);
}

#[test]
fn all_apps_together_are_90002() {
    let world = throttled();
    world
        .sandbox
        .configure(|settings| settings.api_calls_per_second = 3);
    let other = App {
        client_id: "dingother".to_owned(),
        client_secret: Secret::new("another-secret"),
        ..world.sandbox.organisation().apps[0].clone()
    };
    world.sandbox.add_app(other).unwrap();
    let path = "/gettoken?appkey=dingother&appsecret=another-secret";
    let token = json_of(&send(&world.sandbox, Method::GET, path, "", b""));
    let path = format!(
        "/topapi/v2/user/get?access_token={}",
        token["access_token"].as_str().unwrap()
    );
    let body = json!({"userid": BOSS}).to_string();
    let by_other = || {
        let kind = "application/json";
        json_of(&send(
            &world.sandbox,
            Method::POST,
            &path,
            kind,
            body.as_bytes(),
        ))
    };
    assert_eq!([code(&world), code(&world)], [0, 0]);
    assert_eq!(by_other()["errcode"], 0);
    let reply = by_other();
    assert_eq!(reply["sub_code"], "90002");
    let text = reply["sub_msg"].as_str().unwrap();
    assert!(text.contains("请求总次数超过 3 次"), "{text}");
    assert!(
        text.ends_with("限制将在 2026-09-21 22:13:21 结束."),
        "{text}"
    );
}

#[test]
fn the_new_api_says_it_with_403() {
    let world = throttled();
    world
        .sandbox
        .configure(|settings| settings.app_calls_per_second = 1);
    let path = format!("/v1.0/contact/seniorSettings?seniorStaffId={BOSS}");
    let get = || world.new_api(Method::GET, &path, Value::Null);
    assert_eq!(get().0, 200);
    let (status, reply) = get();
    assert_eq!(status, 403);
    assert_eq!(
        reply["code"],
        "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi"
    );
}

#[test]
fn permission_is_looked_at_before_the_calls_are_counted() {
    let world = throttled();
    world
        .sandbox
        .configure(|settings| settings.app_calls_per_second = 0);
    assert_eq!(code(&world), 90018);
    world.without("qyapi_get_member");
    assert_eq!(code(&world), 60011);
}

#[test]
fn an_address_that_calls_too_often_is_banned_for_five_minutes() {
    let world = throttled();
    // One token was asked for before the switch.
    world
        .sandbox
        .configure(|settings| settings.address_calls_per_20_seconds = 3);
    let ask = |caller: [u8; 4]| {
        let reply = send_from(&world.sandbox, caller.into(), Method::GET, "/x", "", b"");
        reply.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    };
    assert_eq!(
        [ask(LOCAL), ask(LOCAL), ask(LOCAL), ask(LOCAL)],
        [false, false, false, true]
    );
    assert!(!ask([192, 0, 2, 1]));
    let local: IpAddr = LOCAL.into();
    assert!(world.sandbox.bans().contains_key(&local));
    world.clock.advance(Duration::from_secs(299));
    assert!(ask(LOCAL));
    world.clock.advance(Duration::from_secs(1));
    assert!(!ask(LOCAL));
}
