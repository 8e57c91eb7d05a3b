//! Whether a request is sent again, and when: at most so many attempts, each after a random wait,
//! as long as the deadline and the budget allow. Nothing here waits or sends.

use core::time::Duration;

/// What helps against a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Nothing: the same request fails again.
    Never,
    /// The server, or the way to it, had trouble of its own.
    Transient,
    /// There were too many requests in a window of this many milliseconds.
    Throttled(u16),
    /// There were too many requests, and the server tells in how many milliseconds it takes more.
    ThrottledFor(u32),
    /// The server takes nothing from this address for a while (section 7).
    Banned,
}

/// How often and when requests are sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How often a request is sent at most.
    pub attempts: u32,
    /// The longest wait after the first transient failure; it doubles with each attempt.
    pub base: Duration,
    /// The same after throttling; also the least wait for a window of one second.
    pub throttled_base: Duration,
    /// No wait is longer.
    pub cap: Duration,
}

impl Policy {
    /// The wait after this many attempts, of which the last failed so. `random` decides between the
    /// least and the longest. `None`: no wait that is short enough helps.
    fn delay(&self, retry: Retry, attempts: u32, random: u64) -> Option<Duration> {
        let (least, base) = match retry {
            Retry::Never | Retry::Banned => return None,
            Retry::Transient => (Duration::ZERO, self.base),
            Retry::Throttled(window) => {
                let seconds = u32::from(window).div_ceil(1000);
                (
                    self.throttled_base.saturating_mul(seconds),
                    self.throttled_base,
                )
            }
            Retry::ThrottledFor(milliseconds) => (
                Duration::from_millis(milliseconds.into()),
                self.throttled_base,
            ),
        };
        let doublings = attempts.saturating_sub(1).min(31);
        let longest = base.saturating_mul(1_u32 << doublings).min(self.cap);
        let delay = least.saturating_add(part(longest, random));
        (least <= self.cap).then(|| delay.min(self.cap))
    }
}

// Full jitter: everything from nothing to the whole is as likely.
fn part(whole: Duration, random: u64) -> Duration {
    let nanoseconds = whole.as_nanos().saturating_mul(random.into()) >> 64;
    Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
}

/// What an instance may spend on sending again, so that it does not make an outage worse: retries
/// take out of it, successes put back.
#[derive(Debug)]
pub struct Budget(u16);

impl Budget {
    const FULL: u16 = 500;
    const TRANSIENT: u16 = 14;
    const THROTTLED: u16 = 5;

    /// A full budget.
    pub const fn full() -> Self {
        Self(Self::FULL)
    }

    /// What is left of it.
    pub fn left(&self) -> u16 {
        self.0
    }

    fn spend(&mut self, cost: u16) -> bool {
        match self.0.checked_sub(cost) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }

    fn refill(&mut self, cost: u16) {
        self.0 = self.0.saturating_add(cost).min(Self::FULL);
    }
}

/// The attempts at one request.
#[derive(Debug)]
pub struct Attempts {
    made: u32,
    /// What the last retry cost.
    spent: u16,
}

impl Attempts {
    /// The first attempt is about to be made.
    pub const fn first() -> Self {
        Self { made: 1, spent: 0 }
    }

    /// How many were made.
    pub fn made(&self) -> u32 {
        self.made
    }

    /// The last attempt failed so, and `left` of the call's time remains: how long to wait before the
    /// next one, or `None` to give up.
    pub fn again(
        &mut self,
        policy: &Policy,
        retry: Retry,
        budget: &mut Budget,
        left: Duration,
        random: u64,
    ) -> Option<Duration> {
        if self.made >= policy.attempts {
            return None;
        }
        let delay = policy.delay(retry, self.made, random)?;
        let cost = match retry {
            Retry::Transient => Budget::TRANSIENT,
            _ => Budget::THROTTLED,
        };
        if delay >= left || !budget.spend(cost) {
            return None;
        }
        self.made = self.made.saturating_add(1);
        self.spent = cost;
        Some(delay)
    }

    /// The last attempt succeeded: what it cost is worth its price, and well-being pays a little.
    pub fn succeeded(&self, budget: &mut Budget) {
        budget.refill(self.spent.max(1));
    }
}
