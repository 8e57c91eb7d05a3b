//! `inactive/user/v2/get` (specification 2.7, U13).

use std::time::Duration;

use serde_json::{Value, json};

use crate::world::{LI, MARKET, RESEARCH, STAFF, SUN, World, get_token};

const WU: &str = "962437085512639";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn ask(world: &World, fields: Value) -> Value {
    let mut request =
        json!({"is_active": false, "offset": 0, "size": 100, "query_date": "20260920"});
    for (name, value) in fields.as_object().unwrap() {
        request[name] = value.clone();
    }
    world.call("/topapi/inactive/user/v2/get", request)
}

fn ids(world: &World, fields: Value) -> Value {
    let reply = ask(world, fields);
    assert_eq!(reply["errcode"], 0, "{reply}");
    reply["result"]["list"].clone()
}

fn refused(fields: Value) -> i64 {
    ask(&World::new(), fields)["errcode"].as_i64().unwrap()
}

#[test]
fn who_never_logged_in_or_stopped_is_inactive() {
    assert_eq!(ids(&World::new(), json!({})), json!([WU, SUN]));
}

#[test]
fn everybody_else_is_active() {
    let active = ids(&World::new(), json!({"is_active": true}));
    let active = active.as_array().unwrap();
    assert_eq!(active.len(), 14);
    assert!(active.contains(&json!(LI)));
}

#[test]
fn departments_are_taken_without_those_below() {
    let world = World::new();
    let inactive = |list: String| ids(&world, json!({"dept_ids": list}));
    assert_eq!(inactive("1".to_owned()), json!([]));
    assert_eq!(inactive(RESEARCH.to_string()), json!([SUN]));
    assert_eq!(inactive(format!("{RESEARCH},{STAFF}")), json!([WU, SUN]));
}

#[test]
fn the_last_login_is_the_last_day_of_activity() {
    let mut organisation = World::new().sandbox.organisation();
    let li = organisation.users.iter_mut().find(|user| user.userid == LI);
    li.unwrap().last_login_date = Some("20260919".parse().unwrap());
    let world = World::new();
    world.sandbox.replace_organisation(organisation).unwrap();
    let active = |day| {
        let active = ids(&world, json!({"is_active": true, "query_date": day}));
        active.as_array().unwrap().contains(&json!(LI))
    };
    assert!(active("20260919"));
    assert!(!active("20260920"));
}

#[test]
fn before_joining_nobody_is_active_or_inactive() {
    let mut world = World::new();
    let new = world.create(json!({}));
    world.clock.advance(DAY);
    world.token = get_token(&world.sandbox);
    let told = |fields| {
        ids(&world, fields)
            .as_array()
            .unwrap()
            .contains(&json!(new))
    };
    assert!(told(json!({"query_date": "20260921"})));
    assert!(!told(json!({"query_date": "20260920"})));
    assert!(!told(json!({"query_date": "20260920", "is_active": true})));
}

#[test]
fn pages_join_to_the_whole_and_the_last_has_no_next_cursor() {
    let world = World::new();
    let page = |offset| ask(&world, json!({"offset": offset, "size": 1}))["result"].clone();
    assert_eq!(
        page(0),
        json!({"has_more": true, "next_cursor": 1, "list": [WU]})
    );
    assert_eq!(page(1), json!({"has_more": false, "list": [SUN]}));
}

#[test]
fn a_page_that_cannot_be_has_its_own_codes() {
    assert_eq!(refused(json!({"offset": -1})), 40068);
    assert_eq!(refused(json!({"size": 0})), 40069);
    assert_eq!(refused(json!({"size": 101})), 40069);
}

#[test]
fn the_data_of_a_day_are_ready_at_nine_on_the_next() {
    let mut world = World::new();
    // 22:13 in China on the 21st.
    assert_eq!(ask(&world, json!({"query_date": "20260920"}))["errcode"], 0);
    let the_21st = json!({"query_date": "20260921"});
    assert_eq!(ask(&world, the_21st.clone())["errcode"], 400_002);
    world.clock.advance(Duration::from_secs(10 * 60 * 60));
    world.token = get_token(&world.sandbox);
    assert_eq!(ask(&world, the_21st.clone())["errcode"], 400_002);
    world.clock.advance(Duration::from_secs(60 * 60));
    assert_eq!(ask(&world, the_21st)["errcode"], 0);
}

#[test]
fn data_are_kept_for_a_month() {
    assert_eq!(refused(json!({"query_date": "20260822"})), 0);
    assert_eq!(refused(json!({"query_date": "20260821"})), 400_002);
}

#[test]
fn what_is_no_day_and_what_is_no_list_is_400002() {
    for fields in [
        json!({"query_date": ""}),
        json!({"query_date": "2026-09-20"}),
        json!({"query_date": "20260931"}),
        json!({"dept_ids": "x"}),
        json!({"dept_ids": "1,"}),
    ] {
        assert_eq!(refused(fields.clone()), 400_002, "{fields}");
    }
}

#[test]
fn an_unknown_department_is_60003() {
    assert_eq!(refused(json!({"dept_ids": "99"})), 60003);
}

#[test]
fn people_outside_the_data_range_are_not_told() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(ids(&world, json!({})), json!([]));
}
