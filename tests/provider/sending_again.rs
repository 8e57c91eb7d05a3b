//! What is sent again, how often and when.

use std::time::Duration;

use orgbook::bindings::types::ErrorKind;
use orgbook::dingtalk::Directory;
use orgbook::platform::SendError;

use crate::expect::{details, error_of, get_user, somebody};
use crate::platform::{Reply, Scripted, run};

#[test]
fn a_read_succeeds_at_the_third_attempt() {
    let directory = Directory::new(
        Scripted::calls_answered_with([
            Reply::Fails(SendError::Lost),
            Reply::Fails(SendError::Late),
            somebody("u1"),
        ])
        .sending_again(),
    );
    assert_eq!(get_user(&directory).expect("a user").id, "u1");
}

#[test]
fn a_read_is_given_up_after_the_third_attempt_without_waiting() {
    let directory = Directory::new(
        Scripted::calls_answered_by(|_| Reply::Fails(SendError::Unreachable)).sending_again(),
    );
    let platform = directory.platform();
    let error = error_of(run(platform, directory.get_user("u1")));
    assert_eq!(error.kind, ErrorKind::Unavailable);
    assert_eq!(details(&error, "attempts"), ["3"]);
    assert_eq!(platform.calls().len(), 3);
    // Two waits, of at most 100 ms and 200 ms.
    let begin = Duration::from_secs(4_000);
    assert!(orgbook::platform::Platform::now(platform) - begin <= Duration::from_millis(300));
}
