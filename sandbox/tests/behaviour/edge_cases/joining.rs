//! Who comes and who goes, and lists meanwhile: edge cases 11, 14, 15 and 21 of specification 13.

use std::time::Duration;

use serde_json::{Value, json};

use crate::user_leavers::SEPTEMBER;
use crate::world::{BOSS, LI, MARKET, PLATFORM, RESEARCH, WANG, World, get_token, keys, newcomer};
use crate::{invitations, user_leavers, user_list};

#[test]
fn edge_case_11_a_protected_phone_is_40103_and_nobody_appears() {
    let world = invitations::protected();
    let before = world.sandbox.organisation();
    let reply = world.call("user/create", newcomer(json!({"userid": "p1"})));
    assert_eq!(reply["errcode"], 40103);
    assert_eq!(reply["errmsg"], "已发出邀请，对方同意后即可加入组织");
    assert!(reply.get("result").is_none());
    assert_eq!(world.sandbox.organisation(), before);
    assert_eq!(world.code("user/get", json!({"userid": "p1"})), 60121);
    assert_eq!(world.code("user/update", json!({"userid": "p1"})), 60121);
    assert_eq!(world.code("user/delete", json!({"userid": "p1"})), 60121);
    assert_eq!(
        world.code("user/getbymobile", json!({"mobile": "13900000001"})),
        60121
    );
}

#[test]
fn edge_case_11_after_acceptance_the_user_exists_and_is_active() {
    let world = invitations::protected();
    assert_eq!(
        world.code(
            "user/create",
            newcomer(json!({"userid": "p1", "title": "顾问"}))
        ),
        40103
    );
    assert_eq!(
        world.sandbox.accept_invitation(&invitations::mobile()),
        Ok("p1".to_owned())
    );
    let user = world.user("p1");
    assert_eq!(
        (&user["title"], &user["active"]),
        (&json!("顾问"), &json!(true))
    );
    let page = world.result(
        "user/list",
        json!({"dept_id": RESEARCH, "cursor": 0, "size": 100}),
    );
    assert!(
        page["list"]
            .as_array()
            .unwrap()
            .iter()
            .any(|user| user["userid"] == "p1")
    );
}

#[test]
fn edge_case_11_somebody_deleted_less_than_24_hours_ago_must_consent() {
    assert_eq!(
        invitations::rehire(&invitations::deleted(Duration::ZERO)),
        40103
    );
    assert_eq!(
        invitations::rehire(&invitations::deleted(
            invitations::DAY - Duration::from_secs(1)
        )),
        40103
    );
}

#[test]
fn edge_case_11_the_rule_for_deleted_people_can_be_switched_off() {
    let world = invitations::deleted(Duration::ZERO);
    world
        .sandbox
        .configure(|settings| settings.consent_after_deletion = false);
    assert_eq!(invitations::rehire(&world), 0);
}

#[test]
fn edge_case_15_only_direct_members_are_listed() {
    let world = World::new();
    assert_eq!(
        user_list::ids(&user_list::page(&world, json!({}))),
        [WANG, LI, user_list::HAN]
    );
    assert_eq!(
        user_list::ids(&user_list::page(&world, json!({"dept_id": 1}))),
        ["manager4220"]
    );
}

#[test]
fn edge_case_15_a_size_outside_1_to_100_is_40035() {
    for size in [0, 101, -1, i64::MIN, i64::MAX] {
        assert_eq!(user_list::refused(json!({"size": size})), 40035, "{size}");
    }
    assert_eq!(user_list::refused(json!({"size": 1})), 0);
}

#[test]
fn edge_case_15_pages_join_to_the_whole_and_the_last_has_no_next_cursor() {
    let world = World::new();
    let first = user_list::page(&world, json!({"size": 2}));
    assert_eq!(
        (&first["has_more"], &first["next_cursor"]),
        (&json!(true), &json!(2))
    );
    let last = user_list::page(&world, json!({"size": 2, "cursor": first["next_cursor"]}));
    assert_eq!(last["has_more"], false);
    assert!(last.get("next_cursor").is_none());
    assert_eq!(
        [user_list::ids(&first), user_list::ids(&last)].concat(),
        [WANG, LI, user_list::HAN]
    );
}

#[test]
fn edge_case_15_dept_order_is_one_number_and_leader_is_relative_to_the_department() {
    let world = World::new();
    let entry = |dept_id| {
        let page = user_list::page(&world, json!({"dept_id": dept_id}));
        let list = page["list"].as_array().unwrap().clone();
        list.into_iter()
            .find(|user| user["userid"] == WANG)
            .unwrap()
    };
    assert_eq!(entry(PLATFORM)["leader"], true);
    assert_eq!(entry(RESEARCH)["leader"], false);
    let orders = &world.user(WANG)["dept_order_list"];
    assert_eq!(entry(PLATFORM)["dept_order"], orders[0]["order"]);
    assert_eq!(entry(RESEARCH)["dept_order"], orders[1]["order"]);
}

#[test]
fn edge_case_15_somebody_deleted_between_pages_vanishes_without_an_error() {
    let world = World::new();
    let first = user_list::page(&world, json!({"size": 1}));
    assert_eq!(
        world.code("user/delete", json!({"userid": user_list::HAN})),
        0
    );
    let rest = user_list::page(&world, json!({"size": 100, "cursor": first["next_cursor"]}));
    assert_eq!(user_list::ids(&rest), [LI]);
    assert_eq!(rest["has_more"], false);
}

#[test]
fn edge_case_15_custom_order_puts_the_larger_order_first_and_is_the_default() {
    let world = World::new();
    world.update(
        json!({"userid": user_list::HAN, "dept_order_list": [{"dept_id": PLATFORM, "order": i64::MAX}]}),
    );
    world.update(json!({"userid": WANG, "dept_order_list": [{"dept_id": PLATFORM, "order": 1}]}));
    assert_eq!(
        user_list::ids(&user_list::page(&world, json!({}))),
        [user_list::HAN, LI, WANG]
    );
    assert_eq!(
        user_list::ids(&user_list::page(&world, json!({"order_field": "custom"}))),
        [user_list::HAN, LI, WANG]
    );
}

#[test]
fn edge_case_15_entry_order_follows_the_time_of_joining() {
    let world = World::new();
    world.clock.advance(Duration::from_secs(1));
    world.create(json!({
        "userid": "late", "dept_id_list": PLATFORM.to_string(),
        "dept_order_list": [{"dept_id": PLATFORM, "order": i64::MAX}],
    }));
    assert_eq!(
        user_list::ids(&user_list::page(
            &world,
            json!({"order_field": "entry_asc"})
        )),
        [WANG, LI, user_list::HAN, "late"]
    );
    assert_eq!(
        user_list::ids(&user_list::page(
            &world,
            json!({"order_field": "entry_desc"})
        )),
        ["late", user_list::HAN, LI, WANG]
    );
}

#[test]
fn edge_case_15_modify_order_follows_the_last_change() {
    let world = World::new();
    for userid in [user_list::HAN, WANG] {
        world.clock.advance(Duration::from_secs(1));
        world.update(json!({"userid": userid, "remark": "x"}));
    }
    assert_eq!(
        user_list::ids(&user_list::page(
            &world,
            json!({"order_field": "modify_asc"})
        )),
        [LI, user_list::HAN, WANG]
    );
    assert_eq!(
        user_list::ids(&user_list::page(
            &world,
            json!({"order_field": "modify_desc"})
        )),
        [WANG, user_list::HAN, LI]
    );
}

#[test]
fn edge_case_21_a_deleted_user_leaves_a_record() {
    let world = World::new();
    world.range(&[1]);
    user_leavers::delete(&world, LI);
    world.range(&[MARKET]);
    let expected = json!([{
        "userId": LI, "name": "李雷", "stateCode": "86", "mobile": "13800000004",
        "leaveTime": "2026-09-21T14:13:20Z", "leaveReason": "oapi",
    }]);
    assert_eq!(user_leavers::records(&world, SEPTEMBER), expected);
}

#[test]
fn edge_case_21_pages_follow_the_token_which_the_last_one_lacks() {
    let mut world = World::new();
    for userid in [LI, user_leavers::DESK, "231844096512378"] {
        user_leavers::delete(&world, userid);
        world.clock.advance(Duration::from_secs(60));
    }
    world.token = get_token(&world.sandbox);
    let page = |token: &str| {
        let reply = user_leavers::ask(
            &world,
            &format!("{SEPTEMBER}&maxResults=2&nextToken={token}"),
        )
        .1;
        let ids: Vec<Value> = reply["records"]
            .as_array()
            .unwrap()
            .iter()
            .map(|record| record["userId"].clone())
            .collect();
        (ids, reply.get("nextToken").cloned())
    };
    let (first, token) = page("0");
    assert_eq!(first, [LI, user_leavers::DESK]);
    let (last, end) = page(token.unwrap().as_str().unwrap());
    assert_eq!(last, ["231844096512378"]);
    assert_eq!(end, None);
    assert_eq!(page("").0, first);
}

#[test]
fn edge_case_21_a_leaver_is_60121() {
    let world = World::new();
    assert_eq!(world.code("user/delete", json!({"userid": BOSS})), 0);
    assert_eq!(
        world.code("user/getbymobile", json!({"mobile": "13800000001"})),
        60121
    );
}

#[test]
fn edge_case_14_an_unknown_resigned_or_pending_user_is_60121() {
    let world = invitations::protected();
    let pending = newcomer(json!({"userid": "pending"}));
    assert_eq!(world.code("user/create", pending), 40103);
    assert_eq!(world.code("user/delete", json!({"userid": LI})), 0);
    for userid in ["nobody", "pending", LI] {
        let update = json!({"userid": userid, "name": "x"});
        assert_eq!(world.code("user/update", update), 60121, "{userid}");
    }
}

#[test]
fn edge_case_15_listsimple_has_direct_members_in_pages_and_the_last_has_no_next_cursor() {
    let world = World::new();
    let page = |cursor| {
        let request = json!({"dept_id": PLATFORM, "cursor": cursor, "size": 2});
        world.call("/topapi/user/listsimple", request)["result"].clone()
    };
    assert_eq!(page(0)["next_cursor"], 2);
    assert_eq!(page(0)["list"][0], json!({"userid": WANG, "name": "王芳"}));
    assert_eq!(keys(&page(2)), ["has_more", "list"]);
}

#[test]
fn edge_case_15_a_size_above_100_is_40069_for_listsimple() {
    let request = json!({"dept_id": PLATFORM, "cursor": 0, "size": 101});
    let reply = World::new().call("/topapi/user/listsimple", request);
    assert_eq!(reply["errcode"], 40069);
}
