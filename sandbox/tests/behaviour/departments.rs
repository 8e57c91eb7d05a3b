//! Department endpoints (specification 3).

use serde_json::json;

use crate::world::{BOSS, CHEN, DATA, MARKET, PLATFORM, RESEARCH, STAFF, World, keys};

#[test]
fn get_answers_with_these_fields() {
    let world = World::new();
    let department = world.result("department/get", json!({"dept_id": RESEARCH}));
    let expected = [
        "auto_add_user",
        "auto_approve_apply",
        "brief",
        "code",
        "create_dept_group",
        "dept_group_chat_id",
        "dept_id",
        "dept_manager_userid_list",
        "dept_permits",
        "group_contain_sub_dept",
        "hide_dept",
        "member_count",
        "name",
        "order",
        "org_dept_owner",
        "outer_dept",
        "outer_permit_depts",
        "outer_permit_users",
        "owning_member_count",
        "parent_id",
        "source_identifier",
        "user_permits",
    ];
    assert_eq!(keys(&department), expected);
    assert_eq!(department["name"], "研发中心");
    assert_eq!(department["parent_id"], 1);
    assert_eq!(department["dept_manager_userid_list"], json!([CHEN]));
    assert_eq!(department["dept_permits"], json!([]));
}

#[test]
fn what_is_not_set_is_absent_from_get_and_the_brief_is_empty() {
    let department = World::new().result("department/get", json!({"dept_id": DATA}));
    for field in [
        "code",
        "source_identifier",
        "dept_group_chat_id",
        "org_dept_owner",
    ] {
        assert!(department.get(field).is_none(), "{field}");
    }
    assert_eq!(department["brief"], "");
    assert_eq!(department["order"], DATA);
}

#[test]
fn the_root_has_the_company_name_and_no_parent() {
    let root = World::new().result("department/get", json!({"dept_id": 1}));
    assert_eq!(root["name"], "星海科技");
    assert!(root.get("parent_id").is_none());
}

#[test]
fn member_counts_count_people_once() {
    let world = World::new();
    let counts = |dept_id| {
        let department = world.result("department/get", json!({"dept_id": dept_id}));
        (
            department["member_count"].as_u64().unwrap(),
            department["owning_member_count"].as_u64().unwrap(),
        )
    };
    assert_eq!(counts(1), (16, 1));
    assert_eq!(counts(RESEARCH), (7, 3));
    assert_eq!(counts(PLATFORM), (5, 3));
    assert_eq!(counts(DATA), (2, 2));
}

#[test]
fn an_unknown_department_is_60003_everywhere() {
    let world = World::new();
    for api in ["get", "listsub", "listsubid", "listparentbydept"] {
        let reply = world.call(&format!("department/{api}"), json!({"dept_id": 99}));
        assert_eq!(
            (&reply["errcode"], &reply["errmsg"]),
            (&json!(60003), &json!("部门不存在")),
            "{api}"
        );
    }
}

#[test]
fn listsubid_lists_ids_and_shows_the_home_school_department() {
    let world = World::new();
    let ids = world.result("department/listsubid", json!({"dept_id": 1}));
    assert_eq!(ids, json!({"dept_id_list": [RESEARCH, MARKET, STAFF, -7]}));
    let leaf = world.result("department/listsubid", json!({"dept_id": DATA}));
    assert_eq!(leaf, json!({"dept_id_list": []}));
}

#[test]
fn listparentbyuser_refuses_unknown_and_malformed_userids() {
    let world = World::new();
    assert_eq!(
        world.code("department/listparentbyuser", json!({"userid": "nobody"})),
        60121
    );
    assert_eq!(
        world.code("department/listparentbyuser", json!({"userid": ""})),
        33012
    );
    assert_eq!(
        world.code(
            "department/listparentbyuser",
            json!({"userid": "x".repeat(65)})
        ),
        33012
    );
}

#[test]
fn a_user_put_into_a_department_counts_there_at_once() {
    let world = World::new();
    world.update(json!({"userid": BOSS, "dept_id_list": format!("1,{STAFF}")}));
    let department = world.result("department/get", json!({"dept_id": STAFF}));
    assert_eq!(department["owning_member_count"], 3);
}
