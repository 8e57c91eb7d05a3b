//! Addresses that are banned.

use std::net::IpAddr;
use std::time::Duration;

use http::Method;
use orgbook_sandbox::{Fault, FaultRule};
use serde_json::{Value, json};

use super::{get_boss, inject, last};
use crate::world::{LOCAL, World, json_of, send, send_from};

const SECOND: Duration = Duration::from_secs(1);

fn text(body: &[u8]) -> String {
    String::from_utf8(body.to_vec()).unwrap()
}

#[test]
fn a_banned_address_gets_a_page_for_five_minutes_whatever_it_asks() {
    let world = World::new();
    inject(&world, FaultRule::new(Fault::IpBan).times(1));
    let page = text(get_boss(&world).response.body());
    assert!(
        page.contains("punish") && page.starts_with("<!doctype html>"),
        "{page}"
    );
    world
        .clock
        .advance(Duration::from_secs(300) - Duration::from_millis(1));
    for path in ["/gettoken", "/topapi/nothing", "/v1.0/nothing"] {
        let reply = send(&world.sandbox, Method::GET, path, "", b"");
        assert_eq!(reply.headers()["content-type"], "text/html; charset=utf-8");
        assert_eq!((last(&world).applied, last(&world).fault), (false, None));
    }
    world.clock.advance(Duration::from_millis(1));
    assert_eq!(json_of(&get_boss(&world).response)["errcode"], 0);
}

#[test]
fn another_address_goes_on() {
    let world = World::new();
    world.sandbox.ban(LOCAL.into());
    let other: IpAddr = [192, 0, 2, 1].into();
    let reply = send_from(&world.sandbox, other, Method::GET, "/gettoken", "", b"");
    assert_eq!(json_of(&reply)["errcode"], 40035);
}

#[test]
fn a_ban_in_json_is_no_envelope() {
    let world = World::new();
    inject(&world, FaultRule::new(Fault::IpBanJson).times(1));
    for _ in 0..2 {
        let reply = json_of(&get_boss(&world).response);
        assert_eq!(
            (&reply["status"], &reply["wait"]),
            (&json!(1111), &json!(5))
        );
        assert_eq!(
            (&reply["punish"], &reply["errcode"]),
            (&json!("deny"), &Value::Null)
        );
    }
}

#[test]
fn a_ban_is_told_and_ended() {
    let world = World::new();
    let local: IpAddr = LOCAL.into();
    world.sandbox.ban(local);
    world.clock.advance(SECOND);
    assert_eq!(world.sandbox.bans(), [(local, 299 * SECOND)].into());
    assert!(world.sandbox.unban(local));
    assert!(!world.sandbox.unban(local));
    assert_eq!(json_of(&get_boss(&world).response)["errcode"], 0);
}

#[test]
fn a_clock_that_is_set_does_not_end_a_ban() {
    let world = World::new();
    world.sandbox.ban(LOCAL.into());
    world.clock.set_forward(Duration::from_secs(3600));
    assert_eq!(world.sandbox.bans().len(), 1);
}
