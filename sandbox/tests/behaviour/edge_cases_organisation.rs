//! The edge cases of specification 13 about departments, data ranges and lists of the organisation.

use serde_json::json;

use crate::world::{DATA, MARKET, PLATFORM, RESEARCH, STAFF, World};

#[test]
fn edge_case_16_the_root_can_be_neither_updated_nor_deleted() {
    let world = World::new();
    let update = json!({"dept_id": 1, "name": "x"});
    assert_eq!(world.code("department/update", update), 60018);
    assert_eq!(
        world.code("department/delete", json!({"dept_id": 1})),
        60007
    );
}

#[test]
fn edge_case_16_a_sibling_with_the_same_name_is_60021() {
    let world = World::new();
    let create = |parent_id: i64| {
        world.code(
            "department/create",
            json!({"name": "平台组", "parent_id": parent_id}),
        )
    };
    assert_eq!(create(RESEARCH), 60021);
    assert_eq!(create(MARKET), 0);
}

#[test]
fn edge_case_16_a_name_has_no_hyphen_comma_or_quote_and_64_characters_at_most() {
    let world = World::new();
    for (name, expected) in [
        ("a-b".to_owned(), 60009),
        ("a,b".to_owned(), 60009),
        ("a，b".to_owned(), 60009),
        ("a\"b".to_owned(), 60009),
        ("字".repeat(65), 60001),
    ] {
        let create = json!({"name": name, "parent_id": 1});
        assert_eq!(world.code("department/create", create), expected, "{name}");
        let update = json!({"dept_id": STAFF, "name": name});
        assert_eq!(world.code("department/update", update), expected, "{name}");
    }
}

#[test]
fn edge_case_16_an_unknown_parent_is_60004() {
    let world = World::new();
    let create = json!({"name": "x", "parent_id": 99});
    assert_eq!(world.code("department/create", create), 60004);
    let update = json!({"dept_id": STAFF, "parent_id": 99});
    assert_eq!(world.code("department/update", update), 60004);
}

#[test]
fn edge_case_16_a_department_cannot_come_below_itself() {
    let world = World::new();
    for parent_id in [RESEARCH, PLATFORM, DATA] {
        let update = json!({"dept_id": RESEARCH, "parent_id": parent_id});
        assert_eq!(
            world.code("department/update", update),
            60010,
            "{parent_id}"
        );
    }
}

#[test]
fn edge_case_16_a_department_with_members_or_children_cannot_be_deleted() {
    let world = World::new();
    assert_eq!(
        world.code("department/delete", json!({"dept_id": STAFF})),
        60005
    );
    let above = world.create_department("上", 1);
    world.create_department("下", above);
    assert_eq!(
        world.code("department/delete", json!({"dept_id": above})),
        60006
    );
}

#[test]
fn edge_case_16_ids_are_generated() {
    let dept_id = World::new().create_department("新部门", 1);
    assert!((8..=10).contains(&dept_id.to_string().len()), "{dept_id}");
}

#[test]
fn edge_case_17_get_on_the_home_school_department_is_40009_with_success_false() {
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
fn edge_case_17_lists_below_the_home_school_department_are_60003() {
    let world = World::new();
    let people = json!({"dept_id": -7, "cursor": 0, "size": 10});
    assert_eq!(world.code("user/list", people), 60003);
    for api in ["listsub", "listsubid", "listparentbydept"] {
        assert_eq!(
            world.code(&format!("department/{api}"), json!({"dept_id": -7})),
            60003,
            "{api}"
        );
    }
}

#[test]
fn edge_case_17_listsub_is_a_bare_array_of_one_level() {
    let world = World::new();
    let list = world.result("department/listsub", json!({"dept_id": RESEARCH}));
    let expected = json!([{
        "auto_add_user": true, "create_dept_group": true, "dept_id": PLATFORM, "name": "平台组",
        "parent_id": RESEARCH,
    }]);
    assert_eq!(list, expected);
}

#[test]
fn edge_case_17_listsub_of_a_leaf_is_an_empty_array() {
    assert_eq!(
        World::new().result("department/listsub", json!({"dept_id": DATA})),
        json!([])
    );
}

#[test]
fn edge_case_17_listsub_without_a_department_lists_the_root_and_shows_the_home_school_department() {
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
fn edge_case_17_listsub_shows_ext_as_text_on_some() {
    let list = World::new().result("department/listsub", json!({}));
    assert_eq!(list[2]["ext"], r#"{"faceCount":"1"}"#);
    assert!(list[0].get("ext").is_none());
    assert_eq!(list[0]["source_identifier"], "hr:research");
    assert!(list[1].get("source_identifier").is_none());
}

#[test]
fn edge_case_18_listparentbydept_starts_with_itself_and_ends_with_the_root() {
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
fn edge_case_18_listparentbyuser_has_one_list_per_membership() {
    let world = World::new();
    let parents = world.result("department/listparentbyuser", json!({"userid": WANG}));
    let expected = json!({"parent_list": [
        {"parent_dept_id_list": [PLATFORM, RESEARCH, 1]},
        {"parent_dept_id_list": [RESEARCH, 1]},
    ]});
    assert_eq!(parents, expected);
}

#[test]
fn edge_case_09_departments_outside_the_data_range_are_50004() {
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
fn edge_case_09_listsubid_and_the_parent_lists_ignore_the_data_range() {
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
