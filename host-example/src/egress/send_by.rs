//! How long a request may wait before it is sent.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// Until when a request of the call under way may wait. A clone tells and is told the same.
#[derive(Clone)]
pub(crate) struct SendBy(Arc<Mutex<Instant>>);

impl SendBy {
    /// No call is under way.
    pub(crate) fn now() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }

    /// A call with this deadline begins. A tenth of the time is left for the answer: a write that is
    /// sent in the last moment is one whose outcome nobody hears of.
    pub(crate) fn begin(&self, deadline: Duration) {
        let send_by = Instant::now() + deadline.saturating_sub(deadline / 10);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = send_by;
    }

    pub(super) fn get(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_tenth_of_a_calls_time_is_left_for_the_answer() {
        let send_by = SendBy::now();
        send_by.clone().begin(Duration::from_secs(30));
        let left = send_by.get() - Instant::now();
        assert_eq!(left, Duration::from_secs(27));
    }
}
