//! From the bytes of an answer to what the server meant: its payload, or a failure. Source:
//! sections 1.4 and 1.5.

use core::time::Duration;

use super::api::Family;
use super::ban;
use super::codes;
use super::failure::{Delivery, Failure, Result};
use super::json::{self, Json};
use super::retry::Retry;
use super::text::after;
use super::{date, wire};
use crate::bindings::types::{BackendError, ErrorKind};
use crate::platform::Response;
use crate::prelude::*;

const LONGEST_RESTRICTION_MS: u32 = 86_400_000;
// No code and no message is as long. What is longer is left out as a whole: a part of it could end
// in a part of a secret, which nobody would know to mask.
const LONGEST_TEXT: usize = 16_384;
const MOST_SCOPES: usize = 100;
// How much of a page is looked at, and for what.
const BAN_PAGE_BEGIN: usize = 4096;
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
const BAN_PAGE_MARKS: [&[u8]; 2] = [b"punish", b"x5sec"];

/// Reads an answer. In the legacy family a success has an `errcode` too; without it somebody else
/// has answered, such as the shield of section 7. A `void` operation of the new family may answer
/// nothing. `wall_clock` is the time of day, for messages that tell until when a restriction lasts.
pub fn read(response: &Response, family: Family, void: bool, wall_clock: Duration) -> Result<Json> {
    let legacy = family == Family::Legacy;
    let success = (200..300).contains(&response.status);
    let Some(answer) = json::parse(&response.body) else {
        if void && success && !legacy && response.body.is_empty() {
            return Ok(Json::Null);
        }
        return Err(unreadable(response));
    };
    if is_ban_notice(&answer) {
        return Err(banned(ban::DURATION));
    }
    let complete = !legacy || wire::text(&answer, "errcode").is_some();
    match refusal(&answer) {
        Some(refusal) => Err(failure(refusal, &answer, response, wall_clock)),
        None if success && complete && matches!(answer, Json::Object(_)) => Ok(answer),
        None => Err(unreadable(response)),
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
    let text = |key| bounded(wire::text(answer, key).unwrap_or_default());
    let Some(code) = wire::text(answer, "errcode").map(bounded) else {
        return wire::filled(answer, "code").map(|code| Refusal {
            code: bounded(code),
            message: text("message"),
        });
    };
    if code == "0" {
        return None;
    }
    let errmsg = text("errmsg");
    let sub_code = (code == "88")
        .then(|| wire::filled(answer, "sub_code").or_else(|| sub_code(&errmsg)))
        .flatten()
        .map(bounded);
    let message = wire::filled(answer, "sub_msg").map_or(errmsg, bounded);
    Some(Refusal {
        code: sub_code.unwrap_or(code),
        message,
    })
}

fn bounded(text: String) -> String {
    match text.len() > LONGEST_TEXT {
        true => format!("(a text of {} bytes, left out)", text.len()),
        false => text,
    }
}

fn sub_code(errmsg: &str) -> Option<String> {
    let rest = after(errmsg, "subcode=")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

fn failure(
    refusal: Refusal,
    answer: &Json,
    response: &Response,
    wall_clock: Duration,
) -> Box<Failure> {
    let mut failure = match codes::find(&refusal.code) {
        Some(row) => {
            let mut failure = Failure::new(row.error_kind(), row.message);
            failure.refresh = row.refresh;
            failure.retry = row.retry;
            if row.open {
                failure.delivery = Delivery::Unknown;
            }
            if let Retry::Throttled(milliseconds) = row.retry {
                let told = restricted_for(&refusal.message, wall_clock);
                failure.error.retry_after_ms = Some(told.unwrap_or(milliseconds.into()));
                failure.retry = told.map_or(row.retry, Retry::ThrottledFor);
            }
            if !row.field.is_empty() {
                failure = failure.with("field", row.field);
            }
            for setting in row.hint.settings() {
                failure = failure.with("setting", *setting);
            }
            failure
        }
        None if response.status == 429 => too_many(response.retry_after),
        None => unknown(&refusal.code, response.status),
    };
    let scopes = required_scopes(&refusal.message, answer).into_iter();
    for scope in scopes.take(MOST_SCOPES) {
        failure = failure.with("permission", bounded(scope));
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
            .or_else(|| wire::filled(answer, "requestid"))
            .map(bounded),
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

// HTML from a gateway, a cut-off answer, none at all, or JSON of another kind.
fn unreadable(response: &Response) -> Box<Failure> {
    let status = response.status;
    if is_ban_page(&response.body) {
        return banned(ban::DURATION);
    }
    let mut failure = match status {
        429 => return too_many(response.retry_after),
        500.. => Failure::new(
            ErrorKind::Unavailable,
            format!("DingTalk, or a gateway before it, has trouble (HTTP {status})"),
        )
        .retried(Retry::Transient),
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
        failure.retry = Retry::Transient;
    }
    failure
}

// A gateway, or the host itself, keeps the pace; DingTalk has other words for it.
fn too_many(retry_after: Option<Duration>) -> Box<Failure> {
    let mut failure = Failure::new(ErrorKind::RateLimited, "too many calls (HTTP 429)");
    let told = retry_after.map(|wait| milliseconds(wait).min(LONGEST_RESTRICTION_MS));
    failure.error.retry_after_ms = Some(told.unwrap_or(1000));
    failure.retried(told.map_or(Retry::Throttled(1000), Retry::ThrottledFor))
}

// `{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"…"}` (section 7).
fn is_ban_notice(answer: &Json) -> bool {
    wire::get(answer, "errcode").is_none() && wire::text(answer, "punish").is_some()
}

// The page's text is not documented; these are the names of the shield that serves it.
fn is_ban_page(body: &[u8]) -> bool {
    let begin = body.get(..BAN_PAGE_BEGIN).unwrap_or(body);
    let text = begin.strip_prefix(BYTE_ORDER_MARK).unwrap_or(begin);
    let html = text.trim_ascii_start().starts_with(b"<");
    let mentions = |mark: &[u8]| begin.windows(mark.len()).any(|part| part == mark);
    html && BAN_PAGE_MARKS.iter().any(|mark| mentions(mark))
}

/// DingTalk has banned this address, for so long.
pub fn banned(left: Duration) -> Box<Failure> {
    let mut failure = Failure::new(
        ErrorKind::RateLimited,
        "DingTalk has banned this host's address for five minutes, because more than 10,000 calls \
         came from it within 20 seconds; nothing is sent until the ban is over",
    );
    failure.error.retry_after_ms = Some(milliseconds(left));
    failure.retried(Retry::Banned)
}

/// The request would have to wait longer for its turn than the call may take.
pub fn too_fast(wait: Duration) -> Box<Failure> {
    let mut failure = Failure::new(
        ErrorKind::RateLimited,
        "too many calls in this instance (ORGBOOK_CALLS_PER_SECOND): the next one would have to \
         wait beyond the deadline; nothing was sent",
    );
    failure.error.retry_after_ms = Some(milliseconds(wait));
    failure
}

// Rounded up: who waits so long has waited long enough.
fn milliseconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_nanos().div_ceil(1_000_000)).unwrap_or(u32::MAX)
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
