//! `user/create` (specification 2.1; edge cases 10, 12, 13 and 24).

use serde_json::{Value, json};

use crate::world::{BOSS, CHEN, MARKET, PLATFORM, RESEARCH, World, newcomer};

pub fn refused(fields: Value) -> i64 {
    World::new().code("user/create", newcomer(fields))
}

#[test]
fn what_was_sent_can_be_read_back() {
    let world = World::new();
    world.create(json!({
        "userid": "u1", "name": "张三", "mobile": "13900000002", "hide_mobile": true, "telephone": "8100",
        "job_number": "0042", "title": "工程师", "email": "zhang@example.com", "work_place": "杭州",
        "remark": "备注", "senior_mode": true, "hired_date": 1_650_351_000_000_i64, "manager_userid": BOSS,
        "dept_id_list": "1",
    }));
    let user = world.user("u1");
    for (field, expected) in [
        ("name", json!("张三")),
        ("mobile", json!("13900000002")),
        ("state_code", json!("86")),
        ("hide_mobile", json!(true)),
        ("telephone", json!("8100")),
        ("job_number", json!("0042")),
        ("title", json!("工程师")),
        ("email", json!("zhang@example.com")),
        ("work_place", json!("杭州")),
        ("remark", json!("备注")),
        ("senior", json!(true)),
        ("hired_date", json!(1_650_351_000_000_i64)),
        ("manager_userid", json!(BOSS)),
        ("dept_id_list", json!([1])),
        ("active", json!(false)),
        ("admin", json!(false)),
        ("boss", json!(false)),
        ("exclusive_account", json!(false)),
        ("create_time", json!("2026-09-21T14:13:20.000Z")),
    ] {
        assert_eq!(user[field], expected, "{field}");
    }
}

#[test]
fn an_organisation_abroad_needs_the_country_of_mainland_numbers_too() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.registered_outside_mainland = true);
    assert_eq!(
        world.code("user/create", newcomer(json!({"mobile": "13900000001"}))),
        60103
    );
    assert_eq!(
        world.code(
            "user/create",
            newcomer(json!({"mobile": "+86-13900000001"}))
        ),
        0
    );
}

#[test]
fn a_foreign_mobile_is_read_back_as_digits_with_its_state_code() {
    let world = World::new();
    world.create(json!({"userid": "hk", "mobile": "+852-51234568"}));
    let user = world.user("hk");
    assert_eq!(
        (&user["mobile"], &user["state_code"]),
        (&json!("51234568"), &json!("852"))
    );
}

#[test]
fn each_over_long_field_has_its_own_code() {
    for (field, limit, code) in [
        ("userid", 64, 33012),
        ("name", 80, 60112),
        ("telephone", 50, 40063),
        ("work_place", 100, 40064),
        ("remark", 2000, 40065),
        ("title", 200, 60119),
        ("job_number", 50, 60123),
    ] {
        assert_eq!(refused(json!({field: "字".repeat(limit)})), 0, "{field}");
        assert_eq!(
            refused(json!({field: "字".repeat(limit + 1)})),
            code,
            "{field}"
        );
    }
}

#[test]
fn an_empty_userid_is_33012_and_an_empty_name_60112() {
    assert_eq!(refused(json!({"userid": ""})), 33012);
    assert_eq!(refused(json!({"name": ""})), 60112);
}

#[test]
fn a_bad_or_over_long_email_is_60105() {
    for address in ["no-at", "@example.com", "a@", "a b@example.com", "a@b@c"] {
        assert_eq!(refused(json!({"email": address})), 60105, "{address}");
    }
    let of_length = |length: usize| format!("{}@example.com", "a".repeat(length - 12));
    assert_eq!(refused(json!({"email": of_length(50)})), 0);
    assert_eq!(refused(json!({"email": of_length(51)})), 60105);
}

#[test]
fn a_hired_date_before_the_epoch_is_400002() {
    assert_eq!(refused(json!({"hired_date": 0})), 400002);
    assert_eq!(refused(json!({"hired_date": 1})), 0);
}

#[test]
fn an_unknown_manager_is_60128() {
    assert_eq!(refused(json!({"manager_userid": "nobody"})), 60128);
}

#[test]
fn a_department_list_that_is_no_list_of_numbers_is_40066() {
    for list in ["", "x", "1,", "1;2", "[1]"] {
        assert_eq!(refused(json!({"dept_id_list": list})), 40066, "{list}");
    }
}

#[test]
fn a_department_id_below_one_is_40009() {
    for list in ["0", "-1", "-7", "1,-7"] {
        assert_eq!(refused(json!({"dept_id_list": list})), 40009, "{list}");
    }
}

#[test]
fn an_unknown_department_is_60003() {
    assert_eq!(refused(json!({"dept_id_list": "1,99"})), 60003);
}

#[test]
fn more_than_100_departments_are_40066() {
    let list: Vec<String> = (1..=101).map(|id| id.to_string()).collect();
    assert_eq!(refused(json!({"dept_id_list": list.join(",")})), 40066);
    assert_eq!(
        refused(json!({"dept_id_list": list[..100].join(",")})),
        60003
    );
}

#[test]
fn a_department_outside_the_data_range_is_50004() {
    let world = World::new();
    world.range(&[RESEARCH]);
    let create = |list: String| world.code("user/create", newcomer(json!({"dept_id_list": list})));
    assert_eq!(create(MARKET.to_string()), 50004);
    assert_eq!(create(format!("{PLATFORM},1")), 50004);
    assert_eq!(create(PLATFORM.to_string()), 0);
}

#[test]
fn a_sent_order_is_kept_and_may_come_as_an_array_or_as_text() {
    let world = World::new();
    let list = json!([{"dept_id": RESEARCH, "order": 5}, {"dept_id": 1, "order": 9}]);
    world.create(json!({"userid": "o1", "dept_order_list": list}));
    world.create(
        json!({"userid": "o2", "mobile": "13900000002", "dept_order_list": list.to_string()}),
    );
    for userid in ["o1", "o2"] {
        let orders = &world.user(userid)["dept_order_list"];
        assert_eq!(orders, &json!([{"dept_id": RESEARCH, "order": 5}]));
    }
}

#[test]
fn lists_by_department_have_at_most_100_or_999_entries() {
    for (list, most) in [
        ("dept_order_list", 100),
        ("dept_title_list", 100),
        ("dept_position_list", 999),
    ] {
        let of = |count: usize| {
            let entry = json!({"dept_id": RESEARCH, "order": 5, "title": "t"});
            refused(json!({list: vec![entry; count]}))
        };
        assert_eq!((of(most), of(most + 1)), (0, 400002), "{list}");
    }
}

#[test]
fn positions_per_department_come_back_in_dept_position_list() {
    let world = World::new();
    world.create(json!({
        "userid": "p1",
        "dept_id_list": format!("1,{RESEARCH},{MARKET}"),
        "dept_title_list": [{"dept_id": 1, "title": "顾问"}],
        "dept_position_list": [{"dept_id": RESEARCH, "is_main": true, "title": "工程师", "work_place": "杭州"}],
    }));
    let expected = json!([
        {"dept_id": 1, "is_main": false, "title": "顾问"},
        {"dept_id": RESEARCH, "is_main": true, "title": "工程师", "work_place": "杭州"},
    ]);
    assert_eq!(world.user("p1")["dept_position_list"], expected);
}

#[test]
fn an_over_long_title_in_a_department_is_60119() {
    let list = json!([{"dept_id": RESEARCH, "title": "字".repeat(201)}]);
    assert_eq!(refused(json!({"dept_title_list": list})), 60119);
}

#[test]
fn unknown_custom_fields_count_towards_the_length_before_they_are_dropped() {
    let extension = json!({"shoe": "x".repeat(2000)}).to_string();
    assert_eq!(refused(json!({"extension": extension})), 60122);
}

#[test]
fn an_extension_that_is_no_object_of_texts_is_60122() {
    for text in ["{", "[]", "\"x\"", r#"{"hobby":1}"#] {
        assert_eq!(refused(json!({"extension": text})), 60122, "{text}");
    }
}

#[test]
fn a_company_mail_has_no_effect_without_the_mailbox_service() {
    let world = World::new();
    world.create(json!({"userid": "m1", "org_email": "m1@corp.example"}));
    world
        .sandbox
        .configure(|settings| settings.mailbox_service = true);
    assert!(world.user("m1").get("org_email").is_none());
    world.create(json!({"userid": "m2", "mobile": "13900000002", "org_email": "m2@corp.example"}));
    assert_eq!(world.user("m2")["org_email"], "m2@corp.example");
}

#[test]
fn an_all_text_body_is_accepted() {
    let world = World::new();
    world.create(json!({
        "userid": "t1", "hide_mobile": "true", "senior_mode": "false", "hired_date": "1650351000000",
        "dept_order_list": format!(r#"[{{"dept_id":"{RESEARCH}","order":"3"}}]"#),
        "extension": r#"{"hobby":"go"}"#,
    }));
    let user = world.user("t1");
    assert_eq!(user["hide_mobile"], true);
    assert_eq!(user["hired_date"], 1_650_351_000_000_i64);
    assert_eq!(user["dept_order_list"][0]["order"], 3);
}

#[test]
fn empty_optional_texts_are_as_good_as_absent() {
    let world = World::new();
    let empty = json!({
        "userid": "n1", "telephone": "", "email": "", "manager_userid": "", "extension": "", "hired_date": "",
        "dept_order_list": "",
    });
    world.create(empty);
    assert!(world.user("n1").get("manager_userid").is_none());
}

#[test]
fn a_refused_create_leaves_nobody_behind() {
    let world = World::new();
    let before = world.sandbox.organisation();
    assert_eq!(
        world.code("user/create", newcomer(json!({"telephone": "8002"}))),
        40100
    );
    assert_eq!(world.sandbox.organisation(), before);
}

#[test]
fn the_same_seed_generates_the_same_userid() {
    let generated = |seed| World::with_seed(seed).create(json!({}));
    assert_eq!(generated(3), generated(3));
    assert_ne!(generated(3), generated(4));
}

#[test]
fn a_manager_may_be_anybody_in_the_organisation() {
    let world = World::new();
    world.create(json!({"userid": "c1", "manager_userid": CHEN}));
    assert_eq!(world.user("c1")["manager_userid"], CHEN);
}
