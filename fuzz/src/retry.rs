//! The retry state machine and the pacer, step by step.
//!
//! The first five bytes of an input are the policy and the pace. Then each step takes four: what
//! happens, a duration, and a random number.

use std::time::Duration;

use orgbook::dingtalk::pace::Pacer;
use orgbook::dingtalk::retry::{Attempts, Budget, Policy, Retry};

const SECOND: Duration = Duration::from_secs(1);

/// Runs the steps on one budget and one pacer, and checks after each what both promise.
pub fn run(input: &[u8]) {
    let [attempts, base, throttled_base, cap, pace, steps @ ..] = input else {
        return;
    };
    let policy = Policy {
        attempts: u32::from(attempts % 10) + 1,
        base: hundredths(*base),
        throttled_base: hundredths(*throttled_base),
        cap: hundredths(*cap),
    };
    let mut budget = Budget::full();
    let mut attempts = Attempts::first();
    let mut street = Street::new(u32::from(pace % 30) + 1);
    for step in steps.chunks_exact(4) {
        let [what, length, fine, random] = step else {
            continue;
        };
        let length = hundredths(*length) + Duration::from_nanos(u64::from(*fine) << 16);
        let random = u64::from_le_bytes([*random; 8]);
        let before = budget.left();
        match what % 9 {
            0 => attempts = Attempts::first(),
            1 => {
                attempts.succeeded(&mut budget);
                assert!(budget.left() >= before);
                attempts = Attempts::first();
            }
            2 => street.take(),
            3 => street.leave(),
            4 => street.pass(length),
            kind => {
                let retry = match kind {
                    5 => Retry::Transient,
                    6 => Retry::Throttled(u16::from(*fine) << 5),
                    7 => Retry::ThrottledFor(u32::from(*fine) << 20),
                    _ if *fine & 1 == 0 => Retry::Never,
                    _ => Retry::Banned,
                };
                fail(&mut attempts, &policy, retry, &mut budget, length, random);
            }
        }
        assert!(budget.left() <= 500);
    }
}

fn hundredths(byte: u8) -> Duration {
    Duration::from_millis(u64::from(byte) * 100)
}

fn fail(
    attempts: &mut Attempts,
    policy: &Policy,
    retry: Retry,
    budget: &mut Budget,
    left: Duration,
    random: u64,
) {
    let (made, before) = (attempts.made(), budget.left());
    match attempts.again(policy, retry, budget, left, random) {
        None => {
            assert_eq!(attempts.made(), made);
            assert_eq!(budget.left(), before, "giving up costs nothing");
        }
        Some(delay) => {
            assert!(!matches!(retry, Retry::Never | Retry::Banned), "{retry:?}");
            assert!(made < policy.attempts && attempts.made() == made + 1);
            assert!(delay <= policy.cap && delay < left, "{delay:?}");
            assert!(budget.left() < before, "each retry costs");
            if let Retry::ThrottledFor(milliseconds) = retry {
                assert!(
                    delay >= Duration::from_millis(milliseconds.into()),
                    "{delay:?}"
                );
            }
        }
    }
}

/// One API behind a pacer, and what its server sees.
struct Street {
    pacer: Pacer,
    pace: u32,
    now: Duration,
    on_their_way: usize,
    /// When each answer came.
    left_at: Vec<Duration>,
}

impl Street {
    const PATH: &str = "/topapi/v2/user/get";

    fn new(pace: u32) -> Self {
        Self {
            pacer: Pacer::new(),
            pace,
            now: Duration::from_secs(4000),
            on_their_way: 0,
            left_at: Vec::new(),
        }
    }

    fn try_take(&mut self) -> Result<(), Duration> {
        self.pacer.take(Self::PATH, self.pace, self.now)?;
        self.on_their_way += 1;
        let recent = self
            .left_at
            .iter()
            .filter(|left_at| **left_at + SECOND > self.now);
        let seen = recent.count() + self.on_their_way;
        assert!(
            seen <= self.pace as usize,
            "{seen} calls in a second, not {}",
            self.pace
        );
        Ok(())
    }

    fn take(&mut self) {
        let Err(wait) = self.try_take() else {
            return;
        };
        assert!(!wait.is_zero() && wait <= SECOND, "{wait:?}");
        if self.on_their_way == 0 {
            self.pass(wait);
            self.try_take().expect("after the wait there is a place");
        }
    }

    fn leave(&mut self) {
        if self.on_their_way > 0 {
            self.on_their_way -= 1;
            self.left_at.push(self.now);
            self.pacer.leave(Self::PATH, self.now);
        }
    }

    fn pass(&mut self, length: Duration) {
        self.now += length;
    }
}
