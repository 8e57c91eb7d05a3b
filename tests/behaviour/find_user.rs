//! Finding a user by mobile number.

use orgbook_host::types::ErrorKind;
use orgbook_sandbox::Organisation;

use crate::support::{CHEN, FREE_MOBILE, Outcome, World, detail, expected, newcomer};

#[tokio::test]
async fn everybody_is_found_by_the_number_that_is_told_of_them() {
    let mut world = World::new().await;
    let with_number = |person: &orgbook_sandbox::User| person.mobile.is_some();
    for person in world.organisation().users.into_iter().filter(with_number) {
        let number = expected::mobile(&person.mobile);
        let found = world.directory.find_user_by_mobile(&number).await.done();
        let mut found = found.expect("somebody has this number");
        found.roles = None;
        assert_eq!(found, expected::user(&person));
    }
}

#[tokio::test]
async fn a_mainland_number_is_found_by_its_digits_too() {
    let mut world = World::new().await;
    let number = world.person(CHEN).mobile.expect("Chen has a number");
    let digits = number.number();
    let found = world.directory.find_user_by_mobile(digits).await.done();
    assert_eq!(found.expect("Chen has this number").id, CHEN);
}

#[tokio::test]
async fn a_number_that_nobody_has_finds_nobody() {
    let mut world = World::new().await;
    let found = world
        .directory
        .find_user_by_mobile(FREE_MOBILE)
        .await
        .done();
    assert_eq!(found, None);
}

#[tokio::test]
async fn a_number_of_another_country_is_another_number() {
    let mut world = World::new().await;
    let number = world.person(CHEN).mobile.expect("Chen has a number");
    let digits = number.number();
    let found = world
        .directory
        .find_user_by_mobile(&format!("+1-{digits}"))
        .await
        .done();
    assert_eq!(found, None);
}

#[tokio::test]
async fn somebody_who_left_is_not_found() {
    let mut world = World::new().await;
    let number = expected::mobile(&world.person(CHEN).mobile);
    world.directory.delete_user(CHEN).await.done();
    assert_eq!(
        world.directory.find_user_by_mobile(&number).await.done(),
        None
    );
}

#[tokio::test]
async fn somebody_who_was_just_created_is_found() {
    let mut world = World::new().await;
    let id = crate::support::created(world.directory.create_user(&newcomer(), None).await).id;
    let found = world
        .directory
        .find_user_by_mobile(FREE_MOBILE)
        .await
        .done();
    assert_eq!(found.map(|user| user.id), Some(id));
}

#[tokio::test]
async fn what_is_no_number_is_an_invalid_argument() {
    let mut world = World::new().await;
    for text in ["12", "+", "abc", "+86-1", "139 0000 0001"] {
        let error = world.directory.find_user_by_mobile(text).await.refused();
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{text}");
        assert_eq!(detail(&error, "field"), "mobile", "{text}");
    }
}

#[tokio::test]
async fn an_empty_number_is_refused_without_a_request() {
    let mut world = World::new().await;
    let error = world.directory.find_user_by_mobile("").await.refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(detail(&error, "field"), "mobile");
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn an_organisation_registered_abroad_is_asked_with_the_country_code() {
    // It may be served in either region.
    for region in ["china", "international"] {
        let mut organisation = Organisation::default();
        organisation.settings.registered_outside_mainland = true;
        let settings = [("DINGTALK_REGION", region)];
        let mut world = World::with(organisation, &settings).await;
        let number = expected::mobile(&world.person(CHEN).mobile);
        let found = world.directory.find_user_by_mobile(&number).await.done();
        assert_eq!(found.expect("Chen has this number").id, CHEN);
    }
}
