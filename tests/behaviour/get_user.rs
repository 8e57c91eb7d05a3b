//! Reading one user.

use orgbook_host::types::ErrorKind;

use crate::support::{CHEN, Outcome, WANG, World, detail, expected};

#[tokio::test]
async fn everybody_is_told_as_the_organisation_knows_them() {
    let mut world = World::new().await;
    for person in world.organisation().users {
        let mut told = world.directory.get_user(&person.userid).await.done();
        told.roles = None;
        assert_eq!(told, expected::user(&person));
    }
}

#[tokio::test]
async fn roles_have_their_names_and_groups() {
    let mut world = World::new().await;
    let organisation = world.organisation();
    for person in &organisation.users {
        let told = world.directory.get_user(&person.userid).await.done();
        let roles = told.roles.as_ref().map(|roles| {
            let roles = roles.iter().map(|role| {
                let group = role.group_name.as_deref().expect("a group");
                (group, role.name.as_deref().expect("a name"))
            });
            roles.collect::<Vec<_>>()
        });
        let expected = expected::roles(&organisation, person);
        assert_eq!(roles, expected, "{}", person.userid);
        for role in told.roles.iter().flatten() {
            assert!(!role.id.is_empty(), "{role:?}");
        }
    }
}

#[tokio::test]
async fn sort_keys_beyond_doubles_are_exact() {
    let mut world = World::new().await;
    let orders: Vec<_> = world
        .person(WANG)
        .departments
        .iter()
        .map(|it| it.order)
        .collect();
    assert!(orders.iter().all(|order| *order > 1 << 53), "{orders:?}");
    let told = world.directory.get_user(WANG).await.done();
    let keys: Vec<_> = told
        .memberships
        .into_iter()
        .flatten()
        .map(|it| it.sort_key)
        .collect();
    let expected: Vec<_> = orders.iter().map(|order| Some(order.to_string())).collect();
    assert_eq!(keys, expected);
}

#[tokio::test]
async fn leading_zeros_of_an_identifier_count() {
    let mut world = World::new().await;
    assert!(CHEN.starts_with('0'));
    assert_eq!(world.directory.get_user(CHEN).await.done().id, CHEN);
    let without = CHEN.trim_start_matches('0');
    let error = world.directory.get_user(without).await.refused();
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn nobody_is_not_found_with_what_the_server_said() {
    let mut world = World::new().await;
    let error = world.directory.get_user("nobody").await.refused();
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert!(!error.message.is_empty());
    let backend = error.backend.expect("the server answered");
    let code = world.sandbox.requests().pop().expect("it was asked").code;
    assert_eq!(backend.code, code);
    assert!(!backend.message.is_empty());
    assert!(backend.request_id.is_some_and(|id| !id.is_empty()));
}

#[tokio::test]
async fn an_identifier_that_cannot_be_one_is_refused_without_a_request() {
    let mut world = World::new().await;
    for id in [String::new(), "1".repeat(65), "😀".repeat(65)] {
        let error = world.directory.get_user(&id).await.refused();
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{id}");
        assert_eq!(detail(&error, "field"), "id");
        assert_eq!(error.backend, None);
    }
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn sixty_four_characters_of_any_script_are_an_identifier() {
    let mut world = World::new().await;
    let error = world.directory.get_user(&"😀".repeat(64)).await.refused();
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn work_email_is_told_where_there_are_mailboxes() {
    let mut organisation = orgbook_sandbox::Organisation::default();
    organisation.settings.mailbox_service = true;
    let person = organisation
        .users
        .iter_mut()
        .find(|user| user.userid == CHEN);
    person.expect("Chen").org_email = Some("chen@star.example".to_owned());
    let mut world = World::of(organisation).await;
    let told = world.directory.get_user(CHEN).await.done();
    assert_eq!(told.work_email.as_deref(), Some("chen@star.example"));
}

#[tokio::test]
async fn reading_changes_nothing_and_may_be_repeated() {
    let mut world = World::new().await;
    let before = world.organisation();
    let first = world.directory.get_user(CHEN).await.done();
    let second = world.directory.get_user(CHEN).await.done();
    assert_eq!(first, second);
    assert_eq!(world.organisation(), before);
}
