//! Addresses that may not call for a while (specification 7).

use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::time::Duration;

use crate::faults::BanPage;

/// How long a ban lasts.
const LENGTH: Duration = Duration::from_secs(5 * 60);

/// The addresses that are banned. Times are the clock's elapsed ones.
#[derive(Default)]
pub(crate) struct Bans(HashMap<IpAddr, (Duration, BanPage)>);

impl Bans {
    /// Bans an address from now on.
    pub fn begin(&mut self, address: IpAddr, page: BanPage, now: Duration) {
        let until = now.saturating_add(LENGTH);
        self.0.insert(address.to_canonical(), (until, page));
    }

    /// Ends a ban; tells whether there was one.
    pub fn end(&mut self, address: IpAddr, now: Duration) -> bool {
        self.forget(now);
        self.0.remove(&address.to_canonical()).is_some()
    }

    /// What a banned address is answered with.
    pub fn page(&mut self, address: IpAddr, now: Duration) -> Option<BanPage> {
        self.forget(now);
        self.0.get(&address.to_canonical()).map(|(_, page)| *page)
    }

    /// The banned addresses with the time that is left.
    pub fn left(&mut self, now: Duration) -> BTreeMap<IpAddr, Duration> {
        self.forget(now);
        let bans = self.0.iter();
        bans.map(|(address, (until, _))| (*address, until.saturating_sub(now)))
            .collect()
    }

    fn forget(&mut self, now: Duration) {
        self.0.retain(|_, (until, _)| *until > now);
    }
}
