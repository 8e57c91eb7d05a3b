//! What the tests expect, in short.

use std::fmt::Debug;

use orgbook::bindings::types::{Error, ErrorKind};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::failure::Result;
use orgbook::platform::Platform;
use serde_json::{Value, json};

use crate::platform::{Reply, Stage, ok, run};

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
