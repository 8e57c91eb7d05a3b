//! How often and when requests are sent.

mod ban;
mod budget;
mod pace;
mod retries;
mod waits;

use std::time::Duration;

use orgbook::bindings::types::{Error, ErrorKind};
use orgbook::dingtalk::Directory;
use orgbook::platform::SendError;

use crate::expect::{details, error_of, gateway_refused, get_user, refused, somebody};
use crate::platform::{Reply, Scripted, Stage, answer, run};

/// A directory whose calls are answered with these replies, and sent again as the defaults say.
fn answered_with(replies: impl IntoIterator<Item = Reply>) -> Directory<Scripted> {
    Directory::new(Scripted::calls_answered_with(replies).sending_again())
}

/// A directory whose calls are all answered with this, and sent again as the defaults say.
fn always(reply: Reply) -> Directory<Scripted> {
    Directory::new(Scripted::calls_answered_by(move |_| reply.clone()).sending_again())
}

/// When the calls were sent, since the test began.
fn times<P: crate::platform::Peer>(stage: &Stage<P>) -> Vec<Duration> {
    stage.calls().iter().map(|sent| sent.at).collect()
}

fn milliseconds(number: u64) -> Duration {
    Duration::from_millis(number)
}

/// Whether the random part of a wait took all of it but the last nanoseconds.
#[track_caller]
fn just_before(moments: &[Duration], ends: &[u64]) {
    assert_eq!(moments.len(), ends.len(), "{moments:?}");
    for (moment, end) in moments.iter().zip(ends) {
        let missing = milliseconds(*end).checked_sub(*moment);
        let missing = missing.unwrap_or_else(|| panic!("{moment:?} is after {end} ms"));
        // A 256th of what random decides about.
        assert!(missing <= milliseconds(*end) / 128, "{moment:?}, {end} ms");
    }
}
