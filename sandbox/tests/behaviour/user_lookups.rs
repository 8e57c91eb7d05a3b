//! The small look-ups (specification 2.7): `listsimple`, `listid`, `getbyunionid`, `count`, `listadmin`
//! and `get_admin_scope`.

use http::Method;
use serde_json::{Value, json};

use crate::world::{
    BOSS, CHEN, LI, MARKET, PLATFORM, RESEARCH, STAFF, SUN, WANG, World, json_of, keys, newcomer,
    send,
};

const HAN: &str = "0412768835190247";
const ZHOU: &str = "0098431275560413";

fn simple(world: &World, fields: Value) -> Value {
    let mut request = json!({"dept_id": PLATFORM, "cursor": 0, "size": 100});
    for (name, value) in fields.as_object().unwrap() {
        request[name] = value.clone();
    }
    world.call("/topapi/user/listsimple", request)
}

fn ids(world: &World, dept_id: i64) -> Value {
    world.call("/topapi/user/listid", json!({"dept_id": dept_id}))
}

fn by_unionid(world: &World, unionid: &str) -> Value {
    world.call("/topapi/user/getbyunionid", json!({"unionid": unionid}))
}

fn count(world: &World, only_active: bool) -> Value {
    let request = json!({"only_active": only_active});
    world.call("/topapi/user/count", request)["result"]["count"].clone()
}

fn admins(world: &World) -> Value {
    world.call("/topapi/user/listadmin", json!({}))["result"].clone()
}

fn scope(world: &World, userid: &str) -> Value {
    world.call("/topapi/user/get_admin_scope", json!({"userid": userid}))
}

#[test]
fn a_simple_list_has_ids_and_names_of_the_direct_members() {
    let result = &simple(&World::new(), json!({}))["result"];
    let expected = json!({"has_more": false, "list": [
        {"userid": WANG, "name": "王芳"},
        {"userid": LI, "name": "李雷"},
        {"userid": HAN, "name": "韩梅梅"},
    ]});
    assert_eq!(result, &expected);
}

#[test]
fn a_simple_list_comes_in_pages_and_in_the_order_that_was_asked_for() {
    let world = World::new();
    let page = |fields| simple(&world, fields)["result"].clone();
    let first = page(json!({"size": 2, "order_field": "entry_desc"}));
    assert_eq!(
        (&first["has_more"], &first["next_cursor"]),
        (&json!(true), &json!(2))
    );
    assert_eq!(first["list"][0]["userid"], HAN);
    let last = page(json!({"size": 2, "cursor": 2, "order_field": "entry_desc"}));
    assert_eq!(
        last,
        json!({"has_more": false, "list": [{"userid": WANG, "name": "王芳"}]})
    );
}

#[test]
fn a_simple_list_in_english_lacks_names_that_have_no_english_variant() {
    let world = World::new();
    let list = |dept_id| {
        let reply = simple(&world, json!({"dept_id": dept_id, "language": "en_US"}));
        reply["result"]["list"].clone()
    };
    assert_eq!(list(1), json!([{"userid": BOSS, "name": "Lin Hai"}]));
    assert_eq!(list(PLATFORM)[1], json!({"userid": LI}));
}

#[test]
fn a_simple_list_has_its_own_codes_for_bad_pages() {
    let world = World::new();
    for (fields, code) in [
        (json!({"cursor": -1}), 40068),
        (json!({"size": 0}), 40069),
        (json!({"size": 101}), 40069),
        (json!({"order_field": "age"}), 400_002),
        (json!({"dept_id": 99}), 60003),
        (json!({"dept_id": -7}), 60003),
    ] {
        assert_eq!(simple(&world, fields.clone())["errcode"], code, "{fields}");
    }
}

#[test]
fn a_simple_list_stays_in_the_data_range() {
    let world = World::new();
    world.range(&[RESEARCH]);
    assert_eq!(simple(&world, json!({"dept_id": 1}))["errcode"], 50004);
    assert_eq!(simple(&world, json!({"dept_id": PLATFORM}))["errcode"], 0);
}

#[test]
fn a_list_of_ids_has_the_direct_members_whatever_the_data_range() {
    let world = World::new();
    world.range(&[MARKET]);
    let expected = json!({"userid_list": [CHEN, WANG, SUN]});
    assert_eq!(ids(&world, RESEARCH)["result"], expected);
}

#[test]
fn a_list_of_ids_is_empty_for_a_department_without_people() {
    let world = World::new();
    for userid in ["0098431275560413", "962437085512639"] {
        assert_eq!(world.code("user/delete", json!({"userid": userid})), 0);
    }
    assert_eq!(ids(&world, STAFF)["result"], json!({"userid_list": []}));
}

#[test]
fn a_list_of_ids_needs_a_department() {
    let world = World::new();
    for dept_id in [99, 0, -7] {
        assert_eq!(ids(&world, dept_id)["errcode"], 60003);
    }
}

#[test]
fn a_union_id_finds_its_employee() {
    let world = World::new();
    let unionid = world.user(CHEN)["unionid"].clone();
    let reply = by_unionid(&world, unionid.as_str().unwrap());
    assert_eq!(reply["result"], json!({"contact_type": 0, "userid": CHEN}));
}

#[test]
fn a_union_id_finds_an_external_contact_who_is_no_user() {
    let world = World::new();
    let contact = world.sandbox.organisation().external_contacts[0].clone();
    let found = &by_unionid(&world, &contact.unionid)["result"];
    assert_eq!(found, &json!({"contact_type": 1, "userid": contact.userid}));
    let id = json!({"userid": contact.userid});
    assert_eq!(world.code("user/get", id.clone()), 60121);
    assert_eq!(world.code("user/delete", id.clone()), 60121);
    assert_eq!(world.code("user/create", newcomer(id)), 60102);
}

#[test]
fn a_stranger_has_no_union_id_here() {
    let world = World::new();
    assert_eq!(by_unionid(&world, "xiEiE")["errcode"], 60121);
    assert_eq!(by_unionid(&world, "")["errcode"], 400_002);
}

#[test]
fn an_employee_outside_the_data_range_is_not_told_by_union_id() {
    let world = World::new();
    let unionid = world.user(CHEN)["unionid"].clone();
    world.range(&[MARKET]);
    let reply = by_unionid(&world, unionid.as_str().unwrap());
    assert_eq!(reply["errcode"], 50002);
}

#[test]
fn the_count_is_of_everybody_or_of_those_who_logged_in_once() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(count(&world, false), 16);
    assert_eq!(count(&world, true), 15);
    world.range(&[1]);
    world.create(json!({}));
    assert_eq!(count(&world, false), 17);
    assert_eq!(count(&world, true), 15);
}

#[test]
fn administrators_come_as_an_array_with_their_levels() {
    let world = World::new();
    world.range(&[MARKET]);
    let expected = json!([
        {"userid": BOSS, "sys_level": 1},
        {"userid": ZHOU, "sys_level": 2},
    ]);
    assert_eq!(admins(&world), expected);
}

#[test]
fn a_list_of_administrators_needs_no_body() {
    let world = World::new();
    let path = format!("/topapi/user/listadmin?access_token={}", world.token);
    let reply = send(&world.sandbox, Method::POST, &path, "", b"");
    assert_eq!(json_of(&reply)["result"], admins(&world));
}

#[test]
fn the_scope_of_an_administrator_is_at_top_level() {
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
