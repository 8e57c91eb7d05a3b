//! The main job from end to end.

use orgbook_host::types::{ErrorKind, User, UserChange, UserDraft, UserField};

use crate::support::{
    CHEN, Outcome, PLATFORM, RESEARCH, ROOT, World, assignment, attribute, created, detail,
    expected, newcomer,
};

/// Makes one change and gives the record afterwards, which must be that of the organisation.
async fn changed(world: &mut World, id: &str, change: UserChange) -> User {
    world.directory.update_user(id, &[change]).await.done();
    let told = world.directory.get_user(id).await.done();
    assert_eq!(told, expected::user(&world.person(id)));
    told
}

#[tokio::test]
async fn users_are_managed_with_one_token() {
    let mut world = World::new().await;
    let before = world.organisation();

    // Somebody in the root department, and somebody below it with everything that is needed.
    let first = created(
        world
            .directory
            .create_user(&newcomer(), Some("row 1"))
            .await,
    )
    .id;
    let draft = UserDraft {
        name: "Zoë Müller 🚀".to_owned(),
        mobile: Some("+49-15100000001".to_owned()),
        title: Some("Engineer".to_owned()),
        manager_id: Some(CHEN.to_owned()),
        departments: vec![assignment(PLATFORM)],
        attributes: vec![attribute("extension.desk", "3F-14")],
        ..newcomer()
    };
    let second = created(world.directory.create_user(&draft, Some("row 2")).await).id;

    let mut record = world.directory.get_user(&second).await.done();
    assert_eq!(record, expected::user(&world.person(&second)));
    assert_eq!(record.name, Some(draft.name));

    let told = changed(&mut world, &second, UserChange::Title("Lead".to_owned())).await;
    record.title = Some("Lead".to_owned());
    assert_eq!(told, record);

    let address = "zoe@example.com";
    let told = changed(&mut world, &second, UserChange::Email(address.to_owned())).await;
    record.email = Some(address.to_owned());
    assert_eq!(told, record);

    let hobby = attribute("extension.hobby", "围棋");
    let told = changed(&mut world, &second, UserChange::Attribute(hobby.clone())).await;
    record.attributes.push(hobby);
    assert_eq!(told, record);

    let removal = UserChange::RemoveAttribute("extension.desk".to_owned());
    let told = changed(&mut world, &second, removal).await;
    record
        .attributes
        .retain(|attribute| attribute.name != "extension.desk");
    assert_eq!(told, record);

    let told = changed(&mut world, &second, UserChange::Clear(UserField::Manager)).await;
    record.manager_id = None;
    assert_eq!(told, record);

    let both = vec![assignment(PLATFORM), assignment(RESEARCH)];
    let told = changed(&mut world, &second, UserChange::Departments(both)).await;
    let memberships = told.memberships.clone().expect("they are told");
    assert_eq!(
        memberships[0],
        record.memberships.as_ref().expect("they are told")[0]
    );
    assert_eq!(memberships[1].department_id, RESEARCH);
    record.memberships = Some(memberships);
    assert_eq!(told, record);

    // What DingTalk cannot do is said before anything is sent.
    let requests = world.requests();
    let change = [UserChange::Mobile("+49-15100000002".to_owned())];
    let error = world
        .directory
        .update_user(&second, &change)
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::Unsupported);
    assert_eq!(detail(&error, "field"), "mobile");
    assert_eq!(world.requests(), requests);

    for id in [&first, &second] {
        world.directory.delete_user(id).await.done();
        assert_eq!(
            world.directory.get_user(id).await.refused().kind,
            ErrorKind::NotFound
        );
    }
    // All that is left is that they left.
    let mut after = world.organisation();
    let records = after.leave_records.split_off(before.leave_records.len());
    let left: Vec<_> = records.iter().map(|it| &it.userid).collect();
    assert_eq!(left, [&first, &second]);
    assert_eq!(after, before);
    assert_eq!(world.sandbox.tokens_issued(), 1);
    let asked_for_a_token = world
        .paths()
        .iter()
        .filter(|path| path.contains("oauth2"))
        .count();
    assert_eq!(asked_for_a_token, 1);
}

#[tokio::test]
async fn the_main_job_begins_at_the_root_department() {
    let mut world = World::new().await;
    let root = world.directory.describe_directory().await.done();
    let root = root.root_department_id;
    assert_eq!(root, ROOT);
    let draft = UserDraft {
        departments: vec![assignment(&root)],
        ..newcomer()
    };
    let id = created(world.directory.create_user(&draft, None).await).id;
    let people = world
        .directory
        .list_users(&root, None, None)
        .await
        .done()
        .users;
    assert!(people.iter().any(|user| user.id == id));
}
