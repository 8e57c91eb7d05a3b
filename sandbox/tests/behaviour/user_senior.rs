//! `seniorSettings`, read and written at one path (specification 2.8, U18).

use http::Method;
use serde_json::{Value, json};

use crate::world::{BOSS, CHEN, LI, MARKET, RESEARCH, STAFF, World};

const PATH: &str = "/v1.0/contact/seniorSettings";
const ZHAO: &str = "120955478231066";

fn set(world: &World, fields: Value) -> (u16, Value) {
    let mut request = json!({"seniorStaffId": LI, "open": true});
    for (name, value) in fields.as_object().unwrap() {
        request[name] = value.clone();
    }
    world.new_api(Method::POST, PATH, request)
}

fn get(world: &World, userid: &str) -> (u16, Value) {
    let path = format!("{PATH}?seniorStaffId={userid}");
    world.new_api(Method::GET, &path, Value::Null)
}

#[test]
fn the_settings_of_the_organisation_file_are_read() {
    let expected = json!({
        "seniorStaffId": ZHAO,
        "protectScenes": ["DING_MSG", "CALL"],
        "seniorWhiteList": [
            {"id": BOSS, "type": 1, "name": "林海"},
            {"id": STAFF.to_string(), "type": 2, "name": "人事行政部"},
        ],
    });
    assert_eq!(get(&World::new(), ZHAO), (200, expected));
}

#[test]
fn a_success_has_an_empty_body() {
    assert_eq!(set(&World::new(), json!({})), (200, Value::Null));
}

#[test]
fn opening_protects_the_person_with_these_settings() {
    let world = World::new();
    let role = 4_000_000_002_i64;
    let request = json!({
        "permitStaffIds": [CHEN], "permitDeptIds": [RESEARCH], "permitTagIds": [role],
        "protectScenes": ["DING_SMS", "CONFERENCE_VOIP"],
    });
    assert_eq!(set(&world, request).0, 200);
    assert_eq!(world.user(LI)["senior"], true);
    let expected = json!({
        "seniorStaffId": LI,
        "protectScenes": ["DING_SMS", "CONFERENCE_VOIP"],
        "seniorWhiteList": [
            {"id": CHEN, "type": 1, "name": "陈思远"},
            {"id": RESEARCH.to_string(), "type": 2, "name": "研发中心"},
            {"id": role.to_string(), "type": 3, "name": "主管理员"},
        ],
    });
    assert_eq!(get(&world, LI), (200, expected));
}

#[test]
fn closing_takes_the_protection_away() {
    let world = World::new();
    let request = json!({"seniorStaffId": ZHAO, "open": false});
    assert_eq!(set(&world, request).0, 200);
    assert_eq!(world.user(ZHAO)["senior"], false);
    let expected = json!({"seniorStaffId": ZHAO, "protectScenes": [], "seniorWhiteList": []});
    assert_eq!(get(&world, ZHAO).1, expected);
}

#[test]
fn an_unknown_user_is_a_server_error() {
    let world = World::new();
    for (status, reply) in [
        set(&world, json!({"seniorStaffId": "nobody"})),
        set(&world, json!({"permitStaffIds": ["nobody"]})),
        get(&world, "nobody"),
    ] {
        assert_eq!(
            (status, &reply["code"]),
            (500, &json!("parameter.userNotExists"))
        );
    }
}

#[test]
fn outside_the_data_range_nobody_is_there() {
    let world = World::new();
    world.range(&[MARKET]);
    for (status, reply) in [set(&world, json!({})), get(&world, LI)] {
        assert_eq!(
            (status, &reply["code"]),
            (500, &json!("parameter.userNotExists"))
        );
    }
}

#[test]
fn what_cannot_be_is_a_parameter_error() {
    let world = World::new();
    let many = vec![json!(LI); 150];
    for fields in [
        json!({"open": "perhaps"}),
        json!({"protectScenes": ["SMOKE_SIGNAL"]}),
        json!({"permitStaffIds": LI}),
        json!({"permitDeptIds": [99]}),
        json!({"permitTagIds": [99]}),
        json!({"permitStaffIds": many, "permitDeptIds": vec![1; 51]}),
    ] {
        let (status, reply) = set(&world, fields.clone());
        assert_eq!(
            (status, &reply["code"]),
            (400, &json!("parameter.error")),
            "{fields}"
        );
    }
    let most = json!({"permitStaffIds": many, "permitDeptIds": vec![1; 50]});
    assert_eq!(set(&world, most).0, 200);
}

#[test]
fn a_refused_change_changes_nothing() {
    let world = World::new();
    let before = world.sandbox.organisation();
    assert_eq!(set(&world, json!({"permitDeptIds": [99]})).0, 400);
    assert_eq!(world.sandbox.organisation(), before);
}

#[test]
fn reading_and_writing_need_different_permissions() {
    let world = World::new();
    world.without("qyapi_manage_addresslist");
    assert_eq!(set(&world, json!({})).0, 403);
    assert_eq!(get(&world, ZHAO).0, 200);
    let world = World::new();
    world.without("qyapi_get_member");
    assert_eq!(get(&world, ZHAO).0, 403);
    assert_eq!(set(&world, json!({})).0, 200);
}

#[test]
fn a_deleted_user_is_let_through_no_more() {
    let world = World::new();
    assert_eq!(world.code("user/delete", json!({"userid": BOSS})), 0);
    let list = get(&world, ZHAO).1["seniorWhiteList"].clone();
    assert_eq!(list.as_array().unwrap().len(), 1);
    world.sandbox.organisation().validate().unwrap();
}
