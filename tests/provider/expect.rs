//! What the tests expect, in short.

use std::fmt::Debug;

use orgbook::bindings::types::{Error, ErrorKind, PageRequest};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::failure::Result;
use orgbook::platform::{Method, Platform};
use serde_json::{Value, json};

use crate::platform::{Reply, Scripted, Sent, Stage, answer, ok, run};

/// A directory with a scripted or an offline peer.
pub type Subject<Peer> = Directory<Stage<Peer>>;

/// The error that a caller gets.
pub fn error_of<T: Debug>(result: Result<T>) -> Error {
    result.expect_err("the call fails").error
}

/// The values of all details with this name.
pub fn details<'a>(error: &'a Error, name: &str) -> Vec<&'a str> {
    let named = error.details.iter().filter(|detail| detail.name == name);
    named.map(|detail| detail.value.as_str()).collect()
}

/// The name of a kind in the interface; `other` without its code.
pub fn kind_name(kind: &ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "not-found",
        ErrorKind::AlreadyExists => "already-exists",
        ErrorKind::Conflict => "conflict",
        ErrorKind::InvalidArgument => "invalid-argument",
        ErrorKind::Misconfigured => "misconfigured",
        ErrorKind::Unauthenticated => "unauthenticated",
        ErrorKind::PermissionDenied => "permission-denied",
        ErrorKind::EgressDenied => "egress-denied",
        ErrorKind::RateLimited => "rate-limited",
        ErrorKind::QuotaExceeded => "quota-exceeded",
        ErrorKind::Timeout => "timeout",
        ErrorKind::Unavailable => "unavailable",
        ErrorKind::BadResponse => "bad-response",
        ErrorKind::OutcomeUnknown => "outcome-unknown",
        ErrorKind::Unsupported => "unsupported",
        ErrorKind::Other(_) => "other",
    }
}

/// An error about this argument, which cannot be sent or is not accepted.
#[track_caller]
pub fn invalid(error: &Error, field: &str) {
    assert_eq!(error.kind, ErrorKind::InvalidArgument, "{error:?}");
    assert_eq!(details(error, "field"), [field], "{error:?}");
}

/// An error about a field that the directory cannot change like this.
#[track_caller]
pub fn unsupported(error: &Error, field: &str) {
    assert_eq!(error.kind, ErrorKind::Unsupported, "{error:?}");
    assert_eq!(details(error, "field"), [field], "{error:?}");
}

/// A page that is asked for.
pub fn page(cursor: Option<&str>, limit: Option<u32>) -> Option<PageRequest> {
    Some(PageRequest {
        cursor: cursor.map(str::to_owned),
        limit,
    })
}

/// A directory that may send nothing.
pub fn silent() -> Directory<Scripted> {
    Directory::new(Scripted::answering(|sent| {
        panic!("nothing may be sent: {}", sent.path())
    }))
}

/// What comes of a call whose only request is answered like this, and that request.
#[track_caller]
pub fn through<T: Debug>(
    reply: Reply,
    call: impl AsyncFnOnce(&Directory<Scripted>) -> Result<T>,
) -> (Result<T>, Sent) {
    let directory = Directory::new(Scripted::calls_answered_with([reply]));
    let outcome = run(directory.platform(), call(&directory));
    let mut calls = directory.platform().calls();
    assert_eq!(calls.len(), 1);
    (outcome, calls.remove(0))
}

/// The error of a call whose only request is answered like this.
#[track_caller]
pub fn error_through<T: Debug>(
    reply: Reply,
    call: impl AsyncFnOnce(&Directory<Scripted>) -> Result<T>,
) -> Error {
    error_of(through(reply, call).0)
}

/// Path and body of a request of the legacy family: the token is in the query and nowhere else.
#[track_caller]
pub fn legacy(sent: &Sent) -> (&str, Value) {
    assert_eq!(sent.method, Method::Post);
    let path = sent.path();
    let url = format!("https://oapi.dingtalk.com{path}?access_token=token-1");
    assert_eq!(sent.url, url);
    assert_eq!(header(sent, "x-acs-dingtalk-access-token"), None);
    assert_eq!(header(sent, "content-type"), Some(JSON));
    (path, sent.json())
}

/// Path and body of a request of the new family: the token is in a header and nowhere else.
#[track_caller]
pub fn new(sent: &Sent) -> (&str, Value) {
    assert_eq!(sent.method, Method::Post);
    let path = sent.path();
    assert_eq!(sent.url, format!("https://api.dingtalk.com{path}"));
    assert_eq!(header(sent, "x-acs-dingtalk-access-token"), Some("token-1"));
    assert_eq!(header(sent, "content-type"), Some(JSON));
    (path, sent.json())
}

/// Path and query of a request of the new family that has no body, as it stands.
#[track_caller]
pub fn new_in_query(sent: &Sent) -> &str {
    assert_eq!(sent.method, Method::Get);
    assert!(sent.body.is_empty());
    assert_eq!(header(sent, "x-acs-dingtalk-access-token"), Some("token-1"));
    let target = sent.url.strip_prefix("https://api.dingtalk.com");
    target.expect("the base URL of the new family")
}

const JSON: &str = "application/json; charset=utf-8";

fn header<'a>(sent: &'a Sent, name: &str) -> Option<&'a str> {
    let mut named = sent.headers.iter().filter(|(known, _)| *known == name);
    let value = named.next().map(|(_, value)| value.as_str());
    assert!(named.next().is_none(), "{name} occurs twice");
    value
}

/// A refusal of the new family.
pub fn new_refused(status: u16, code: &str, text: &str) -> Reply {
    let body = json!({
        "code": code,
        "requestid": "0F3C6D0E-6A7B-7C5D-8E9F-0123456789AB",
        "message": text,
    });
    answer(status, &body.to_string())
}

/// A legacy success without a result.
pub fn done() -> Reply {
    ok(json!({"errcode": 0, "errmsg": "ok", "request_id": "16aaaaaaaaaaa"}))
}

/// A legacy success with this result.
pub fn result(result: Value) -> Reply {
    ok(json!({"errcode": 0, "errmsg": "ok", "result": result, "request_id": "16aaaaaaaaaaa"}))
}

/// A refusal with a code of its own.
pub fn refused(code: i64, text: &str) -> Reply {
    ok(json!({"errcode": code, "errmsg": text, "request_id": "16aaaaaaaaaaa"}))
}

/// A refusal by the gateway of the legacy family.
pub fn gateway_refused(code: &str, text: &str) -> Reply {
    ok(json!({
        "errcode": 88,
        "sub_code": code,
        "sub_msg": text,
        "errmsg": format!("ding talk error[subcode={code},submsg={text}]"),
        "request_id": "16aaaaaaaaaaa",
    }))
}

/// Somebody with little more than an identifier.
pub fn somebody(id: &str) -> Reply {
    result(json!({"userid": id, "name": "Ann"}))
}

/// What `get-user` gives for "u1".
pub fn get_user<P>(directory: &Subject<P>) -> Result<orgbook::bindings::types::User>
where
    Stage<P>: Platform,
{
    run(directory.platform(), directory.get_user("u1"))
}
