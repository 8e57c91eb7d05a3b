//! PyPI's `dingtalk-sdk` 1.3.8: v2 through its `post`, v1 through its helpers.

use serde_json::{Value, json};

use crate::world::{World, sorted};

const BOSS: &str = "manager4220";
const LI: &str = "0367512098441526";
const MARKET: i64 = 36948802;

/// The code of a refusal by the gateway. The client knows `errcode` only, which is 88 for all of them; what
/// they are is in `sub_code`.
const GATEWAY: i64 = 88;

fn refused(code: i64) -> Value {
    json!({"refused": code})
}

#[test]
fn a_user_lives_through_v2_paths() {
    let Some(mut world) = World::python() else {
        return;
    };
    let tokens = world.sandbox.tokens_issued();
    world.a_user_lives_through_v2_paths("post", "/topapi/v2/");
    assert_eq!(world.sandbox.tokens_issued(), tokens + 1);
}

#[test]
fn a_user_lives_through_the_helpers() {
    let Some(mut world) = World::python() else {
        return;
    };
    let draft = json!({
        "name": "新人", "mobile": "13900000001", "department": [1, MARKET], "position": "工程师",
        "orderInDepts": "{1:10, 36948802:20}", "extattr": {"hobby": "围棋"},
    });
    let userid = world.value("user.create", json!([draft]));
    let person = world.person(&userid).unwrap();
    assert_eq!(person.title.as_deref(), Some("工程师"));
    assert_eq!(person.extension["hobby"], "围棋");

    let told = world.value("user.get", json!([userid]));
    assert_eq!(told["name"], "新人");
    assert_eq!(told["department"], json!([1, MARKET]));
    assert_eq!(told["orderInDepts"], "{1:10,36948802:20}");
    assert_eq!(told["extattr"], json!({"hobby": "围棋"}));

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
    let Some(mut world) = World::python() else {
        return;
    };
    let draft = json!({"name": "新部门", "parentid": "1", "order": "7"});
    let id = world.value("department.create", json!([draft]));
    assert_eq!(world.department(&id).as_deref(), Some("新部门"));

    let told = world.value("department.get", json!([id]));
    assert_eq!(told["name"], "新部门");
    assert_eq!(told["parentid"], 1);

    let change = json!({"id": id, "name": "改名"});
    assert_eq!(world.value("department.update", json!([change])), id);
    assert_eq!(world.department(&id).as_deref(), Some("改名"));

    let children = world.value("department.list_ids", json!([]));
    assert!(children.as_array().unwrap().contains(&id));

    world.value("department.delete", json!([id]));
    assert_eq!(world.department(&id), None);
}

#[test]
fn a_department_s_people_are_listed_through_the_helpers() {
    let Some(mut world) = World::python() else {
        return;
    };
    let people = world.members(MARKET);
    let ids = world.value("user.get_dept_member", json!([MARKET]));
    assert_eq!(sorted(&ids, |id| id.clone()), people);

    let page = world.value("user.simple_list", json!([MARKET, 0, 1]));
    assert_eq!(page["hasMore"], people.len() > 1);
    assert_eq!(page["userlist"].as_array().unwrap().len(), 1);

    let page = world.value("user.list", json!([MARKET]));
    assert_eq!(page["hasMore"], false);
    assert_eq!(
        sorted(&page["userlist"], |user| user["userid"].clone()),
        people
    );
    assert_eq!(page["userlist"][0]["department"], json!([MARKET]));
}

#[test]
fn the_tree_is_listed_at_once_or_by_level() {
    let Some(mut world) = World::python() else {
        return;
    };
    let everything = world.value("department.list", json!([1, "zh_CN", true]));
    let departments = world.sandbox.organisation().departments.len();
    // The list below a department does not hold the department itself.
    assert_eq!(everything.as_array().unwrap().len(), departments - 1);
    // Left alone the client asks for one level, and writes `False`.
    let children = world.value("department.list", json!([]));
    let children = children.as_array().unwrap();
    assert!(children.len() < departments - 1);
    assert!(children.iter().all(|child| child["parentid"] == 1));
}

#[test]
fn roles_are_managed_through_post() {
    let Some(mut world) = World::python() else {
        return;
    };
    let group = world.value(
        "post",
        json!(["/role/add_role_group", {"name": "新角色组"}]),
    );
    let role = json!({"roleName": "新角色", "groupId": group["groupId"]});
    let role = world.value("post", json!(["/role/add_role", role]));
    let given = json!({"roleIds": role["roleId"].to_string(), "userIds": LI});
    world.value("post", json!(["/topapi/role/addrolesforemps", given]));
    let members = world.value(
        "post",
        json!(["/topapi/role/simplelist", {"role_id": role["roleId"]}]),
    );
    assert_eq!(members["result"]["list"][0]["userid"], LI);
    let told = world.value("user.get", json!([LI]));
    assert_eq!(told["roles"][0]["name"], "新角色");
}

#[test]
fn the_app_s_scopes_are_told() {
    let Some(mut world) = World::python() else {
        return;
    };
    let scopes = world.value("user.auth_scopes", json!([]));
    assert_eq!(scopes["auth_org_scopes"]["authed_dept"], json!([1]));
}

#[test]
fn somebody_unknown_is_60121() {
    let Some(mut world) = World::python() else {
        return;
    };
    assert_eq!(world.call("user.get", json!(["nobody"])), refused(60121));
    assert_eq!(world.call("user.delete", json!(["nobody"])), refused(60121));
    let call = json!(["/topapi/v2/user/get", {"userid": "nobody"}]);
    assert_eq!(world.call("post", call), refused(60121));
}

#[test]
fn a_mobile_that_is_taken_is_60104() {
    let Some(mut world) = World::python() else {
        return;
    };
    let before = world.sandbox.organisation();
    let draft = json!({"name": "新人", "mobile": "13800000001", "department": [1]});
    assert_eq!(world.call("user.create", json!([draft])), refused(60104));
    assert_eq!(world.sandbox.organisation(), before);
}

#[test]
fn a_wrong_secret_is_40096() {
    let Some(mut world) = World::python_with_secret("wrong") else {
        return;
    };
    assert_eq!(world.call("user.get", json!([BOSS])), refused(40096));
    assert_eq!(world.sandbox.tokens_issued(), 0);
}

#[test]
fn a_missing_permission_is_60011_on_v1_and_a_gateway_error_on_v2() {
    let Some(mut world) = World::python() else {
        return;
    };
    world.without("qyapi_get_member");
    assert_eq!(world.call("user.get", json!([BOSS])), refused(60011));
    let call = json!(["/topapi/v2/user/get", {"userid": BOSS}]);
    assert_eq!(world.call("post", call), refused(GATEWAY));
    assert_eq!(world.last_request().1, "60011");
}

#[test]
fn an_expired_token_is_replaced_on_v1() {
    let Some(mut world) = World::python() else {
        return;
    };
    world.value("user.get", json!([BOSS]));
    world.sandbox.expire_tokens();
    assert_eq!(world.value("user.get", json!([BOSS]))["userid"], BOSS);
    assert_eq!(world.sandbox.tokens_issued(), 2);
}

#[test]
fn an_expired_token_is_not_replaced_on_v2() {
    let Some(mut world) = World::python() else {
        return;
    };
    let call = json!(["/topapi/v2/user/get", {"userid": BOSS}]);
    world.value("post", call.clone());
    world.sandbox.expire_tokens();
    // A defect of the client: it does not find 40014 behind 88.
    assert_eq!(world.call("post", call.clone()), refused(GATEWAY));
    assert_eq!(world.last_request().1, "40014");
    // A refusal that it does understand lets it ask for a token.
    world.value("user.get", json!([BOSS]));
    world.value("post", call);
}

#[test]
fn deleting_several_at_once_goes_to_a_path_for_one() {
    let Some(mut world) = World::python() else {
        return;
    };
    // A defect of the client: it sends POST /user/delete, which is a GET and takes one userid.
    let outcome = world.call("user.batchdelete", json!([[LI]]));
    assert_eq!(outcome, refused(43001));
    assert!(world.person(&json!(LI)).is_some());
}

#[test]
fn the_helper_for_a_new_role_calls_nothing() {
    let Some(mut world) = World::python() else {
        return;
    };
    // A defect of the client: the helper calls a function that its class does not have.
    let outcome = world.call("role.add_role", json!(["新角色", 1]));
    assert_eq!(outcome, json!({"failed": "AttributeError"}));
    assert!(world.sandbox.requests().is_empty());
}
