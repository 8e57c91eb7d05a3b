//! Tokens: edge cases 2, 3 and 4 of specification 13.

use std::time::Duration;

use http::{Method, Request};
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_CORP_ID, Secret};
use serde_json::json;

use crate::new_api::SEARCH;
use crate::world::{LOCAL, World, code_of, get_token, json_of, send};
use crate::{gate, new_api, tokens};

#[test]
fn edge_case_02_the_same_token_comes_back_while_it_is_valid() {
    let world = World::new();
    world
        .clock
        .advance(tokens::HOURS_2 - Duration::from_secs(1));
    assert_eq!(get_token(&world.sandbox), world.token);
    assert_eq!(world.sandbox.tokens_issued(), 1);
}

#[test]
fn edge_case_02_asking_again_renews_the_expiry() {
    let world = World::new();
    world.clock.advance(Duration::from_secs(7000));
    get_token(&world.sandbox);
    world.clock.advance(Duration::from_secs(7000));
    assert_eq!(tokens::token_code(&world), 0);
}

#[test]
fn edge_case_02_a_new_token_comes_after_7200_seconds() {
    let world = World::new();
    world.clock.advance(tokens::HOURS_2);
    assert_ne!(get_token(&world.sandbox), world.token);
    assert_eq!(world.sandbox.tokens_issued(), 2);
    assert_eq!(tokens::token_code(&world), 40014);
}

#[test]
fn edge_case_02_gettoken_refuses_a_wrong_pair_with_40096() {
    let world = World::new();
    for query in [
        format!("?appkey={DEFAULT_CLIENT_ID}&appsecret=wrong"),
        format!("?appkey=dingunknown&appsecret={DEFAULT_CLIENT_SECRET}"),
        format!("?appkey={DEFAULT_CLIENT_ID}"),
    ] {
        let reply = tokens::legacy(&world, &query);
        assert_eq!(reply.status(), 200);
        let expected = json!({"errcode": 40096, "errmsg": "不合法的appKey或appSecret"});
        assert_eq!(json_of(&reply), expected, "{query}");
    }
}

#[test]
fn edge_case_02_gettoken_without_parameters_in_the_query_is_40035() {
    let world = World::new();
    let expected = json!({"errcode": 40035, "errmsg": "缺少参数 corpid or appkey"});
    assert_eq!(json_of(&tokens::legacy(&world, "")), expected);
    let form = format!("appkey={DEFAULT_CLIENT_ID}&appsecret={DEFAULT_CLIENT_SECRET}");
    let in_body = send(
        &world.sandbox,
        Method::GET,
        "/gettoken",
        "application/x-www-form-urlencoded",
        form.as_bytes(),
    );
    assert_eq!(json_of(&in_body), expected);
}

#[test]
fn edge_case_03_the_new_endpoint_answers_in_camel_case() {
    let world = World::new();
    let (status, reply) = tokens::post(&world, tokens::NEW, tokens::credentials());
    assert_eq!(status, 200);
    assert_eq!(reply, json!({"accessToken": world.token, "expireIn": 7200}));
}

#[test]
fn edge_case_03_the_newest_endpoint_answers_in_snake_case() {
    let (status, reply) = tokens::grant(
        DEFAULT_CORP_ID,
        DEFAULT_CLIENT_ID,
        DEFAULT_CLIENT_SECRET,
        "client_credentials",
    );
    assert_eq!(status, 200);
    assert_eq!(
        reply,
        json!({"access_token": World::new().token, "expires_in": 7200})
    );
}

#[test]
fn edge_case_03_the_new_endpoint_refuses_a_wrong_pair() {
    let body = json!({"appKey": DEFAULT_CLIENT_ID, "appSecret": "wrong"});
    let (status, reply) = tokens::post(&World::new(), tokens::NEW, body);
    assert_eq!(status, 400);
    assert_eq!(reply["code"], "invalidClientIdOrSecret");
    assert_eq!(reply["message"], "无效的clientId或者clientSecret");
}

#[test]
fn edge_case_03_the_new_endpoint_takes_no_form_and_no_other_body() {
    let world = World::new();
    let form = format!("appKey={DEFAULT_CLIENT_ID}&appSecret={DEFAULT_CLIENT_SECRET}");
    for (content_type, body) in [
        ("application/x-www-form-urlencoded", form.as_str()),
        ("application/json", ""),
        ("application/json", "{"),
    ] {
        let reply = send(
            &world.sandbox,
            Method::POST,
            tokens::NEW,
            content_type,
            body.as_bytes(),
        );
        assert_eq!(reply.status(), 400);
        assert_eq!(json_of(&reply)["code"], "Missingbody", "{body}");
        assert_eq!(
            json_of(&reply)["message"],
            "body is mandatory for this action."
        );
    }
}

#[test]
fn edge_case_03_a_wrong_grant_is_refused() {
    let (status, reply) = tokens::grant(
        DEFAULT_CORP_ID,
        DEFAULT_CLIENT_ID,
        DEFAULT_CLIENT_SECRET,
        "authorization_code",
    );
    assert_eq!(
        (status, &reply["code"]),
        (400, &json!("unsupported.grant.type"))
    );
}

#[test]
fn edge_case_04_an_invalid_token_is_88_with_40014_as_text_and_in_brackets() {
    let mut world = World::new();
    world.token = "test".to_owned();
    for (api, _, body) in gate::endpoints() {
        let reply = world.call(api, body);
        assert_eq!(reply["errcode"], 88);
        assert_eq!(reply["sub_code"], "40014");
        assert_eq!(reply["sub_msg"], "不合法的access_token");
        assert_eq!(
            reply["errmsg"],
            "ding talk error[subcode=40014,submsg=不合法的access_token]"
        );
    }
}

#[test]
fn edge_case_04_a_blank_token_is_88_with_40000() {
    let world = World::new();
    for path in ["/topapi/v2/user/get", "/topapi/v2/user/get?access_token="] {
        let reply = send(
            &world.sandbox,
            Method::POST,
            path,
            "application/json",
            b"{}",
        );
        assert_eq!(reply.status(), 200);
        let mut body = json_of(&reply);
        assert!(body.as_object_mut().unwrap().remove("request_id").is_some());
        let expected = json!({
            "errcode": 88,
            "sub_code": "40000",
            "sub_msg": "access_token is blank",
            "errmsg": "ding talk error[subcode=40000,submsg=access_token is blank]",
        });
        assert_eq!(body, expected);
    }
}

#[test]
fn edge_case_04_a_token_that_never_was_or_is_no_more_is_an_invalid_authentication() {
    let expected = json!({"code": "InvalidAuthentication", "message": "不合法的access_token"});
    let mut world = World::new();
    world.sandbox.expire_tokens();
    assert_eq!(new_api::refusal(&world), (400, expected.clone()));
    world.change_app(|app| app.client_secret = Secret::new("the-rotated-secret"));
    assert_eq!(new_api::refusal(&world), (400, expected.clone()));
    world.token = "test".to_owned();
    assert_eq!(new_api::refusal(&world), (400, expected));
}

#[test]
fn edge_case_04_a_token_outside_the_header_is_a_missing_parameter() {
    let world = World::new();
    let path = format!("{SEARCH}?access_token={}", world.token);
    let in_query = Request::post(path).body(new_api::search().to_string().into_bytes());
    let as_bearer = Request::post(SEARCH)
        .header("authorization", format!("Bearer {}", world.token))
        .body(new_api::search().to_string().into_bytes());
    let empty = Request::post(SEARCH)
        .header("x-acs-dingtalk-access-token", "")
        .body(new_api::search().to_string().into_bytes());
    for request in [in_query, as_bearer, empty] {
        let reply = world.sandbox.handle(request.unwrap(), LOCAL.into());
        assert_eq!(reply.status(), 400);
        let body = json_of(&reply);
        assert_eq!(body["code"], "AuthenticationFailed.MissingParameter");
        assert_eq!(body["message"], "缺少参数：x-acs-dingtalk-access-token");
    }
}

#[test]
fn edge_case_04_old_tokens_of_a_rotated_app_fail_and_the_new_secret_gets_a_new_one() {
    let mut world = World::new();
    world.change_app(|app| app.client_secret = Secret::new("the-rotated-secret"));
    assert_eq!(tokens::token_code(&world), 40014);
    let old = tokens::legacy(
        &world,
        &format!("?appkey={DEFAULT_CLIENT_ID}&appsecret={DEFAULT_CLIENT_SECRET}"),
    );
    assert_eq!(code_of(&json_of(&old)), 40096);
    let new = json_of(&tokens::legacy(
        &world,
        &format!("?appkey={DEFAULT_CLIENT_ID}&appsecret=the-rotated-secret"),
    ));
    world.token = new["access_token"].as_str().unwrap().to_owned();
    assert_eq!(tokens::token_code(&world), 0);
}
