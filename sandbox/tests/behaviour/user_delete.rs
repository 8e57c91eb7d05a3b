//! `user/delete` (specification 2.5).

use serde_json::json;

use crate::world::{BOSS, CHEN, LI, MARKET, PLATFORM, WANG, World};

#[test]
fn a_deleted_user_is_gone_everywhere() {
    let world = World::new();
    let mut reply = world.call("user/delete", json!({"userid": LI}));
    assert!(
        reply
            .as_object_mut()
            .unwrap()
            .remove("request_id")
            .is_some()
    );
    assert_eq!(reply, json!({"errcode": 0, "errmsg": "ok"}));
    assert_eq!(world.code("user/get", json!({"userid": LI})), 60121);
    assert_eq!(world.code("user/update", json!({"userid": LI})), 60121);
    assert_eq!(
        world.code("user/getbymobile", json!({"mobile": "13800000004"})),
        60121
    );
    assert_eq!(
        world.code("department/listparentbyuser", json!({"userid": LI})),
        60121
    );
    let page = world.result(
        "user/list",
        json!({"dept_id": PLATFORM, "cursor": 0, "size": 100}),
    );
    assert!(
        page["list"]
            .as_array()
            .unwrap()
            .iter()
            .all(|user| user["userid"] != LI)
    );
}

#[test]
fn deleting_twice_is_60121() {
    let world = World::new();
    assert_eq!(world.code("user/delete", json!({"userid": LI})), 0);
    assert_eq!(world.code("user/delete", json!({"userid": LI})), 60121);
}

#[test]
fn an_empty_or_over_long_userid_is_33012() {
    let world = World::new();
    assert_eq!(world.code("user/delete", json!({"userid": ""})), 33012);
    assert_eq!(
        world.code("user/delete", json!({"userid": "x".repeat(65)})),
        33012
    );
}

#[test]
fn a_user_outside_the_data_range_is_50002() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(world.code("user/delete", json!({"userid": LI})), 50002);
    world.range(&[1]);
    assert_eq!(world.code("user/delete", json!({"userid": LI})), 0);
}

#[test]
fn whoever_had_the_deleted_person_as_manager_has_none() {
    let world = World::new();
    assert_eq!(world.code("user/delete", json!({"userid": WANG})), 0);
    assert!(world.user(LI).get("manager_userid").is_none());
}

#[test]
fn a_deleted_person_leads_and_owns_nothing() {
    let world = World::new();
    assert_eq!(world.code("user/delete", json!({"userid": CHEN})), 0);
    let department = world.result("department/get", json!({"dept_id": 36948801}));
    assert!(department.get("dept_manager_userid_list").is_none());
    assert!(department.get("org_dept_owner").is_none());
}

#[test]
fn the_main_administrator_can_be_deleted() {
    assert_eq!(World::new().code("user/delete", json!({"userid": BOSS})), 0);
}

#[test]
fn the_organisation_stays_valid() {
    let world = World::new();
    for user in world.sandbox.organisation().users {
        assert_eq!(world.code("user/delete", json!({"userid": user.userid})), 0);
        world.sandbox.organisation().validate().unwrap();
    }
}
