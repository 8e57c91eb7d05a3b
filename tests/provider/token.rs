//! The access token: where it comes from, how long it is used, and what happens when it is
//! refused.

mod shared;

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use orgbook::bindings::types::ErrorKind;
use orgbook::dingtalk::Directory;
use orgbook::platform::Method;
use orgbook_sandbox::{
    DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_CORP_ID, ExpiredTokenCode, Secret,
};
use serde_json::{Value, json};

use crate::expect::{details, error_of, gateway_refused, get_user, refused, somebody};
use crate::platform::{
    CLIENT_ID, CLIENT_SECRET, Offline, Reply, Scripted, answer, ok, run, token_answer,
};

const BOSS: &str = "manager4220";

/// Every way in which a data call says that the token is no good.
fn refusals() -> Vec<Reply> {
    let mut refusals = Vec::new();
    for code in ["40014", "42001", "40001"] {
        refusals.push(refused(code.parse().unwrap(), "不合法的access_token"));
        refusals.push(gateway_refused(code, "不合法的access_token"));
    }
    let word = json!({"code": "InvalidAuthentication", "requestid": "16AAAA", "message": "不合法的access_token"});
    refusals.push(answer(400, &word.to_string()));
    refusals
}

/// A peer that takes no other token than `good`, and gives `given` when asked for one.
fn only(good: &'static str, given: &'static str, refusal: Reply) -> Scripted {
    Scripted::answering(move |sent| match sent.token() {
        None => token_answer(given),
        Some(token) if token == good => somebody("u1"),
        Some(_) => refusal.clone(),
    })
}

fn tokens(platform: &Scripted) -> Vec<String> {
    let calls = platform.calls();
    calls
        .iter()
        .map(|sent| sent.token().unwrap().to_owned())
        .collect()
}

#[test]
fn a_token_is_obtained_once_and_used_again() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    for _ in 0..3 {
        run(platform, directory.get_user(BOSS)).expect("a user");
    }
    assert_eq!(platform.token_requests(), 1);
    assert_eq!(platform.calls().len(), 3);
    assert_eq!(platform.sandbox().tokens_issued(), 1);
}

#[test]
fn a_token_is_renewed_five_minutes_before_it_expires() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| somebody("u1")));
    let platform = directory.platform();
    get_user(&directory).expect("a user");
    platform.advance(Duration::from_secs(7200 - 301));
    get_user(&directory).expect("a user");
    assert_eq!(platform.token_requests(), 1);
    platform.advance(Duration::from_secs(1));
    get_user(&directory).expect("a user");
    assert_eq!(tokens(platform), ["token-1", "token-1", "token-2"]);
}

/// A directory with a token that is due for renewal 290 seconds before its end, for which there is
/// nothing but this answer.
fn with_a_token_that_is_not_renewed(renewal: Reply) -> Directory<Scripted> {
    let mut first = true;
    let directory = Directory::new(Scripted::answering(move |sent| {
        match (sent.asks_for_token(), std::mem::take(&mut first)) {
            (true, true) => token_answer("token-1"),
            (true, false) => renewal.clone(),
            // The one behind the first token.
            (false, _) => somebody("u1"),
        }
    }));
    get_user(&directory).expect("a user");
    directory
        .platform()
        .advance(Duration::from_secs(7200 - 290));
    directory
}

#[test]
fn a_token_that_cannot_be_renewed_for_now_is_used_until_it_expires() {
    for (renewal, kind) in [
        (answer(503, ""), ErrorKind::Unavailable),
        (Reply::TooMany(1), ErrorKind::RateLimited),
        (Reply::Never, ErrorKind::Timeout),
        (answer(200, "<html>"), ErrorKind::BadResponse),
    ] {
        let directory = with_a_token_that_is_not_renewed(renewal);
        let platform = directory.platform();
        get_user(&directory).expect("a user, by the old token");
        assert_eq!(tokens(platform), ["token-1", "token-1"], "{kind:?}");
        platform.advance(Duration::from_secs(290));
        assert_eq!(error_of(get_user(&directory)).kind, kind);
        assert_eq!(tokens(platform).len(), 2, "{kind:?}");
    }
}

#[test]
fn a_token_is_not_used_any_more_where_the_credentials_are_refused() {
    let refusal =
        json!({"code": "invalidClientIdOrSecret", "message": "无效的clientId或者clientSecret"});
    let directory = with_a_token_that_is_not_renewed(answer(400, &refusal.to_string()));
    let error = error_of(get_user(&directory));
    assert_eq!(error.kind, ErrorKind::Unauthenticated, "{error:?}");
}

#[test]
fn a_token_endpoint_that_is_silent_leaves_time_for_the_request_itself() {
    let directory = with_a_token_that_is_not_renewed(Reply::Never);
    let platform = directory.platform();
    platform.set("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", "60000");
    get_user(&directory).expect("a user, by the old token");
}

#[test]
fn a_short_lived_token_is_renewed_after_half_its_life() {
    let mut number = 0;
    let directory = Directory::new(Scripted::answering(move |sent| {
        if !sent.asks_for_token() {
            return somebody("u1");
        }
        number += 1;
        ok(json!({"accessToken": format!("token-{number}"), "expireIn": 100}))
    }));
    let platform = directory.platform();
    for seconds in [0, 49, 1, 49] {
        platform.advance(Duration::from_secs(seconds));
        get_user(&directory).expect("a user");
    }
    assert_eq!(
        tokens(platform),
        ["token-1", "token-1", "token-2", "token-2"]
    );
}

#[test]
fn an_unusable_lifetime_counts_as_two_hours() {
    for lifetime in [
        json!(null),
        json!(0),
        json!(-1),
        json!(""),
        json!("soon"),
        json!([]),
    ] {
        let peer = {
            let lifetime = lifetime.clone();
            let mut number = 0;
            move |sent: &crate::platform::Sent| {
                if !sent.asks_for_token() {
                    return somebody("u1");
                }
                number += 1;
                let mut answer = json!({"accessToken": format!("token-{number}")});
                if !lifetime.is_null() {
                    answer["expireIn"] = lifetime.clone();
                }
                ok(answer)
            }
        };
        let directory = Directory::new(Scripted::answering(peer));
        let platform = directory.platform();
        for seconds in [0, 6899, 1] {
            platform.advance(Duration::from_secs(seconds));
            get_user(&directory).expect("a user");
        }
        assert_eq!(
            tokens(platform),
            ["token-1", "token-1", "token-2"],
            "{lifetime}"
        );
    }
}

#[test]
fn a_lifetime_may_come_as_text() {
    let directory = Directory::new(Scripted::answering(|sent| match sent.asks_for_token() {
        true => ok(json!({"accessToken": "token", "expireIn": "1000"})),
        false => somebody("u1"),
    }));
    let platform = directory.platform();
    for seconds in [0, 699, 1] {
        platform.advance(Duration::from_secs(seconds));
        get_user(&directory).expect("a user");
    }
    assert_eq!(platform.token_requests(), 2);
}

#[test]
fn an_endless_lifetime_does_no_harm() {
    let directory = Directory::new(Scripted::answering(|sent| match sent.asks_for_token() {
        true => ok(json!({"accessToken": "token", "expireIn": i64::MAX})),
        false => somebody("u1"),
    }));
    for _ in 0..2 {
        get_user(&directory).expect("a user");
    }
    assert_eq!(directory.platform().token_requests(), 1);
}

#[test]
fn the_common_endpoint_is_asked_with_id_and_secret_in_the_body() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| somebody("u1")));
    get_user(&directory).expect("a user");
    let request = &directory.platform().requests()[0];
    assert_eq!(request.method, Method::Post);
    assert_eq!(
        request.url,
        "https://api.dingtalk.com/v1.0/oauth2/accessToken"
    );
    assert_eq!(
        request.json(),
        json!({"appKey": CLIENT_ID, "appSecret": CLIENT_SECRET})
    );
}

#[test]
fn the_endpoint_of_the_organisation_is_asked_where_the_organisation_is_set() {
    let directory = Directory::new(Scripted::answering(|sent| match sent.asks_for_token() {
        true => ok(json!({"access_token": "token", "expires_in": 7200})),
        false => somebody("u1"),
    }));
    directory.platform().set("DINGTALK_CORP_ID", "ding/5a?");
    get_user(&directory).expect("a user");
    let requests = directory.platform().requests();
    assert_eq!(requests[0].method, Method::Post);
    assert_eq!(
        requests[0].url,
        "https://api.dingtalk.com/v1.0/oauth2/ding%2F5a%3F/token"
    );
    let question = json!({
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "grant_type": "client_credentials",
    });
    assert_eq!(requests[0].json(), question);
    assert_eq!(requests[1].token(), Some("token"));
}

#[test]
fn the_offline_dingtalk_gives_a_token_at_the_endpoint_of_the_organisation() {
    let directory = Directory::new(Offline::new_world());
    directory
        .platform()
        .set("DINGTALK_CORP_ID", DEFAULT_CORP_ID);
    let user = run(directory.platform(), directory.get_user(BOSS)).expect("a user");
    assert_eq!(user.id, BOSS);
}

#[test]
fn requests_carry_json_in_both_directions_and_no_other_headers() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| somebody("u1")));
    get_user(&directory).expect("a user");
    for request in directory.platform().requests() {
        let expected = [
            ("accept", "application/json".to_owned()),
            ("content-type", "application/json; charset=utf-8".to_owned()),
        ];
        assert_eq!(request.headers, expected);
    }
}

#[test]
fn a_token_travels_in_the_query_percent_encoded() {
    let directory = Directory::new(Scripted::answering(|sent| match sent.asks_for_token() {
        true => token_answer("a+b/c=&d"),
        false => somebody("u1"),
    }));
    get_user(&directory).expect("a user");
    assert_eq!(
        directory.platform().requests()[1].url,
        "https://oapi.dingtalk.com/topapi/v2/user/get?access_token=a%2Bb%2Fc%3D%26d"
    );
}

#[test]
fn no_request_for_a_token_has_the_secret_in_its_address() {
    for corp_id in [None, Some(DEFAULT_CORP_ID)] {
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        if let Some(corp_id) = corp_id {
            platform.set("DINGTALK_CORP_ID", corp_id);
        }
        run(platform, directory.get_user(BOSS)).expect("a user");
        for request in platform.requests() {
            assert!(
                !request.url.contains(DEFAULT_CLIENT_SECRET),
                "{}",
                request.url
            );
            assert!(
                !request
                    .headers
                    .iter()
                    .any(|(_, value)| value.contains(DEFAULT_CLIENT_SECRET))
            );
        }
    }
}

#[test]
fn a_lent_token_is_used_and_none_is_asked_for() {
    let platform = only("the-lent-token", "the-given-token", refused(40014, ""));
    platform.set("DINGTALK_ACCESS_TOKEN", "the-lent-token");
    let directory = Directory::new(platform);
    for _ in 0..2 {
        get_user(&directory).expect("a user");
        directory.platform().advance(Duration::from_secs(100_000));
    }
    assert_eq!(directory.platform().token_requests(), 0);
    assert_eq!(
        tokens(directory.platform()),
        ["the-lent-token", "the-lent-token"]
    );
}

#[test]
fn a_lent_token_works_without_credentials() {
    let platform = only("the-lent-token", "the-given-token", refused(40014, ""));
    platform.unset("DINGTALK_CLIENT_ID");
    platform.unset("DINGTALK_CLIENT_SECRET");
    platform.set("DINGTALK_ACCESS_TOKEN", "the-lent-token");
    let directory = Directory::new(platform);
    assert_eq!(get_user(&directory).expect("a user").id, "u1");
}

#[test]
fn a_newly_lent_token_replaces_the_one_before() {
    let platform = Scripted::calls_answered_by(|_| somebody("u1"));
    platform.set("DINGTALK_ACCESS_TOKEN", "the-first-token");
    let directory = Directory::new(platform);
    get_user(&directory).expect("a user");
    directory
        .platform()
        .set("DINGTALK_ACCESS_TOKEN", "the-second-token");
    get_user(&directory).expect("a user");
    assert_eq!(
        tokens(directory.platform()),
        ["the-first-token", "the-second-token"]
    );
    assert_eq!(directory.platform().token_requests(), 0);
}

#[test]
fn a_refused_token_is_renewed_once_and_the_request_sent_once_more() {
    for refusal in refusals() {
        let shown = format!("{refusal:?}");
        let mut first = Some(refusal);
        let directory = Directory::new(Scripted::calls_answered_by(move |_| {
            first.take().unwrap_or_else(|| somebody("u1"))
        }));
        assert_eq!(get_user(&directory).expect(&shown).id, "u1");
        let platform = directory.platform();
        assert_eq!(tokens(platform), ["token-1", "token-2"], "{shown}");
        let calls = platform.calls();
        assert_eq!(calls[0].body, calls[1].body, "{shown}");
        assert_eq!(calls[0].path(), calls[1].path(), "{shown}");
        get_user(&directory).expect(&shown);
        assert_eq!(platform.token_requests(), 2, "{shown}");
    }
}

#[test]
fn a_refused_token_is_renewed_for_a_writing_call_too() {
    for refusal in refusals() {
        let mut first = Some(refusal);
        let directory = Directory::new(Scripted::calls_answered_by(move |_| {
            first.take().unwrap_or_else(crate::expect::done)
        }));
        let platform = directory.platform();
        run(platform, directory.delete_user("u1")).expect("a deletion");
        assert_eq!(tokens(platform), ["token-1", "token-2"]);
    }
}

#[test]
fn a_token_that_is_refused_twice_is_an_error_and_the_next_call_starts_afresh() {
    for refusal in refusals() {
        let shown = format!("{refusal:?}");
        let refusing = Rc::new(Cell::new(true));
        let switch = Rc::clone(&refusing);
        let directory = Directory::new(Scripted::calls_answered_by(move |_| match switch.get() {
            true => refusal.clone(),
            false => somebody("u1"),
        }));
        let platform = directory.platform();
        let error = error_of(get_user(&directory));
        assert_eq!(error.kind, ErrorKind::Unauthenticated, "{shown}");
        // A new token too: it may be one of another deployment.
        let settings = ["DINGTALK_OAPI_URL", "DINGTALK_API_URL"];
        assert_eq!(details(&error, "setting"), settings, "{shown}");
        assert_eq!(tokens(platform), ["token-1", "token-2"], "{shown}");
        assert_eq!(platform.token_requests(), 2, "{shown}");
        refusing.set(false);
        get_user(&directory).expect(&shown);
        assert_eq!(
            tokens(platform),
            ["token-1", "token-2", "token-3"],
            "{shown}"
        );
    }
}

#[test]
fn a_blank_token_is_no_reason_to_get_another_one() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| {
        gateway_refused("40000", "access_token is blank")
    }));
    assert_eq!(
        error_of(get_user(&directory)).kind,
        ErrorKind::Unauthenticated
    );
    assert_eq!(directory.platform().requests().len(), 2);
}

#[test]
fn a_refused_lent_token_without_credentials_names_its_setting() {
    for refusal in refusals() {
        let platform = only("other", "the-given-token", refusal);
        platform.unset("DINGTALK_CLIENT_ID");
        platform.unset("DINGTALK_CLIENT_SECRET");
        platform.set("DINGTALK_ACCESS_TOKEN", "the-lent-token");
        let directory = Directory::new(platform);
        let error = error_of(get_user(&directory));
        assert_eq!(error.kind, ErrorKind::Unauthenticated);
        assert_eq!(details(&error, "setting"), ["DINGTALK_ACCESS_TOKEN"]);
        assert!(error.backend.is_some());
        assert_eq!(tokens(directory.platform()), ["the-lent-token"]);
        assert_eq!(directory.platform().token_requests(), 0);
    }
}

#[test]
fn a_refused_lent_token_is_replaced_where_there_are_credentials() {
    for refusal in refusals() {
        let platform = only("the-given-token", "the-given-token", refusal);
        platform.set("DINGTALK_ACCESS_TOKEN", "the-lent-token");
        let directory = Directory::new(platform);
        for _ in 0..2 {
            get_user(&directory).expect("a user");
        }
        assert_eq!(
            tokens(directory.platform()),
            ["the-lent-token", "the-given-token", "the-given-token"]
        );
        assert_eq!(directory.platform().token_requests(), 1);
    }
}

#[test]
fn a_token_that_replaced_a_lent_one_is_renewed_and_the_lent_one_not_tried_again() {
    let platform = only("the-given-token", "the-given-token", refused(40014, ""));
    platform.set("DINGTALK_ACCESS_TOKEN", "the-lent-token");
    let directory = Directory::new(platform);
    for _ in 0..2 {
        get_user(&directory).expect("a user");
        directory.platform().advance(Duration::from_secs(7000));
    }
    assert_eq!(
        tokens(directory.platform()),
        ["the-lent-token", "the-given-token", "the-given-token"]
    );
    assert_eq!(directory.platform().token_requests(), 2);
}

#[test]
fn other_credentials_drop_the_token() {
    for name in [
        "DINGTALK_CLIENT_ID",
        "DINGTALK_CLIENT_SECRET",
        "DINGTALK_CORP_ID",
    ] {
        let directory = Directory::new(Scripted::calls_answered_by(|_| somebody("u1")));
        let platform = directory.platform();
        get_user(&directory).expect("a user");
        platform.set(name, "changed-value");
        get_user(&directory).expect("a user");
        assert_eq!(tokens(platform), ["token-1", "token-2"], "{name}");
        assert!(
            String::from_utf8_lossy(&platform.requests()[2].body).contains("changed-value")
                || name == "DINGTALK_CORP_ID"
        );
    }
}

#[test]
fn another_base_url_of_the_token_endpoint_drops_the_token() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| somebody("u1")));
    let platform = directory.platform();
    get_user(&directory).expect("a user");
    platform.set("DINGTALK_API_URL", "https://proxy.example/ding");
    get_user(&directory).expect("a user");
    assert_eq!(tokens(platform), ["token-1", "token-2"]);
    assert_eq!(
        platform.requests()[2].url,
        "https://proxy.example/ding/v1.0/oauth2/accessToken"
    );
}

#[test]
fn a_wrong_secret_is_told_after_one_request_each_time() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.set("DINGTALK_CLIENT_SECRET", "the-wrong-secret");
    for attempt in 1..=3 {
        let error = error_of(run(platform, directory.get_user(BOSS)));
        assert_eq!(error.kind, ErrorKind::Unauthenticated);
        assert_eq!(
            error.backend.as_ref().unwrap().code,
            "invalidClientIdOrSecret"
        );
        assert_eq!(
            details(&error, "setting"),
            ["DINGTALK_CLIENT_ID", "DINGTALK_CLIENT_SECRET"]
        );
        assert_eq!(platform.requests().len(), attempt);
    }
    platform.set("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_SECRET);
    run(platform, directory.get_user(BOSS)).expect("a user");
}

#[test]
fn a_token_endpoint_that_speaks_of_tokens_is_not_asked_again() {
    for refusal in refusals() {
        let directory = Directory::new(Scripted::answering(move |_| refusal.clone()));
        assert_eq!(
            error_of(get_user(&directory)).kind,
            ErrorKind::Unauthenticated
        );
        assert_eq!(directory.platform().requests().len(), 1);
    }
}

#[test]
fn a_secret_that_is_wrong_when_the_token_is_renewed_is_told_after_one_request_more() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    run(platform, directory.get_user(BOSS)).expect("a user");
    platform
        .sandbox()
        .change_app(DEFAULT_CLIENT_ID, |app| {
            app.client_secret = Secret::new("the-rotated-secret")
        })
        .unwrap();
    let error = error_of(run(platform, directory.get_user(BOSS)));
    assert_eq!(error.kind, ErrorKind::Unauthenticated);
    assert_eq!(platform.requests().len(), 4);
    platform.set("DINGTALK_CLIENT_SECRET", "the-rotated-secret");
    run(platform, directory.get_user(BOSS)).expect("a user");
    assert_eq!(platform.requests().len(), 6);
}

#[test]
fn tokens_that_the_server_forgot_are_replaced_between_two_calls() {
    for code in [ExpiredTokenCode::Invalid, ExpiredTokenCode::TimedOut] {
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        platform
            .sandbox()
            .configure(|settings| settings.expired_token_code = code);
        run(platform, directory.get_user(BOSS)).expect("a user");
        platform.sandbox().expire_tokens();
        run(platform, directory.get_user(BOSS)).expect("a user");
        platform.sandbox().revoke_tokens();
        run(platform, directory.get_user(BOSS)).expect("a user");
        assert_eq!(platform.token_requests(), 3);
        assert_eq!(platform.calls().len(), 5);
    }
}

#[test]
fn a_day_of_calls_never_meets_an_expired_token() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    for _ in 0..48 {
        run(platform, directory.get_user(BOSS)).expect("a user");
        platform.advance(Duration::from_secs(1800));
    }
    assert_eq!(platform.calls().len(), 48);
}

#[test]
fn a_token_answer_without_a_token_is_unreadable() {
    for body in [
        json!({}),
        json!({"accessToken": ""}),
        json!({"accessToken": null, "expireIn": 7200}),
        json!({"accessToken": ["x"], "expireIn": 7200}),
        json!({"access-token": "x"}),
        json!([]),
        Value::Null,
    ] {
        let shown = body.to_string();
        let directory = Directory::new(Scripted::answering(move |_| ok(body.clone())));
        let error = error_of(get_user(&directory));
        assert_eq!(error.kind, ErrorKind::BadResponse, "{shown}");
        assert_eq!(directory.platform().requests().len(), 1, "{shown}");
    }
}

#[test]
fn an_unknown_address_of_the_token_endpoint_is_told() {
    // Section 1.1, T4: a path that does not exist answers like this, with HTTP status 200.
    let directory = Directory::new(Scripted::answering(|_| refused(404, "请求的URI地址不存在")));
    let error = error_of(get_user(&directory));
    assert_eq!(error.kind, ErrorKind::Unsupported);
}
