//! Switches, the clock, tokens, invitations, and the record of requests.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::request::{merged, written};
use super::{AdminRequest, Outcome, Problem, Reply};
use crate::Mobile;
use crate::calendar::moment;
use crate::clock::milliseconds;

/// How many requests are listed when the query does not say.
const REQUESTS: u64 = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Owner {
    mobile: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Visitor {
    userid: String,
}

pub(super) fn settings(request: &AdminRequest<'_>) -> Outcome {
    Ok(Reply::Json(written(
        &request.sandbox.organisation().settings,
    )?))
}

pub(super) fn change_settings(request: &AdminRequest<'_>) -> Outcome {
    let fields = request.fields()?;
    let mut outcome = Ok(Reply::Done);
    request
        .sandbox
        .configure(|settings| match merged(settings, fields) {
            Ok(changed) => *settings = changed,
            Err(problem) => outcome = Err(problem),
        });
    outcome
}

pub(super) fn clock(request: &AdminRequest<'_>) -> Outcome {
    Ok(Reply::Json(now(request)))
}

pub(super) fn advance_clock(request: &AdminRequest<'_>) -> Outcome {
    let Advance { seconds } = request.json()?;
    let by = Duration::from_secs(seconds);
    let clock = request.sandbox.clock();
    let then = milliseconds(clock.now().saturating_add(by));
    if moment(then).is_none() {
        return Err(Problem::bad_request("no calendar reaches that far"));
    }
    clock.advance(by);
    Ok(Reply::Json(now(request)))
}

fn now(request: &AdminRequest<'_>) -> Value {
    json!({"now": milliseconds(request.sandbox.clock().now())})
}

pub(super) fn tokens(request: &AdminRequest<'_>) -> Outcome {
    Ok(Reply::Json(
        json!({"issued": request.sandbox.tokens_issued()}),
    ))
}

pub(super) fn expire_tokens(request: &AdminRequest<'_>) -> Outcome {
    request.sandbox.expire_tokens();
    Ok(Reply::Done)
}

pub(super) fn revoke_tokens(request: &AdminRequest<'_>) -> Outcome {
    request.sandbox.revoke_tokens();
    Ok(Reply::Done)
}

pub(super) fn protected_mobiles(request: &AdminRequest<'_>) -> Outcome {
    let mobiles = request.sandbox.protected_mobiles();
    Ok(Reply::Json(json!({"mobiles": written(&mobiles)?})))
}

pub(super) fn protect_mobile(request: &AdminRequest<'_>) -> Outcome {
    request.sandbox.protect_mobile(mobile(request)?);
    Ok(Reply::Done)
}

pub(super) fn invitations(request: &AdminRequest<'_>) -> Outcome {
    let users = request.sandbox.invitations();
    Ok(Reply::Json(json!({"users": written(&users)?})))
}

pub(super) fn accept_invitation(request: &AdminRequest<'_>) -> Outcome {
    let userid = request.sandbox.accept_invitation(&mobile(request)?)?;
    Ok(Reply::Json(json!({"userid": userid})))
}

fn mobile(request: &AdminRequest<'_>) -> Result<Mobile, Problem> {
    let Owner { mobile } = request.json()?;
    Ok(mobile.parse()?)
}

pub(super) fn issue_auth_code(request: &AdminRequest<'_>) -> Outcome {
    let Visitor { userid } = request.json()?;
    let code = request.sandbox.issue_auth_code(&userid)?;
    Ok(Reply::Json(json!({"code": code})))
}

pub(super) fn requests(request: &AdminRequest<'_>) -> Outcome {
    let after = request.number("after")?.unwrap_or(0);
    let limit = request.number("limit")?.unwrap_or(REQUESTS);
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let requests = request.sandbox.requests_after(after, limit);
    Ok(Reply::Json(json!({"requests": written(&requests)?})))
}

pub(super) fn clear_requests(request: &AdminRequest<'_>) -> Outcome {
    request.sandbox.clear_requests();
    Ok(Reply::Done)
}
