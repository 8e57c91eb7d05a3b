//! Refusals of the new family, through functions that read and functions that write.

use orgbook::bindings::dingtalk_types::SeniorModeSettings;
use orgbook::bindings::types::{Error, ErrorKind};
use orgbook::dingtalk::Directory;
use orgbook::platform::SendError;
use serde_json::json;

use crate::expect::{details, error_of, error_through, new_refused};
use crate::platform::{Reply, Scripted, answer, ok, run};

const MISSING_PERMISSION: &str = "没有调用该接口的权限，接口权限申请参考：\
     https://open.dingtalk.com/document/orgapp-server/add-api-permission";

/// The error of a function that reads and of one that writes, for this answer.
fn both(reply: Reply) -> [Error; 2] {
    [
        error_through(reply.clone(), async |it| it.get_account_status("u1").await),
        error_through(reply, async |it| it.enable_account("u1").await),
    ]
}

#[test]
fn a_missing_permission_is_named_with_the_page_that_grants_it() {
    for key in ["accessdenieddetail", "AccessDeniedDetail"] {
        let body = json!({
            "code": "Forbidden.AccessDenied.AccessTokenPermissionDenied",
            "requestid": "0F3C6D0E-6A7B-7C5D-8E9F-0123456789AB",
            "message": MISSING_PERMISSION,
            (key): {"requiredScopes": ["Contact.Common.Read", null, "", "qyapi_base"]},
        });
        for error in both(answer(403, &body.to_string())) {
            assert_eq!(error.kind, ErrorKind::PermissionDenied, "{error:?}");
            let named = ["Contact.Common.Read", "qyapi_base"];
            assert_eq!(details(&error, "permission"), named);
            let page = "https://open.dingtalk.com/document/orgapp-server/add-api-permission";
            assert_eq!(details(&error, "help-url"), [page]);
            let backend = error.backend.expect("the server's own words");
            assert_eq!(backend.message, MISSING_PERMISSION);
            let id = backend.request_id.expect("an identifier");
            assert_eq!(id, "0F3C6D0E-6A7B-7C5D-8E9F-0123456789AB");
        }
    }
}

#[test]
fn an_address_that_is_not_allowed_is_named() {
    let text = "访问ip不在白名单之中,request ip=203.0.113.7 appKey(dingscripted)";
    let code = "Forbidden.AccessDenied.IpNotInWhiteList";
    for error in both(new_refused(403, code, text)) {
        assert_eq!(error.kind, ErrorKind::PermissionDenied, "{error:?}");
        assert_eq!(details(&error, "caller-ip"), ["203.0.113.7"]);
        assert_eq!(details(&error, "permission"), [""; 0]);
    }
}

#[test]
fn a_refused_token_is_renewed_once_and_the_request_sent_once_more() {
    let mut refusals = 1;
    let directory = Directory::new(Scripted::calls_answered_by(move |_| {
        if refusals == 0 {
            return ok(json!({"result": true}));
        }
        refusals -= 1;
        new_refused(400, "InvalidAuthentication", "不合法的access_token")
    }));
    let platform = directory.platform();
    run(platform, directory.enable_account("u1")).expect("it is enabled");
    assert_eq!(platform.token_requests(), 2);
    let calls = platform.calls();
    let tokens = calls.iter().map(|sent| {
        let mut headers = sent.headers.iter();
        let header = headers.find(|(name, _)| *name == "x-acs-dingtalk-access-token");
        header.map(|(_, value)| value.as_str())
    });
    let expected = [Some("token-1"), Some("token-2")];
    assert_eq!(tokens.collect::<Vec<_>>(), expected);
    assert_eq!(calls[0].body, calls[1].body);
}

#[test]
fn a_token_that_is_refused_again_is_not_renewed_again() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| {
        new_refused(400, "InvalidAuthentication", "不合法的access_token")
    }));
    let platform = directory.platform();
    let error = error_of(run(platform, directory.enable_account("u1")));
    assert_eq!(error.kind, ErrorKind::Unauthenticated);
    assert_eq!((platform.token_requests(), platform.calls().len()), (2, 2));
    let settings = ["DINGTALK_OAPI_URL", "DINGTALK_API_URL"];
    assert_eq!(details(&error, "setting"), settings);
}

#[test]
fn a_user_who_does_not_exist_is_not_found_although_the_server_blames_itself() {
    let reply = || new_refused(500, "parameter.userNotExists", "用户不存在");
    let settings = SeniorModeSettings {
        protected_scenes: vec![],
        exceptions: vec![],
    };
    for error in [
        error_through(reply(), async |it| it.get_senior_mode_settings("u1").await),
        error_through(reply(), async |it| {
            it.set_senior_mode("u1", true, &settings).await
        }),
    ] {
        assert_eq!(error.kind, ErrorKind::NotFound, "{error:?}");
        assert_eq!(details(&error, "check"), [""; 0]);
    }
}

#[test]
fn throttling_is_told_although_it_looks_like_a_denial() {
    for (word, milliseconds) in [
        ("QpsLimitForApi", 1000),
        ("QpsLimitForAppkeyAndApi", 1000),
        ("QpmLimitForAppkeyAndApi", 60_000),
    ] {
        let code = format!("Forbidden.AccessDenied.{word}");
        for error in both(new_refused(403, &code, "请求过于频繁")) {
            assert_eq!(error.kind, ErrorKind::RateLimited, "{error:?}");
            assert_eq!(error.retry_after_ms, Some(milliseconds));
        }
    }
}

#[test]
fn what_a_write_came_to_is_unknown_when_its_answer_is_lost() {
    for lost in [
        Reply::Fails(SendError::Lost),
        Reply::Fails(SendError::Late),
        Reply::Never,
        answer(502, "<html>bad gateway</html>"),
        answer(200, "{\"result\":"),
        new_refused(500, "system.error", "系统错误"),
        new_refused(504, "operationTimeout", "超时"),
    ] {
        let [reading, writing] = both(lost);
        assert_ne!(reading.kind, ErrorKind::OutcomeUnknown, "{reading:?}");
        assert_eq!(details(&reading, "check"), [""; 0]);
        assert_eq!(writing.kind, ErrorKind::OutcomeUnknown, "{writing:?}");
        let check = details(&writing, "check");
        assert!(check.len() == 1 && check[0].contains("get-account-status"));
    }
}

#[test]
fn what_was_refused_was_not_done() {
    for (status, code, kind) in [
        (400, "invalid.param", ErrorKind::InvalidArgument),
        (400, "user.not.exist", ErrorKind::NotFound),
        (400, "exclusive.account.only", ErrorKind::Unsupported),
    ] {
        for error in both(new_refused(status, code, "…")) {
            assert_eq!(error.kind, kind, "{error:?}");
            assert_eq!(details(&error, "check"), [""; 0]);
        }
    }
    let [_, unreachable] = both(Reply::Fails(SendError::Unreachable));
    assert_eq!(unreachable.kind, ErrorKind::Unavailable);
}

#[test]
fn the_server_that_was_asked_is_told_where_it_did_not_answer() {
    let errors = both(Reply::Fails(SendError::Denied));
    let attempted = |error: &Error| details(error, "attempted").concat();
    assert_eq!(errors[0].kind, ErrorKind::EgressDenied);
    // Without the query, and so without the token.
    assert_eq!(
        errors.each_ref().map(attempted),
        [
            "https://api.dingtalk.com/v1.0/contact/orgAccounts/status",
            "https://api.dingtalk.com/v1.0/contact/orgAccounts/enable",
        ]
    );
}

#[test]
fn the_server_that_was_asked_is_told_where_it_does_not_offer_the_api() {
    for (code, told) in [("InvalidAction.NotFound", 1), ("exclusive.account.only", 0)] {
        for error in both(new_refused(400, code, "…")) {
            assert_eq!(error.kind, ErrorKind::Unsupported, "{error:?}");
            assert_eq!(details(&error, "attempted").len(), told, "{error:?}");
        }
    }
}
