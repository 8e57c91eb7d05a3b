//! Department endpoints (specification 3; edge cases 9, 16, 17 and 18).

use serde_json::json;

use crate::world::{BOSS, CHEN, DATA, LI, MARKET, PLATFORM, RESEARCH, STAFF, WANG, World, keys};

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
fn get_on_the_home_school_department_is_40009_with_success_false() {
    let world = World::new();
    for dept_id in [-7, -1, 0] {
        let mut reply = world.call("department/get", json!({"dept_id": dept_id}));
        assert!(
            reply
                .as_object_mut()
                .unwrap()
                .remove("request_id")
                .is_some()
        );
        assert_eq!(
            reply,
            json!({"errcode": 40009, "errmsg": "不合法的部门id", "success": false})
        );
    }
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
fn lists_below_the_home_school_department_are_60003() {
    let world = World::new();
    for api in ["listsub", "listsubid", "listparentbydept"] {
        assert_eq!(
            world.code(&format!("department/{api}"), json!({"dept_id": -7})),
            60003,
            "{api}"
        );
    }
}

#[test]
fn listsub_is_a_bare_array_of_one_level() {
    let world = World::new();
    let list = world.result("department/listsub", json!({"dept_id": RESEARCH}));
    let expected = json!([{
        "auto_add_user": true, "create_dept_group": true, "dept_id": PLATFORM, "name": "平台组",
        "parent_id": RESEARCH,
    }]);
    assert_eq!(list, expected);
}

#[test]
fn listsub_of_a_leaf_is_an_empty_array() {
    assert_eq!(
        World::new().result("department/listsub", json!({"dept_id": DATA})),
        json!([])
    );
}

#[test]
fn listsub_without_a_department_lists_the_root_and_shows_the_home_school_department() {
    let world = World::new();
    let list = world.result("department/listsub", json!({}));
    let ids: Vec<i64> = list
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["dept_id"].as_i64().unwrap())
        .collect();
    assert_eq!(ids, [RESEARCH, MARKET, STAFF, -7]);
    assert_eq!(
        list,
        world.result("department/listsub", json!({"dept_id": 1}))
    );
}

#[test]
fn listsub_shows_ext_as_text_on_some() {
    let list = World::new().result("department/listsub", json!({}));
    assert_eq!(list[2]["ext"], r#"{"faceCount":"1"}"#);
    assert!(list[0].get("ext").is_none());
    assert_eq!(list[0]["source_identifier"], "hr:research");
    assert!(list[1].get("source_identifier").is_none());
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
fn listparentbydept_starts_with_itself_and_ends_with_the_root() {
    let world = World::new();
    let parents =
        |dept_id| world.result("department/listparentbydept", json!({"dept_id": dept_id}));
    assert_eq!(
        parents(DATA),
        json!({"parent_id_list": [DATA, PLATFORM, RESEARCH, 1]})
    );
    assert_eq!(parents(1), json!({"parent_id_list": [1]}));
}

#[test]
fn listparentbyuser_has_one_list_per_membership() {
    let world = World::new();
    let parents = world.result("department/listparentbyuser", json!({"userid": WANG}));
    let expected = json!({"parent_list": [
        {"parent_dept_id_list": [PLATFORM, RESEARCH, 1]},
        {"parent_dept_id_list": [RESEARCH, 1]},
    ]});
    assert_eq!(parents, expected);
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
fn get_and_listsub_outside_the_data_range_are_50004() {
    let world = World::new();
    world.range(&[RESEARCH]);
    for api in ["department/get", "department/listsub"] {
        assert_eq!(world.code(api, json!({"dept_id": 1})), 50004, "{api}");
        assert_eq!(world.code(api, json!({"dept_id": MARKET})), 50004, "{api}");
        assert_eq!(world.code(api, json!({"dept_id": PLATFORM})), 0, "{api}");
    }
    assert_eq!(world.code("department/listsub", json!({})), 50004);
}

#[test]
fn listsubid_and_the_parent_lists_ignore_the_data_range() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(world.code("department/listsubid", json!({"dept_id": 1})), 0);
    assert_eq!(
        world.code("department/listparentbydept", json!({"dept_id": PLATFORM})),
        0
    );
    assert_eq!(
        world.code("department/listparentbyuser", json!({"userid": LI})),
        0
    );
}

#[test]
fn a_user_put_into_a_department_counts_there_at_once() {
    let world = World::new();
    world.update(json!({"userid": BOSS, "dept_id_list": format!("1,{STAFF}")}));
    let department = world.result("department/get", json!({"dept_id": STAFF}));
    assert_eq!(department["owning_member_count"], 3);
}
