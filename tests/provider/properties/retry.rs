//! The retry state machine and the pacer.

use std::time::Duration;

use orgbook::dingtalk::pace::Pacer;
use orgbook::dingtalk::retry::{Attempts, Budget, Policy, Retry};
use proptest::prelude::*;

use super::config;

fn duration(milliseconds: u64) -> impl Strategy<Value = Duration> {
    (0..=milliseconds).prop_map(Duration::from_millis)
}

fn policy() -> impl Strategy<Value = Policy> {
    let parts = (
        1..=10_u32,
        duration(60_000),
        duration(60_000),
        duration(60_000),
    );
    parts.prop_map(|(attempts, base, throttled_base, cap)| Policy {
        attempts,
        base,
        throttled_base,
        cap,
    })
}

/// A random number; often the least, after which there is the least wait.
fn chance() -> impl Strategy<Value = u64> {
    prop_oneof![Just(0), any::<u64>()]
}

fn time_left() -> impl Strategy<Value = Duration> {
    prop_oneof![Just(Duration::ZERO), duration(40_000)]
}

fn passing() -> impl Strategy<Value = Retry> {
    prop_oneof![
        Just(Retry::Transient),
        any::<u16>().prop_map(Retry::Throttled),
        (0..120_000_u32).prop_map(Retry::ThrottledFor),
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_request_is_sent_no_more_often_than_allowed_and_never_after_its_time(
        policy in policy(),
        failures in prop::collection::vec((passing(), chance(), time_left()), 0..20),
    ) {
        let (mut attempts, mut budget, mut sent) = (Attempts::first(), Budget::full(), 1);
        for (retry, random, left) in failures {
            match attempts.again(&policy, retry, &mut budget, left, random) {
                Some(delay) => {
                    sent += 1;
                    prop_assert!(delay <= policy.cap && delay < left, "{:?}", delay);
                    if let Retry::ThrottledFor(told) = retry {
                        prop_assert!(delay >= Duration::from_millis(told.into()), "{:?}", delay);
                    }
                }
                None if sent == policy.attempts => {}
                // Too little time is left, or the server wants a longer wait than is allowed.
                None => prop_assert!(left <= policy.cap || retry != Retry::Transient),
            }
            prop_assert!(sent <= policy.attempts);
            prop_assert_eq!(attempts.made(), sent);
        }
    }

    #[test]
    fn what_is_permanent_is_not_sent_again(
        policy in policy(),
        random in any::<u64>(),
        banned in any::<bool>(),
    ) {
        let retry = if banned { Retry::Banned } else { Retry::Never };
        let (mut attempts, mut budget) = (Attempts::first(), Budget::full());
        let wait = attempts.again(&policy, retry, &mut budget, Duration::MAX, random);
        prop_assert_eq!(wait, None);
        prop_assert_eq!((attempts.made(), budget.left()), (1, 500));
    }

    #[test]
    fn the_budget_stays_from_none_to_500_and_gives_back_what_helped(
        requests in prop::collection::vec((0..4_u32, passing(), any::<bool>()), 0..80),
    ) {
        let policy = Policy {
            attempts: 4,
            base: Duration::from_millis(100),
            throttled_base: Duration::from_secs(1),
            cap: Duration::MAX,
        };
        let (mut budget, mut most) = (Budget::full(), 500);
        for (failures, retry, succeeds) in requests {
            let mut attempts = Attempts::first();
            let mut last = 0;
            for _ in 0..failures {
                let before = budget.left();
                let wait = attempts.again(&policy, retry, &mut budget, Duration::MAX, 0);
                let cost = before - budget.left();
                let price = if retry == Retry::Transient { 14 } else { 5 };
                prop_assert_eq!(cost, if wait.is_some() { price } else { 0 });
                prop_assert_eq!(wait.is_some(), before >= price);
                if wait.is_some() {
                    last = cost;
                }
            }
            if succeeds {
                let before = budget.left();
                attempts.succeeded(&mut budget);
                prop_assert_eq!(budget.left(), (before + last.max(1)).min(500));
            }
            most = most.max(budget.left());
            prop_assert!(most <= 500);
        }
    }

    #[test]
    fn no_second_sees_more_calls_than_the_pace(
        pace in 1..30_u32,
        calls in prop::collection::vec((0..600_u64, 1..2500_u64), 1..60),
    ) {
        // When each call was sent and answered: the server sees it somewhere between.
        let mut pacer = Pacer::new();
        let mut seen: Vec<(Duration, Duration)> = Vec::new();
        let mut now = Duration::from_secs(4000);
        for (pause, answer) in calls {
            now += Duration::from_millis(pause);
            let mut waited = 0;
            while let Err(wait) = pacer.take("/an/api", pace, now) {
                prop_assert!(!wait.is_zero());
                let wakes = now + wait;
                leave(&mut pacer, &mut seen, wakes);
                now = wakes;
                waited += 1;
                prop_assert!(waited < 100, "it waits for ever");
            }
            seen.push((now, now + Duration::from_millis(answer)));
            leave(&mut pacer, &mut seen, now);
            let second = Duration::from_secs(1);
            let within = seen.iter().filter(|(_, end)| *end + second > now).count();
            prop_assert!(within <= pace as usize, "{} in a second of {}", within, pace);
        }
    }
}

/// Lets the calls that are answered by now leave, each once, in the order of their answers.
fn leave(pacer: &mut Pacer, seen: &mut [(Duration, Duration)], now: Duration) {
    let mut due: Vec<_> = seen
        .iter_mut()
        .filter(|(sent, end)| *sent < *end && *end <= now)
        .collect();
    due.sort_unstable_by_key(|(_, end)| *end);
    for call in due {
        pacer.leave("/an/api", call.1);
        // It has left.
        call.0 = call.1;
    }
}
