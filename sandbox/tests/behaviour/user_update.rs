//! `user/update` (specification 2.4; edge cases 13 and 14).

use std::time::Duration;

use serde_json::{Value, json};

use crate::world::{BOSS, CHEN, LI, MARKET, PLATFORM, RESEARCH, WANG, World};

pub fn extension(world: &World) -> Option<Value> {
    let user = world.user(CHEN);
    Some(serde_json::from_str(user.get("extension")?.as_str()?).unwrap())
}

#[test]
fn an_empty_text_changes_nothing() {
    let world = World::new();
    let before = world.user(CHEN);
    world.update(json!({
        "userid": CHEN, "name": "", "telephone": "", "job_number": "", "title": "", "email": "", "org_email": "",
        "work_place": "", "remark": "", "extension": "", "manager_userid": "", "dept_id_list": "", "mobile": "",
    }));
    assert_eq!(world.user(CHEN), before);
}

#[test]
fn every_field_can_be_set() {
    let world = World::new();
    world.update(json!({
        "userid": LI, "name": "李磊", "hide_mobile": true, "telephone": "8100", "job_number": "0099",
        "title": "经理", "email": "ll@example.com", "work_place": "北京", "remark": "新",
        "senior_mode": true, "hired_date": 5, "manager_userid": BOSS,
    }));
    let user = world.user(LI);
    for (field, expected) in [
        ("name", json!("李磊")),
        ("hide_mobile", json!(true)),
        ("telephone", json!("8100")),
        ("job_number", json!("0099")),
        ("title", json!("经理")),
        ("email", json!("ll@example.com")),
        ("work_place", json!("北京")),
        ("remark", json!("新")),
        ("senior", json!(true)),
        ("hired_date", json!(5)),
        ("manager_userid", json!(BOSS)),
    ] {
        assert_eq!(user[field], expected, "{field}");
    }
}

#[test]
fn an_unknown_user_is_60121() {
    assert_eq!(
        World::new().code("user/update", json!({"userid": "nobody", "title": "x"})),
        60121
    );
}

#[test]
fn an_empty_or_over_long_userid_is_33012() {
    let world = World::new();
    assert_eq!(world.code("user/update", json!({"userid": ""})), 33012);
    assert_eq!(
        world.code("user/update", json!({"userid": "x".repeat(65)})),
        33012
    );
}

#[test]
fn the_same_mobile_is_no_change() {
    let world = World::new();
    world.update(json!({"userid": LI, "mobile": "+86-13800000004", "title": "经理"}));
    assert_eq!(world.user(LI)["title"], "经理");
}

#[test]
fn a_bad_mobile_is_60103() {
    assert_eq!(
        World::new().code("user/update", json!({"userid": LI, "mobile": "x"})),
        60103
    );
}

#[test]
fn force_update_fields_with_a_manager_sets_the_manager() {
    let world = World::new();
    world.update(
        json!({"userid": LI, "manager_userid": BOSS, "force_update_fields": "manager_userid"}),
    );
    assert_eq!(world.user(LI)["manager_userid"], BOSS);
}

#[test]
fn force_update_fields_clears_nothing_but_the_manager() {
    let world = World::new();
    world.update(json!({"userid": CHEN, "title": "", "force_update_fields": "title,remark"}));
    assert_eq!(world.user(CHEN)["title"], "研发负责人");
    assert_eq!(world.user(CHEN)["remark"], "周三远程办公");
}

#[test]
fn an_unknown_manager_is_60128() {
    assert_eq!(
        World::new().code(
            "user/update",
            json!({"userid": LI, "manager_userid": "nobody"})
        ),
        60128
    );
}

#[test]
fn mode_0_is_the_default() {
    let world = World::new();
    world.update(json!({"userid": CHEN, "extension": r#"{"hobby":"go"}"#}));
    assert_eq!(extension(&world), Some(json!({"hobby": "go"})));
}

#[test]
fn an_empty_object_clears_all_custom_fields_in_mode_0() {
    let world = World::new();
    world.update(json!({"userid": CHEN, "extension": "{}"}));
    assert_eq!(extension(&world), None);
}

#[test]
fn an_update_without_an_extension_keeps_the_custom_fields() {
    let world = World::new();
    let before = extension(&world);
    world.update(json!({"userid": CHEN, "title": "x", "ext_attrs_update_mode": 0}));
    assert_eq!(extension(&world), before);
    assert!(before.is_some());
}

#[test]
fn unknown_custom_fields_are_dropped_silently() {
    let world = World::new();
    world.update(
        json!({"userid": CHEN, "extension": r#"{"shoe":"42"}"#, "ext_attrs_update_mode": 1}),
    );
    assert_eq!(
        extension(&world),
        Some(json!({"badge": "A007", "desk": "3F-12", "hobby": "围棋"}))
    );
}

#[test]
fn an_extension_that_grows_beyond_2000_characters_by_merging_is_60122() {
    let world = World::new();
    let half = |field: &str| json!({field: "x".repeat(1100)}).to_string();
    let update =
        |field| json!({"userid": LI, "extension": half(field), "ext_attrs_update_mode": 1});
    world.update(update("desk"));
    assert_eq!(world.code("user/update", update("badge")), 60122);
}

#[test]
fn another_update_mode_is_400002() {
    assert_eq!(
        World::new().code(
            "user/update",
            json!({"userid": LI, "ext_attrs_update_mode": 2})
        ),
        400002
    );
}

#[test]
fn a_department_list_replaces_the_departments_and_keeps_what_stays() {
    let world = World::new();
    let order = |user: &Value, dept: i64| {
        let orders = user["dept_order_list"].as_array().unwrap().clone();
        orders
            .iter()
            .find(|entry| entry["dept_id"] == dept)
            .map(|entry| entry["order"].clone())
    };
    let before = world.user(WANG);
    world.update(json!({"userid": WANG, "dept_id_list": format!("{MARKET},{PLATFORM}")}));
    let after = world.user(WANG);
    assert_eq!(after["dept_id_list"], json!([MARKET, PLATFORM]));
    assert_eq!(order(&after, PLATFORM), order(&before, PLATFORM));
    let leads =
        json!([{"dept_id": MARKET, "leader": false}, {"dept_id": PLATFORM, "leader": true}]);
    assert_eq!(after["leader_in_dept"], leads);
}

#[test]
fn an_order_can_be_changed_without_the_departments() {
    let world = World::new();
    world.update(json!({"userid": WANG, "dept_order_list": [{"dept_id": RESEARCH, "order": 7}]}));
    let user = world.user(WANG);
    assert_eq!(user["dept_id_list"], json!([PLATFORM, RESEARCH]));
    assert_eq!(
        user["dept_order_list"][1],
        json!({"dept_id": RESEARCH, "order": 7})
    );
}

#[test]
fn department_errors_are_those_of_create() {
    let world = World::new();
    for (list, code) in [("x", 40066), ("-7", 40009), ("99", 60003)] {
        assert_eq!(
            world.code("user/update", json!({"userid": LI, "dept_id_list": list})),
            code,
            "{list}"
        );
    }
}

#[test]
fn up_to_300_departments_are_allowed() {
    let world = World::new();
    let update = |count: i64| {
        let list: Vec<String> = (1..=count).map(|id| id.to_string()).collect();
        world.code(
            "user/update",
            json!({"userid": LI, "dept_id_list": list.join(",")}),
        )
    };
    assert_eq!(update(300), 60003);
    assert_eq!(update(301), 40066);
}

#[test]
fn values_of_others_are_refused_and_own_ones_are_not() {
    let world = World::new();
    assert_eq!(
        world.code("user/update", json!({"userid": LI, "telephone": "8002"})),
        40100
    );
    assert_eq!(
        world.code(
            "user/update",
            json!({"userid": LI, "email": "linhai@example.com"})
        ),
        60106
    );
    world.update(json!({"userid": CHEN, "telephone": "8002", "email": "chensiyuan@example.com"}));
}

#[test]
fn each_over_long_field_has_its_own_code() {
    let world = World::new();
    for (field, limit, code) in [
        ("name", 80, 60112),
        ("telephone", 50, 40063),
        ("work_place", 100, 40064),
        ("remark", 2000, 40065),
        ("title", 200, 60119),
        ("job_number", 50, 60123),
        ("email", 50, 60105),
    ] {
        let update = |length| json!({"userid": LI, field: "字".repeat(length)});
        assert_eq!(
            world.code("user/update", update(limit + 1)),
            code,
            "{field}"
        );
    }
}

#[test]
fn a_user_outside_the_data_range_is_50002() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(
        world.code("user/update", json!({"userid": LI, "title": "x"})),
        50002
    );
}

#[test]
fn a_department_outside_the_data_range_is_50004() {
    let world = World::new();
    world.range(&[RESEARCH]);
    let update = json!({"userid": LI, "dept_id_list": MARKET.to_string()});
    assert_eq!(world.code("user/update", update), 50004);
}

#[test]
fn a_refused_update_changes_nothing() {
    let world = World::new();
    let before = world.sandbox.organisation();
    world.clock.advance(Duration::from_secs(1));
    let update = json!({"userid": LI, "title": "x", "dept_id_list": "1", "telephone": "8002"});
    assert_eq!(world.code("user/update", update), 40100);
    assert_eq!(world.sandbox.organisation(), before);
}

#[test]
fn an_update_in_english_writes_the_english_variants() {
    let world = World::new();
    world.update(json!({"userid": LI, "name": "Li Lei", "title": "Engineer", "language": "en_US"}));
    assert_eq!(world.user(LI)["name"], "李雷");
    let english = world.result("user/get", json!({"userid": LI, "language": "en_US"}));
    assert_eq!(
        (&english["name"], &english["title"]),
        (&json!("Li Lei"), &json!("Engineer"))
    );
}

#[test]
fn a_company_mail_has_no_effect_without_the_mailbox_service() {
    let world = World::new();
    world.update(json!({"userid": LI, "org_email": "li@corp.example"}));
    world
        .sandbox
        .configure(|settings| settings.mailbox_service = true);
    assert!(world.user(LI).get("org_email").is_none());
    world.update(json!({"userid": LI, "org_email": "li@corp.example"}));
    assert_eq!(world.user(LI)["org_email"], "li@corp.example");
}
