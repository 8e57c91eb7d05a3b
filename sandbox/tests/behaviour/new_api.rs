//! What every endpoint of the new API shares (specification 1.3, 1.5 and 8).

use http::{Method, Request};
use serde_json::{Value, json};

use crate::world::{LOCAL, World, json_of, send};

pub const SEARCH: &str = "/v1.0/contact/users/search";

pub fn search() -> Value {
    json!({"queryWord": "林", "offset": 0, "size": 10})
}

pub fn refusal(world: &World) -> (u16, Value) {
    let (status, mut body) = world.new_api(Method::POST, SEARCH, search());
    let id = body.as_object_mut().unwrap().remove("requestid").unwrap();
    assert_eq!(id.as_str().unwrap().len(), 36);
    (status, body)
}

#[test]
fn a_success_is_the_bare_payload() {
    let (status, body) = World::new().new_api(Method::POST, SEARCH, search());
    assert_eq!(status, 200);
    assert_eq!(
        body,
        json!({"hasMore": false, "totalCount": 1, "list": ["manager4220"]})
    );
}

#[test]
fn the_header_is_no_place_for_a_token_of_the_legacy_api() {
    let world = World::new();
    let request = Request::post("/topapi/v2/department/listsub")
        .header("x-acs-dingtalk-access-token", &world.token)
        .body(b"{}".to_vec())
        .unwrap();
    let reply = json_of(&world.sandbox.handle(request, LOCAL.into()));
    assert_eq!(reply["sub_code"], "40000");
}

#[test]
fn a_strange_address_is_forbidden() {
    let world = World::new();
    world.change_app(|app| app.ip_allow_list = vec![[192, 0, 2, 1].into()]);
    let (status, body) = refusal(&world);
    assert_eq!(status, 403);
    assert_eq!(body["code"], "Forbidden.AccessDenied.IpNotInWhiteList");
}

#[test]
fn a_missing_permission_is_forbidden_and_named() {
    let world = World::new();
    world.without("qyapi_addresslist_search");
    let expected = json!({
        "code": "Forbidden.AccessDenied.AccessTokenPermissionDenied",
        "message": "没有调用该接口的权限，接口权限申请参考：https://open.dingtalk.com/document/orgapp-server/add-api-permission",
        "accessdenieddetail": {"requiredScopes": ["qyapi_addresslist_search"]},
    });
    assert_eq!(refusal(&world), (403, expected));
}

#[test]
fn only_json_is_a_body() {
    let world = World::new();
    for (content_type, body) in [
        (
            "application/x-www-form-urlencoded",
            "queryWord=x&offset=0&size=1",
        ),
        ("application/json", ""),
        ("application/json", "{"),
        ("application/json", "[]"),
    ] {
        let request = Request::post(SEARCH)
            .header("content-type", content_type)
            .header("x-acs-dingtalk-access-token", &world.token)
            .body(body.as_bytes().to_vec())
            .unwrap();
        let reply = world.sandbox.handle(request, LOCAL.into());
        assert_eq!(reply.status(), 400);
        let reply = json_of(&reply);
        assert_eq!(reply["code"], "Missingbody", "{body}");
        assert_eq!(reply["message"], "body is mandatory for this action.");
    }
}

#[test]
fn a_missing_argument_is_a_parameter_error() {
    let world = World::new();
    for argument in ["queryWord", "offset", "size"] {
        let mut body = search();
        body.as_object_mut().unwrap().remove(argument);
        let (status, reply) = world.new_api(Method::POST, SEARCH, body);
        assert_eq!((status, &reply["code"]), (400, &json!("parameter.error")));
    }
}

#[test]
fn an_argument_of_another_type_is_a_parameter_error() {
    let world = World::new();
    for (argument, value) in [
        ("queryWord", json!(["x"])),
        ("offset", json!("x")),
        ("size", json!({})),
    ] {
        let mut body = search();
        body[argument] = value;
        let (status, reply) = world.new_api(Method::POST, SEARCH, body);
        assert_eq!((status, &reply["code"]), (400, &json!("parameter.error")));
    }
}

#[test]
fn another_verb_is_not_found() {
    let (status, reply) = World::new().new_api(Method::GET, SEARCH, Value::Null);
    assert_eq!(
        (status, &reply["code"]),
        (404, &json!("InvalidAction.NotFound"))
    );
}

#[test]
fn a_get_ignores_its_body() {
    let world = World::new();
    let path = "/gettoken?appkey=x&appsecret=y";
    let reply = send(&world.sandbox, Method::GET, path, "application/json", b"{");
    assert_eq!(json_of(&reply)["errcode"], 40096);
}
