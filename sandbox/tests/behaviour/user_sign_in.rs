//! `user/getuserinfo` (specification 2.7, U14).

use std::time::Duration;

use serde_json::{Value, json};

use crate::world::{BOSS, LI, World, keys};

const ZHOU: &str = "0098431275560413";
const DESK: &str = "shift-desk-1";

fn code(world: &World, userid: &str) -> String {
    let code = world.sandbox.issue_auth_code(userid).unwrap();
    leaks::hide(&code);
    code
}

fn ask(world: &World, code: &str) -> Value {
    world.call("user/getuserinfo", json!({"code": code}))
}

fn refusal(world: &World, userid: &str) -> String {
    world.sandbox.issue_auth_code(userid).unwrap_err().code
}

#[test]
fn a_code_tells_who_uses_the_app() {
    let world = World::new();
    let result = &ask(&world, &code(&world, LI))["result"];
    let expected = [
        "associated_unionid",
        "device_id",
        "name",
        "sys",
        "sys_level",
        "unionid",
        "userid",
    ];
    assert_eq!(keys(result), expected);
    assert_eq!(result["userid"], LI);
    assert_eq!(result["name"], "李雷");
    assert_eq!(result["unionid"], world.user(LI)["unionid"]);
}

#[test]
fn administrators_and_the_owner_are_told_by_their_level() {
    let mut organisation = World::new().sandbox.organisation();
    for user in &mut organisation.users {
        user.boss = user.userid == LI;
    }
    let world = World::new();
    world.sandbox.replace_organisation(organisation).unwrap();
    let level = |userid| {
        let result = ask(&world, &code(&world, userid))["result"].clone();
        (
            result["sys"].as_bool().unwrap(),
            result["sys_level"].as_i64().unwrap(),
        )
    };
    assert_eq!(level(BOSS), (true, 1));
    assert_eq!(level(ZHOU), (true, 2));
    assert_eq!(level(LI), (false, 100));
    assert_eq!(level(DESK), (false, 0));
}

#[test]
fn a_code_is_good_once() {
    let world = World::new();
    let code = code(&world, LI);
    assert_eq!(ask(&world, &code)["errcode"], 0);
    let reply = ask(&world, &code);
    assert_eq!(reply["errcode"], 40078);
    assert_eq!(reply["errmsg"], "不存在的临时授权码");
}

#[test]
fn a_code_is_good_for_five_minutes() {
    let world = World::new();
    let (first, second) = (code(&world, LI), code(&world, LI));
    world.clock.advance(Duration::from_secs(299));
    assert_eq!(ask(&world, &first)["errcode"], 0);
    world.clock.advance(Duration::from_secs(1));
    assert_eq!(ask(&world, &second)["errcode"], 40078);
}

#[test]
fn a_code_that_never_was_is_40078_and_an_empty_one_40029() {
    let world = World::new();
    assert_eq!(ask(&world, "x")["errcode"], 40078);
    assert_eq!(ask(&world, "")["errcode"], 40029);
}

#[test]
fn somebody_deleted_meanwhile_is_60121() {
    let world = World::new();
    let code = code(&world, LI);
    assert_eq!(world.code("user/delete", json!({"userid": LI})), 0);
    assert_eq!(ask(&world, &code)["errcode"], 60121);
}

#[test]
fn nobody_gets_a_code_for_a_stranger() {
    assert_eq!(refusal(&World::new(), "nobody"), "60121");
}

#[test]
fn a_code_never_shows_in_the_record_of_requests() {
    let world = World::new();
    let code = code(&world, LI);
    ask(&world, &code);
    let record = format!("{:?}", world.sandbox.requests());
    assert!(!record.contains(&code));
}
