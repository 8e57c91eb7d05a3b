//! The time that a sandbox lives in.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// A clock that runs with real time plus an offset, or stands still until it is advanced.
///
/// A clone is a handle on the same clock, so that a test and a sandbox can share one.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// When the clock was made, where it runs.
    started: Option<Instant>,
    moved: Mutex<Moved>,
}

/// How a clock was moved.
#[derive(Clone, Copy, Debug, Default)]
struct Moved {
    /// The time that was let pass.
    passed: Duration,
    /// How far the time of day was set forward and back without time passing.
    forward: Duration,
    backward: Duration,
}

impl Clock {
    /// A clock that shows real time.
    pub fn real() -> Self {
        Self::with(Some(Instant::now()), Moved::default())
    }

    /// A clock that shows this time since the Unix epoch until it is advanced.
    pub fn frozen_at(since_epoch: Duration) -> Self {
        let moved = Moved {
            forward: since_epoch,
            ..Moved::default()
        };
        Self::with(None, moved)
    }

    fn with(started: Option<Instant>, moved: Moved) -> Self {
        Self(Arc::new(Inner {
            started,
            moved: Mutex::new(moved),
        }))
    }

    /// The time since the Unix epoch.
    pub fn now(&self) -> Duration {
        let moved = *self.moved();
        let base = match self.0.started {
            Some(_) => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default(),
            None => Duration::ZERO,
        };
        base.saturating_add(moved.passed)
            .saturating_add(moved.forward)
            .saturating_sub(moved.backward)
    }

    /// The time that has passed since the clock was made: it never goes back, and setting the time of day does not
    /// change it.
    pub fn elapsed(&self) -> Duration {
        let ran = self.0.started.map(|started| started.elapsed());
        ran.unwrap_or_default().saturating_add(self.moved().passed)
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment {
            time: self.now(),
            elapsed: self.elapsed(),
        }
    }

    /// Lets time pass, for every holder of a handle on the clock.
    pub fn advance(&self, by: Duration) {
        let mut moved = self.moved();
        moved.passed = moved.passed.saturating_add(by);
    }

    /// Sets the time of day forward without time passing.
    pub fn set_forward(&self, by: Duration) {
        let mut moved = self.moved();
        moved.forward = moved.forward.saturating_add(by);
    }

    /// Sets the time of day back without time passing.
    pub fn set_back(&self, by: Duration) {
        let mut moved = self.moved();
        moved.backward = moved.backward.saturating_add(by);
    }

    fn moved(&self) -> MutexGuard<'_, Moved> {
        self.0.moved.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a clock shows at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    /// [`Clock::now`].
    pub time: Duration,
    /// [`Clock::elapsed`].
    pub elapsed: Duration,
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
