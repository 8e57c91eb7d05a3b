//! From the bytes of an answer to what the server meant: its payload, or a failure. Source:
//! sections 1.4 and 1.5.

use core::time::Duration;

use super::api::Family;
use super::codes::{self, Retry};
use super::failure::{Delivery, Failure, Result};
use super::json::{self, Json};
use super::text::after;
use super::{date, wire};
use crate::bindings::types::{BackendError, ErrorKind};
use crate::platform::Response;
use crate::prelude::*;

const LONGEST_RESTRICTION_MS: u32 = 86_400_000;

/// Reads an answer. In the legacy family a success has an `errcode` too; without it somebody else
/// has answered, such as the shield of section 7. `wall_clock` is the time of day, for messages
/// that tell until when a restriction lasts.
pub fn read(response: &Response, family: Family, wall_clock: Duration) -> Result<Json> {
    let legacy = family == Family::Legacy;
    let success = (200..300).contains(&response.status);
    let Some(answer) = json::parse(&response.body) else {
        // A void operation of the new family has an empty answer.
        if success && !legacy && response.body.is_empty() {
            return Ok(Json::Null);
        }
        return Err(unreadable(response.status));
    };
    let complete = !legacy || wire::text(&answer, "errcode").is_some();
    match refusal(&answer) {
        Some(refusal) => Err(failure(refusal, &answer, response.status, wall_clock)),
        None if success && complete && matches!(answer, Json::Object(_)) => Ok(answer),
        None => Err(unreadable(response.status)),
    }
}

/// What the server says when it does not do what it is asked to.
struct Refusal {
    code: String,
    message: String,
}

// One condition comes as a code of its own, as 88 with `sub_code`, or as 88 with the code only in
// `errmsg`; the new family has words in `code`.
fn refusal(answer: &Json) -> Option<Refusal> {
    let text = |key| wire::text(answer, key).unwrap_or_default();
    let Some(code) = wire::text(answer, "errcode") else {
        return wire::filled(answer, "code").map(|code| Refusal {
            code,
            message: text("message"),
        });
    };
    if code == "0" {
        return None;
    }
    let errmsg = text("errmsg");
    let sub_code = (code == "88")
        .then(|| wire::filled(answer, "sub_code").or_else(|| sub_code(&errmsg)))
        .flatten();
    let message = wire::filled(answer, "sub_msg").unwrap_or(errmsg);
    Some(Refusal {
        code: sub_code.unwrap_or(code),
        message,
    })
}

fn sub_code(errmsg: &str) -> Option<String> {
    let rest = after(errmsg, "subcode=")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

fn failure(refusal: Refusal, answer: &Json, status: u16, wall_clock: Duration) -> Box<Failure> {
    let mut failure = match codes::find(&refusal.code) {
        Some(row) => {
            let mut failure = Failure::new(row.error_kind(), row.message);
            failure.refresh = row.refresh;
            if row.open {
                failure.delivery = Delivery::Unknown;
            }
            if let Retry::Throttled(milliseconds) = row.retry {
                failure.error.retry_after_ms = Some(
                    restricted_for(&refusal.message, wall_clock).unwrap_or(milliseconds.into()),
                );
            }
            if !row.field.is_empty() {
                failure = failure.with("field", row.field);
            }
            for setting in row.hint.settings() {
                failure = failure.with("setting", *setting);
            }
            failure
        }
        None => unknown(&refusal.code, status),
    };
    for scope in required_scopes(&refusal.message, answer) {
        failure = failure.with("permission", scope);
    }
    if failure.error.kind == ErrorKind::PermissionDenied {
        if let Some(url) = url(&refusal.message) {
            failure = failure.with("help-url", url);
        }
        if let Some(address) = caller_ip(&refusal.message) {
            failure = failure.with("caller-ip", address);
        }
    }
    failure.from_backend(BackendError {
        code: refusal.code,
        message: refusal.message,
        request_id: wire::filled(answer, "request_id")
            .or_else(|| wire::filled(answer, "requestid")),
    })
}

fn unknown(code: &str, status: u16) -> Box<Failure> {
    let mut failure = Failure::new(
        ErrorKind::Other(code.to_owned()),
        "DingTalk refused with a code that is not known here; its own message may say why",
    );
    if status >= 500 {
        failure.delivery = Delivery::Unknown;
    }
    failure
}

// HTML from a gateway, a cut-off answer, or JSON of another kind.
fn unreadable(status: u16) -> Box<Failure> {
    let mut failure = match status {
        429 => {
            let mut failure = Failure::new(ErrorKind::RateLimited, "too many calls (HTTP 429)");
            failure.error.retry_after_ms = Some(1000);
            return failure;
        }
        500.. => Failure::new(
            ErrorKind::Unavailable,
            format!("DingTalk, or a gateway before it, has trouble (HTTP {status})"),
        ),
        _ => Failure::new(
            ErrorKind::BadResponse,
            format!(
                "the answer (HTTP {status}) is not what DingTalk sends; a proxy or a login page \
                 may have answered in its place"
            ),
        ),
    };
    // A refusal by HTTP is carried out by nobody; everything else may come after the deed.
    if !(300..500).contains(&status) {
        failure.delivery = Delivery::Unknown;
    }
    failure
}

// `{requiredScopes=[a, b]}` in the text, or `accessdenieddetail.requiredScopes` in the new family,
// in either spelling.
fn required_scopes(message: &str, answer: &Json) -> Vec<String> {
    let detail = ["accessdenieddetail", "AccessDeniedDetail"]
        .iter()
        .find_map(|key| wire::texts(wire::get(answer, key)?, "requiredScopes"));
    if let Some(scopes) = detail {
        return scopes;
    }
    let list = after(message, "requiredScopes=[").and_then(|rest| rest.split_once(']'));
    list.map_or_else(Vec::new, |(scopes, _)| {
        scopes
            .split(',')
            .map(|scope| scope.trim().to_owned())
            .filter(|scope| !scope.is_empty())
            .collect()
    })
}

fn url(message: &str) -> Option<String> {
    let rest = after(message, "https://")?;
    let end = rest.find(|character: char| !character.is_ascii_graphic() || character == ',');
    Some(format!(
        "https://{}",
        rest.get(..end.unwrap_or(rest.len()))?
    ))
}

fn caller_ip(message: &str) -> Option<&str> {
    let rest = after(message, "request ip=")?;
    let end =
        rest.find(|character: char| !(character.is_ascii_hexdigit() || ".:".contains(character)));
    rest.get(..end.unwrap_or(rest.len()))
        .filter(|address| !address.is_empty())
}

// "限制将在 2026-09-03 00:01:03 结束" or "处罚将在 …", in Beijing time (section 7).
fn restricted_for(message: &str, wall_clock: Duration) -> Option<u32> {
    let mut words = after(message, "将在 ")?.split(' ');
    let (day, time) = (words.next()?, words.next()?);
    // The text goes on right behind the seconds in some wordings.
    let time = time.get(..8)?;
    let seconds = time.split(':').try_fold(0_i64, |seconds, part| {
        let part = part.parse::<u8>().ok().filter(|part| *part < 60)?;
        seconds.checked_mul(60)?.checked_add(part.into())
    })?;
    let end = date::to_milliseconds(day)?.checked_add(seconds.checked_mul(1000)?)?;
    let now = i64::try_from(wall_clock.as_millis()).ok()?;
    let wait = u32::try_from(end.checked_sub(now)?.max(0)).ok()?;
    // Restrictions end within a day; a longer wait comes from a clock that is wrong.
    (wait <= LONGEST_RESTRICTION_MS).then_some(wait)
}
