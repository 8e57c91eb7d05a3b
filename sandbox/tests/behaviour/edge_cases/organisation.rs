//! The edge cases of specification 13 about permissions, data ranges, departments and roles.

use http::Method;
use orgbook_sandbox::DEFAULT_CLIENT_SECRET;
use serde_json::{Value, json};

use crate::world::{
    BOSS, DATA, LI, MARKET, PLATFORM, RESEARCH, STAFF, WANG, World, code_of, json_of, keys, send,
};

fn scopes(world: &World) -> Value {
    let path = format!("/auth/scopes?access_token={}", world.token);
    json_of(&send(&world.sandbox, Method::GET, &path, "", b""))
}

#[test]
fn edge_case_07_a_missing_permission_is_60011_behind_88_and_names_the_scopes() {
    let world = World::new();
    world.without("qyapi_get_department_list");
    let reply = world.call("department/listsub", json!({}));
    assert_eq!(
        (&reply["errcode"], &reply["sub_code"]),
        (&json!(88), &json!("60011"))
    );
    for text in ["sub_msg", "errmsg"] {
        let text = reply[text].as_str().unwrap();
        assert!(
            text.contains("{requiredScopes=[qyapi_get_department_list]}"),
            "{text}"
        );
    }
}

#[test]
fn edge_case_07_a_missing_permission_on_the_new_api_is_403_and_names_the_scopes() {
    let world = World::new();
    world.without("qyapi_addresslist_search");
    let body = json!({"queryWord": "x", "offset": 0, "size": 1});
    let (status, reply) = world.new_api(Method::POST, "/v1.0/contact/departments/search", body);
    assert_eq!(status, 403);
    assert_eq!(
        reply["code"],
        "Forbidden.AccessDenied.AccessTokenPermissionDenied"
    );
    let expected = json!({"requiredScopes": ["qyapi_addresslist_search"]});
    assert_eq!(reply["accessdenieddetail"], expected);
}

#[test]
fn edge_case_07_a_permission_is_one_apps_and_one_codes() {
    let world = World::new();
    let mut app = world.sandbox.organisation().apps.remove(0);
    app.client_id = "dingreader".to_owned();
    app.permissions = ["qyapi_base", "qyapi_get_department_list"]
        .map(str::to_owned)
        .into();
    world.sandbox.add_app(app).unwrap();
    let path = format!("/gettoken?appkey=dingreader&appsecret={DEFAULT_CLIENT_SECRET}");
    let reply = json_of(&send(&world.sandbox, Method::GET, &path, "", b""));
    let reader = World {
        sandbox: leaks::Watched::new(world.sandbox.clone()),
        clock: world.clock.clone(),
        token: reply["access_token"].as_str().unwrap().to_owned(),
    };
    let create = json!({"name": "x", "parent_id": 1});
    assert_eq!(reader.code("department/listsub", json!({})), 0);
    assert_eq!(reader.code("department/create", create.clone()), 60011);
    assert_eq!(reader.code("user/get", json!({"userid": LI})), 60011);
    assert_eq!(world.code("department/create", create), 0);
}

#[test]
fn edge_case_09_people_outside_the_data_range_are_50002_and_their_department_is_50004() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(world.code("user/get", json!({"userid": LI})), 50002);
    let people = json!({"dept_id": 1, "cursor": 0, "size": 10});
    assert_eq!(world.code("user/list", people), 50004);
}

#[test]
fn edge_case_09_listid_count_and_listadmin_ignore_the_data_range() {
    let world = World::new();
    let ask = || {
        [
            world.call("/topapi/user/listid", json!({"dept_id": PLATFORM})),
            world.call("/topapi/user/count", json!({"only_active": false})),
            world.call("/topapi/user/listadmin", json!({})),
        ]
        .map(|reply| {
            assert_eq!(reply["errcode"], 0, "{reply}");
            reply["result"].clone()
        })
    };
    let everything = ask();
    world.range(&[MARKET]);
    assert_eq!(ask(), everything);
}

#[test]
fn edge_case_09_the_scopes_tell_the_data_range() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(
        scopes(&world)["auth_org_scopes"]["authed_dept"],
        json!([MARKET])
    );
}

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
fn edge_case_16_with_the_switch_for_cascades_everything_below_goes_too() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.cascade_department_deletion = true);
    let above = world.create_department("上", 1);
    let below = world.create_department("下", above);
    assert_eq!(
        world.code("department/delete", json!({"dept_id": above})),
        0
    );
    assert_eq!(
        world.code("department/get", json!({"dept_id": below})),
        60003
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

#[test]
fn edge_case_22_listadmin_has_an_array_as_its_result() {
    let reply = World::new().call("/topapi/user/listadmin", json!({}));
    let administrators = reply["result"].as_array().unwrap();
    assert!(
        administrators.contains(&json!({"userid": BOSS, "sys_level": 1})),
        "{reply}"
    );
}

#[test]
fn edge_case_22_get_admin_scope_has_its_departments_at_top_level() {
    let reply = World::new().call("/topapi/user/get_admin_scope", json!({"userid": BOSS}));
    assert_eq!(
        keys(&reply),
        ["dept_ids", "errcode", "errmsg", "request_id"]
    );
    assert_eq!(reply["dept_ids"], json!([1]));
}

#[test]
fn edge_case_22_scopes_have_no_request_id_and_no_result() {
    let reply = scopes(&World::new());
    let expected = [
        "auth_org_scopes",
        "auth_user_field",
        "condition_field",
        "errcode",
        "errmsg",
    ];
    assert_eq!(keys(&reply), expected);
}

#[test]
fn edge_case_22_v1_style_role_replies_have_no_request_id_and_no_result() {
    let world = World::new();
    let group = world.call("/role/add_role_group", json!({"name": "项目"}));
    assert_eq!(keys(&group), ["errcode", "errmsg", "groupId"]);
    let role = json!({"groupId": group["groupId"], "roleName": "项目经理"});
    let role = world.call("/role/add_role", role);
    assert_eq!(keys(&role), ["errcode", "errmsg", "roleId"]);
    let renamed = json!({"roleId": role["roleId"], "roleName": "负责项目的人"});
    let renamed = world.call("/role/update_role", renamed);
    assert_eq!(keys(&renamed), ["errcode", "errmsg"]);
    assert_eq!(code_of(&renamed), 0);
}
