//! Who has a role, and for whom (specification 4).

use serde_json::{Value, json};

use crate::world::{
    BOSS, CHEN, DATA, LI, MARKET, PLATFORM, RESEARCH, STAFF, WANG, World, keys, newcomer,
};

/// Roles of the default organisation, and the default ones of main administrators and department managers.
const ON_CALL: i64 = 4_318_702_101;
const INTERVIEWER: i64 = 4_318_702_102;
const SAFETY: i64 = 4_318_702_202;
const MAIN_ADMIN: i64 = 4_000_000_002;
const MANAGER: i64 = 4_000_000_004;
const HAN: &str = "0412768835190247";
const PRIYA: &str = "586203317449120638";
const TOM: &str = "01-tom.becker_4";

const ADD: &str = "/topapi/role/addrolesforemps";
const REMOVE: &str = "/topapi/role/removerolesforemps";
const SCOPE: &str = "/topapi/role/scope/update";

fn members(world: &World, role_id: i64) -> Value {
    let reply = world.call("/topapi/role/simplelist", json!({"role_id": role_id}));
    assert_eq!(reply["errcode"], 0, "{reply}");
    reply["result"]["list"].clone()
}

fn userids(world: &World, role_id: i64) -> Vec<String> {
    let list = members(world, role_id);
    let members = list.as_array().unwrap().iter();
    members
        .map(|member| member["userid"].as_str().unwrap().to_owned())
        .collect()
}

fn role_ids(world: &World, userid: &str) -> Vec<i64> {
    let user = world.user(userid);
    let roles = user["role_list"].as_array().cloned().unwrap_or_default();
    roles
        .iter()
        .map(|role| role["id"].as_i64().unwrap())
        .collect()
}

fn pairs(role_ids: impl ToString, userids: &str) -> Value {
    json!({"roleIds": role_ids.to_string(), "userIds": userids})
}

#[test]
fn simplelist_has_ids_names_and_scopes() {
    let world = World::new();
    let expected = json!([
        {"userid": PRIYA, "name": "Priya Raman", "manageScopes": [
            {"dept_id": PLATFORM, "name": "平台组"}, {"dept_id": DATA, "name": "Data Infrastructure"},
        ]},
        {"userid": HAN, "name": "韩梅梅"},
    ]);
    assert_eq!(members(&world, INTERVIEWER), expected);
}

#[test]
fn default_roles_have_the_members_that_follow() {
    let world = World::new();
    assert_eq!(userids(&world, MAIN_ADMIN), [BOSS]);
    let managers = userids(&world, MANAGER);
    assert_eq!(managers.len(), 7);
    assert!(managers.contains(&CHEN.to_owned()));
    world.update_department(
        json!({"dept_id": PLATFORM, "dept_manager_userid_list": format!("{LI},{WANG}")}),
    );
    assert_eq!(userids(&world, MANAGER).len(), 8);
}

#[test]
fn pages_of_simplelist_follow_each_other() {
    let world = World::new();
    let page = |offset: i64| {
        let body = json!({"role_id": MANAGER, "size": 3, "offset": offset});
        world.call("/topapi/role/simplelist", body)["result"].clone()
    };
    let (first, last) = (page(0), page(6));
    assert_eq!(first["list"].as_array().unwrap().len(), 3);
    assert_eq!(
        (&first["hasMore"], &first["nextCursor"]),
        (&json!(true), &json!(3))
    );
    assert_eq!(last["list"].as_array().unwrap().len(), 1);
    assert_eq!(keys(&last), ["hasMore", "list"]);
}

#[test]
fn simplelist_shows_20_unless_asked_for_up_to_100() {
    let world = World::new();
    for number in 0..21 {
        let mobile = format!("139{number:08}");
        let userid = world.create(json!({"mobile": mobile}));
        assert_eq!(world.code(ADD, pairs(SAFETY, &userid)), 0);
    }
    assert_eq!(members(&world, SAFETY).as_array().unwrap().len(), 20);
    for (body, code) in [
        (json!({"role_id": SAFETY, "size": 0}), 40069),
        (json!({"role_id": SAFETY, "size": 101}), 40069),
        (json!({"role_id": SAFETY, "offset": -1}), 40068),
        (json!({"role_id": SAFETY, "size": 100}), 0),
        (json!({"role_id": 7}), 33011),
    ] {
        assert_eq!(
            world.code("/topapi/role/simplelist", body.clone()),
            code,
            "{body}"
        );
    }
}

#[test]
fn the_role_list_of_a_user_contains_both_kinds() {
    let user = World::new().user(PRIYA);
    let expected = json!([
        {"group_name": "默认", "id": MANAGER, "name": "主管"},
        {"group_name": "岗位", "id": INTERVIEWER, "name": "面试官"},
    ]);
    assert_eq!(user["role_list"], expected);
}

#[test]
fn several_people_get_several_roles_at_once() {
    let world = World::new();
    let reply = world.call(
        ADD,
        pairs(format!("{ON_CALL},{SAFETY}"), &format!("{CHEN}, {LI}")),
    );
    assert_eq!(keys(&reply), ["errcode", "errmsg", "request_id"]);
    assert_eq!(userids(&world, ON_CALL), [TOM, HAN, CHEN, LI]);
    assert_eq!(userids(&world, SAFETY), [CHEN, LI]);
    assert_eq!(role_ids(&world, CHEN), [MANAGER, ON_CALL, SAFETY]);
}

#[test]
fn getting_a_role_again_keeps_its_scope() {
    let world = World::new();
    let before = members(&world, INTERVIEWER);
    assert_eq!(world.code(ADD, pairs(INTERVIEWER, PRIYA)), 0);
    assert_eq!(members(&world, INTERVIEWER), before);
}

#[test]
fn several_people_lose_several_roles_at_once() {
    let world = World::new();
    let body = pairs(
        format!("{ON_CALL},{INTERVIEWER}"),
        &format!("{HAN},{PRIYA}"),
    );
    assert_eq!(world.code(REMOVE, body), 0);
    assert_eq!(userids(&world, ON_CALL), [TOM]);
    assert!(userids(&world, INTERVIEWER).is_empty());
    assert!(world.user(HAN).get("role_list").is_none());
}

#[test]
fn losing_a_role_that_one_has_not_is_no_error() {
    assert_eq!(World::new().code(REMOVE, pairs(ON_CALL, CHEN)), 0);
}

#[test]
fn an_unknown_role_or_person_leaves_everything_as_it_is() {
    let world = World::new();
    for path in [ADD, REMOVE] {
        for (body, code) in [
            (pairs(format!("{ON_CALL},7"), HAN), 33011),
            (pairs("one", HAN), 33011),
            (pairs("", HAN), 33011),
            (pairs(format!("{ON_CALL},{MANAGER}"), HAN), 23004),
            (pairs(ON_CALL, &format!("{HAN},nobody")), 33012),
            (pairs(ON_CALL, ""), 33012),
            (json!({"userIds": HAN}), 40),
            (json!({"roleIds": ON_CALL}), 40),
        ] {
            assert_eq!(world.code(path, body.clone()), code, "{path} {body}");
        }
    }
    assert_eq!(userids(&world, ON_CALL), [TOM, HAN]);
}

#[test]
fn a_call_names_at_most_20_roles_and_20_or_100_people() {
    let world = World::new();
    let times = |count: usize, one: &str| vec![one; count].join(",");
    let role = ON_CALL.to_string();
    for (path, roles, people, code) in [
        (ADD, 20, 20, 0),
        (ADD, 21, 1, 40032),
        (ADD, 1, 21, 40032),
        (REMOVE, 20, 100, 0),
        (REMOVE, 21, 1, 40032),
        (REMOVE, 1, 101, 40032),
    ] {
        let body = pairs(times(roles, &role), &times(people, LI));
        assert_eq!(world.code(path, body), code, "{path} {roles} {people}");
    }
}

#[test]
fn people_outside_the_data_range_neither_get_nor_lose_roles() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(world.code(ADD, pairs(SAFETY, LI)), 50002);
    assert_eq!(world.code(REMOVE, pairs(ON_CALL, TOM)), 50002);
    let scope = json!({"userid": TOM, "role_id": ON_CALL});
    assert_eq!(world.code(SCOPE, scope), 50002);
}

#[test]
fn a_scope_is_set_and_taken_back() {
    let world = World::new();
    let body = json!({"userid": TOM, "role_id": ON_CALL, "dept_ids": format!("{DATA},{PLATFORM}")});
    let reply = world.call(SCOPE, body);
    assert_eq!(keys(&reply), ["errcode", "errmsg", "request_id"]);
    let expected = json!([
        {"dept_id": DATA, "name": "Data Infrastructure"}, {"dept_id": PLATFORM, "name": "平台组"},
    ]);
    assert_eq!(members(&world, ON_CALL)[0]["manageScopes"], expected);
    assert_eq!(
        world.code(SCOPE, json!({"userid": TOM, "role_id": ON_CALL})),
        0
    );
    assert!(members(&world, ON_CALL)[0].get("manageScopes").is_none());
}

#[test]
fn a_scope_names_existing_departments_and_somebody_who_has_the_role() {
    let world = World::new();
    let many = |count: usize| vec![DATA.to_string(); count].join(",");
    for (body, code) in [
        (json!({"role_id": ON_CALL}), 40),
        (json!({"userid": LI}), 40),
        (json!({"userid": "", "role_id": ON_CALL}), 40003),
        (json!({"userid": "nobody", "role_id": ON_CALL}), 46004),
        (json!({"userid": CHEN, "role_id": ON_CALL}), 60301),
        (json!({"userid": TOM, "role_id": 7}), 33011),
        (json!({"userid": CHEN, "role_id": MANAGER}), 23004),
        (
            json!({"userid": TOM, "role_id": ON_CALL, "dept_ids": "99"}),
            60003,
        ),
        (
            json!({"userid": TOM, "role_id": ON_CALL, "dept_ids": "-7"}),
            60003,
        ),
        (
            json!({"userid": TOM, "role_id": ON_CALL, "dept_ids": "one"}),
            400002,
        ),
        (
            json!({"userid": TOM, "role_id": ON_CALL, "dept_ids": many(51)}),
            400002,
        ),
        (
            json!({"userid": TOM, "role_id": ON_CALL, "dept_ids": many(50)}),
            0,
        ),
    ] {
        assert_eq!(world.code(SCOPE, body.clone()), code, "{body}");
    }
}

#[test]
fn a_scope_outside_the_data_range_is_50004() {
    let world = World::new();
    world.range(&[RESEARCH]);
    let body = json!({"userid": TOM, "role_id": ON_CALL, "dept_ids": MARKET.to_string()});
    assert_eq!(world.code(SCOPE, body), 50004);
}

#[test]
fn a_deleted_person_has_no_role() {
    let world = World::new();
    assert_eq!(world.code("user/delete", json!({"userid": HAN})), 0);
    assert_eq!(userids(&world, ON_CALL), [TOM]);
    world
        .sandbox
        .configure(|settings| settings.consent_after_deletion = false);
    let again = newcomer(json!({"userid": HAN, "mobile": "13800000005"}));
    assert_eq!(world.code("user/create", again), 0);
    assert!(world.user(HAN).get("role_list").is_none());
    assert!(world.sandbox.organisation().validate().is_ok());
}

#[test]
fn a_deleted_department_narrows_scopes_and_never_widens_one_to_everybody() {
    let world = World::new();
    let dept_id = world.create_department("质量组", 1);
    let set = |userid: &str, dept_ids: String| {
        let body = json!({"userid": userid, "role_id": ON_CALL, "dept_ids": dept_ids});
        assert_eq!(world.code(SCOPE, body), 0);
    };
    set(TOM, dept_id.to_string());
    set(HAN, format!("{dept_id},{STAFF}"));
    assert_eq!(
        world.code("department/delete", json!({"dept_id": dept_id})),
        0
    );
    let expected = json!([{"userid": HAN, "name": "韩梅梅", "manageScopes": [{"dept_id": STAFF, "name": "人事行政部"}]}]);
    assert_eq!(members(&world, ON_CALL), expected);
    assert!(world.sandbox.organisation().validate().is_ok());
}
