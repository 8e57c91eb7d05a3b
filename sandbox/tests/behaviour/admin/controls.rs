//! Switches, the clock, tokens, invitations, sign-in codes and the record of requests, by the administration.

use std::time::Duration;

use serde_json::{Value, json};

use super::{ask, done, get};
use crate::world::{BOSS, LI, NOW, World, newcomer};

#[test]
fn switches_are_read_and_changed_one_by_one() {
    let world = World::new();
    assert_eq!(get(&world, "/settings")["mailbox_service"], false);
    done(
        &world,
        "PATCH",
        "/settings",
        json!({"mailbox_service": true}),
    );
    let settings = get(&world, "/settings");
    assert_eq!(
        (
            &settings["mailbox_service"],
            &settings["consent_after_deletion"]
        ),
        (&json!(true), &json!(true))
    );
    for fields in [
        json!({"mailbox": true}),
        json!({"expired_token_code": "1"}),
        json!([]),
    ] {
        assert_eq!(ask(&world, "PATCH", "/settings", fields).0, 400);
    }
    assert_eq!(get(&world, "/settings"), settings);
}

#[test]
fn the_clock_moves_forward_and_tokens_expire() {
    let world = World::new();
    let now = NOW.as_millis() as u64;
    assert_eq!(get(&world, "/clock"), json!({"now": now}));
    let moved = ask(&world, "POST", "/clock/advance", json!({"seconds": 7200}));
    assert_eq!(moved, (200, json!({"now": now + 7_200_000})));
    assert_eq!(world.clock.now(), NOW + Duration::from_secs(7200));
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 40014);
    assert_eq!(
        ask(&world, "POST", "/clock/advance", json!({"seconds": -1})).0,
        400
    );
}

#[test]
fn the_clock_stays_within_the_calendar() {
    let world = World::new();
    for seconds in [u64::MAX, 300_000_000_000] {
        let advance = json!({"seconds": seconds});
        assert_eq!(ask(&world, "POST", "/clock/advance", advance).0, 400);
    }
    assert_eq!(world.clock.now(), NOW);
}

#[test]
fn tokens_expire_and_are_revoked() {
    let world = World::new();
    done(
        &world,
        "PATCH",
        "/settings",
        json!({"expired_token_code": "42001"}),
    );
    done(&world, "POST", "/tokens/expire", Value::Null);
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 42001);
    done(&world, "POST", "/tokens/revoke", Value::Null);
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 40014);
    assert_eq!(get(&world, "/tokens"), json!({"issued": 1}));
}

#[test]
fn an_invitation_is_made_listed_and_accepted() {
    let world = World::new();
    let owner = json!({"mobile": "13900000001"});
    done(&world, "POST", "/protected-mobiles", owner.clone());
    assert_eq!(
        get(&world, "/protected-mobiles"),
        json!({"mobiles": ["13900000001"]})
    );
    assert_eq!(
        world.code("user/create", newcomer(json!({"userid": "p1"}))),
        40103
    );
    assert_eq!(get(&world, "/invitations")["users"][0]["userid"], "p1");
    let accepted = ask(&world, "POST", "/invitations/accept", owner.clone());
    assert_eq!(accepted, (200, json!({"userid": "p1"})));
    assert_eq!(get(&world, "/invitations"), json!({"users": []}));
    assert_eq!(ask(&world, "POST", "/invitations/accept", owner).0, 404);
    assert_eq!(
        ask(&world, "POST", "/protected-mobiles", json!({"mobile": "1"})).0,
        400
    );
}

#[test]
fn a_code_is_issued_for_whoever_opens_an_app_and_the_record_hides_it() {
    let world = World::new();
    let (status, issued) = ask(&world, "POST", "/auth-codes", json!({"userid": LI}));
    assert_eq!(status, 200);
    let code = issued["code"].as_str().unwrap();
    let info = world.result("user/getuserinfo", json!({"code": code}));
    assert_eq!(info["userid"], LI);
    let said = world.sandbox.requests().pop().unwrap().exchange.unwrap();
    assert_eq!(said.body, r#"{"code":"***"}"#);
    let (status, refused) = ask(&world, "POST", "/auth-codes", json!({"userid": "nobody"}));
    assert_eq!((status, &refused["errcode"]), (422, &json!(60121)));
}

#[test]
fn requests_are_listed_from_a_number_on_and_forgotten() {
    let world = World::new();
    world.user(BOSS);
    world.user(LI);
    let numbers = |path: &str| -> Vec<u64> {
        let listed = get(&world, path);
        let requests = listed["requests"].as_array().unwrap();
        requests
            .iter()
            .map(|request| request["number"].as_u64().unwrap())
            .collect()
    };
    assert_eq!(numbers("/requests"), [1, 2, 3]);
    assert_eq!(numbers("/requests?after=1"), [2, 3]);
    assert_eq!(numbers("/requests?limit=1"), [3]);
    let last = &get(&world, "/requests?after=2")["requests"][0];
    assert_eq!(last["exchange"]["body"], json!({"userid": LI}).to_string());
    assert_eq!(last["at"], NOW.as_millis() as u64);
    assert_eq!(ask(&world, "GET", "/requests?after=x", Value::Null).0, 400);
    done(&world, "DELETE", "/requests", Value::Null);
    assert_eq!(numbers("/requests"), [0u64; 0]);
}
