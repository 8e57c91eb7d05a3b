//! D1 (specification 3.1 and 3.2).

use serde_json::{Value, json};

use crate::world::{BOSS, CHEN, DATA, LI, MARKET, PLATFORM, RESEARCH, World, keys};

fn code(world: &World, fields: Value) -> i64 {
    let mut department = json!({"name": "新部门", "parent_id": RESEARCH});
    for (name, value) in fields.as_object().unwrap() {
        department[name] = value.clone();
    }
    world.code("department/create", department)
}

#[test]
fn a_created_department_is_found_by_id_and_below_its_parent() {
    let world = World::new();
    let dept_id = world.create_department("质量组", RESEARCH);
    let department = world.department(dept_id);
    assert_eq!(department["name"], "质量组");
    assert_eq!(department["parent_id"], RESEARCH);
    assert_eq!(department["member_count"], 0);
    let below = world.result("department/listsubid", json!({"dept_id": RESEARCH}));
    let ids = below["dept_id_list"].as_array().unwrap();
    assert_eq!(ids.len(), 2);
    assert!(ids.contains(&json!(dept_id)));
}

#[test]
fn the_reply_holds_the_id_and_nothing_else() {
    let result = World::new().result(
        "department/create",
        json!({"name": "质量组", "parent_id": 1}),
    );
    assert_eq!(keys(&result), ["dept_id"]);
}

#[test]
fn the_server_chooses_the_id() {
    let world = World::new();
    let mut ids = Vec::new();
    for number in 0..20 {
        let fields = json!({"name": format!("组{number}"), "parent_id": 1, "dept_id": 77});
        let result = world.result("department/create", fields);
        ids.push(result["dept_id"].as_i64().unwrap());
    }
    assert!(
        ids.iter()
            .all(|id| (8..=10).contains(&id.to_string().len())),
        "{ids:?}"
    );
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 20);
}

#[test]
fn what_is_written_is_shown_by_get() {
    let world = World::new();
    let result = world.result(
        "department/create",
        json!({
            "name": "质量组", "parent_id": "36948801", "order": 3, "source_identifier": "hr:quality",
            "brief": "找问题的人", "telephone": "8100", "extension": "{\"floor\":3}", "create_dept_group": true,
            "auto_approve_apply": "true", "hide_dept": true, "dept_permits": format!("{MARKET},{PLATFORM}"),
            "user_permits": format!("{LI}, {BOSS}"), "outer_dept": true, "outer_dept_only_self": true,
            "outer_permit_depts": MARKET.to_string(), "outer_permit_users": CHEN,
        }),
    );
    let dept_id = result["dept_id"].as_i64().unwrap();
    let mut department = world.department(dept_id);
    let chat = department["dept_group_chat_id"].take();
    assert!(
        chat.as_str()
            .is_some_and(|id| id.starts_with("chat") && id.len() == 36)
    );
    let expected = json!({
        "auto_add_user": false, "auto_approve_apply": true, "brief": "找问题的人", "create_dept_group": true,
        "dept_group_chat_id": null, "dept_id": dept_id, "dept_permits": [MARKET, PLATFORM],
        "extention": "{\"floor\":3}", "group_contain_sub_dept": false, "hide_dept": true, "member_count": 0,
        "name": "质量组", "order": 3, "outer_dept": true, "outer_permit_depts": [MARKET],
        "outer_permit_users": [CHEN], "owning_member_count": 0, "parent_id": RESEARCH,
        "source_identifier": "hr:quality", "telephone": "8100", "user_permits": [LI, BOSS],
    });
    assert_eq!(department, expected);
    let organisation = world.sandbox.organisation();
    let stored = organisation
        .departments
        .iter()
        .find(|one| one.dept_id == dept_id);
    assert!(stored.is_some_and(|department| department.outer_dept_only_self));
}

#[test]
fn listsub_shows_a_created_department() {
    let world = World::new();
    let fields = json!({"name": "质量组", "parent_id": PLATFORM, "source_identifier": "hr:quality", "order": 1});
    let result = world.result("department/create", fields);
    let list = world.result("department/listsub", json!({"dept_id": PLATFORM}));
    let expected = json!({
        "auto_add_user": false, "create_dept_group": false, "dept_id": result["dept_id"], "name": "质量组",
        "parent_id": PLATFORM, "source_identifier": "hr:quality",
    });
    assert_eq!(list[0], expected);
}

#[test]
fn name_and_parent_are_required() {
    let world = World::new();
    for (body, missing) in [
        (json!({"parent_id": 1}), "name"),
        (json!({"name": "质量组"}), "parent_id"),
    ] {
        let reply = world.call("department/create", body);
        assert_eq!(
            (&reply["errcode"], &reply["errmsg"]),
            (
                &json!(40),
                &json!(format!("Missing required arguments:{missing}"))
            )
        );
    }
}

#[test]
fn an_empty_or_over_long_name_is_60001() {
    let world = World::new();
    assert_eq!(code(&world, json!({"name": ""})), 60001);
    assert_eq!(code(&world, json!({"name": "字".repeat(65)})), 60001);
    assert_eq!(code(&world, json!({"name": "字".repeat(64)})), 0);
}

#[test]
fn texts_beyond_their_limit_are_40035() {
    let world = World::new();
    for (field, limit) in [("brief", 255), ("telephone", 50)] {
        assert_eq!(
            code(&world, json!({field: "字".repeat(limit + 1)})),
            40035,
            "{field}"
        );
        assert_eq!(
            code(&world, json!({field: "字".repeat(limit), "name": field})),
            0,
            "{field}"
        );
    }
}

#[test]
fn an_order_below_zero_is_40011_and_zero_is_the_default() {
    let world = World::new();
    assert_eq!(code(&world, json!({"order": -1})), 40011);
    let result = world.result(
        "department/create",
        json!({"name": "零", "parent_id": 1, "order": 0}),
    );
    let department = world.department(result["dept_id"].as_i64().unwrap());
    assert_eq!(department["order"], department["dept_id"]);
}

#[test]
fn a_special_department_has_nothing_below() {
    let world = World::new();
    for parent_id in [-7, -1, 0] {
        assert_eq!(
            code(&world, json!({"parent_id": parent_id})),
            60004,
            "{parent_id}"
        );
    }
}

#[test]
fn permit_lists_without_their_switch_are_dropped() {
    let world = World::new();
    let fields =
        json!({"name": "质量组", "parent_id": 1, "user_permits": LI, "outer_permit_users": LI});
    let result = world.result("department/create", fields);
    let department = world.department(result["dept_id"].as_i64().unwrap());
    for list in [
        "dept_permits",
        "user_permits",
        "outer_permit_depts",
        "outer_permit_users",
    ] {
        assert_eq!(department[list], json!([]), "{list}");
    }
}

#[test]
fn a_permit_list_that_names_what_does_not_exist_is_60109() {
    let world = World::new();
    for (field, list) in [
        ("dept_permits", "99"),
        ("dept_permits", "one"),
        ("dept_permits", "1,,1"),
        ("dept_permits", "-7"),
        ("user_permits", "nobody"),
        ("outer_permit_depts", "99"),
        ("outer_permit_users", "nobody"),
    ] {
        let fields = json!({field: list, "hide_dept": true, "outer_dept": true});
        assert_eq!(code(&world, fields), 60109, "{field} {list}");
    }
}

#[test]
fn departments_and_users_of_a_permit_list_are_at_most_50_together() {
    let world = World::new();
    let departments = |count| vec!["1"; count].join(",");
    for (switch, list, users) in [
        ("hide_dept", "dept_permits", "user_permits"),
        ("outer_dept", "outer_permit_depts", "outer_permit_users"),
    ] {
        let fields = json!({switch: true, list: departments(50), users: LI});
        assert_eq!(code(&world, fields), 60109, "{list}");
        let fields = json!({switch: true, list: departments(49), users: LI, "name": list});
        assert_eq!(code(&world, fields), 0, "{list}");
    }
}

#[test]
fn a_parent_outside_the_data_range_is_50004() {
    let world = World::new();
    world.range(&[RESEARCH]);
    assert_eq!(code(&world, json!({"parent_id": MARKET})), 50004);
    assert_eq!(code(&world, json!({"parent_id": PLATFORM})), 0);
}

#[test]
fn levels_are_limited() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.department_levels = 3);
    let third = json!({"parent_id": PLATFORM});
    assert_eq!(code(&world, third), 0);
    let fourth = json!({"parent_id": DATA});
    assert_eq!(code(&world, fourth), 60002);
}

#[test]
fn the_number_of_departments_is_limited() {
    let world = World::new();
    let count = world.sandbox.organisation().departments.len();
    world
        .sandbox
        .configure(|settings| settings.department_count = count + 1);
    assert_eq!(code(&world, json!({"name": "一"})), 0);
    assert_eq!(code(&world, json!({"name": "二"})), 60110);
}

#[test]
fn without_the_right_to_manage_it_is_60011() {
    let world = World::new();
    world.without("qyapi_manage_addresslist");
    for api in ["create", "update", "delete"] {
        assert_eq!(
            world.code(&format!("department/{api}"), json!({})),
            60011,
            "{api}"
        );
    }
}

#[test]
fn a_snapshot_with_a_created_department_starts_another_sandbox() {
    let world = World::new();
    world.create_department("质量组", RESEARCH);
    let snapshot = world.sandbox.organisation();
    assert!(snapshot.validate().is_ok());
}
