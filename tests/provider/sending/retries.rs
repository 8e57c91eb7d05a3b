//! What is sent again, and how often.

use super::*;

/// Failures that pass.
fn transient() -> Vec<Reply> {
    vec![
        Reply::Fails(SendError::Unreachable),
        Reply::Fails(SendError::Lost),
        Reply::Fails(SendError::Late),
        answer(500, "<html>"),
        answer(502, "<html>"),
        answer(503, ""),
        answer(504, "<html>"),
        answer(200, "<html>"),
        answer(200, ""),
        answer(200, r#"{"errcode":0,"resu"#),
        refused(-1, "系统繁忙"),
        refused(15, "Remote service error"),
        gateway_refused("90018", "x"),
        Reply::TooMany(1),
    ]
}

#[test]
fn a_call_succeeds_in_the_end() {
    for reply in transient() {
        for failures in 1..=2 {
            let mut replies = vec![reply.clone(); failures];
            replies.push(somebody("u1"));
            let directory = answered_with(replies);
            let user = get_user(&directory).unwrap_or_else(|error| panic!("{reply:?}: {error:?}"));
            assert_eq!(user.id, "u1");
            assert_eq!(directory.platform().calls().len(), failures + 1);
        }
    }
}

#[test]
fn attempts_are_exhausted_after_the_third_one() {
    for reply in transient() {
        let directory = always(reply.clone());
        let error = error_of(get_user(&directory));
        assert_eq!(directory.platform().calls().len(), 3, "{reply:?}");
        assert_eq!(details(&error, "attempts"), ["3"], "{reply:?}");
    }
}

#[test]
fn there_is_no_wait_after_the_last_attempt() {
    for reply in transient() {
        let directory = always(reply.clone());
        get_user(&directory).unwrap_err();
        let platform = directory.platform();
        let last = times(platform)[2];
        assert_eq!(platform.elapsed(), last, "{reply:?}");
    }
}

#[test]
fn what_no_other_attempt_can_mend_is_sent_once() {
    for reply in [
        Reply::Fails(SendError::Denied),
        Reply::Fails(SendError::Malformed),
        Reply::Fails(SendError::TooLarge),
        answer(302, ""),
        answer(400, "<html>"),
        answer(401, "<html>"),
        answer(403, "<html>"),
        answer(404, "<html>"),
        refused(60121, "找不到该用户"),
        refused(123_456, "unknown"),
        gateway_refused("90020", "x"),
    ] {
        let directory = always(reply.clone());
        let error = error_of(get_user(&directory));
        assert_eq!(directory.platform().calls().len(), 1, "{reply:?}");
        assert_eq!(details(&error, "attempts"), [""; 0], "{reply:?}");
        assert_eq!(directory.platform().elapsed(), Duration::ZERO, "{reply:?}");
    }
}

#[test]
fn the_last_failure_is_the_one_that_is_told() {
    let directory = answered_with([
        Reply::Fails(SendError::Lost),
        refused(-1, "系统繁忙"),
        refused(60121, "找不到该用户"),
    ]);
    let error = error_of(get_user(&directory));
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(details(&error, "attempts"), ["3"]);
}

#[test]
fn every_request_of_a_call_has_attempts_of_its_own() {
    let lost = || Reply::Fails(SendError::Lost);
    let directory = answered_with([
        lost(),
        lost(),
        somebody("u1"),
        lost(),
        lost(),
        somebody("u1"),
    ]);
    let platform = directory.platform();
    let found = run(platform, directory.find_user_by_mobile("13912345678"));
    assert_eq!(found.expect("a user").expect("somebody").id, "u1");
    assert_eq!(platform.calls().len(), 6);
}

#[test]
fn a_token_is_asked_for_three_times_and_the_call_not_repeated() {
    let directory =
        Directory::new(Scripted::answering(|_| Reply::Fails(SendError::Lost)).sending_again());
    let error = error_of(get_user(&directory));
    assert_eq!(error.kind, ErrorKind::Unavailable);
    assert_eq!(details(&error, "attempts"), ["3"]);
    let platform = directory.platform();
    assert_eq!((platform.token_requests(), platform.calls().len()), (3, 0));
}

#[test]
fn a_server_that_answers_429_is_throttling_whatever_else_it_says() {
    for body in ["", "<html>", r#"{"message":"slow"}"#, r#"{"code":"429"}"#] {
        let directory = always(answer(429, body));
        let error = error_of(get_user(&directory));
        assert_eq!(error.kind, ErrorKind::RateLimited, "{body}");
        assert_eq!(error.retry_after_ms, Some(1000), "{body}");
        assert_eq!(directory.platform().calls().len(), 3, "{body}");
    }
}

#[test]
fn the_number_of_attempts_is_the_configured_one() {
    for (attempts, sent) in [("1", 1), ("2", 2), ("10", 10)] {
        let directory = always(Reply::Fails(SendError::Lost));
        directory.platform().set("ORGBOOK_MAX_ATTEMPTS", attempts);
        get_user(&directory).unwrap_err();
        assert_eq!(directory.platform().calls().len(), sent);
    }
}
