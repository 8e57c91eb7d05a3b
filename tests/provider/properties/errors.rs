//! The error classifier.

use std::time::Duration;

use orgbook::bindings::types::ErrorKind;
use orgbook::dingtalk::answer;
use orgbook::dingtalk::api::Family;
use orgbook::dingtalk::codes::{Row, TABLE};
use orgbook::dingtalk::failure::Failure;
use orgbook::dingtalk::retry::Retry;
use orgbook::platform::Response;
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Value, json};

use super::config;
use crate::platform::START;

const DAY_MS: u32 = 86_400_000;

fn read(status: u16, body: impl Into<Vec<u8>>, family: Family, now: Duration) -> Box<Failure> {
    let body = body.into();
    let response = Response {
        status,
        retry_after: None,
        body,
    };
    let outcome = answer::read(&response, family, true, now);
    outcome.expect_err("a failure")
}

fn read_json(body: &Value, family: Family) -> Box<Failure> {
    read(200, body.to_string(), family, START)
}

/// Every shape in which a code comes, with these words.
fn envelopes(row: &Row, words: &str, id: &str) -> Vec<(Family, Value)> {
    let code = row.code.replace('*', "some.more");
    let Ok(number) = code.parse::<i64>() else {
        let body = json!({"code": code, "message": words, "requestid": id});
        return vec![(Family::New, body)];
    };
    let direct = |code: Value| json!({"errcode": code, "errmsg": words, "request_id": id});
    let mut bodies = vec![direct(json!(number)), direct(json!(code))];
    for eighty_eight in [json!(88), json!("88")] {
        let mut body = json!({"errcode": eighty_eight, "sub_code": code, "sub_msg": words});
        body["errmsg"] = json!(words);
        bodies.push(body.clone());
        body["sub_code"] = json!(number);
        bodies.push(body);
        if number >= 0 {
            let errmsg = format!("ding talk error[subcode={code},submsg={words}]");
            bodies.push(json!({"errcode": eighty_eight, "errmsg": errmsg}));
        }
    }
    bodies
        .into_iter()
        .map(|body| (Family::Legacy, body))
        .collect()
}

proptest! {
    // Each case goes through the whole table.
    #![proptest_config(Config { cases: 8, ..config() })]

    #[test]
    fn every_code_means_the_same_in_every_envelope_whatever_the_words(words in ".*", id in ".*") {
        for row in TABLE {
            for (family, body) in envelopes(row, &words, &id) {
                let failure = read_json(&body, family);
                let error = &failure.error;
                let kind = match row.error_kind() {
                    ErrorKind::Other(code) => ErrorKind::Other(code.replace('*', "some.more")),
                    kind => kind,
                };
                prop_assert_eq!(&error.kind, &kind, "{}", body);
                prop_assert_eq!(failure.refresh, row.refresh, "{}", body);
                let throttled = matches!(row.retry, Retry::Throttled(_));
                prop_assert_eq!(error.retry_after_ms.is_some(), throttled, "{}", body);
                prop_assert!(error.retry_after_ms.is_none_or(|wait| wait <= DAY_MS), "{}", body);
                let field = (!row.field.is_empty()).then_some(row.field);
                prop_assert_eq!(failure.detail("field"), field, "{}", body);
            }
        }
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_unknown_code_is_passed_on_as_it_is(code in 1_000_000..i64::MAX, words in ".*") {
        let failure = read_json(&json!({"errcode": code, "errmsg": words}), Family::Legacy);
        prop_assert_eq!(&failure.error.kind, &ErrorKind::Other(code.to_string()));
        prop_assert!(!failure.refresh && failure.error.retry_after_ms.is_none());
    }

    #[test]
    fn the_end_of_a_restriction_is_told_exactly_and_no_later_than_a_day(
        seconds in 0..=3 * i64::from(DAY_MS / 1000),
        milliseconds in 0..1000_u64,
        before in "[^将]*",
        after in "[^0-9].*",
    ) {
        // In Beijing, from the start of the tests on, which is 22:13:20 there.
        let of_day = 22 * 3600 + 13 * 60 + 20 + seconds;
        let (day, of_day) = (21 + of_day / 86_400, of_day % 86_400);
        let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        let end = format!("2026-09-{day} {hour:02}:{minute:02}:{second:02}");
        let words = format!("{before}限制将在 {end}{after}");
        let body = json!({"errcode": 90018, "errmsg": words}).to_string();
        let now = START - Duration::from_millis(milliseconds);
        let failure = read(200, body, Family::Legacy, now);
        let wait = u32::try_from(seconds * 1000).unwrap() + milliseconds as u32;
        let told = failure.error.retry_after_ms.expect("a wait");
        match wait <= DAY_MS {
            true => prop_assert_eq!(told, wait),
            false => prop_assert!(told <= DAY_MS, "{}", told),
        }
    }

    #[test]
    fn no_restriction_is_longer_than_a_day(
        now in any::<u64>(),
        end in "[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}",
    ) {
        let words = format!("限制将在 {end} 结束");
        let body = json!({"errcode": 88, "sub_code": "90018", "sub_msg": words}).to_string();
        let failure = read(200, body, Family::Legacy, Duration::from_millis(now));
        prop_assert!(failure.error.retry_after_ms.is_some_and(|wait| wait <= DAY_MS));
    }

    #[test]
    fn what_is_no_json_is_a_success_of_nobody(
        status in 100..600_u16,
        body in prop::collection::vec(any::<u8>(), 1..200),
    ) {
        prop_assume!(serde_json::from_slice::<Value>(&body).is_err());
        for family in [Family::Legacy, Family::New] {
            let failure = read(status, body.clone(), family, START);
            let kind = match status {
                429 => ErrorKind::RateLimited,
                500.. => ErrorKind::Unavailable,
                _ => ErrorKind::BadResponse,
            };
            prop_assert_eq!(&failure.error.kind, &kind);
            prop_assert!(failure.error.backend.is_none());
        }
    }
}
