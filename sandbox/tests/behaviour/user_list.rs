//! `user/list` (specification 2.6; edge cases 8, 9, 15 and 17).

use serde_json::{Value, json};

use crate::world::{LI, MARKET, PLATFORM, RESEARCH, SUN, WANG, World, keys};

pub const HAN: &str = "0412768835190247";

pub fn page(world: &World, fields: Value) -> Value {
    let mut request = json!({"dept_id": PLATFORM, "cursor": 0, "size": 100});
    for (name, value) in fields.as_object().unwrap() {
        request[name] = value.clone();
    }
    world.result("user/list", request)
}

pub fn ids(page: &Value) -> Vec<&str> {
    let list = page["list"].as_array().unwrap();
    list.iter()
        .map(|user| user["userid"].as_str().unwrap())
        .collect()
}

pub fn refused(fields: Value) -> i64 {
    let mut request = json!({"dept_id": PLATFORM, "cursor": 0, "size": 100});
    for (name, value) in fields.as_object().unwrap() {
        request[name] = value.clone();
    }
    World::new().code("user/list", request)
}

#[test]
fn somebody_in_two_departments_is_listed_in_both() {
    let world = World::new();
    assert!(ids(&page(&world, json!({"dept_id": RESEARCH}))).contains(&WANG));
    assert!(ids(&page(&world, json!({"dept_id": PLATFORM}))).contains(&WANG));
}

#[test]
fn an_entry_has_these_fields() {
    let world = World::new();
    let list = page(&world, json!({"dept_id": RESEARCH}));
    let expected = [
        "active",
        "admin",
        "avatar",
        "boss",
        "dept_id_list",
        "dept_order",
        "email",
        "exclusive_account",
        "extension",
        "hide_mobile",
        "hired_date",
        "job_number",
        "leader",
        "mobile",
        "name",
        "remark",
        "state_code",
        "telephone",
        "title",
        "unionid",
        "userid",
        "work_place",
    ];
    assert_eq!(keys(&list["list"][0]), expected);
}

#[test]
fn a_page_that_ends_with_the_last_member_is_the_last() {
    let last = page(&World::new(), json!({"size": 3}));
    assert_eq!(last["has_more"], false);
    assert!(last.get("next_cursor").is_none());
}

#[test]
fn a_cursor_beyond_the_end_gives_an_empty_last_page() {
    for cursor in [3, 1000, i64::MAX] {
        let last = page(&World::new(), json!({"cursor": cursor}));
        assert_eq!(last, json!({"has_more": false, "list": []}));
    }
}

#[test]
fn a_negative_cursor_is_40035() {
    assert_eq!(refused(json!({"cursor": -1})), 40035);
}

#[test]
fn an_unknown_order_field_is_40035() {
    assert_eq!(refused(json!({"order_field": "age"})), 40035);
}

#[test]
fn the_home_school_department_is_60003() {
    for dept_id in [-7, -1, 0] {
        assert_eq!(refused(json!({"dept_id": dept_id})), 60003, "{dept_id}");
    }
}

#[test]
fn an_unknown_department_is_60003() {
    assert_eq!(refused(json!({"dept_id": 99})), 60003);
}

#[test]
fn a_department_outside_the_data_range_is_50004() {
    let world = World::new();
    world.range(&[RESEARCH]);
    let list = |dept_id| {
        world.call(
            "user/list",
            json!({"dept_id": dept_id, "cursor": 0, "size": 1}),
        )
    };
    let reply = list(1);
    assert_eq!(reply["errcode"], 50004);
    assert_eq!(reply["errmsg"], "请求的部门id不在授权范围内");
    assert_eq!(list(MARKET)["errcode"], 50004);
    assert_eq!(list(PLATFORM)["errcode"], 0);
}

#[test]
fn a_company_mail_in_a_list_needs_field_email() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.mailbox_service = true);
    world.update(json!({"userid": LI, "org_email": "li@corp.example"}));
    let mail = || page(&world, json!({}))["list"][1].get("org_email").cloned();
    assert_eq!(mail(), Some(json!("li@corp.example")));
    world.without("fieldEmail");
    assert_eq!(mail(), None);
}

#[test]
fn the_language_is_accepted() {
    let world = World::new();
    let english = page(
        &world,
        json!({"dept_id": 1, "language": "en_US", "contain_access_limit": true}),
    );
    assert_eq!(english["list"][0]["name"], "Lin Hai");
}

#[test]
fn inactive_people_are_listed() {
    let world = World::new();
    assert!(ids(&page(&world, json!({"dept_id": RESEARCH}))).contains(&SUN));
}

#[test]
fn a_hundred_and_fifty_members_come_in_two_pages() {
    let world = World::new();
    for number in 0..147 {
        world.create(json!({
            "userid": format!("n{number}"), "mobile": format!("139{number:08}"), "dept_id_list": PLATFORM.to_string(),
        }));
    }
    let first = page(&world, json!({}));
    let second = page(&world, json!({"cursor": first["next_cursor"]}));
    assert_eq!((ids(&first).len(), ids(&second).len()), (100, 50));
    assert_eq!(second["has_more"], false);
}
