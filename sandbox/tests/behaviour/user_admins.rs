//! `user/get_admin_scope` (specification 2.7, U12; edge case 22).

use serde_json::{Value, json};

use crate::world::{BOSS, LI, MARKET, STAFF, World, keys};

const ZHOU: &str = "0098431275560413";

fn scope(world: &World, userid: &str) -> Value {
    world.legacy("/topapi/user/get_admin_scope", json!({"userid": userid}))
}

#[test]
fn the_scope_is_at_top_level() {
    let world = World::new();
    let reply = scope(&world, ZHOU);
    assert_eq!(
        keys(&reply),
        ["dept_ids", "errcode", "errmsg", "request_id"]
    );
    assert_eq!(reply["dept_ids"], json!([STAFF]));
}

#[test]
fn the_main_administrator_manages_the_root_and_others_nothing() {
    let world = World::new();
    assert_eq!(scope(&world, BOSS)["dept_ids"], json!([1]));
    assert_eq!(scope(&world, LI)["dept_ids"], json!([]));
}

#[test]
fn an_unknown_user_has_no_scope() {
    let world = World::new();
    assert_eq!(scope(&world, "nobody")["errcode"], 60121);
    assert_eq!(scope(&world, "")["errcode"], 40036);
    world.range(&[MARKET]);
    assert_eq!(scope(&world, ZHOU)["errcode"], 50002);
}
