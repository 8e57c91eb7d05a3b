//! The platform on WASI 0.2, as the component runs on it.

mod http;
mod reactor;
mod runtime;

use core::time::Duration;

use wasip2::cli::environment::get_environment;
use wasip2::clocks::{monotonic_clock, wall_clock};
use wasip2::random::random::get_random_u64;

use super::{Limits, Platform, Request, Response, SendError};
use crate::prelude::*;
use reactor::Reactor;

/// The host, through its WASI interfaces.
pub struct Wasi {
    reactor: Reactor,
}

impl Wasi {
    /// The host of this instance.
    #[expect(clippy::new_without_default, reason = "there is one, in a static")]
    pub const fn new() -> Self {
        Self {
            reactor: Reactor::new(),
        }
    }

    /// Runs a future of the provider to its end; the instance waits meanwhile.
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        self.reactor.block_on(future)
    }
}

impl Platform for Wasi {
    async fn send(&self, request: Request, limits: Limits) -> Result<Response, SendError> {
        http::send(&self.reactor, request, limits).await
    }

    fn now(&self) -> Duration {
        Duration::from_nanos(monotonic_clock::now())
    }

    async fn sleep(&self, duration: Duration) {
        let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        self.reactor
            .ready(monotonic_clock::subscribe_duration(nanoseconds))
            .await;
    }

    fn wall_clock(&self) -> Duration {
        let now = wall_clock::now();
        // Not `Duration::new`, which panics when a host reports too many nanoseconds.
        Duration::from_secs(now.seconds)
            .saturating_add(Duration::from_nanos(u64::from(now.nanoseconds)))
    }

    fn random_bytes(&self) -> [u8; 16] {
        (u128::from(get_random_u64()) << 64 | u128::from(get_random_u64())).to_le_bytes()
    }

    // Not through `core::env`, which would keep the first values for ever.
    fn setting(&self, name: &str) -> Option<String> {
        get_environment()
            .into_iter()
            .find_map(|(key, value)| (key == name).then_some(value))
    }
}
