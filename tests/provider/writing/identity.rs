//! The identifier of a new user: from a key, generated, or the caller's own.

use super::*;

#[test]
fn a_key_stands_for_an_identifier_for_ever() {
    // Computed with another program: sha256, then base32.
    for (key, id) in [
        ("hr-row-1", "k-oo6crl7cngrqtlijcu6yq7bw4l"),
        ("工号-0007", "k-ygjyztcljp5ghz4yidghzukfdo"),
        (&"k".repeat(256), "k-zylp46barjhjh5yvrzrdsnua4a"),
    ] {
        let directory = Directory::new(Scripted::calls_answered_by(|_| done()));
        let outcome = run(
            directory.platform(),
            directory.create_user(&draft(), Some(key)),
        );
        assert_eq!(created(outcome), (id.to_owned(), false));
        assert_eq!(directory.platform().calls()[0].json()["userid"], id);
    }
}

#[test]
fn a_key_has_1_to_256_bytes() {
    for key in [String::new(), "k".repeat(257), "字".repeat(86)] {
        let directory = Directory::new(nothing_expected());
        let outcome = run(
            directory.platform(),
            directory.create_user(&draft(), Some(&key)),
        );
        invalid(&error_of(outcome), "idempotency-key");
    }
}

#[test]
fn a_key_and_an_identifier_of_ones_own_exclude_each_other() {
    let directory = Directory::new(nothing_expected());
    let draft = UserDraft {
        id: own("mine"),
        ..draft()
    };
    let outcome = run(
        directory.platform(),
        directory.create_user(&draft, Some("key")),
    );
    invalid(&error_of(outcome), "idempotency-key");
}

#[test]
fn without_key_and_identifier_one_is_generated_each_time() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| done()));
    let platform = directory.platform();
    let (first, _) = created(run(platform, directory.create_user(&draft(), None)));
    let (second, _) = created(run(platform, directory.create_user(&draft(), None)));
    // Sixteen bytes 1, and sixteen bytes 2.
    assert_eq!(first, "u-aeaqcaibaeaqcaibaeaqcaibae");
    assert_eq!(second, "u-aibaeaqcaibaeaqcaibaeaqcai");
}
