//! Many instances on one host.

use std::collections::BTreeSet;

use orgbook_host::types::{ErrorKind, UserDraft};
use orgbook_sandbox::{DataRange, Organisation, Secret};

use crate::support::{
    CHEN, HOST, Outcome, World, created, instance, newcomer, organisation_of_one, tenant,
};

const INSTANCES: usize = 10;

#[tokio::test(flavor = "multi_thread")]
async fn instances_work_at_the_same_time_and_independently() {
    let world = World::new().await;
    let people = world.organisation().users.len();
    let tasks: Vec<_> = (0..INSTANCES)
        .map(|number| {
            let tenant = world.tenant(&[]);
            tokio::spawn(async move {
                let mut directory = HOST.instantiate(&tenant).await.expect("an instance");
                let draft = UserDraft {
                    name: format!("Somebody {number}"),
                    mobile: Some(format!("+1-555010{number}")),
                    ..newcomer()
                };
                let id = created(directory.create_user(&draft, None).await).id;
                let told = directory.get_user(&id).await.done();
                assert_eq!(told.name, Some(draft.name));
                id
            })
        })
        .collect();
    let mut ids = BTreeSet::new();
    for task in tasks {
        ids.insert(task.await.expect("no panic"));
    }
    assert_eq!(ids.len(), INSTANCES);
    assert_eq!(world.organisation().users.len(), people + INSTANCES);
}

#[tokio::test]
async fn tenants_do_not_use_each_others_tokens() {
    let mut organisation = Organisation::default();
    let mut second = organisation.apps[0].clone();
    second.client_id = "dingsecond".to_owned();
    second.client_secret = Secret::new("the-second-secret");
    second.permissions.remove("qyapi_get_member");
    organisation.apps.push(second);
    let mut world = World::of(organisation).await;
    let settings = [
        ("DINGTALK_CLIENT_ID", "dingsecond"),
        ("DINGTALK_CLIENT_SECRET", "the-second-secret"),
    ];
    let mut other = world.instance(&settings).await;
    for _ in 0..2 {
        world.directory.get_user(CHEN).await.done();
        let error = other.get_user(CHEN).await.refused();
        assert_eq!(error.kind, ErrorKind::PermissionDenied);
    }
    assert_eq!(world.sandbox.tokens_issued(), 2);
    let callers = world
        .sandbox
        .requests()
        .into_iter()
        .filter_map(|it| it.client_id);
    let callers: Vec<_> = callers.skip(1).take(3).collect();
    let first = orgbook_sandbox::DEFAULT_CLIENT_ID;
    assert_eq!(callers, [first, "dingsecond", "dingsecond"]);
}

#[tokio::test]
async fn tenants_of_different_organisations_see_their_own_people() {
    let mut one = World::new().await;
    let mut organisation = organisation_of_one();
    organisation.users[0].name = "Somebody else".to_owned();
    organisation.apps[0].data_range = DataRange {
        departments: vec![1],
        users: Vec::new(),
    };
    let mut other = World::of(organisation).await;
    let id = other.organisation().users[0].userid.clone();
    let in_one = one.directory.get_user(&id).await.done();
    let in_other = other.directory.get_user(&id).await.done();
    assert_ne!(in_one.name, in_other.name);
    assert_eq!(
        other.directory.get_user(CHEN).await.refused().kind,
        ErrorKind::NotFound
    );
    one.directory.get_user(CHEN).await.done();
}

#[tokio::test]
async fn an_instance_keeps_its_tenant_when_another_one_fails() {
    let mut world = World::new().await;
    let wrong = tenant(
        &world.url(),
        &[("DINGTALK_CLIENT_SECRET", "the-wrong-secret")],
    );
    let mut wrong = instance(&wrong).await;
    wrong.get_user(CHEN).await.refused();
    world.directory.get_user(CHEN).await.done();
    wrong.get_user(CHEN).await.refused();
}
