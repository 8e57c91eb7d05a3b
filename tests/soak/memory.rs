//! The memory of this process, with everything that runs in it.

use std::alloc::System;
use std::fmt;
use std::time::Duration;

use cap::Cap;

/// How much more may be held at any time after the warm-up, in bytes: what maps and queues grow by at
/// once.
const GROWTH: usize = 128 << 10;
/// How much more may be held after each round, in bytes: that is 64 for each of the hundreds of requests
/// that a round sends.
const ROUND: usize = 32 << 10;
/// How much more may be held for each token, in bytes: the sandbox and the watch over the secrets never
/// forget one.
const TOKEN: usize = 2 << 10;

/// Counts what was allocated and not given back. What is resident would tell less: allocators keep
/// memory for later.
#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// What this process holds at one time: without the memories of instances, which are mapped.
pub struct Memory {
    /// In bytes.
    held: usize,
    /// How many tokens there have been.
    tokens: usize,
}

impl Memory {
    /// Now, once what the last requests left behind is gone.
    pub async fn now(tokens: usize) -> Self {
        leaks::let_go();
        let mut held = usize::MAX;
        for _ in 0..10 {
            tokio::time::sleep(Duration::from_millis(10)).await;
            held = held.min(ALLOCATOR.allocated());
        }
        Self { held, tokens }
    }

    /// Fails where more has come to be held in so many rounds than tokens and chance account for.
    pub fn check_since(&self, begin: &Self, rounds: usize) {
        let tokens = self.tokens - begin.tokens;
        let most = begin.held + GROWTH + rounds * ROUND + tokens * TOKEN;
        assert!(
            self.held < most,
            "{begin} have become {self} in {rounds} rounds"
        );
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{} KiB held, {} tokens",
            self.held >> 10,
            self.tokens
        )
    }
}
