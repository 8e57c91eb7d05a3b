//! Roles, and who holds them.

use orgbook_host::types::{ErrorKind, PageRequest};

use crate::support::{CHEN, MARKET, Outcome, RESEARCH, WANG, World, detail};

/// A group, a role that nobody holds, and one that is held for some departments.
const OFFICE: &str = "4318702200";
const SAFETY: &str = "4318702202";
const INTERVIEWER: &str = "4318702102";

fn own(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|&id| id.to_owned()).collect()
}

#[tokio::test]
async fn a_role_is_created_renamed_and_deleted() {
    let mut world = World::new().await;
    let directory = &mut world.directory;
    let group = directory.create_role_group("轮值 🙂").await.done();
    let id = directory
        .create_role("夜班", Some(group.as_str()))
        .await
        .done();
    directory.rename_role(&id, "早班").await.done();
    let role = directory.get_role(&id).await.done();
    assert_eq!(role.name.as_deref(), Some("早班"));
    assert_eq!(role.group_id.as_ref(), Some(&group));
    let told = directory.get_role_group(&group).await.done();
    assert_eq!(
        (told.name.as_deref(), &told.roles[..]),
        (Some("轮值 🙂"), &[role][..])
    );
    directory.delete_role(&id).await.done();
    for error in [
        directory.get_role(&id).await.refused(),
        directory.rename_role(&id, "x").await.refused(),
        directory.delete_role(&id).await.refused(),
        directory.get_role_group("7").await.refused(),
        directory.create_role("x", Some("7")).await.refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::NotFound, "{error:?}");
    }
}

#[tokio::test]
async fn all_groups_are_listed_page_by_page_with_their_roles() {
    let mut world = World::new().await;
    let all = world.directory.list_role_groups(None).await.done();
    assert_eq!(all.next, None);
    for group in &world.organisation().role_groups {
        let id = group.group_id.to_string();
        let told = all
            .groups
            .iter()
            .find(|it| it.id == id)
            .expect("it is listed");
        let names: Vec<_> = told.roles.iter().map(|it| it.name.as_deref()).collect();
        let expected: Vec<_> = group
            .roles
            .iter()
            .map(|it| Some(it.name.as_str()))
            .collect();
        assert_eq!(
            (told.name.as_deref(), names),
            (Some(group.name.as_str()), expected)
        );
    }
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = PageRequest {
            cursor,
            limit: Some(1),
        };
        let next = world.directory.list_role_groups(Some(&page)).await.done();
        seen.extend(next.groups);
        cursor = next.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, all.groups);
    let roles = world.directory.list_roles(None).await.done();
    let of_groups = all.groups.into_iter().flat_map(|group| group.roles);
    assert_eq!(roles.roles, of_groups.collect::<Vec<_>>());
    assert_eq!(roles.next, None);
}

#[tokio::test]
async fn a_role_without_a_group_is_unsupported_without_a_request() {
    let mut world = World::new().await;
    let error = world.directory.create_role("夜班", None).await.refused();
    assert_eq!(error.kind, ErrorKind::Unsupported);
    assert_eq!(detail(&error, "field"), "group-id");
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn a_name_that_is_taken_and_a_role_that_is_held_or_dingtalks_own_are_told() {
    let mut world = World::new().await;
    let directory = &mut world.directory;
    let taken = directory
        .create_role("面试官", Some(OFFICE))
        .await
        .refused();
    assert_eq!(taken.kind, ErrorKind::AlreadyExists);
    assert_eq!(detail(&taken, "field"), "name");
    let held = directory.delete_role(INTERVIEWER).await.refused();
    assert_eq!(held.kind, ErrorKind::Conflict);
    let groups = directory.list_role_groups(None).await.done().groups;
    let own = groups
        .iter()
        .find(|it| it.name.as_deref() == Some("默认"))
        .expect("DingTalk's own");
    for error in [
        directory.delete_role(&own.roles[0].id).await.refused(),
        directory.rename_role(&own.roles[0].id, "x").await.refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::Unsupported);
    }
}

/// People beside those of the organisation, as many as no call of the server takes at once.
fn crowd(world: &World) -> Vec<String> {
    let person = |number| {
        let id = format!("crowd-{number:03}");
        let body = serde_json::json!({
            "userid": id, "name": id, "dept_id_list": "1", "mobile": format!("139{number:08}"),
        });
        let outcome = world.sandbox.as_console("/topapi/v2/user/create", body);
        outcome.expect("somebody new");
        id
    };
    (0..250).map(person).collect()
}

#[tokio::test]
async fn any_number_of_users_gets_a_role_and_loses_it() {
    let mut world = World::new().await;
    let people = crowd(&world);
    world
        .directory
        .add_role_members(SAFETY, &people)
        .await
        .done();
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = PageRequest {
            cursor,
            limit: None,
        };
        let next = world
            .directory
            .list_role_members(SAFETY, Some(&page))
            .await
            .done();
        assert!(next.members.iter().all(|it| it.scope.is_none()));
        seen.extend(next.members.into_iter().map(|it| it.user_id));
        cursor = next.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, people);
    world
        .directory
        .remove_role_members(SAFETY, &people)
        .await
        .done();
    let left = world.directory.list_role_members(SAFETY, None).await.done();
    assert!(left.members.is_empty() && left.next.is_none());
    let count = |path: &str| world.paths().iter().filter(|it| *it == path).count();
    assert_eq!(count("/topapi/role/addrolesforemps"), 13);
    assert_eq!(count("/topapi/role/removerolesforemps"), 3);
}

#[tokio::test]
async fn a_failure_on_the_way_tells_how_many_have_the_role() {
    let mut world = World::new().await;
    let mut people = crowd(&world);
    people[45] = "nobody".to_owned();
    let error = world
        .directory
        .add_role_members(SAFETY, &people)
        .await
        .refused();
    assert_eq!(detail(&error, "completed"), "40");
    let members = world
        .directory
        .list_role_members(SAFETY, None)
        .await
        .done()
        .members;
    assert_eq!(members.len(), 40);
    let error = world
        .directory
        .add_role_members("7", &own(&[CHEN]))
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::NotFound);
    let error = world
        .directory
        .add_role_members(SAFETY, &[])
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
}

#[tokio::test]
async fn a_role_is_held_for_some_departments_or_for_all() {
    let mut world = World::new().await;
    let directory = &mut world.directory;
    directory
        .add_role_members(INTERVIEWER, &own(&[WANG]))
        .await
        .done();
    for departments in [Some(own(&[RESEARCH, MARKET])), Some(own(&[MARKET])), None] {
        directory
            .set_role_member_scope(INTERVIEWER, WANG, departments.as_deref())
            .await
            .done();
        let members = directory
            .list_role_members(INTERVIEWER, None)
            .await
            .done()
            .members;
        let wang = members
            .into_iter()
            .find(|it| it.user_id == WANG)
            .expect("a member");
        let scope = wang
            .scope
            .map(|it| it.into_iter().map(|it| it.id).collect::<Vec<_>>());
        assert_eq!(scope, departments);
    }
    for (role, user, departments) in [
        ("7", WANG, None),
        (INTERVIEWER, "nobody", None),
        (INTERVIEWER, CHEN, None),
        (INTERVIEWER, WANG, Some(own(&["99"]))),
    ] {
        let error = directory
            .set_role_member_scope(role, user, departments.as_deref())
            .await
            .refused();
        assert_eq!(error.kind, ErrorKind::NotFound, "{error:?}");
    }
}
