//! Finding users, and lists of users that tell less.

use orgbook_host::types::{DepartureReason, ErrorKind, NameMatch, PageRequest, UserOrder};

use crate::support::{
    CHEN, LI, Outcome, PLATFORM, RESEARCH, World, detail, expected, newcomer, value,
};

fn page(cursor: Option<String>, limit: u32) -> PageRequest {
    PageRequest {
        cursor,
        limit: Some(limit),
    }
}

#[tokio::test]
async fn a_user_is_found_by_union_id_as_by_identifier() {
    let mut world = World::new().await;
    let known = world.directory.get_user(CHEN).await.done();
    let union_id = value(&known, "dingtalk.union-id").expect("it is told");
    let found = world
        .directory
        .find_user_by_attribute("dingtalk.union-id", union_id);
    assert_eq!(found.await.done().as_ref(), Some(&known));
}

#[tokio::test]
async fn an_account_is_found_by_login_id_and_nobody_by_an_identifier_in_its_place() {
    let mut world = World::new().await;
    for (login_id, id) in [
        ("desk1", Some("shift-desk-1")),
        ("shift-desk-1", None),
        (CHEN, None),
    ] {
        let found = world
            .directory
            .find_user_by_attribute("dingtalk.login-id", login_id);
        assert_eq!(found.await.done().map(|user| user.id).as_deref(), id);
    }
}

#[tokio::test]
async fn neither_strangers_nor_external_contacts_are_found() {
    let mut world = World::new().await;
    let contact = world.organisation().external_contacts.remove(0);
    for union_id in [contact.unionid.as_str(), "strangeriEiE"] {
        let found = world
            .directory
            .find_user_by_attribute("dingtalk.union-id", union_id);
        assert_eq!(found.await.done(), None);
    }
}

#[tokio::test]
async fn an_attribute_that_nobody_is_found_by_is_unsupported_without_a_request() {
    let mut world = World::new().await;
    let found = world
        .directory
        .find_user_by_attribute("extension.badge", "A007");
    let error = found.await.refused();
    assert_eq!(error.kind, ErrorKind::Unsupported);
    assert_eq!(detail(&error, "field"), "extension.badge");
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn names_are_searched_for_in_part_and_exactly() {
    let mut world = World::new().await;
    for (name, matching, expected) in [
        ("陈思远", NameMatch::Exact, &[CHEN][..]),
        ("陈", NameMatch::Exact, &[]),
        ("陈", NameMatch::Fuzzy, &[CHEN]),
        ("🙂", NameMatch::Fuzzy, &[]),
    ] {
        let found = world
            .directory
            .search_user_ids(name, matching, None)
            .await
            .done();
        assert_eq!(
            (found.ids.as_slice(), found.next),
            (
                &expected.iter().map(|&id| id.to_owned()).collect::<Vec<_>>()[..],
                None
            )
        );
    }
}

#[tokio::test]
async fn a_search_leads_through_its_pages_in_any_instance() {
    let mut world = World::new().await;
    let all = world
        .directory
        .search_user_ids("a", NameMatch::Fuzzy, None)
        .await
        .done();
    assert!(all.ids.len() > 2 && all.next.is_none());
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let mut instance = world.instance(&[]).await;
        let asked = page(cursor, 1);
        let next = instance
            .search_user_ids("a", NameMatch::Fuzzy, Some(&asked))
            .await
            .done();
        seen.extend(next.ids);
        cursor = next.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, all.ids);
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused_without_a_request() {
    let mut world = World::new().await;
    let first = world
        .directory
        .search_user_ids("a", NameMatch::Fuzzy, Some(&page(None, 1)))
        .await
        .done();
    let requests = world.requests();
    let cursor = page(first.next, 1);
    for error in [
        world
            .directory
            .search_user_ids("b", NameMatch::Fuzzy, Some(&cursor))
            .await
            .refused(),
        world
            .directory
            .search_user_ids("a", NameMatch::Exact, Some(&cursor))
            .await
            .refused(),
        world
            .directory
            .search_department_ids("a", Some(&cursor))
            .await
            .refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
        assert_eq!(detail(&error, "field"), "cursor");
    }
    assert_eq!(world.requests(), requests);
}

#[tokio::test]
async fn all_lists_of_a_department_name_the_same_people() {
    let mut world = World::new().await;
    for department in [RESEARCH, PLATFORM] {
        let order = Some(UserOrder::JoinedAscending);
        let users = world
            .directory
            .list_users(department, order, None)
            .await
            .done()
            .users;
        let refs = world
            .directory
            .list_user_refs(department, order, None)
            .await
            .done();
        let told: Vec<_> = refs.users.iter().map(|it| (&it.id, &it.name)).collect();
        let expected: Vec<_> = users.iter().map(|it| (&it.id, &it.name)).collect();
        assert_eq!(told, expected);
        let mut ids = world
            .directory
            .list_user_ids(department, None)
            .await
            .done()
            .ids;
        let mut expected: Vec<_> = users.into_iter().map(|it| it.id).collect();
        ids.sort();
        expected.sort();
        assert_eq!(ids, expected);
    }
}

#[tokio::test]
async fn identifiers_are_listed_beyond_the_data_range() {
    let mut world = World::new().await;
    world.range(&[36_948_802]);
    let ids = world
        .directory
        .list_user_ids(RESEARCH, None)
        .await
        .done()
        .ids;
    assert!(ids.contains(&CHEN.to_owned()));
    let error = world
        .directory
        .list_user_refs(RESEARCH, None, None)
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::PermissionDenied);
}

#[tokio::test]
async fn who_did_not_log_in_is_listed_by_day_and_department() {
    let mut world = World::new().await;
    let all = world
        .directory
        .list_inactive_user_ids("2026-09-19", None, None)
        .await
        .done();
    assert!(!all.ids.is_empty() && all.next.is_none());
    let staff = ["36948803".to_owned()];
    let some = world
        .directory
        .list_inactive_user_ids("2026-09-19", Some(&staff), None)
        .await
        .done();
    let expected: Vec<_> = all
        .ids
        .iter()
        .filter(|id| {
            world
                .person(id)
                .departments
                .iter()
                .any(|it| it.dept_id == 36_948_803)
        })
        .cloned()
        .collect();
    assert!(!expected.is_empty() && expected.len() < all.ids.len());
    assert_eq!(some.ids, expected);
    // A day that is not over, and one that is too long ago.
    for day in ["2026-09-21", "2026-01-01"] {
        let error = world
            .directory
            .list_inactive_user_ids(day, None, None)
            .await
            .refused();
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
    }
}

#[tokio::test]
async fn who_is_deleted_is_among_those_who_left() {
    let mut world = World::new().await;
    let since = "2026-09-21T00:00:00Z";
    let list = world
        .directory
        .list_departed_users(since, None, None)
        .await
        .done();
    assert!(list.users.is_empty() && list.next.is_none());
    let li = world.person(LI);
    world.directory.delete_user(LI).await.done();
    let list = world
        .directory
        .list_departed_users(since, None, None)
        .await
        .done();
    let [left] = &list.users[..] else {
        panic!("one user left: {list:?}");
    };
    assert_eq!(
        (left.id.as_str(), left.name.as_deref()),
        (LI, Some(li.name.as_str()))
    );
    let mobile = Some(expected::mobile(&li.mobile));
    assert_eq!(left.mobile, mobile);
    assert_eq!(left.reason, Some(DepartureReason::RemovedByProgram));
    let moment = left.left_at.as_deref().expect("it is told");
    assert!(moment.starts_with("2026-09-21T"), "{moment}");
    let by_mobile = world
        .directory
        .find_user_by_mobile("13800000004")
        .await
        .done();
    assert_eq!(by_mobile, None);
}

#[tokio::test]
async fn those_who_left_come_in_pages_with_their_reasons() {
    let mut world = World::new().await;
    let new = crate::support::created(world.directory.create_user(&newcomer(), None).await);
    world.directory.delete_user(&new.id).await.done();
    let since = "2025-12-01T00:00:00Z";
    let mut first = world
        .directory
        .list_departed_users(since, None, Some(&page(None, 1)))
        .await
        .done();
    let next = page(first.next.take(), 1);
    let second = world
        .directory
        .list_departed_users(since, None, Some(&next))
        .await
        .done();
    let reasons: Vec<_> = first
        .users
        .into_iter()
        .chain(second.users)
        .map(|user| user.reason)
        .collect();
    assert_eq!(reasons.len(), 2);
    for reason in [
        DepartureReason::RemovedByAdministrator,
        DepartureReason::RemovedByProgram,
    ] {
        assert!(reasons.contains(&Some(reason)));
    }
    let until = Some("2026-01-01T00:00:00Z");
    let before = world
        .directory
        .list_departed_users(since, until, None)
        .await
        .done();
    assert_eq!(before.users.len(), 1);
}
