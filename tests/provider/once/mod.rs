//! Writes that happen once, however often their requests or answers are lost on the way.

mod changes;
mod deletions;
mod departments;
mod roles;
mod users;

use orgbook::bindings::types::{Error, ErrorKind};
use orgbook::dingtalk::Directory;
use orgbook::platform::SendError;

use crate::expect::{details, error_of, refused, result};
use crate::platform::{Fate, Offline, Peer, Reply, Scripted, Stage, run};

/// The connection is lost before the request arrives.
fn before() -> Fate {
    Fate::Stopped(lost())
}

/// The connection is lost after the request was carried out.
fn after() -> Fate {
    Fate::AnswerReplaced(lost())
}

fn lost() -> Reply {
    Reply::Fails(SendError::Lost)
}

/// The offline DingTalk, to which requests are sent again.
fn world() -> Directory<Offline> {
    Directory::new(Offline::new_world().sending_again())
}

/// A peer that gives these answers; requests are sent again.
fn scripted(replies: impl IntoIterator<Item = Reply>) -> Directory<Scripted> {
    Directory::new(Scripted::calls_answered_with(replies).sending_again())
}

/// How often something was sent to this path.
fn sent<P: Peer>(stage: &Stage<P>, path: &str) -> usize {
    let calls = stage.calls();
    calls.iter().filter(|sent| sent.path() == path).count()
}

#[track_caller]
fn is_unknown(error: &Error) {
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{error:?}");
    assert!(!details(error, "check").is_empty(), "{error:?}");
}
