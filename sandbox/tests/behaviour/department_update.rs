//! D2 (specification 3.1 and 3.3).

use serde_json::{Value, json};

use crate::world::{
    BOSS, CHEN, DATA, LI, MARKET, PLATFORM, RESEARCH, STAFF, SUN, WANG, World, keys,
};

fn code(world: &World, fields: Value) -> i64 {
    world.code("department/update", fields)
}

#[test]
fn the_reply_has_no_result() {
    let reply = World::new().call(
        "department/update",
        json!({"dept_id": MARKET, "name": "市场"}),
    );
    assert_eq!(keys(&reply), ["errcode", "errmsg", "request_id"]);
}

#[test]
fn what_is_absent_or_empty_stays() {
    let world = World::new();
    let before = world.department(RESEARCH);
    world.update_department(json!({"dept_id": RESEARCH}));
    world.update_department(json!({
        "dept_id": RESEARCH, "name": "", "parent_id": "", "order": "", "code": "", "brief": "", "telephone": "",
        "source_identifier": "", "org_dept_owner": "", "dept_manager_userid_list": "", "dept_permits": "",
    }));
    assert_eq!(world.department(RESEARCH), before);
}

#[test]
fn what_is_written_is_shown() {
    let world = World::new();
    world.update_department(json!({
        "dept_id": STAFF, "name": "行政", "order": 5, "code": "HR", "brief": "帮忙的人", "telephone": "8200",
        "source_identifier": "hr:staff", "extension": "x", "create_dept_group": true, "auto_add_user": true,
        "auto_approve_apply": true, "group_contain_sub_dept": true,
    }));
    let department = world.department(STAFF);
    for (field, value) in [
        ("name", json!("行政")),
        ("order", json!(5)),
        ("code", json!("HR")),
        ("brief", json!("帮忙的人")),
        ("telephone", json!("8200")),
        ("source_identifier", json!("hr:staff")),
        ("extention", json!("x")),
        ("create_dept_group", json!(true)),
        ("auto_add_user", json!(true)),
        ("auto_approve_apply", json!(true)),
        ("group_contain_sub_dept", json!(true)),
    ] {
        assert_eq!(department[field], value, "{field}");
    }
    let list = world.result("department/listsub", json!({}));
    assert_eq!(list[0]["name"], "行政");
}

#[test]
fn what_the_chat_group_contains_is_kept() {
    let world = World::new();
    let fields = json!({"dept_id": STAFF, "group_contain_outer_dept": true, "group_contain_hidden_dept": true});
    world.update_department(fields);
    let organisation = world.sandbox.organisation();
    let stored = organisation
        .departments
        .iter()
        .find(|one| one.dept_id == STAFF)
        .unwrap();
    assert!(stored.group_contain_outer_dept && stored.group_contain_hidden_dept);
}

#[test]
fn a_code_beyond_30_characters_is_40035() {
    let world = World::new();
    assert_eq!(
        code(&world, json!({"dept_id": STAFF, "code": "x".repeat(31)})),
        40035
    );
    assert_eq!(
        code(&world, json!({"dept_id": STAFF, "code": "x".repeat(30)})),
        0
    );
}

#[test]
fn an_unknown_department_is_60003_and_a_special_one_40009() {
    let world = World::new();
    assert_eq!(code(&world, json!({"dept_id": 99})), 60003);
    for dept_id in [-7, -1, 0] {
        assert_eq!(
            code(&world, json!({"dept_id": dept_id})),
            40009,
            "{dept_id}"
        );
    }
}

#[test]
fn a_department_moves_with_everything_below() {
    let world = World::new();
    world.update_department(json!({"dept_id": PLATFORM, "parent_id": MARKET}));
    let parents = world.result("department/listparentbydept", json!({"dept_id": DATA}));
    assert_eq!(
        parents["parent_id_list"],
        json!([DATA, PLATFORM, MARKET, 1])
    );
    assert_eq!(world.department(MARKET)["member_count"], 11);
    assert_eq!(world.department(RESEARCH)["member_count"], 3);
}

#[test]
fn a_move_keeps_the_number_of_levels() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.department_levels = 3);
    let below_sales = json!({"dept_id": PLATFORM, "parent_id": 574367410});
    assert_eq!(code(&world, below_sales), 60002);
    assert_eq!(
        code(&world, json!({"dept_id": DATA, "parent_id": 574367410})),
        0
    );
}

#[test]
fn a_department_may_keep_its_name_and_not_take_a_siblings() {
    let world = World::new();
    assert_eq!(
        code(&world, json!({"dept_id": MARKET, "name": "市场部"})),
        0
    );
    assert_eq!(
        code(&world, json!({"dept_id": MARKET, "name": "研发中心"})),
        60021
    );
}

#[test]
fn a_move_to_a_parent_with_such_a_child_is_60021() {
    let world = World::new();
    world.create_department("平台组", MARKET);
    assert_eq!(
        code(&world, json!({"dept_id": PLATFORM, "parent_id": MARKET})),
        60021
    );
}

#[test]
fn a_department_and_its_new_parent_are_in_the_data_range() {
    let world = World::new();
    world.range(&[RESEARCH]);
    assert_eq!(code(&world, json!({"dept_id": MARKET, "name": "x"})), 50004);
    assert_eq!(
        code(&world, json!({"dept_id": PLATFORM, "parent_id": MARKET})),
        50004
    );
    assert_eq!(
        code(&world, json!({"dept_id": DATA, "parent_id": RESEARCH})),
        0
    );
}

#[test]
fn the_english_name_is_a_variant_of_its_own() {
    let world = World::new();
    world.update_department(json!({"dept_id": MARKET, "name": "Marketing", "language": "en_US"}));
    assert_eq!(world.department(MARKET)["name"], "市场部");
    let english = json!({"dept_id": MARKET, "language": "en_US"});
    assert_eq!(world.result("department/get", english)["name"], "Marketing");
    let list = world.result("department/listsub", json!({"language": "en_US"}));
    assert_eq!(
        (&list[0]["name"], &list[1]["name"]),
        (&json!("研发中心"), &json!("Marketing"))
    );
}

#[test]
fn an_unknown_language_is_400002() {
    let world = World::new();
    for api in ["update", "get", "listsub"] {
        let body = json!({"dept_id": MARKET, "language": "fr_FR"});
        assert_eq!(
            world.code(&format!("department/{api}"), body),
            400002,
            "{api}"
        );
    }
}

#[test]
fn managers_are_leaders_of_the_department() {
    let world = World::new();
    world.update_department(
        json!({"dept_id": RESEARCH, "dept_manager_userid_list": format!("{WANG},{SUN}")}),
    );
    assert_eq!(
        world.department(RESEARCH)["dept_manager_userid_list"],
        json!([WANG, SUN])
    );
    let leads = |userid| {
        let user = world.user(userid);
        let leads = user["leader_in_dept"].as_array().unwrap();
        leads
            .iter()
            .any(|one| one["dept_id"] == RESEARCH && one["leader"] == true)
    };
    assert!(leads(WANG) && leads(SUN) && !leads(CHEN));
    let roles = world.user(SUN)["role_list"].clone();
    assert_eq!(roles[0]["name"], "主管");
}

#[test]
fn a_manager_who_is_no_direct_member_is_60068() {
    let world = World::new();
    for managers in [LI.to_owned(), "nobody".to_owned(), format!("{CHEN},{BOSS}")] {
        let fields = json!({"dept_id": RESEARCH, "dept_manager_userid_list": managers});
        assert_eq!(code(&world, fields), 60068, "{managers}");
    }
    assert_eq!(
        world.department(RESEARCH)["dept_manager_userid_list"],
        json!([CHEN])
    );
}

#[test]
fn managers_are_cleared_only_when_forced() {
    let world = World::new();
    world.update_department(json!({"dept_id": RESEARCH, "dept_manager_userid_list": ""}));
    assert_eq!(
        world.department(RESEARCH)["dept_manager_userid_list"],
        json!([CHEN])
    );
    world.update_department(json!({
        "dept_id": RESEARCH, "dept_manager_userid_list": "", "force_update_fields": "dept_manager_userid_list",
    }));
    assert!(
        world
            .department(RESEARCH)
            .get("dept_manager_userid_list")
            .is_none()
    );
}

#[test]
fn a_refused_update_leaves_the_managers() {
    let world = World::new();
    let fields = json!({"dept_id": RESEARCH, "dept_manager_userid_list": SUN, "name": "a-b"});
    assert_eq!(code(&world, fields), 60009);
    assert_eq!(
        world.department(RESEARCH)["dept_manager_userid_list"],
        json!([CHEN])
    );
}

#[test]
fn the_owner_of_the_chat_group_need_not_manage() {
    let world = World::new();
    world.update_department(json!({"dept_id": RESEARCH, "org_dept_owner": SUN}));
    let department = world.department(RESEARCH);
    assert_eq!(department["org_dept_owner"], SUN);
    assert_eq!(department["dept_manager_userid_list"], json!([CHEN]));
}

#[test]
fn an_unknown_owner_is_60067_and_one_from_elsewhere_40093() {
    let world = World::new();
    assert_eq!(
        code(
            &world,
            json!({"dept_id": RESEARCH, "org_dept_owner": "nobody"})
        ),
        60067
    );
    assert_eq!(
        code(&world, json!({"dept_id": RESEARCH, "org_dept_owner": LI})),
        40093
    );
}

#[test]
fn who_leaves_a_department_does_not_own_its_chat_group() {
    let world = World::new();
    assert_eq!(world.department(RESEARCH)["org_dept_owner"], CHEN);
    world.update(json!({"userid": CHEN, "title": "顾问"}));
    assert_eq!(world.department(RESEARCH)["org_dept_owner"], CHEN);
    world.update(json!({"userid": CHEN, "dept_id_list": MARKET.to_string()}));
    assert!(world.department(RESEARCH).get("org_dept_owner").is_none());
}

#[test]
fn a_chat_group_comes_and_goes_with_its_switch() {
    let world = World::new();
    world.update_department(json!({"dept_id": DATA, "create_dept_group": true}));
    assert!(world.department(DATA)["dept_group_chat_id"].is_string());
    world.update_department(json!({"dept_id": DATA, "create_dept_group": false}));
    assert!(world.department(DATA).get("dept_group_chat_id").is_none());
}

#[test]
fn permits_are_replaced_and_end_with_their_switch() {
    let world = World::new();
    world.update_department(json!({"dept_id": STAFF, "hide_dept": true, "dept_permits": MARKET.to_string(), "user_permits": LI}));
    world.update_department(json!({"dept_id": STAFF, "user_permits": BOSS}));
    let department = world.department(STAFF);
    assert_eq!(department["dept_permits"], json!([MARKET]));
    assert_eq!(department["user_permits"], json!([BOSS]));
    world.update_department(json!({"dept_id": STAFF, "hide_dept": false}));
    assert_eq!(world.department(STAFF)["dept_permits"], json!([]));
}

#[test]
fn the_limit_of_permits_counts_what_is_kept() {
    let world = World::new();
    let fifty = vec!["1"; 50].join(",");
    world.update_department(json!({"dept_id": STAFF, "hide_dept": true, "dept_permits": fifty}));
    assert_eq!(
        code(&world, json!({"dept_id": STAFF, "user_permits": LI})),
        60109
    );
}
