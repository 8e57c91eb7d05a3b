//! `/department/...` of v1 (specification 9).

use serde_json::{Value, json};

use crate::world::{BOSS, CHEN, DATA, LI, MARKET, PLATFORM, RESEARCH, STAFF, WANG, World};

const SALES: i64 = 574367410;
const SPECIAL: i64 = -7;

fn get(world: &World, id: i64) -> Value {
    world.v1_get("/department/get", &[("id", &id.to_string())])
}

fn code(reply: &Value) -> i64 {
    reply["errcode"].as_i64().unwrap()
}

/// The ids in `/department/list`.
fn listed(world: &World, query: &[(&str, &str)]) -> Vec<i64> {
    let reply = world.v1_get("/department/list", query);
    assert_eq!(code(&reply), 0, "{reply}");
    let list = reply["department"].as_array().unwrap();
    list.iter()
        .map(|entry| entry["id"].as_i64().unwrap())
        .collect()
}

#[test]
fn the_list_is_the_whole_tree_with_the_root_at_once() {
    let world = World::new();
    assert_eq!(
        listed(&world, &[]),
        [1, RESEARCH, MARKET, STAFF, SPECIAL, PLATFORM, DATA, SALES]
    );
}

#[test]
fn the_list_below_a_department_leaves_it_out() {
    let world = World::new();
    let below = listed(&world, &[("id", "1")]);
    assert_eq!(
        below,
        [RESEARCH, MARKET, STAFF, SPECIAL, PLATFORM, DATA, SALES]
    );
    assert_eq!(
        listed(&world, &[("id", &RESEARCH.to_string())]),
        [PLATFORM, DATA]
    );
    assert!(listed(&world, &[("id", &DATA.to_string())]).is_empty());
}

#[test]
fn without_fetch_child_only_the_next_level_is_listed() {
    let world = World::new();
    for no in ["false", "False"] {
        let children = listed(&world, &[("id", "1"), ("fetch_child", no)]);
        assert_eq!(children, [RESEARCH, MARKET, STAFF, SPECIAL], "{no}");
    }
    assert_eq!(
        listed(&world, &[("id", "1"), ("fetch_child", "true")]).len(),
        7
    );
}

#[test]
fn a_listed_department_has_v1_s_names() {
    let world = World::new();
    let list = world.v1_get("/department/list", &[]);
    assert_eq!(
        list["department"][0],
        json!({"id": 1, "name": "星海科技", "createDeptGroup": true, "autoAddUser": true})
    );
    assert_eq!(
        list["department"][1],
        json!({"id": RESEARCH, "name": "研发中心", "parentid": 1, "createDeptGroup": true,
            "autoAddUser": true, "sourceIdentifier": "hr:research"})
    );
}

#[test]
fn the_ids_of_the_next_level_are_listed() {
    let world = World::new();
    assert_eq!(
        world.v1_get("/department/list_ids", &[("id", "1")]),
        json!({"errcode": 0, "errmsg": "ok", "sub_dept_id_list": [RESEARCH, MARKET, STAFF, SPECIAL]})
    );
}

#[test]
fn a_department_is_told_in_v1_s_names() {
    let world = World::new();
    let chat =
        world.result("department/get", json!({"dept_id": RESEARCH}))["dept_group_chat_id"].clone();
    assert_eq!(
        get(&world, RESEARCH),
        json!({
            "errcode": 0, "errmsg": "ok",
            "id": RESEARCH, "name": "研发中心", "parentid": 1, "order": 10,
            "sourceIdentifier": "hr:research", "createDeptGroup": true, "autoAddUser": true,
            "autoApproveApply": false, "groupContainSubDept": false, "orgDeptOwner": CHEN,
            "deptGroupChatId": chat, "deptManagerUseridList": CHEN,
            "deptHiding": false, "deptPermits": "", "userPermits": "",
            "outerDept": false, "outerPermitDepts": "", "outerPermitUsers": "",
        })
    );
}

#[test]
fn the_root_has_no_parent() {
    assert!(get(&World::new(), 1).get("parentid").is_none());
}

#[test]
fn an_unknown_department_is_60003_and_a_special_one_40009() {
    let world = World::new();
    assert_eq!(code(&get(&world, 999)), 60003);
    assert_eq!(code(&get(&world, SPECIAL)), 40009);
    for path in ["/department/list", "/department/list_ids"] {
        assert_eq!(code(&world.v1_get(path, &[("id", "999")])), 60003, "{path}");
    }
}

#[test]
fn a_department_outside_the_data_range_is_50004() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(code(&get(&world, RESEARCH)), 50004);
    assert_eq!(code(&world.v1_get("/department/list", &[])), 50004);
    let reply = world.call(
        "/department/create",
        json!({"name": "新部门", "parentid": "1"}),
    );
    assert_eq!(code(&reply), 50004);
    assert_eq!(listed(&world, &[("id", &MARKET.to_string())]), [SALES]);
}

#[test]
fn a_created_department_is_in_both_versions() {
    let world = World::new();
    let reply = world.call(
        "/department/create",
        json!({
            "name": "新部门", "parentid": "1", "order": "7", "sourceIdentifier": "hr:new",
            "createDeptGroup": "true", "deptHiding": true, "deptPermits": format!("{MARKET}|{STAFF}"),
            "userPermits": format!("{CHEN}|{LI}"), "outerDept": true, "outerPermitDepts": STAFF.to_string(),
            "outerPermitUsers": BOSS, "outerDeptOnlySelf": true, "autoApproveApply": true,
            "ext": "{\"职能\":\"人事\"}", "shareBalance": false,
        }),
    );
    let id = reply["id"].as_i64().unwrap();
    assert_eq!(reply, json!({"errcode": 0, "errmsg": "ok", "id": id}));
    let v2 = world.result("department/get", json!({"dept_id": id}));
    for (field, expected) in [
        ("name", json!("新部门")),
        ("parent_id", json!(1)),
        ("order", json!(7)),
        ("source_identifier", json!("hr:new")),
        ("create_dept_group", json!(true)),
        ("auto_approve_apply", json!(true)),
        ("dept_permits", json!([MARKET, STAFF])),
        ("user_permits", json!([CHEN, LI])),
        ("outer_permit_depts", json!([STAFF])),
        ("outer_permit_users", json!([BOSS])),
        ("extention", json!("{\"职能\":\"人事\"}")),
    ] {
        assert_eq!(v2[field], expected, "{field}");
    }
    let v1 = get(&world, id);
    assert_eq!(v1["deptPermits"], format!("{MARKET}|{STAFF}"));
    assert_eq!(v1["userPermits"], format!("{CHEN}|{LI}"));
}

#[test]
fn an_absent_name_or_parent_is_40035() {
    let world = World::new();
    for (body, text) in [
        (json!({"parentid": "1"}), "缺少参数 name"),
        (json!({"name": "新部门"}), "缺少参数 parentid"),
    ] {
        assert_eq!(
            world.call("/department/create", body),
            json!({"errcode": 40035, "errmsg": text})
        );
    }
    for path in [
        "/department/get",
        "/department/delete",
        "/department/list_ids",
    ] {
        assert_eq!(
            world.v1_get(path, &[]),
            json!({"errcode": 40035, "errmsg": "缺少参数 id"}),
            "{path}"
        );
    }
}

#[test]
fn the_rules_of_the_tree_hold() {
    let world = World::new();
    let create = |name: &str, parent: &str| {
        code(&world.call(
            "/department/create",
            json!({"name": name, "parentid": parent}),
        ))
    };
    assert_eq!(create("研发中心", "1"), 60021);
    assert_eq!(create("a-b", "1"), 60009);
    assert_eq!(create(&"字".repeat(65), "1"), 60001);
    assert_eq!(create("新部门", "999"), 60004);
    let update = |body: Value| code(&world.call("/department/update", body));
    assert_eq!(
        update(json!({"id": RESEARCH, "parentid": DATA.to_string()})),
        60010
    );
    assert_eq!(update(json!({"id": 1, "name": "新公司"})), 60018);
    let delete = |id: i64| code(&world.v1_get("/department/delete", &[("id", &id.to_string())]));
    assert_eq!(delete(1), 60007);
    assert_eq!(delete(DATA), 60005);
}

#[test]
fn an_update_changes_what_is_sent_and_answers_the_id() {
    let world = World::new();
    let body = json!({"id": PLATFORM.to_string(), "name": "平台部", "deptManagerUseridList": format!("{WANG}|{LI}"), "orgDeptOwner": LI});
    assert_eq!(
        world.call("/department/update", body),
        json!({"errcode": 0, "errmsg": "ok", "id": PLATFORM})
    );
    let after = get(&world, PLATFORM);
    assert_eq!(after["name"], "平台部");
    assert_eq!(after["parentid"], RESEARCH);
    assert_eq!(after["deptManagerUseridList"], format!("{WANG}|{LI}"));
    assert_eq!(after["orgDeptOwner"], LI);
}

#[test]
fn a_deleted_department_is_gone_in_both_versions() {
    let world = World::new();
    let id = world.call(
        "/department/create",
        json!({"name": "新部门", "parentid": "1"}),
    )["id"]
        .clone();
    assert_eq!(
        world.v1_get("/department/delete", &[("id", &id.to_string())]),
        json!({"errcode": 0, "errmsg": "ok"})
    );
    assert_eq!(code(&get(&world, id.as_i64().unwrap())), 60003);
    assert_eq!(world.code("department/get", json!({"dept_id": id})), 60003);
}
