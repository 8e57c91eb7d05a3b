//! The ban of an address that called too often: five minutes in which nothing is sent.

use orgbook::bindings::types::{NameMatch, Severity};
use orgbook::dingtalk::failure::Result;

use super::*;
use crate::writing::draft;

const NOTICE: &str = r#"{"status":1111,"wait":5,"source":"x5","punish":"deny","uuid":"0a0a0a"}"#;
const PAGE: &str = "<!DOCTYPE html><html><body data-x5sec=\"deny\">访问被拒绝</body></html>";

/// Every way in which a ban is told.
fn bans() -> Vec<Reply> {
    let mut bans = Vec::new();
    for status in [200, 403, 405, 429, 503] {
        bans.push(answer(status, NOTICE));
        bans.push(answer(status, PAGE));
    }
    bans
}

/// A directory whose first call is answered with this, and all others as if nothing was the matter.
fn banned_with(ban: Reply) -> Directory<Scripted> {
    let mut ban = Some(ban);
    let script = move |_: &_| ban.take().unwrap_or_else(|| somebody("u1"));
    Directory::new(Scripted::calls_answered_by(script).sending_again())
}

#[track_caller]
fn is_banned(error: &Error, left: u32) {
    assert_eq!(error.kind, ErrorKind::RateLimited, "{error:?}");
    assert_eq!(error.retry_after_ms, Some(left), "{error:?}");
}

fn search(directory: &Directory<Scripted>) -> Result<()> {
    let search = directory.search_user_ids("Ann", NameMatch::Fuzzy, None);
    run(directory.platform(), search).map(|_| ())
}

#[test]
fn a_ban_is_recognised_in_every_form_and_in_both_families() {
    for ban in bans() {
        let directory = banned_with(ban.clone());
        is_banned(&error_of(get_user(&directory)), 300_000);
        assert_eq!(directory.platform().calls().len(), 1, "{ban:?}");
        let directory = banned_with(ban.clone());
        is_banned(&error_of(search(&directory)), 300_000);
        assert_eq!(directory.platform().calls().len(), 1, "{ban:?}");
    }
}

#[test]
fn a_ban_that_the_token_endpoint_tells_holds_for_all_calls() {
    for ban in bans() {
        let directory = Directory::new(Scripted::answering(move |_| ban.clone()).sending_again());
        for _ in 0..2 {
            is_banned(&error_of(get_user(&directory)), 300_000);
        }
        assert_eq!(directory.platform().requests().len(), 1);
    }
}

#[test]
fn during_a_ban_nothing_is_sent_and_the_time_left_is_told() {
    let directory = banned_with(answer(403, PAGE));
    let platform = directory.platform();
    get_user(&directory).unwrap_err();
    let sent = platform.requests().len();
    platform.advance(Duration::from_secs(100));
    is_banned(&error_of(get_user(&directory)), 200_000);
    is_banned(&error_of(search(&directory)), 200_000);
    let creation = run(platform, directory.create_user(&draft(), None));
    is_banned(&error_of(creation), 200_000);
    platform.advance(milliseconds(199_999));
    is_banned(&error_of(get_user(&directory)), 1);
    assert_eq!(platform.requests().len(), sent);
}

#[test]
fn after_a_ban_calls_go_out_again() {
    let directory = banned_with(answer(403, PAGE));
    get_user(&directory).unwrap_err();
    directory.platform().advance(Duration::from_secs(300));
    get_user(&directory).expect("a user");
}

#[test]
fn a_ban_is_told_also_where_calls_are_not_paced() {
    let directory = banned_with(answer(403, PAGE));
    let platform = directory.platform();
    platform.set("ORGBOOK_CALLS_PER_SECOND", "0");
    get_user(&directory).unwrap_err();
    is_banned(&error_of(get_user(&directory)), 300_000);
    assert_eq!(platform.calls().len(), 1);
}

#[test]
fn a_ban_does_not_concern_other_servers() {
    let directory = banned_with(answer(403, PAGE));
    let platform = directory.platform();
    get_user(&directory).unwrap_err();
    platform.set("DINGTALK_REGION", "international");
    get_user(&directory).expect("a user");
    platform.set("DINGTALK_REGION", "china");
    is_banned(&error_of(get_user(&directory)), 300_000);
}

#[test]
fn a_ban_that_begins_before_a_lost_creation_is_looked_up_leaves_the_outcome_unknown() {
    let directory = answered_with([Reply::Fails(SendError::Lost), answer(403, PAGE)]);
    let platform = directory.platform();
    let error = error_of(run(
        platform,
        directory.create_user(&draft(), Some("row-1")),
    ));
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(error.retry_after_ms, Some(300_000));
    assert_eq!(details(&error, "check").len(), 1);
}

/// The errors that `check-directory` finds: what was seen, and what to do.
fn found(directory: &Directory<Scripted>) -> Vec<(String, String)> {
    let findings = run(directory.platform(), directory.check()).into_iter();
    let errors = findings.filter(|finding| finding.severity == Severity::Error);
    errors
        .map(|it| (it.observed, it.action.unwrap_or_default()))
        .collect()
}

#[test]
fn check_directory_tells_of_a_ban_and_how_long_to_wait_without_sending_more() {
    let directory = banned_with(answer(403, PAGE));
    for left in ["300", "200"] {
        let [(observed, action)] = &found(&directory)[..] else {
            panic!("not one error")
        };
        assert!(observed.contains("banned"), "{observed}");
        assert!(action.contains(&format!("{left} seconds")), "{action}");
        directory.platform().advance(Duration::from_secs(100));
    }
    assert_eq!(directory.platform().calls().len(), 1);
}

#[test]
fn check_directory_tells_of_an_outage_within_the_deadline() {
    for reply in [
        answer(503, ""),
        Reply::Fails(SendError::Unreachable),
        Reply::Never,
    ] {
        let directory = always(reply.clone());
        let [(observed, _)] = &found(&directory)[..] else {
            panic!("not one error: {reply:?}")
        };
        assert!(
            observed.contains("https://oapi.dingtalk.com/"),
            "{observed}"
        );
        assert!(
            directory.platform().elapsed() <= Duration::from_secs(30),
            "{reply:?}"
        );
    }
}
