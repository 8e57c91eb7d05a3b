//! `/user/create`, `/user/update` and `/user/delete` of v1 (specification 9).

use serde_json::{Value, json};

use crate::world::{BOSS, CHEN, DATA, LI, MARKET, RESEARCH, WANG, World};

/// What a create needs, and these fields.
fn newcomer(fields: Value) -> Value {
    let mut user = json!({"name": "新人", "mobile": "13900000001", "department": [RESEARCH]});
    for (name, value) in fields.as_object().unwrap() {
        user[name] = value.clone();
    }
    user
}

fn create(world: &World, fields: Value) -> Value {
    world.call("/user/create", newcomer(fields))
}

/// Creates and gives what v2 tells of the user.
fn created(world: &World, fields: Value) -> Value {
    let reply = create(world, fields);
    assert_eq!(reply["errcode"], 0, "{reply}");
    world.user(reply["userid"].as_str().unwrap())
}

fn code(reply: &Value) -> i64 {
    reply["errcode"].as_i64().unwrap()
}

#[test]
fn a_create_gives_userid_and_union_id_at_top_level() {
    let world = World::new();
    let reply = create(&world, json!({"userid": "zhang-san"}));
    let unionid = world.user("zhang-san")["unionid"].clone();
    assert_eq!(
        reply,
        json!({"errcode": 0, "errmsg": "ok", "userid": "zhang-san", "unionId": unionid})
    );
}

#[test]
fn every_field_of_v1_arrives_in_v2() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.mailbox_service = true);
    let user = created(
        &world,
        json!({
            "userid": "u1", "tel": "8123", "jobnumber": "0099", "position": "工程师",
            "email": "u1@example.com", "orgEmail": "u1@corp.example.com", "workPlace": "杭州",
            "remark": "新来的", "isHide": "true", "isSenior": true, "hiredDate": 1_599_735_213_000_i64,
            "managerUserid": CHEN, "extattr": {"hobby": "读书"},
        }),
    );
    for (field, expected) in [
        ("telephone", json!("8123")),
        ("job_number", json!("0099")),
        ("title", json!("工程师")),
        ("email", json!("u1@example.com")),
        ("org_email", json!("u1@corp.example.com")),
        ("work_place", json!("杭州")),
        ("remark", json!("新来的")),
        ("hide_mobile", json!(true)),
        ("senior", json!(true)),
        ("hired_date", json!(1_599_735_213_000_i64)),
        ("manager_userid", json!(CHEN)),
        ("extension", json!(r#"{"hobby":"读书"}"#)),
    ] {
        assert_eq!(user[field], expected, "{field}");
    }
}

#[test]
fn departments_are_an_array_or_the_text_of_one() {
    for department in [
        json!([RESEARCH, DATA]),
        json!(format!("[{RESEARCH},{DATA}]")),
    ] {
        let world = World::new();
        let user = created(&world, json!({"department": department}));
        assert_eq!(user["dept_id_list"], json!([RESEARCH, DATA]));
    }
}

#[test]
fn what_is_no_list_of_departments_is_refused() {
    let world = World::new();
    for (department, expected) in [
        (json!(RESEARCH), 40025),
        (json!("36948801,1"), 40025),
        (json!(["x"]), 40066),
        (json!([]), 40066),
        (json!([0]), 40009),
        (json!([999]), 60003),
    ] {
        let reply = create(&world, json!({"department": department}));
        assert_eq!(code(&reply), expected, "{department}");
    }
}

#[test]
fn orders_and_positions_by_department_are_a_map_in_any_spelling() {
    for (orders, positions) in [
        (
            json!({RESEARCH.to_string(): 7}),
            json!({RESEARCH.to_string(): "组长"}),
        ),
        (
            json!(format!(r#"{{"{RESEARCH}":"7"}}"#)),
            json!(format!(r#"{{"{RESEARCH}":"组长"}}"#)),
        ),
        (
            json!(format!("{{{RESEARCH}:7, 1:8}}")),
            json!(format!("{{{RESEARCH}:组长}}")),
        ),
    ] {
        let world = World::new();
        let user = created(
            &world,
            json!({"orderInDepts": orders, "positionInDepts": positions}),
        );
        assert_eq!(
            user["dept_order_list"],
            json!([{"dept_id": RESEARCH, "order": 7}])
        );
        assert_eq!(user["dept_position_list"][0]["title"], "组长");
    }
}

#[test]
fn what_is_no_map_by_department_is_40035() {
    let world = World::new();
    for orders in [
        json!("1:2"),
        json!("{1}"),
        json!("{x:1}"),
        json!([1]),
        json!({"1": "high"}),
    ] {
        assert_eq!(
            code(&create(&world, json!({"orderInDepts": orders}))),
            40035,
            "{orders}"
        );
    }
}

#[test]
fn custom_fields_are_an_object_or_its_text() {
    for extattr in [json!({"desk": "4F"}), json!(r#"{"desk":"4F"}"#)] {
        let world = World::new();
        let user = created(&world, json!({"extattr": extattr}));
        assert_eq!(user["extension"], r#"{"desk":"4F"}"#);
    }
}

#[test]
fn the_limits_of_v1_are_smaller() {
    let world = World::new();
    for (field, limit, expected) in [
        ("name", 64, 60112),
        ("position", 64, 60119),
        ("workPlace", 50, 40064),
        ("remark", 1000, 40065),
        ("tel", 50, 40063),
    ] {
        let longer = create(
            &world,
            json!({"userid": "u1", field: "字".repeat(limit + 1)}),
        );
        assert_eq!(code(&longer), expected, "{field}");
        let longest = create(&world, json!({"userid": "u1", field: "字".repeat(limit)}));
        assert_eq!(code(&longest), 0, "{field}");
        assert_eq!(code(&world.v1_get("/user/delete", &[("userid", "u1")])), 0);
        world
            .sandbox
            .configure(|settings| settings.consent_after_deletion = false);
    }
}

#[test]
fn the_rules_of_v2_hold_for_a_create() {
    let world = World::new();
    for (fields, expected) in [
        (json!({"userid": LI}), 60102),
        (json!({"mobile": "13800000004"}), 60104),
        (json!({"mobile": "138"}), 60103),
        (json!({"email": "linhai@example.com"}), 60106),
        (json!({"tel": "8002"}), 40100),
        (json!({"managerUserid": "nobody"}), 60128),
    ] {
        assert_eq!(code(&create(&world, fields.clone())), expected, "{fields}");
    }
    world.range(&[MARKET]);
    assert_eq!(code(&create(&world, json!({}))), 50004);
}

#[test]
fn an_update_changes_what_is_sent_and_answers_nothing_else() {
    let world = World::new();
    let before = world.user(WANG);
    let reply = world.call(
        "/user/update",
        json!({"userid": WANG, "name": "王芳芳", "position": "架构师", "workPlace": ""}),
    );
    assert_eq!(reply, json!({"errcode": 0, "errmsg": "ok"}));
    let after = world.user(WANG);
    assert_eq!(after["name"], "王芳芳");
    assert_eq!(after["title"], "架构师");
    for field in ["work_place", "email", "telephone", "dept_id_list", "mobile"] {
        assert_eq!(after[field], before[field], "{field}");
    }
}

#[test]
fn an_update_clears_the_custom_fields_that_are_not_sent() {
    let world = World::new();
    let reply = world.call(
        "/user/update",
        json!({"userid": CHEN, "extattr": {"desk": "5F"}}),
    );
    assert_eq!(code(&reply), 0);
    assert_eq!(world.user(CHEN)["extension"], r#"{"desk":"5F"}"#);
}

#[test]
fn an_update_in_english_writes_the_english_variants() {
    let world = World::new();
    let reply = world.call(
        "/user/update",
        json!({"userid": LI, "name": "Li Lei", "lang": "en_US"}),
    );
    assert_eq!(code(&reply), 0);
    assert_eq!(world.user(LI)["name"], "李雷");
    let english = world.v1_get("/user/get", &[("userid", LI), ("lang", "en_US")]);
    assert_eq!(english["name"], "Li Lei");
}

#[test]
fn the_mobile_number_cannot_be_changed() {
    let world = World::new();
    let change =
        |mobile: &str| code(&world.call("/user/update", json!({"userid": LI, "mobile": mobile})));
    assert_eq!(change("13800000004"), 0);
    assert_eq!(change("13900000001"), 40022);
}

#[test]
fn an_enterprise_account_is_updated_with_its_departments() {
    let world = World::new();
    let update = |body: Value| world.call("/user/update", body);
    assert_eq!(
        update(json!({"userid": "shift-desk-1", "position": "前台"})),
        json!({"errcode": 40035, "errmsg": "缺少参数 department"})
    );
    let body = json!({"userid": "shift-desk-1", "position": "前台", "department": [MARKET]});
    assert_eq!(code(&update(body)), 0);
    assert_eq!(world.user("shift-desk-1")["title"], "前台");
}

#[test]
fn somebody_unknown_is_60121_for_update_and_delete() {
    let world = World::new();
    assert_eq!(
        world.call("/user/update", json!({"userid": "nobody", "name": "x"})),
        json!({"errcode": 60121, "errmsg": "找不到该用户"})
    );
    assert_eq!(
        code(&world.v1_get("/user/delete", &[("userid", "nobody")])),
        60121
    );
}

#[test]
fn a_deleted_user_is_gone_in_both_versions() {
    let world = World::new();
    let reply = world.v1_get("/user/delete", &[("userid", BOSS)]);
    assert_eq!(reply, json!({"errcode": 0, "errmsg": "ok"}));
    assert_eq!(code(&world.v1_get("/user/get", &[("userid", BOSS)])), 60121);
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 60121);
}
