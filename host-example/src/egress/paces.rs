//! How often a tenant calls each API.

use std::{sync::Arc, time::Duration};

use super::{Origin, kept::Kept, pace::Pace};

/// How many APIs of one tenant can be in use in the same second: several times as many as the
/// component knows.
const MOST_APIS: usize = 256;

/// What one tenant does in a second, over all its instances: each API, told by its server and path,
/// has a pace of its own.
pub(crate) struct Paces {
    calls_per_second: usize,
    apis: Kept<(Origin, String), Pace>,
}

impl Paces {
    /// So many calls per second of each API; zero sets no bound.
    pub(crate) fn new(calls_per_second: usize) -> Self {
        Self {
            calls_per_second: match calls_per_second {
                0 => usize::MAX,
                calls => calls,
            },
            apis: Kept::at_most(MOST_APIS),
        }
    }

    /// The pace of an API; `None` if the tenant has too many others in use.
    pub(super) fn of(&self, origin: &Origin, path: &str) -> Option<Arc<Pace>> {
        self.apis.get((origin.clone(), path.to_owned()), || {
            Pace::new(self.calls_per_second, Duration::from_secs(1))
        })
    }
}
