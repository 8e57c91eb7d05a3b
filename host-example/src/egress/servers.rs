//! What this host does to each server, over all its tenants: the server sees one address.

use std::{sync::Arc, time::Duration};

use super::{
    Origin,
    breaker::Breaker,
    kept::{Kept, Rest},
    pace::Pace,
};

/// The calls that DingTalk takes from one address within a period before it bans it (section 7).
const CEILING: usize = 10_000;
const PERIOD: Duration = Duration::from_secs(20);

/// The servers that were called of late. Each stands for itself: what a tenant's own gateway
/// answers is nothing to the others.
pub(crate) struct Servers(Kept<Origin, Server>);

pub(super) struct Server {
    pub(super) ceiling: Pace,
    pub(super) breaker: Breaker,
}

impl Servers {
    pub(super) fn of(&self, origin: &Origin) -> Option<Arc<Server>> {
        self.0.get(origin.clone(), || Server {
            ceiling: Pace::new(CEILING, PERIOD),
            breaker: Breaker::default(),
        })
    }
}

impl Default for Servers {
    fn default() -> Self {
        // There are no more of them than the tenants are allowed to reach.
        Self(Kept::at_most(usize::MAX))
    }
}

impl Rest for Server {
    fn rests(&self) -> bool {
        self.ceiling.rests() && self.breaker.rests()
    }
}
