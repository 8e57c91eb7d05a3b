//! Token endpoints (specification 1.1 and 1.2; edge cases 2, 3 and 4).

use std::time::Duration;

use http::{Method, Response};
use orgbook_sandbox::{
    DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_CORP_ID, ExpiredTokenCode,
};
use serde_json::{Value, json};

use crate::world::{BOSS, World, get_token, json_of, send};

pub const HOURS_2: Duration = Duration::from_secs(7200);
pub const NEW: &str = "/v1.0/oauth2/accessToken";

pub fn legacy(world: &World, query: &str) -> Response<Vec<u8>> {
    send(
        &world.sandbox,
        Method::GET,
        &format!("/gettoken{query}"),
        "",
        b"",
    )
}

pub fn post(world: &World, path: &str, body: Value) -> (u16, Value) {
    let reply = send(
        &world.sandbox,
        Method::POST,
        path,
        "application/json",
        body.to_string().as_bytes(),
    );
    (reply.status().as_u16(), json_of(&reply))
}

pub fn credentials() -> Value {
    json!({"appKey": DEFAULT_CLIENT_ID, "appSecret": DEFAULT_CLIENT_SECRET})
}

pub fn grant(corp: &str, id: &str, secret: &str, grant_type: &str) -> (u16, Value) {
    let body = json!({"client_id": id, "client_secret": secret, "grant_type": grant_type});
    post(&World::new(), &format!("/v1.0/oauth2/{corp}/token"), body)
}

pub fn token_code(world: &World) -> i64 {
    world.code("user/get", json!({"userid": BOSS}))
}

#[test]
fn gettoken_answers_at_top_level_without_a_request_id() {
    let world = World::new();
    let reply = legacy(
        &world,
        &format!("?appkey={DEFAULT_CLIENT_ID}&appsecret={DEFAULT_CLIENT_SECRET}"),
    );
    assert_eq!(reply.status(), 200);
    assert_eq!(reply.headers()["content-type"], "application/json");
    let expected =
        json!({"errcode": 0, "errmsg": "ok", "access_token": world.token, "expires_in": 7200});
    assert_eq!(json_of(&reply), expected);
}

#[test]
fn a_token_is_32_lower_case_hexadecimal_digits() {
    let token = World::new().token;
    assert_eq!(token.len(), 32);
    assert!(
        token.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f')),
        "{token}"
    );
}

#[test]
fn gettoken_takes_the_old_pair_of_corp_id_and_secret() {
    let world = World::new();
    let query = format!("?corpid={DEFAULT_CORP_ID}&corpsecret={DEFAULT_CLIENT_SECRET}");
    assert_eq!(
        json_of(&legacy(&world, &query))["access_token"],
        world.token
    );
}

#[test]
fn gettoken_refuses_a_wrong_old_pair_with_40089() {
    let world = World::new();
    for query in [
        format!("?corpid=ding1&corpsecret={DEFAULT_CLIENT_SECRET}"),
        format!("?corpid={DEFAULT_CORP_ID}&corpsecret=wrong"),
        format!("?corpid={DEFAULT_CORP_ID}"),
    ] {
        let reply = json_of(&legacy(&world, &query));
        assert_eq!(reply["errcode"], 40089, "{query}");
        assert_eq!(reply["errmsg"], "不合法的corpId或corpSecret");
    }
}

#[test]
fn gettoken_needs_get() {
    let world = World::new();
    let reply = send(&world.sandbox, Method::POST, "/gettoken", "", b"");
    assert_eq!(
        (reply.status().as_u16(), &json_of(&reply)["errcode"]),
        (200, &json!(43001))
    );
}

#[test]
fn calling_an_api_does_not_renew_the_expiry() {
    let world = World::new();
    world.clock.advance(Duration::from_secs(7000));
    assert_eq!(token_code(&world), 0);
    world.clock.advance(Duration::from_secs(200));
    assert_eq!(token_code(&world), 40014);
}

#[test]
fn an_expired_token_is_40014_by_default_and_42001_on_request() {
    let world = World::new();
    world.clock.advance(HOURS_2);
    assert_eq!(token_code(&world), 40014);
    world
        .sandbox
        .configure(|settings| settings.expired_token_code = ExpiredTokenCode::TimedOut);
    let reply = world.call("user/get", json!({"userid": BOSS}));
    assert_eq!(reply["errcode"], 88);
    assert_eq!(reply["sub_code"], "42001");
    assert_eq!(
        reply["errmsg"],
        "ding talk error[subcode=42001,submsg=access_token超时]"
    );
}

#[test]
fn a_token_that_never_was_is_40014_whatever_expired_ones_are() {
    let mut world = World::new();
    world
        .sandbox
        .configure(|settings| settings.expired_token_code = ExpiredTokenCode::TimedOut);
    world.token = "0".repeat(32);
    assert_eq!(token_code(&world), 40014);
}

#[test]
fn the_new_endpoint_names_a_missing_field() {
    let (status, reply) = post(&World::new(), NEW, json!({"appKey": DEFAULT_CLIENT_ID}));
    assert_eq!((status, &reply["code"]), (400, &json!("MissingappSecret")));
}

#[test]
fn the_new_endpoints_need_the_permission_qyapi_base() {
    let world = World::new();
    world.without("qyapi_base");
    let (status, reply) = post(&world, NEW, credentials());
    assert_eq!(status, 403);
    assert_eq!(
        reply["code"],
        "Forbidden.AccessDenied.AccessTokenPermissionDenied"
    );
    assert_eq!(
        reply["accessdenieddetail"],
        json!({"requiredScopes": ["qyapi_base"]})
    );
    assert_eq!(get_token(&world.sandbox), world.token);
}

#[test]
fn a_wrong_secret_for_the_corp_is_an_invalid_client() {
    let (status, reply) = grant(
        DEFAULT_CORP_ID,
        DEFAULT_CLIENT_ID,
        "wrong",
        "client_credentials",
    );
    assert_eq!((status, &reply["code"]), (400, &json!("invalid.client")));
}

#[test]
fn a_client_of_another_corp_is_unauthorized() {
    let (status, reply) = grant(
        "dingother",
        DEFAULT_CLIENT_ID,
        DEFAULT_CLIENT_SECRET,
        "client_credentials",
    );
    assert_eq!(
        (status, &reply["code"]),
        (401, &json!("unauthorized.client"))
    );
}

#[test]
fn an_invented_corp_with_an_invented_client_is_an_unknown_error() {
    let (status, reply) = grant("dingother", "dingunknown", "x", "client_credentials");
    assert_eq!(status, 500);
    assert_eq!(
        (&reply["code"], &reply["message"]),
        (&json!("unknownError"), &json!("未知错误"))
    );
}

#[test]
fn a_revoked_token_is_40014_and_the_next_one_is_new() {
    let world = World::new();
    world
        .sandbox
        .configure(|settings| settings.expired_token_code = ExpiredTokenCode::TimedOut);
    world.sandbox.revoke_tokens();
    assert_eq!(token_code(&world), 40014);
    assert_ne!(get_token(&world.sandbox), world.token);
}

#[test]
fn an_expired_token_on_command_fails_and_the_next_one_is_new() {
    let world = World::new();
    world.sandbox.expire_tokens();
    assert_eq!(token_code(&world), 40014);
    assert_ne!(get_token(&world.sandbox), world.token);
}

#[test]
fn the_same_seed_gives_the_same_token_and_another_seed_another() {
    assert_eq!(World::with_seed(5).token, World::with_seed(5).token);
    assert_ne!(World::with_seed(5).token, World::with_seed(6).token);
}
