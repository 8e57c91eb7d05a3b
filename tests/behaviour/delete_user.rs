//! Deleting users.

use orgbook_host::types::ErrorKind;

use crate::support::{CHEN, LI, Outcome, World, detail};

#[tokio::test]
async fn only_the_named_user_goes() {
    let mut world = World::new().await;
    let before = world.organisation();
    world.directory.delete_user(LI).await.done();
    let mut expected = before;
    expected.users.retain(|user| user.userid != LI);
    let mut after = world.organisation();
    let record = after.leave_records.pop().expect("a record of leaving");
    assert_eq!(record.userid, LI);
    assert_eq!(after, expected);
}

#[tokio::test]
async fn a_deleted_user_is_not_found_afterwards() {
    let mut world = World::new().await;
    world.directory.delete_user(CHEN).await.done();
    let error = world.directory.get_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn deleting_twice_is_not_found() {
    let mut world = World::new().await;
    world.directory.delete_user(CHEN).await.done();
    let error = world.directory.delete_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn deleting_nobody_changes_nobody() {
    let mut world = World::new().await;
    let before = world.organisation();
    let error = world.directory.delete_user("nobody").await.refused();
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn an_identifier_that_cannot_be_one_is_refused_without_a_request() {
    let mut world = World::new().await;
    for id in [String::new(), "1".repeat(65)] {
        let error = world.directory.delete_user(&id).await.refused();
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{id}");
        assert_eq!(detail(&error, "field"), "id");
    }
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn whoever_is_added_back_at_once_has_to_agree() {
    let mut world = World::new().await;
    let number = crate::support::expected::mobile(&world.person(LI).mobile);
    world.directory.delete_user(LI).await.done();
    let again = orgbook_host::types::UserDraft {
        id: Some(LI.to_owned()),
        mobile: Some(number),
        ..crate::support::newcomer()
    };
    let outcome = world.directory.create_user(&again, None).await.done();
    let orgbook_host::types::CreateOutcome::Pending(pending) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(pending.requested_id.as_deref(), Some(LI));
    assert_eq!(
        world.directory.get_user(LI).await.refused().kind,
        ErrorKind::NotFound
    );
}
