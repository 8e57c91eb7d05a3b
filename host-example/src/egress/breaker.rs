//! No calls to a server that has banned this host.

use std::{future::pending, time::Duration};

use tokio::{sync::watch, time::Instant};

use super::kept::Rest;

/// How long DingTalk bans the address that too many calls came from (section 7).
const BAN: Duration = Duration::from_secs(300);

/// Open while the server has banned this host: nothing is sent then.
#[derive(Default)]
pub(crate) struct Breaker {
    closes: watch::Sender<Option<Instant>>,
}

impl Breaker {
    /// The server has just told that this host is banned.
    pub(crate) fn open(&self) {
        self.closes.send_replace(Some(Instant::now() + BAN));
    }

    /// Waits until it is open, if it is not, and gives the time until it closes.
    pub(crate) async fn opened(&self) -> Duration {
        let mut closes = self.closes.subscribe();
        let open = closes.wait_for(|closes| left(*closes).is_some()).await;
        match open.map(|closes| left(*closes)) {
            Ok(left) => left.unwrap_or_default(),
            Err(_) => pending().await,
        }
    }
}

impl Rest for Breaker {
    fn rests(&self) -> bool {
        left(*self.closes.borrow()).is_none()
    }
}

fn left(closes: Option<Instant>) -> Option<Duration> {
    let left = closes?.checked_duration_since(Instant::now())?;
    (!left.is_zero()).then_some(left)
}
