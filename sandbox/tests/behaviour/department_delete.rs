//! D3 (specification 3.4).

use orgbook_sandbox::DEFAULT_CLIENT_ID;
use serde_json::json;

use crate::world::{BOSS, DATA, MARKET, PLATFORM, RESEARCH, STAFF, World, keys};

#[test]
fn a_deleted_department_is_gone() {
    let world = World::new();
    let dept_id = world.create_department("质量组", RESEARCH);
    let reply = world.call("department/delete", json!({"dept_id": dept_id}));
    assert_eq!(keys(&reply), ["errcode", "errmsg", "request_id"]);
    assert_eq!(
        world.code("department/get", json!({"dept_id": dept_id})),
        60003
    );
    let below = world.result("department/listsubid", json!({"dept_id": RESEARCH}));
    assert_eq!(below["dept_id_list"], json!([PLATFORM]));
}

#[test]
fn deleting_is_not_idempotent() {
    let world = World::new();
    let dept_id = world.create_department("质量组", 1);
    assert_eq!(
        world.code("department/delete", json!({"dept_id": dept_id})),
        0
    );
    assert_eq!(
        world.code("department/delete", json!({"dept_id": dept_id})),
        60003
    );
}

#[test]
fn unknown_and_special_departments_are_60003() {
    let world = World::new();
    for dept_id in [99, -7, 0] {
        assert_eq!(
            world.code("department/delete", json!({"dept_id": dept_id})),
            60003,
            "{dept_id}"
        );
    }
}

#[test]
fn members_further_below_count() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.cascade_department_deletion = true);
    let above = world.create_department("上", 1);
    world.update_department(json!({"dept_id": DATA, "parent_id": above}));
    assert_eq!(
        world.code("department/delete", json!({"dept_id": above})),
        60005
    );
}

#[test]
fn members_are_named_before_children() {
    let world = World::new();
    assert_eq!(
        world.code("department/delete", json!({"dept_id": RESEARCH})),
        60005
    );
}

#[test]
fn a_department_outside_the_data_range_is_50004() {
    let world = World::new();
    let dept_id = world.create_department("质量组", MARKET);
    world.range(&[RESEARCH]);
    assert_eq!(
        world.code("department/delete", json!({"dept_id": dept_id})),
        50004
    );
}

#[test]
fn nothing_refers_to_a_deleted_department() {
    let world = World::new();
    let dept_id = world.create_department("质量组", 1);
    let permits = format!("{dept_id},{MARKET}");
    world.update_department(json!({
        "dept_id": STAFF, "hide_dept": true, "dept_permits": permits, "outer_dept": true,
        "outer_permit_depts": permits,
    }));
    world.range(&[1, dept_id]);
    assert_eq!(
        world.code("department/delete", json!({"dept_id": dept_id})),
        0
    );
    let department = world.department(STAFF);
    assert_eq!(department["dept_permits"], json!([MARKET]));
    assert_eq!(department["outer_permit_depts"], json!([MARKET]));
    let organisation = world.sandbox.organisation();
    assert_eq!(organisation.apps[0].data_range.departments, [1]);
    assert!(organisation.validate().is_ok());
}

#[test]
fn a_name_is_free_again_after_the_deletion() {
    let world = World::new();
    let dept_id = world.create_department("质量组", 1);
    assert_eq!(
        world.code("department/delete", json!({"dept_id": dept_id})),
        0
    );
    assert_ne!(world.create_department("质量组", 1), dept_id);
}

#[test]
fn an_invitation_into_a_deleted_department_cannot_be_accepted() {
    let world = World::new();
    let dept_id = world.create_department("质量组", 1);
    let mobile = "13900000077".parse().unwrap();
    world.sandbox.protect_mobile("13900000077".parse().unwrap());
    let body =
        json!({"name": "新人", "mobile": "13900000077", "dept_id_list": dept_id.to_string()});
    assert_eq!(world.code("user/create", body), 40103);
    assert_eq!(
        world.code("department/delete", json!({"dept_id": dept_id})),
        0
    );
    assert!(world.sandbox.accept_invitation(&mobile).is_err());
}

#[test]
fn nothing_refers_to_a_deleted_person() {
    let world = World::new();
    world.update_department(json!({"dept_id": STAFF, "hide_dept": true, "user_permits": BOSS}));
    world
        .sandbox
        .change_app(DEFAULT_CLIENT_ID, |app| {
            app.data_range.users = vec![BOSS.to_owned()]
        })
        .unwrap();
    assert_eq!(world.code("user/delete", json!({"userid": BOSS})), 0);
    assert_eq!(world.department(STAFF)["user_permits"], json!([]));
    assert!(world.sandbox.organisation().validate().is_ok());
}
