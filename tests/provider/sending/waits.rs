//! How long is waited between two attempts.

use orgbook::dingtalk::retry::{Attempts, Budget, Policy, Retry};

use super::*;

/// When a call that always fails so was sent, and its error.
fn sent(reply: Reply, random: u8, settings: &[(&str, &str)]) -> (Vec<Duration>, Error) {
    let directory = always(reply);
    let platform = directory.platform();
    platform.let_random_be(random);
    for (name, value) in settings {
        platform.set(name, value);
    }
    let error = error_of(get_user(&directory));
    (times(platform), error)
}

#[test]
fn after_a_transient_failure_a_wait_is_anything_from_nothing_to_the_delay_doubled() {
    let lost = Reply::Fails(SendError::Lost);
    assert_eq!(sent(lost.clone(), 0, &[]).0, [Duration::ZERO; 3]);
    just_before(&sent(lost, 0xff, &[]).0, &[0, 100, 300]);
}

#[test]
fn after_throttling_a_wait_is_at_least_a_second_and_at_most_the_delay_doubled_more() {
    let throttled = gateway_refused("90018", "x");
    let seconds = [0, 1, 2].map(Duration::from_secs);
    assert_eq!(sent(throttled.clone(), 0, &[]).0, seconds);
    just_before(&sent(throttled, 0xff, &[]).0, &[0, 2000, 5000]);
}

#[test]
fn the_delays_are_the_configured_ones() {
    let settings = [
        ("ORGBOOK_RETRY_DELAY_MS", "1"),
        ("ORGBOOK_THROTTLED_RETRY_DELAY_MS", "10"),
    ];
    just_before(&sent(answer(503, ""), 0xff, &settings).0, &[0, 1, 3]);
    let throttled = gateway_refused("90018", "x");
    just_before(&sent(throttled, 0xff, &settings).0, &[0, 20, 50]);
}

#[test]
fn no_wait_is_longer_than_the_configured_cap() {
    let settings = [
        ("ORGBOOK_RETRY_DELAY_MS", "60000"),
        ("ORGBOOK_MAX_RETRY_DELAY_MS", "2000"),
    ];
    let (times, _) = sent(answer(503, ""), 0xff, &settings);
    just_before(&times, &[0, 2000, 4000]);
}

#[test]
fn a_backoff_that_overflows_falls_to_the_cap() {
    let policy = Policy {
        attempts: u32::MAX,
        base: Duration::from_secs(60),
        throttled_base: Duration::MAX,
        cap: Duration::from_secs(20),
    };
    for retry in [Retry::Transient, Retry::ThrottledFor(1)] {
        let (mut attempts, mut budget) = (Attempts::first(), Budget::full());
        let delays = std::iter::from_fn(|| {
            attempts.again(&policy, retry, &mut budget, Duration::MAX, u64::MAX)
        });
        let delays: Vec<_> = delays.collect();
        assert!(delays.len() > 32, "{retry:?}");
        for delay in delays {
            let missing = policy.cap - delay;
            assert!(missing <= milliseconds(1), "{retry:?}: {delay:?}");
        }
    }
}

#[test]
fn no_wait_goes_past_the_deadline() {
    let settings = [("ORGBOOK_DEADLINE_MS", "250")];
    let (times, error) = sent(answer(503, ""), 0xff, &settings);
    just_before(&times, &[0, 100]);
    assert_eq!(error.kind, ErrorKind::Unavailable);
    assert_eq!(details(&error, "attempts"), ["2"]);
}

/// What says that calls are taken again so many seconds after the beginning of the test; in Beijing
/// it is 22:13:20 then.
fn restricted_for(seconds: u64) -> Reply {
    let clock = 13 * 60 + 20 + seconds;
    let end = format!("22:{:02}:{:02}", clock / 60, clock % 60);
    let text = format!("请求被暂时限制了, 限制将在 2026-09-21 {end} 结束.");
    gateway_refused("90002", &text)
}

#[test]
fn a_wait_that_is_told_is_waited_for() {
    for reply in [restricted_for(3), Reply::TooMany(3)] {
        let directory = answered_with([reply, somebody("u1")]);
        let platform = directory.platform();
        platform.let_random_be(0);
        get_user(&directory).expect("a user");
        assert_eq!(times(platform), [0, 3].map(Duration::from_secs));
    }
}

#[test]
fn those_who_wait_for_the_same_end_do_not_all_come_at_once() {
    for reply in [restricted_for(3), Reply::TooMany(3)] {
        let directory = answered_with([reply, somebody("u1")]);
        let platform = directory.platform();
        platform.let_random_be(0xff);
        get_user(&directory).expect("a user");
        just_before(&times(platform), &[0, 4000]);
    }
}

#[test]
fn a_wait_that_is_told_and_longer_than_the_cap_is_not_begun() {
    for reply in [restricted_for(25), Reply::TooMany(25)] {
        let (times, error) = sent(reply, 0, &[]);
        assert_eq!(times, [Duration::ZERO]);
        assert_eq!(error.kind, ErrorKind::RateLimited);
        assert_eq!(error.retry_after_ms, Some(25_000));
    }
}

#[test]
fn a_wait_that_is_told_and_goes_past_the_deadline_is_not_begun() {
    for reply in [restricted_for(3), Reply::TooMany(3)] {
        let settings = [("ORGBOOK_DEADLINE_MS", "3000")];
        let (times, error) = sent(reply, 0, &settings);
        assert_eq!(times, [Duration::ZERO]);
        assert_eq!(error.kind, ErrorKind::RateLimited);
        assert_eq!(error.retry_after_ms, Some(3000));
    }
}

#[test]
fn a_window_of_a_minute_is_not_waited_for() {
    let code = "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi";
    let (times, error) = sent(crate::expect::new_refused(403, code, "x"), 0, &[]);
    assert_eq!(times, [Duration::ZERO]);
    assert_eq!(error.kind, ErrorKind::RateLimited);
    assert_eq!(error.retry_after_ms, Some(60_000));
}
