//! Faults and bans, by the administration.

use orgbook_sandbox::Fault;
use serde_json::{Value, json};

use super::{ask, ask_with, done, get};
use crate::world::{BOSS, LOCAL, World};

fn status(world: &World) -> u16 {
    let body = json!({"userid": BOSS}).to_string();
    let kind = "application/json";
    let path = world.path("user/get");
    let reply = crate::world::send(
        &world.sandbox,
        http::Method::POST,
        &path,
        kind,
        body.as_bytes(),
    );
    reply.status().as_u16()
}

#[test]
fn a_rule_is_added_listed_and_withdrawn() {
    let world = World::new();
    let rule = json!({"fault": "http-503", "path": "/topapi/v2/user/get", "times": 9});
    let added = ask(&world, "POST", "/faults", rule);
    assert_eq!(added, (200, json!({"number": 1})));
    assert_eq!(status(&world), 503);
    let listed = json!({"rules": [{"number": 1, "fault": "http-503", "stage": "before",
        "path": "/topapi/v2/user/get", "times": 8, "probability": 1.0}]});
    assert_eq!(get(&world, "/faults"), listed);
    done(&world, "DELETE", "/faults/1", Value::Null);
    assert_eq!(status(&world), 200);
    assert_eq!(ask(&world, "DELETE", "/faults/1", Value::Null).0, 404);
}

#[test]
fn all_rules_are_withdrawn_at_once() {
    let world = World::new();
    for fault in ["http-502", "latency"] {
        assert_eq!(
            ask(&world, "POST", "/faults", json!({"fault": fault})).0,
            200
        );
    }
    assert_eq!(get(&world, "/faults")["rules"][1]["duration"], "1s");
    done(&world, "DELETE", "/faults", Value::Null);
    assert_eq!(get(&world, "/faults"), json!({"rules": []}));
}

#[test]
fn a_rule_that_cannot_be_is_refused_with_the_reason() {
    let world = World::new();
    for (rule, reason) in [
        (
            json!({"fault": "http-503", "stage": "mid-answer"}),
            "cannot strike at the stage",
        ),
        (json!({"fault": "http-500"}), "unknown variant"),
        (json!({"fault": "http-503", "time": 1}), "unknown field"),
    ] {
        let (status, refused) = ask(&world, "POST", "/faults", rule);
        assert_eq!(status, 400);
        assert!(
            refused["error"].as_str().unwrap().contains(reason),
            "{refused}"
        );
    }
}

#[test]
fn the_kinds_of_faults_are_listed() {
    let kinds = get(&World::new(), "/faults/kinds");
    let kinds = kinds["faults"].as_array().unwrap();
    assert_eq!(kinds.len(), Fault::ALL.len());
    let latency = kinds
        .iter()
        .find(|kind| kind["fault"] == "latency")
        .unwrap();
    assert_eq!(
        (&latency["stages"], &latency["has_duration"]),
        (&json!(["after"]), &json!(true))
    );
}

#[test]
fn an_address_is_banned_and_the_administration_stays_open() {
    let world = World::new();
    let local = json!({"address": "127.0.0.1"});
    done(&world, "POST", "/bans", local.clone());
    let page = ask_with(&world, "GET", "/bans", None, &[]);
    assert_eq!(page.status(), 200);
    assert_eq!(
        get(&world, "/bans"),
        json!({"bans": [{"address": "127.0.0.1", "seconds_left": 300}]})
    );
    assert!(world.sandbox.bans().contains_key(&LOCAL.into()));
    done(&world, "DELETE", "/bans/127.0.0.1", Value::Null);
    assert_eq!(ask(&world, "DELETE", "/bans/127.0.0.1", Value::Null).0, 404);
    assert_eq!(
        ask(&world, "POST", "/bans", json!({"address": "nowhere"})).0,
        400
    );
}

#[test]
fn the_throttle_is_a_switch_with_numbers() {
    let world = World::new();
    let changed = json!({"throttle": true, "app_calls_per_second": 1});
    done(&world, "PATCH", "/settings", changed);
    assert_eq!(get(&world, "/settings")["api_calls_per_second"], 1200);
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 0);
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 90018);
}

#[test]
fn the_record_tells_what_was_injected_and_what_was_applied() {
    let world = World::new();
    let rule = json!({"fault": "connection-reset", "stage": "after", "times": 1});
    ask(&world, "POST", "/faults", rule);
    status(&world);
    let record = get(&world, "/requests")["requests"]
        .as_array()
        .unwrap()
        .last()
        .unwrap()
        .clone();
    assert_eq!(
        record["fault"],
        json!({"fault": "connection-reset", "stage": "after"})
    );
    assert_eq!(
        (&record["applied"], &record["status"]),
        (&json!(true), &json!(0))
    );
}
