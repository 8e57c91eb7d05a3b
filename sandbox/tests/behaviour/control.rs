//! Looking inside and changing what the console would change.

use std::time::Duration;

use http::Method;
use leaks::Watched;
use orgbook_sandbox::{
    Clock, DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, REMEMBERED_REQUESTS, Sandbox, Secret,
    UnknownApp,
};
use serde_json::json;

use crate::world::{BOSS, NOW, World, get_token, send};

#[test]
fn requests_are_recorded_with_code_app_and_time() {
    let world = World::new();
    world.clock.advance(Duration::from_secs(5));
    world.code("user/get", json!({"userid": "nobody"}));
    let requests = world.sandbox.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[0].path, "/gettoken");
    assert_eq!(
        (requests[0].method.as_str(), requests[0].code.as_str()),
        ("GET", "0")
    );
    assert_eq!(requests[0].at, NOW);
    assert_eq!(requests[1].path, "/topapi/v2/user/get");
    assert_eq!(
        (requests[1].status, requests[1].code.as_str()),
        (200, "60121")
    );
    assert_eq!(requests[1].client_id.as_deref(), Some(DEFAULT_CLIENT_ID));
    assert_eq!(requests[1].at, NOW + Duration::from_secs(5));
}

#[test]
fn gateway_refusals_are_recorded_by_their_own_code() {
    let world = World::new();
    world.sandbox.revoke_tokens();
    world.code("user/get", json!({"userid": BOSS}));
    let last = world.sandbox.requests().pop().unwrap();
    assert_eq!((last.code.as_str(), last.client_id), ("40014", None));
}

#[test]
fn errors_of_the_new_api_are_recorded_by_code_and_status() {
    let world = World::new();
    send(&world.sandbox, Method::GET, "/v1.0/none", "", b"");
    let last = world.sandbox.requests().pop().unwrap();
    assert_eq!(
        (last.status, last.code.as_str()),
        (404, "InvalidAction.NotFound")
    );
}

#[test]
fn nothing_that_is_shown_holds_a_token_or_a_secret() {
    let world = World::new();
    world.code("user/get", json!({"userid": BOSS}));
    let shown = format!(
        "{:?} {:?} {:?}",
        *world.sandbox,
        world.sandbox.requests(),
        world.sandbox.organisation()
    );
    assert!(!shown.contains(&world.token));
    assert!(!shown.contains(DEFAULT_CLIENT_SECRET));
    assert!(shown.contains("Secret(redacted)"));
}

#[test]
fn only_the_latest_requests_are_remembered() {
    let sandbox = Watched::new(Sandbox::new());
    for _ in 0..=REMEMBERED_REQUESTS {
        send(&sandbox, Method::GET, "/old", "", b"");
    }
    send(&sandbox, Method::GET, "/new", "", b"");
    let requests = sandbox.requests();
    assert_eq!(requests.len(), REMEMBERED_REQUESTS);
    assert_eq!(requests.last().unwrap().path, "/new");
}

#[test]
fn a_clone_is_a_handle_on_the_same_sandbox() {
    let world = World::new();
    let clone = world.sandbox.clone();
    world.create(json!({"userid": "c1"}));
    assert!(
        clone
            .organisation()
            .users
            .iter()
            .any(|user| user.userid == "c1")
    );
}

#[test]
fn an_unknown_app_cannot_be_changed() {
    let sandbox = Watched::new(Sandbox::new());
    assert_eq!(
        sandbox.change_app("none", |_| ()),
        Err(UnknownApp("none".to_owned()))
    );
}

#[test]
fn a_client_id_stays() {
    let world = World::new();
    world.change_app(|app| app.client_id = "other".to_owned());
    assert_eq!(get_token(&world.sandbox), world.token);
}

#[test]
fn a_rotated_secret_shows_in_the_snapshot() {
    let world = World::new();
    world.change_app(|app| app.client_secret = Secret::new("the-rotated-secret"));
    assert_eq!(
        world.sandbox.organisation().apps[0].client_secret.expose(),
        "the-rotated-secret"
    );
}

#[test]
fn a_frozen_clock_stands_until_it_is_advanced_and_clones_share_it() {
    let clock = Clock::frozen_at(NOW);
    let clone = clock.clone();
    assert_eq!(clock.now(), NOW);
    clone.advance(Duration::from_secs(60));
    assert_eq!(clock.now(), NOW + Duration::from_secs(60));
}

#[test]
fn a_real_clock_can_be_advanced() {
    let clock = Clock::real();
    let before = clock.now();
    clock.advance(Duration::from_secs(7200));
    assert!(clock.now() >= before + Duration::from_secs(7200));
}

#[test]
fn advancing_beyond_the_end_of_time_stays_there() {
    let clock = Clock::frozen_at(Duration::MAX);
    clock.advance(Duration::from_secs(1));
    assert_eq!(clock.now(), Duration::MAX);
    let sandbox = Sandbox::builder().clock(clock).build().unwrap();
    get_token(&sandbox);
}

#[test]
fn the_clock_of_a_sandbox_is_the_one_it_was_given() {
    let world = World::new();
    world.sandbox.clock().advance(Duration::from_secs(1));
    assert_eq!(world.clock.now(), NOW + Duration::from_secs(1));
}
