//! The error classifier: any status, any body.
//!
//! The first byte of an input chooses the family, the next two are the HTTP status, the rest is the
//! body.

use std::time::Duration;

use orgbook::bindings::types::ErrorKind;
use orgbook::dingtalk::answer;
use orgbook::dingtalk::api::Family;
use orgbook::dingtalk::codes;
use orgbook::dingtalk::failure::{Delivery, Failure};
use orgbook::dingtalk::retry::Retry;
use orgbook::dingtalk::secret::Secret;
use orgbook::platform::Response;

use crate::input::{CLIENT_SECRET, TOKEN, assert_error_hides, with_secrets};

/// 2026-09-21 14:13:20 UTC.
const WALL_CLOCK: Duration = Duration::from_secs(1_790_000_000);
const DAY_MS: u32 = 86_400_000;

/// Reads the answer. A failure must say what the table says of its code, with a wait of at most a
/// day, must not count a server's trouble as a refusal, and must be free of secrets once masked.
pub fn run(input: &[u8]) {
    let [choice, high, low, body @ ..] = input else {
        return;
    };
    let family = match choice & 1 {
        0 => Family::Legacy,
        _ => Family::New,
    };
    let status = u16::from_be_bytes([*high, *low]) % 1000;
    let body = with_secrets(body);
    let response = Response {
        status,
        retry_after: None,
        body,
    };
    match answer::read(&response, family, true, WALL_CLOCK) {
        Ok(_) => assert!((200..300).contains(&status), "{status} is a success"),
        Err(failure) => check(failure, status),
    }
}

fn check(mut failure: Box<Failure>, status: u16) {
    let error = &failure.error;
    assert!(
        error.retry_after_ms.is_none_or(|wait| wait <= DAY_MS),
        "{failure:?}"
    );
    match &error.backend {
        Some(backend) => match codes::find(&backend.code) {
            Some(row) => {
                assert_eq!(error.kind, row.error_kind());
                assert_eq!(failure.refresh, row.refresh);
            }
            // A gateway that keeps the pace may have words of its own.
            None if status == 429 => assert_eq!(error.kind, ErrorKind::RateLimited),
            None => {
                assert_eq!(error.kind, ErrorKind::Other(backend.code.clone()));
                assert!(!failure.refresh);
                let trouble = status >= 500;
                assert_eq!(
                    failure.delivery == Delivery::Unknown,
                    trouble,
                    "{failure:?}"
                );
            }
        },
        None => {
            let kinds = [
                ErrorKind::RateLimited,
                ErrorKind::Unavailable,
                ErrorKind::BadResponse,
            ];
            assert!(kinds.contains(&error.kind), "{failure:?}");
            // A banned address is answered before anything is done.
            let refused = (300..500).contains(&status) || failure.retry == Retry::Banned;
            assert_eq!(
                failure.delivery == Delivery::NotDone,
                refused,
                "{failure:?}"
            );
        }
    }
    const SECRETS: &[&str] = &[TOKEN, CLIENT_SECRET];
    for secret in SECRETS {
        failure.mask(&Secret::new((*secret).to_owned()));
    }
    assert_error_hides(&failure.error, SECRETS);
}
