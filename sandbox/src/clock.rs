//! The time that a sandbox lives in.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A clock that runs with real time plus an offset, or stands still until it is advanced.
///
/// A clone is a handle on the same clock, so that a test and a sandbox can share one.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    runs: bool,
    offset: Mutex<Duration>,
}

impl Clock {
    /// A clock that shows real time.
    pub fn real() -> Self {
        Self::with(true, Duration::ZERO)
    }

    /// A clock that shows this time since the Unix epoch until it is advanced.
    pub fn frozen_at(since_epoch: Duration) -> Self {
        Self::with(false, since_epoch)
    }

    fn with(runs: bool, offset: Duration) -> Self {
        Self(Arc::new(Inner {
            runs,
            offset: Mutex::new(offset),
        }))
    }

    /// The time since the Unix epoch.
    pub fn now(&self) -> Duration {
        let offset = *self.0.offset.lock().unwrap_or_else(PoisonError::into_inner);
        let base = if self.0.runs {
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default()
        } else {
            Duration::ZERO
        };
        base.saturating_add(offset)
    }

    /// Moves the clock forward, for every holder of a handle on it.
    pub fn advance(&self, by: Duration) {
        let mut offset = self.0.offset.lock().unwrap_or_else(PoisonError::into_inner);
        *offset = offset.saturating_add(by);
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::real()
    }
}

/// Unix milliseconds, DingTalk's unit for points in time.
pub(crate) fn milliseconds(since_epoch: Duration) -> i64 {
    i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
}
