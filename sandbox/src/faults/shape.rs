//! What a fault makes of an answer.

use std::time::Duration;

use http::StatusCode;

use super::alteration::{Alteration, with_huge_text, with_invalid_utf_8};
use super::page;
use super::{Fault, FaultRule, Stage};
use crate::delivery::{Delivery, Ending};
use crate::envelope::{Family, Reply};
use crate::errors::{Code, Failure, NewApiError};
use crate::incoming::Incoming;
use crate::organisation::Settings;
use crate::throttle::{Limit, Throttled};

/// How deep the arrays of a deep answer lie in each other.
const DEPTH: usize = 100_000;
/// The length of the piece that an endless body repeats, in bytes.
const PIECE: usize = 16 * 1024;

/// The refusal that a fault puts in the place of the answer. `None` where it is no refusal.
pub(crate) fn refusal(
    fault: Fault,
    incoming: &Incoming,
    settings: &Settings,
    now: Duration,
) -> Option<Failure> {
    let new = incoming.family == Family::New;
    let server_error =
        |code| Failure::from(NewApiError::server_error(code, Code::SYSTEM_BUSY.text));
    let direct = |failure| Failure::Direct(Box::new(failure));
    let throttled =
        |limit| Failure::Throttled(Throttled::now(limit, settings, &incoming.path, now));
    Some(match fault {
        Fault::SystemBusy if new => server_error("system.busy"),
        Fault::SystemBusy => Code::SYSTEM_BUSY.into(),
        Fault::RemoteServiceError if new => server_error("system.error"),
        Fault::RemoteServiceError => Code::SERVICE_MISSING.into(),
        Fault::ServiceBusy => {
            let status = StatusCode::SERVICE_UNAVAILABLE;
            NewApiError::new(status, "serviceBusy", Code::SYSTEM_BUSY.text).into()
        }
        Fault::AppThrottled => throttled(Limit::App),
        Fault::AppThrottledDirect => direct(throttled(Limit::App)),
        Fault::AppThrottledForMinute => throttled(Limit::AppInMinute),
        Fault::ApiThrottled => throttled(Limit::Api),
        Fault::ApiThrottledDirect => direct(throttled(Limit::Api)),
        Fault::TokenInvalid => Failure::Token(Code::TOKEN_INVALID),
        Fault::TokenInvalidDirect => direct(Failure::Token(Code::TOKEN_INVALID)),
        Fault::TokenTimedOut => Failure::Token(Code::TOKEN_EXPIRED),
        Fault::TokenTimedOutDirect => direct(Failure::Token(Code::TOKEN_EXPIRED)),
        Fault::CredentialInvalid => Failure::Token(Code::CREDENTIAL_INVALID),
        Fault::CredentialInvalidDirect => direct(Failure::Token(Code::CREDENTIAL_INVALID)),
        _ => return None,
    })
}

/// What a fault makes of the true answer, apart from refusing: another text, or another way of delivery. Before there
/// is a true answer, `reply` stands for it and says nothing.
pub(crate) fn broken(rule: &FaultRule, reply: Reply) -> (Reply, Duration, Delivery) {
    let half = reply.body.len() / 2;
    let mid_answer = rule.stage == Stage::MidAnswer;
    let delivery = match rule.fault {
        Fault::ConnectionReset if mid_answer => cut(half, Ending::Reset),
        Fault::ConnectionReset => Delivery::Reset,
        Fault::NoAnswer if mid_answer => cut(half, Ending::Silence),
        Fault::NoAnswer => Delivery::Silence,
        Fault::TruncatedBody => cut(half, Ending::Closed),
        Fault::TruncatedChunks => cut(half, Ending::ClosedInChunks),
        Fault::SlowDrip => Delivery::Dripped {
            interval: rule.length(),
        },
        Fault::EndlessBody => Delivery::Endless,
        _ => Delivery::Whole,
    };
    let delay = match rule.fault {
        Fault::Latency => rule.length(),
        _ => Duration::ZERO,
    };
    (rewritten(rule.fault, reply), delay, delivery)
}

fn cut(after: usize, ending: Ending) -> Delivery {
    Delivery::Cut { after, ending }
}

/// The answer that comes in the place of the true one, or the true one with another text.
fn rewritten(fault: Fault, reply: Reply) -> Reply {
    let altered = |alteration: Alteration| alteration.of(&reply.body);
    let body = match fault {
        Fault::Http502 => return page::of_status(StatusCode::BAD_GATEWAY),
        Fault::Http503 => return page::of_status(StatusCode::SERVICE_UNAVAILABLE),
        Fault::Http504 => return page::of_status(StatusCode::GATEWAY_TIMEOUT),
        Fault::Html200 => return page::of_status(StatusCode::OK),
        Fault::EmptyBody => return Reply::nothing(),
        Fault::DeepJson => {
            let (open, close) = ("[".repeat(DEPTH), "]".repeat(DEPTH));
            return json(format!("{{\"errcode\":0,\"result\":{open}{close}}}"));
        }
        // Between any two parts of a JSON text there may be white space.
        Fault::EndlessBody => return json(" ".repeat(PIECE)),
        Fault::HugeText => with_huge_text(&reply.body),
        Fault::InvalidUtf8 => with_invalid_utf_8(reply.body.clone()),
        Fault::IncompleteJson => {
            let half = reply.body.get(..reply.body.len() / 2);
            half.unwrap_or_default().to_vec()
        }
        Fault::WrongTypes => altered(Alteration::WrongTypes),
        Fault::DuplicateKeys => altered(Alteration::DuplicateKeys),
        Fault::ErrcodeAsText => altered(Alteration::ErrcodeAsText),
        Fault::NumbersAsText => altered(Alteration::NumbersAsText),
        Fault::NumbersBeyond64Bits => altered(Alteration::NumbersBeyond64Bits),
        _ => return reply,
    };
    Reply { body, ..reply }
}

/// A text with HTTP 200 that calls itself JSON.
fn json(text: String) -> Reply {
    Reply {
        body: text.into_bytes(),
        ..Reply::nothing()
    }
}
