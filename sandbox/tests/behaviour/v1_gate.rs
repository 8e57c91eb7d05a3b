//! What every v1 path shares: fields at top level, direct errors, no request id (specification 1.4, 1.6 and 9).

use http::Method;
use orgbook_sandbox::{DEFAULT_CLIENT_ID, ExpiredTokenCode, Secret};
use serde_json::{Value, json};

use crate::world::{BOSS, World, json_of, send};

fn get(world: &World) -> Value {
    world.v1_get("/user/get", &[("userid", BOSS)])
}

#[test]
fn a_success_has_its_fields_beside_errcode_and_no_request_id() {
    let reply = get(&World::new());
    assert_eq!(reply["errcode"], 0);
    assert_eq!(reply["errmsg"], "ok");
    assert_eq!(reply["userid"], BOSS);
    assert!(reply.get("result").is_none() && reply.get("request_id").is_none());
}

#[test]
fn an_absent_token_is_41001() {
    let world = World::new();
    let path = format!("/user/get?userid={BOSS}");
    let reply = json_of(&send(&world.sandbox, Method::GET, &path, "", b""));
    assert_eq!(
        reply,
        json!({"errcode": 41001, "errmsg": "缺少access_token参数"})
    );
}

#[test]
fn a_token_that_never_was_is_40014_and_not_wrapped() {
    let mut world = World::new();
    world.token = "test".to_owned();
    assert_eq!(
        get(&world),
        json!({"errcode": 40014, "errmsg": "不合法的access_token"})
    );
}

#[test]
fn an_expired_token_is_what_the_settings_say() {
    let world = World::new();
    world.sandbox.expire_tokens();
    assert_eq!(get(&world)["errcode"], 40014);
    world
        .sandbox
        .configure(|settings| settings.expired_token_code = ExpiredTokenCode::TimedOut);
    assert_eq!(get(&world)["errcode"], 42001);
}

#[test]
fn a_token_of_a_former_secret_is_40014() {
    let world = World::new();
    world.change_app(|app| app.client_secret = Secret::new("the-rotated-secret"));
    assert_eq!(get(&world)["errcode"], 40014);
}

#[test]
fn a_strange_address_is_60020_and_not_wrapped() {
    let world = World::new();
    world.change_app(|app| app.ip_allow_list = vec![[192, 0, 2, 1].into()]);
    let reply = get(&world);
    assert_eq!(reply["errcode"], 60020);
    assert!(
        reply["errmsg"]
            .as_str()
            .unwrap()
            .contains(DEFAULT_CLIENT_ID)
    );
    assert!(reply.get("sub_code").is_none());
}

#[test]
fn each_path_needs_the_permission_of_its_v2_path() {
    for (method, path, permission) in [
        (Method::GET, "/user/get", "qyapi_get_member"),
        (Method::GET, "/user/list", "qyapi_get_department_member"),
        (
            Method::GET,
            "/user/simplelist",
            "qyapi_get_department_member",
        ),
        (Method::GET, "/user/getDeptMember", "qyapi_get_member"),
        (Method::GET, "/user/delete", "qyapi_manage_addresslist"),
        (Method::POST, "/user/create", "qyapi_manage_addresslist"),
        (Method::POST, "/user/update", "qyapi_manage_addresslist"),
        (Method::GET, "/department/list", "qyapi_get_department_list"),
        (
            Method::GET,
            "/department/list_ids",
            "qyapi_get_department_list",
        ),
        (Method::GET, "/department/get", "qyapi_get_department_list"),
        (
            Method::GET,
            "/department/delete",
            "qyapi_manage_addresslist",
        ),
        (
            Method::POST,
            "/department/create",
            "qyapi_manage_addresslist",
        ),
        (
            Method::POST,
            "/department/update",
            "qyapi_manage_addresslist",
        ),
    ] {
        let world = World::new();
        world.without(permission);
        let path = format!("{path}?access_token={}", world.token);
        let reply = json_of(&send(&world.sandbox, method, &path, "", b""));
        assert_eq!(reply["errcode"], 60011, "{path}");
        let text = reply["errmsg"].as_str().unwrap();
        assert!(
            text.contains(&format!("requiredScopes=[{permission}]")),
            "{text}"
        );
    }
}

#[test]
fn the_wrong_method_is_43001_or_43002() {
    let world = World::new();
    assert_eq!(
        world.call("/user/get", json!({"userid": BOSS}))["errcode"],
        43001
    );
    assert_eq!(world.v1_get("/user/create", &[])["errcode"], 43002);
}

#[test]
fn an_absent_parameter_is_40035_and_named_as_v1_names_it() {
    let world = World::new();
    assert_eq!(
        world.v1_get("/user/get", &[]),
        json!({"errcode": 40035, "errmsg": "缺少参数 userid"})
    );
    let reply = world.call(
        "/user/create",
        json!({"name": "新人", "mobile": "13900000001"}),
    );
    assert_eq!(
        reply,
        json!({"errcode": 40035, "errmsg": "缺少参数 department"})
    );
}

#[test]
fn an_unreadable_body_is_a_missing_json() {
    let world = World::new();
    let path = format!("/user/create?access_token={}", world.token);
    let reply = json_of(&send(
        &world.sandbox,
        Method::POST,
        &path,
        "application/json",
        b"{",
    ));
    assert_eq!(reply, json!({"errcode": 40035, "errmsg": "缺少参数 json"}));
}

#[test]
fn a_path_that_v1_does_not_have_is_404() {
    assert_eq!(World::new().v1_get("/user/nothing", &[])["errcode"], 404);
}
