//! What DingTalk refuses with, in each family.

use http::Method;
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Fault, FaultRule, Stage};
use serde_json::{Value, json};

use super::{SENIOR, create, inject, is_there, last};
use crate::world::{BOSS, World, json_of, send};

/// The reply of the gateway under a fault, without its request id.
fn gateway(fault: Fault) -> Value {
    let world = World::new();
    inject(&world, FaultRule::new(fault));
    let mut reply = world.call("user/get", json!({"userid": BOSS}));
    assert!(
        reply
            .as_object_mut()
            .unwrap()
            .remove("request_id")
            .is_some()
    );
    reply
}

/// Status and code of the new API under a fault.
fn new_api(fault: Fault) -> (u16, String) {
    let world = World::new();
    inject(&world, FaultRule::new(fault));
    let (status, reply) = world.new_api(Method::GET, SENIOR, Value::Null);
    assert_eq!(reply["requestid"].as_str().unwrap().len(), 36);
    (status, reply["code"].as_str().unwrap().to_owned())
}

#[test]
fn the_gateway_wraps_what_it_refuses_itself() {
    for (fault, code) in [
        (Fault::AppThrottled, 90018),
        (Fault::ApiThrottled, 90002),
        (Fault::TokenInvalid, 40014),
        (Fault::TokenTimedOut, 42001),
        (Fault::CredentialInvalid, 40001),
    ] {
        let reply = gateway(fault);
        let text = reply["sub_msg"].as_str().unwrap();
        let expected = json!({
            "errcode": 88,
            "sub_code": code.to_string(),
            "sub_msg": text,
            "errmsg": format!("ding talk error[subcode={code},submsg={text}]"),
        });
        assert_eq!(reply, expected, "{fault}");
    }
}

#[test]
fn older_endpoints_refuse_directly() {
    for (fault, code) in [
        (Fault::SystemBusy, -1),
        (Fault::RemoteServiceError, 15),
        (Fault::AppThrottledDirect, 90018),
        (Fault::ApiThrottledDirect, 90002),
        (Fault::TokenInvalidDirect, 40014),
        (Fault::TokenTimedOutDirect, 42001),
        (Fault::CredentialInvalidDirect, 40001),
    ] {
        let reply = gateway(fault);
        assert_eq!(reply["errcode"], code, "{fault}");
        assert_eq!(reply.as_object().unwrap().len(), 2, "{reply}");
    }
}

#[test]
fn the_new_api_refuses_with_its_own_codes() {
    for (fault, status, code) in [
        (Fault::SystemBusy, 500, "system.busy"),
        (Fault::RemoteServiceError, 500, "system.error"),
        (Fault::ServiceBusy, 503, "serviceBusy"),
        (
            Fault::AppThrottled,
            403,
            "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
        ),
        (
            Fault::AppThrottledForMinute,
            403,
            "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi",
        ),
        (
            Fault::ApiThrottled,
            403,
            "Forbidden.AccessDenied.QpsLimitForApi",
        ),
        (Fault::TokenInvalid, 400, "InvalidAuthentication"),
        (Fault::TokenTimedOut, 400, "InvalidAuthentication"),
        (Fault::CredentialInvalid, 400, "InvalidAuthentication"),
    ] {
        assert_eq!(new_api(fault), (status, code.to_owned()), "{fault}");
    }
}

#[test]
fn a_throttled_app_is_told_when_it_may_call_again() {
    let text = gateway(Fault::AppThrottled)["sub_msg"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(
        text.ends_with("限制将在 2026-09-21 22:13:21 结束"),
        "{text}"
    );
    assert!(
        text.contains("apiPath(dingtalk.oapi.v2.user.get)"),
        "{text}"
    );
}

#[test]
fn the_text_of_a_throttled_api_is_the_one_that_was_seen() {
    let expected = "当前所有钉钉应用调用该接口次数过多，超出了该接口承受的最大qps，请求被暂时限制了，建议错开整点时刻调用该接口, \
        apiPath(dingtalk.oapi.v2.user.get), 从 2026-09-21 22:13:20 到 2026-09-21 22:13:20 请求总次数超过 1200 次, \
        限制将在 2026-09-21 22:13:21 结束.";
    assert_eq!(gateway(Fault::ApiThrottled)["sub_msg"], expected);
}

#[test]
fn a_busy_server_may_have_done_it() {
    let world = World::new();
    inject(
        &world,
        FaultRule::new(Fault::SystemBusy).at(Stage::After).times(1),
    );
    let reply = json_of(&create(&world, "f1").response);
    assert_eq!(
        (&reply["errcode"], &reply["errmsg"]),
        (&json!(-1), &json!("系统繁忙"))
    );
    assert!(is_there(&world, "f1"));
    assert_eq!((&*last(&world).code, last(&world).applied), ("-1", true));
}

#[test]
fn the_token_endpoints_can_be_struck() {
    let world = World::new();
    inject(
        &world,
        FaultRule::new(Fault::SystemBusy).on("/gettoken").times(1),
    );
    let path = format!("/gettoken?appkey={DEFAULT_CLIENT_ID}&appsecret={DEFAULT_CLIENT_SECRET}");
    let get = || json_of(&send(&world.sandbox, Method::GET, &path, "", b""));
    assert_eq!(get(), json!({"errcode": -1, "errmsg": "系统繁忙"}));
    assert_eq!(get()["access_token"], world.token);
}
