//! npm's `node-dingtalk` 2.1.0: v2 through its `client.post`, v1 through its helpers.

use orgbook_sandbox::{DEFAULT_CLIENT_SECRET, Organisation};
use serde_json::{Value, json};

use crate::world::{World, sorted};

const BOSS: &str = "manager4220";
const MARKET: i64 = 36948802;

fn refused(code: i64) -> Value {
    json!({"refused": code})
}

#[test]
fn a_user_lives_through_v2_paths() {
    let Some(mut world) = World::node() else {
        return;
    };
    let tokens = world.sandbox.tokens_issued();
    world.a_user_lives_through_v2_paths("client.post", "topapi/v2/");
    assert_eq!(world.sandbox.tokens_issued(), tokens + 1);
}

#[test]
fn a_user_lives_through_the_helpers() {
    let Some(mut world) = World::node() else {
        return;
    };
    let draft = json!({"name": "新人", "mobile": "13900000001", "department": [1, MARKET], "position": "工程师"});
    let created = world.value("user.create", json!([draft]));
    let userid = created["userid"].clone();
    let person = world.person(&userid).unwrap();
    assert_eq!(person.title.as_deref(), Some("工程师"));
    assert_eq!(created["unionId"], person.unionid);

    let told = world.value("user.get", json!([userid]));
    assert_eq!(told["name"], "新人");
    assert_eq!(told["department"], json!([1, MARKET]));

    world.value("user.update", json!([{"userid": userid, "name": "老人"}]));
    assert_eq!(world.person(&userid).unwrap().name, "老人");

    world.value("user.delete", json!([userid]));
    assert_eq!(world.person(&userid), None);
    assert_eq!(
        world.last_request(),
        ("/user/delete".to_owned(), "0".to_owned())
    );
}

#[test]
fn a_department_lives_through_the_helpers() {
    let Some(mut world) = World::node() else {
        return;
    };
    let draft = json!({"name": "新部门", "parentid": 1});
    let id = world.value("department.create", json!([draft]))["id"].clone();
    assert_eq!(world.department(&id).as_deref(), Some("新部门"));

    assert_eq!(world.value("department.get", json!([id]))["name"], "新部门");

    world.value("department.update", json!([{"id": id, "name": "改名"}]));
    assert_eq!(world.department(&id).as_deref(), Some("改名"));

    let children = world.value("department.listSubDepartmentIds", json!(["1"]));
    assert!(
        children["sub_dept_id_list"]
            .as_array()
            .unwrap()
            .contains(&id)
    );

    world.value("department.delete", json!([id]));
    assert_eq!(world.department(&id), None);
}

#[test]
fn the_whole_tree_is_listed_at_once() {
    let Some(mut world) = World::node() else {
        return;
    };
    let listed = world.value("department.list", json!([]));
    let departments = world.sandbox.organisation().departments.len();
    assert_eq!(listed["department"].as_array().unwrap().len(), departments);
    assert_eq!(listed["department"][0]["id"], 1);
}

#[test]
fn everybody_is_listed_once() {
    let mut organisation = Organisation::default();
    organisation
        .departments
        .retain(|department| department.dept_id > 0);
    let Some(mut world) = World::node_with(organisation, DEFAULT_CLIENT_SECRET) else {
        return;
    };
    for only_names in [false, true] {
        let listed = world.value("user.listAll", json!([null, only_names]));
        let listed = sorted(&listed["userlist"], |user| user["userid"].clone());
        assert_eq!(listed, world.everybody());
    }
}

#[test]
fn a_special_department_breaks_the_listing_of_everybody() {
    let Some(mut world) = World::node() else {
        return;
    };
    // The list of departments holds the home-school address book, which refuses to be looked into. A client
    // should skip ids below 1.
    assert_eq!(world.call("user.listAll", json!([])), refused(60003));
}

#[test]
fn roles_are_listed_through_post() {
    let Some(mut world) = World::node() else {
        return;
    };
    let listed = world.value("client.post", json!(["topapi/role/list", {}]));
    let groups = world.sandbox.organisation().role_groups;
    let told = listed["result"]["list"].as_array().unwrap();
    assert!(
        groups
            .iter()
            .all(|group| told.iter().any(|own| own["groupId"] == group.group_id))
    );
}

#[test]
fn the_app_s_scopes_are_told() {
    let Some(mut world) = World::node() else {
        return;
    };
    let scopes = world.value("auth.scopes", json!([]));
    assert_eq!(scopes["auth_org_scopes"]["authed_dept"], json!([1]));
}

#[test]
fn somebody_unknown_is_60121() {
    let Some(mut world) = World::node() else {
        return;
    };
    let call = json!(["topapi/v2/user/get", {"userid": "nobody"}]);
    assert_eq!(world.call("client.post", call), refused(60121));
    assert_eq!(world.call("user.delete", json!(["nobody"])), refused(60121));
}

#[test]
fn the_helper_that_gets_a_user_answers_nothing_for_any_error() {
    let Some(mut world) = World::node() else {
        return;
    };
    // A defect of the client: somebody unknown looks like a missing permission, and both like success.
    assert_eq!(world.call("user.get", json!(["nobody"])), json!({}));
    assert_eq!(world.last_request().1, "60121");
    world.without("qyapi_get_member");
    assert_eq!(world.call("user.get", json!([BOSS])), json!({}));
    assert_eq!(world.last_request().1, "60011");
}

#[test]
fn a_mobile_that_is_taken_is_60104() {
    let Some(mut world) = World::node() else {
        return;
    };
    let before = world.sandbox.organisation();
    let draft = json!({"name": "新人", "mobile": "13800000001", "department": [1]});
    assert_eq!(world.call("user.create", json!([draft])), refused(60104));
    assert_eq!(world.sandbox.organisation(), before);
}

#[test]
fn a_wrong_secret_is_40089() {
    // The client gives the pair of old, corp id and secret.
    let Some(mut world) = World::node_with(Organisation::default(), "wrong") else {
        return;
    };
    assert_eq!(world.call("department.list", json!([])), refused(40089));
    assert_eq!(world.sandbox.tokens_issued(), 0);
}

#[test]
fn a_missing_permission_is_60011_on_v1_and_88_on_v2() {
    let Some(mut world) = World::node() else {
        return;
    };
    world.without("qyapi_get_department_list");
    assert_eq!(world.call("department.list", json!([])), refused(60011));
    // The client knows `errcode` only, and the gateway has the code in `sub_code`.
    let call = json!(["topapi/v2/department/listsub", {}]);
    assert_eq!(world.call("client.post", call), refused(88));
    assert_eq!(world.last_request().1, "60011");
}

#[test]
fn an_expired_token_is_never_replaced() {
    let Some(mut world) = World::node() else {
        return;
    };
    world.value("department.list", json!([]));
    world.sandbox.expire_tokens();
    // A defect of the client: it keeps a token for as long as it thinks best, refused or not.
    assert_eq!(world.call("department.list", json!([])), refused(40014));
    assert_eq!(world.call("department.list", json!([])), refused(40014));
    assert_eq!(world.sandbox.tokens_issued(), 1);
}

#[test]
fn large_numbers_survive_as_text_only() {
    let Some(mut world) = World::node() else {
        return;
    };
    let order = world.person(&json!(BOSS)).unwrap().departments[0].order;
    let told = world.value("user.get", json!([BOSS]));
    assert_eq!(told["orderInDepts"], format!("{{1:{order}}}"));
    // Any client in JavaScript: the order has more digits than its numbers.
    let call = json!(["topapi/v2/user/get", {"userid": BOSS}]);
    let told = world.value("client.post", call);
    assert_ne!(told["result"]["dept_order_list"][0]["order"], order);
}
