//! The ban of an address that called too often. Source: section 7.

use core::time::Duration;

use super::settings::{BaseUrl, Settings};

/// How long DingTalk answers nothing to an address that called too often.
pub const DURATION: Duration = Duration::from_secs(300);

/// A ban in force. It holds for both families, as it is the address that is banned; a gateway in front
/// of DingTalk has an address of its own.
pub struct Ban {
    servers: [BaseUrl; 2],
    /// On the platform's monotonic clock.
    until: Duration,
}

impl Ban {
    /// A ban that DingTalk told of just now.
    pub fn begins(settings: &Settings, now: Duration) -> Self {
        Self {
            servers: servers(settings),
            until: now.saturating_add(DURATION),
        }
    }

    /// What is left of it for these servers; `None` if they are not, or no longer, concerned.
    pub fn left(&self, settings: &Settings, now: Duration) -> Option<Duration> {
        let left = self.until.checked_sub(now).filter(|left| !left.is_zero())?;
        (self.servers == servers(settings)).then_some(left)
    }
}

fn servers(settings: &Settings) -> [BaseUrl; 2] {
    [settings.oapi.clone(), settings.token_source.api.clone()]
}
