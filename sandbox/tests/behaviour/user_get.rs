//! `user/get` (specification 2.2 and 2.9; edge cases 8, 9 and 12).

use serde_json::{Value, json};

use crate::world::{BOSS, CHEN, LI, MARKET, PLATFORM, RESEARCH, SUN, WANG, World, keys};

#[test]
fn a_full_reply_has_these_fields() {
    let world = World::new();
    let user = world.user(CHEN);
    let expected = [
        "active",
        "admin",
        "avatar",
        "boss",
        "dept_id_list",
        "dept_order_list",
        "email",
        "exclusive_account",
        "extension",
        "hide_mobile",
        "hired_date",
        "job_number",
        "leader_in_dept",
        "manager_userid",
        "mobile",
        "name",
        "real_authed",
        "remark",
        "role_list",
        "senior",
        "state_code",
        "telephone",
        "title",
        "union_emp_ext",
        "unionid",
        "userid",
        "work_place",
    ];
    assert_eq!(keys(&user), expected);
}

#[test]
fn texts_without_a_value_are_empty_and_other_fields_without_a_value_are_absent() {
    let world = World::new();
    world.create(json!({"userid": "bare"}));
    let user = world.user("bare");
    for field in [
        "avatar",
        "telephone",
        "job_number",
        "title",
        "email",
        "work_place",
        "remark",
    ] {
        assert_eq!(user[field], "", "{field}");
    }
    for field in [
        "extension",
        "hired_date",
        "manager_userid",
        "role_list",
        "dept_position_list",
        "org_email",
    ] {
        assert!(user.get(field).is_none(), "{field}");
    }
    assert_eq!(user["union_emp_ext"], json!({}));
}

#[test]
fn a_person_in_two_departments_has_two_orders() {
    let world = World::new();
    let user = world.user(WANG);
    assert_eq!(user["dept_id_list"], json!([PLATFORM, RESEARCH]));
    let orders = user["dept_order_list"].as_array().unwrap();
    assert_eq!(orders.len(), 2);
    assert!(
        orders
            .iter()
            .all(|entry| entry["order"].as_i64().unwrap() > 1 << 53)
    );
}

#[test]
fn administrators_and_the_owner_are_marked() {
    let world = World::new();
    let marks = |userid| {
        let user = world.user(userid);
        (
            user["admin"].as_bool().unwrap(),
            user["boss"].as_bool().unwrap(),
        )
    };
    assert_eq!(marks(BOSS), (true, true));
    assert_eq!(marks("0098431275560413"), (true, false));
    assert_eq!(marks(LI), (false, false));
}

#[test]
fn somebody_who_never_logged_in_is_inactive() {
    let world = World::new();
    assert_eq!(world.user(SUN)["active"], false);
    assert_eq!(world.user(LI)["active"], true);
}

#[test]
fn leading_zeros_of_ids_and_numbers_are_kept() {
    let user = World::new().user(LI);
    assert_eq!(
        (&user["userid"], &user["job_number"]),
        (&json!("0367512098441526"), &json!("0023"))
    );
}

#[test]
fn english_replies_lack_name_title_and_work_place_without_an_english_variant() {
    let world = World::new();
    let english = |userid| world.result("user/get", json!({"userid": userid, "language": "en_US"}));
    let boss = english(BOSS);
    assert_eq!(boss["name"], "Lin Hai");
    assert_eq!(boss["title"], "Chief Executive Officer");
    assert_eq!(boss["work_place"], "Hangzhou");
    let li = english(LI);
    for field in ["name", "title", "work_place"] {
        assert!(li.get(field).is_none(), "{field}");
    }
    assert_eq!(li["userid"], LI);
}

#[test]
fn chinese_is_the_default_language() {
    let world = World::new();
    let chinese = world.result("user/get", json!({"userid": BOSS, "language": "zh_CN"}));
    assert_eq!(chinese, world.user(BOSS));
    assert_eq!(chinese["name"], "林海");
}

#[test]
fn another_language_is_400002() {
    assert_eq!(
        World::new().code("user/get", json!({"userid": BOSS, "language": "de_DE"})),
        400002
    );
}

#[test]
fn an_unknown_user_is_60121() {
    assert_eq!(
        World::new().code("user/get", json!({"userid": "MANAGER4220"})),
        60121
    );
}

#[test]
fn an_empty_or_over_long_userid_is_33012() {
    let world = World::new();
    assert_eq!(world.code("user/get", json!({"userid": ""})), 33012);
    assert_eq!(
        world.code("user/get", json!({"userid": "x".repeat(65)})),
        33012
    );
    assert_eq!(
        world.code("user/get", json!({"userid": "x".repeat(64)})),
        60121
    );
}

#[test]
fn a_user_outside_the_data_range_is_50002() {
    let world = World::new();
    world.range(&[PLATFORM]);
    let reply = world.call("user/get", json!({"userid": CHEN}));
    assert_eq!(reply["errcode"], 50002);
    assert_eq!(reply["errmsg"], "请求的员工userid不在授权范围内");
    assert_eq!(world.code("user/get", json!({"userid": LI})), 0);
    assert_eq!(world.code("user/get", json!({"userid": WANG})), 0);
    assert_eq!(world.code("user/get", json!({"userid": "nobody"})), 60121);
}

#[test]
fn a_range_reaches_below_its_departments() {
    let world = World::new();
    world.range(&[RESEARCH]);
    assert_eq!(world.code("user/get", json!({"userid": LI})), 0);
    world.range(&[MARKET]);
    assert_eq!(world.code("user/get", json!({"userid": LI})), 50002);
}

#[test]
fn a_range_may_name_single_users() {
    let world = World::new();
    world.change_app(|app| {
        app.data_range.departments.clear();
        app.data_range.users = vec![LI.to_owned()];
    });
    assert_eq!(world.code("user/get", json!({"userid": LI})), 0);
    assert_eq!(world.code("user/get", json!({"userid": WANG})), 50002);
}

#[test]
fn a_company_mail_shows_only_while_the_mailbox_service_is_open() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.mailbox_service = true);
    world.update(json!({"userid": LI, "org_email": "li@corp.example"}));
    world.without("fieldEmail");
    assert_eq!(world.user(LI)["org_email"], "li@corp.example");
    world
        .sandbox
        .configure(|settings| settings.mailbox_service = false);
    assert!(world.user(LI).get("org_email").is_none());
}

#[test]
fn ids_of_users_are_text_and_ids_of_departments_and_roles_are_numbers() {
    let user = World::new().user(WANG);
    assert!(user["userid"].is_string());
    assert!(user["manager_userid"].is_string());
    assert!(user["state_code"].is_string());
    assert!(
        user["dept_id_list"]
            .as_array()
            .unwrap()
            .iter()
            .all(Value::is_i64)
    );
    assert!(user["role_list"][0]["id"].is_i64());
    assert!(user["dept_order_list"][0]["order"].is_i64());
}

#[test]
fn switches_are_booleans() {
    let user = World::new().user(WANG);
    for field in [
        "active",
        "admin",
        "boss",
        "exclusive_account",
        "hide_mobile",
        "real_authed",
        "senior",
    ] {
        assert!(user[field].is_boolean(), "{field}");
    }
}
