//! One user, written and read: edge cases 8, 10, 12, 13, 14 and 24 of specification 13.

use serde_json::{Value, json};

use crate::world::{BOSS, CHEN, LI, MARKET, PLATFORM, RESEARCH, WANG, World, keys, newcomer};
use crate::{user_create, user_list, user_update};

#[test]
fn edge_case_08_without_field_email_personal_fields_and_texts_without_a_value_are_absent() {
    let world = World::new();
    world.without("fieldEmail");
    world.create(json!({"userid": "bare"}));
    let expected = [
        "active",
        "admin",
        "avatar",
        "boss",
        "create_time",
        "dept_id_list",
        "dept_order_list",
        "exclusive_account",
        "hide_mobile",
        "leader_in_dept",
        "mobile",
        "name",
        "real_authed",
        "senior",
        "state_code",
        "union_emp_ext",
        "unionid",
        "userid",
    ];
    assert_eq!(keys(&world.user("bare")), expected);
    let chen = world.user(CHEN);
    for field in ["email", "work_place", "remark", "extension"] {
        assert!(chen.get(field).is_none(), "{field}");
    }
    assert_eq!(chen["title"], "研发负责人");
    assert_eq!(chen["telephone"], "8002");
    assert_eq!(chen["job_number"], "0007");
}

#[test]
fn edge_case_08_without_field_mobile_mobile_and_state_code_are_absent() {
    let world = World::new();
    assert_eq!(world.user(CHEN)["mobile"], "13800000002");
    world.without("fieldMobile");
    let chen = world.user(CHEN);
    assert!(chen.get("mobile").is_none());
    assert!(chen.get("state_code").is_none());
    assert_eq!(chen["email"], "chensiyuan@example.com");
}

#[test]
fn edge_case_08_field_permissions_hold_for_lists_too() {
    let world = World::new();
    world.without("fieldMobile");
    world.without("fieldEmail");
    let list = user_list::page(&world, json!({"dept_id": RESEARCH}));
    let chen = &list["list"][0];
    assert_eq!(chen["userid"], CHEN);
    for field in [
        "mobile",
        "state_code",
        "email",
        "work_place",
        "remark",
        "extension",
    ] {
        assert!(chen.get(field).is_none(), "{field}");
    }
}

#[test]
fn edge_case_10_the_reply_has_userid_and_union_id_with_a_capital_i() {
    let world = World::new();
    let result = world.result("user/create", newcomer(json!({"userid": "zhang-1"})));
    assert_eq!(keys(&result), ["unionId", "userid"]);
    assert_eq!(result["userid"], "zhang-1");
    assert_eq!(result["unionId"], world.user("zhang-1")["unionid"]);
    assert!(result["unionId"].as_str().unwrap().ends_with("iEiE"));
}

#[test]
fn edge_case_10_an_omitted_userid_is_generated_as_a_string_of_digits() {
    let world = World::new();
    let userid = world.create(json!({}));
    assert_eq!(userid.len(), 18);
    assert!(userid.chars().all(|c| c.is_ascii_digit()), "{userid}");
    assert_eq!(world.user(&userid)["name"], "新人");
}

#[test]
fn edge_case_10_a_taken_userid_is_60102() {
    assert_eq!(user_create::refused(json!({"userid": BOSS})), 60102);
}

#[test]
fn edge_case_10_a_taken_mobile_is_60104_however_it_is_spelt() {
    assert_eq!(
        user_create::refused(json!({"mobile": "13800000001"})),
        60104
    );
    assert_eq!(
        user_create::refused(json!({"mobile": "+86-13800000001"})),
        60104
    );
    assert_eq!(
        user_create::refused(json!({"mobile": "+852-51234567"})),
        60104
    );
}

#[test]
fn edge_case_10_a_taken_telephone_is_40100() {
    assert_eq!(user_create::refused(json!({"telephone": "8002"})), 40100);
}

#[test]
fn edge_case_10_a_taken_email_is_60106() {
    assert_eq!(
        user_create::refused(json!({"email": "linhai@example.com"})),
        60106
    );
}

#[test]
fn edge_case_10_a_bad_mobile_is_60103_with_the_long_text() {
    let reply = World::new().call("user/create", newcomer(json!({"mobile": "138"})));
    assert_eq!(reply["errcode"], 60103);
    assert_eq!(
        reply["errmsg"],
        "手机号码不合法，如果是国际号码，请使用+xx-xxxxxx的格式"
    );
    assert_eq!(user_create::refused(json!({"mobile": ""})), 60103);
}

#[test]
fn edge_case_10_a_foreign_mobile_without_its_country_is_60103() {
    assert_eq!(user_create::refused(json!({"mobile": "51234568"})), 60103);
    assert_eq!(
        user_create::refused(json!({"mobile": "+85251234568"})),
        60103
    );
    assert_eq!(user_create::refused(json!({"mobile": "+852-51234568"})), 0);
}

#[test]
fn edge_case_12_the_department_list_is_text_in_requests_and_an_array_in_replies() {
    let world = World::new();
    world.create(
        json!({"userid": "d1", "dept_id_list": format!("{RESEARCH}, {MARKET},{RESEARCH}")}),
    );
    assert_eq!(world.user("d1")["dept_id_list"], json!([RESEARCH, MARKET]));
}

#[test]
fn edge_case_12_the_default_order_is_an_integer_of_18_digits() {
    let world = World::new();
    world.create(json!({"userid": "o1"}));
    let order = world.user("o1")["dept_order_list"][0]["order"]
        .as_i64()
        .unwrap();
    assert!(
        (176_000_000_000_000_000..177_000_000_000_000_000).contains(&order),
        "{order}"
    );
}

#[test]
fn edge_case_12_leader_in_dept_has_one_entry_per_department() {
    let expected =
        json!([{"dept_id": RESEARCH, "leader": false}, {"dept_id": PLATFORM, "leader": true}]);
    assert_eq!(World::new().user(WANG)["leader_in_dept"], expected);
}

#[test]
fn edge_case_12_the_role_list_contains_default_group_roles() {
    let world = World::new();
    let names = |userid| {
        let user = world.user(userid);
        let roles = user["role_list"].as_array().cloned().unwrap_or_default();
        roles
            .iter()
            .map(|role| {
                assert_eq!(role["group_name"], "默认");
                assert!(role["id"].as_i64().unwrap() > i64::from(i32::MAX));
                role["name"].as_str().unwrap().to_owned()
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(names(BOSS), ["负责人", "主管理员", "主管"]);
    assert_eq!(names("0098431275560413"), ["子管理员", "主管"]);
    assert_eq!(names(WANG), ["主管"]);
    assert!(names(LI).is_empty());
}

#[test]
fn edge_case_13_an_extension_is_text_in_and_text_out() {
    let world = World::new();
    world.create(json!({"userid": "x1", "extension": r#"{"hobby":"围棋","desk":"7"}"#}));
    let user = world.user("x1");
    let extension: Value = serde_json::from_str(user["extension"].as_str().unwrap()).unwrap();
    assert_eq!(extension, json!({"hobby": "围棋", "desk": "7"}));
}

#[test]
fn edge_case_13_custom_fields_that_are_not_sent_vanish_in_mode_0() {
    let world = World::new();
    world.update(
        json!({"userid": CHEN, "extension": r#"{"hobby":"go"}"#, "ext_attrs_update_mode": 0}),
    );
    assert_eq!(user_update::extension(&world), Some(json!({"hobby": "go"})));
}

#[test]
fn edge_case_13_custom_fields_are_merged_in_mode_1() {
    let world = World::new();
    world.update(
        json!({"userid": CHEN, "extension": r#"{"hobby":"go"}"#, "ext_attrs_update_mode": "1"}),
    );
    assert_eq!(
        user_update::extension(&world),
        Some(json!({"badge": "A007", "desk": "3F-12", "hobby": "go"}))
    );
}

#[test]
fn edge_case_13_an_extension_of_more_than_2000_characters_is_60122() {
    let of_length = |length: usize| json!({"hobby": "字".repeat(length - 12)}).to_string();
    assert_eq!(of_length(2000).chars().count(), 2000);
    assert_eq!(
        user_create::refused(json!({"extension": of_length(2000)})),
        0
    );
    assert_eq!(
        user_create::refused(json!({"extension": of_length(2001)})),
        60122
    );
}

#[test]
fn edge_case_13_unknown_custom_fields_are_dropped_silently() {
    let world = World::new();
    world.create(json!({"userid": "x1", "extension": r#"{"hobby":"go","shoe":"42"}"#}));
    assert_eq!(world.user("x1")["extension"], r#"{"hobby":"go"}"#);
}

#[test]
fn edge_case_14_the_reply_has_no_result() {
    let world = World::new();
    let mut reply = world.call("user/update", json!({"userid": LI, "title": "架构师"}));
    assert!(
        reply
            .as_object_mut()
            .unwrap()
            .remove("request_id")
            .is_some()
    );
    assert_eq!(reply, json!({"errcode": 0, "errmsg": "ok"}));
    assert_eq!(world.user(LI)["title"], "架构师");
}

#[test]
fn edge_case_14_an_update_without_a_field_leaves_it_unchanged() {
    let world = World::new();
    let mut before = world.user(CHEN);
    world.update(json!({"userid": CHEN, "title": "院长"}));
    before["title"] = json!("院长");
    assert_eq!(world.user(CHEN), before);
}

#[test]
fn edge_case_14_another_mobile_is_40022() {
    let world = World::new();
    assert_eq!(
        world.code(
            "user/update",
            json!({"userid": LI, "mobile": "13900000009"})
        ),
        40022
    );
    assert_eq!(world.user(LI)["mobile"], "13800000004");
}

#[test]
fn edge_case_14_a_manager_is_cleared_only_with_force_update_fields() {
    let world = World::new();
    world.update(json!({"userid": LI, "manager_userid": ""}));
    assert_eq!(world.user(LI)["manager_userid"], WANG);
    world.update(
        json!({"userid": LI, "manager_userid": "", "force_update_fields": "manager_userid"}),
    );
    assert!(world.user(LI).get("manager_userid").is_none());
}

#[test]
fn edge_case_24_chinese_and_emoji_names_come_back_unchanged() {
    let world = World::new();
    world.create(json!({"userid": "e1", "name": "𠮷田👩‍💻 Ünal"}));
    assert_eq!(world.user("e1")["name"], "𠮷田👩‍💻 Ünal");
}

#[test]
fn edge_case_24_lengths_are_counted_in_characters() {
    assert_eq!(user_create::refused(json!({"name": "😀".repeat(80)})), 0);
    assert_eq!(
        user_create::refused(json!({"name": "😀".repeat(81)})),
        60112
    );
}

#[test]
fn edge_case_24_custom_fields_and_departments_keep_every_character() {
    let world = World::new();
    let hobby = json!({"hobby": "围棋 👩‍👩‍👧 \"引号\" \\ /"}).to_string();
    world.create(json!({"userid": "e2", "extension": hobby}));
    assert_eq!(world.user("e2")["extension"], hobby);
}
