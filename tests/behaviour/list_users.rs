//! Listing the users of a department, page by page.

use std::collections::BTreeSet;

use orgbook_host::Instance;
use orgbook_host::types::{ErrorKind, PageRequest, User, UserOrder, UserPage};
use orgbook_sandbox::{Membership, Organisation};

use crate::support::{
    CHEN, MARKET, NOW, Outcome, PLATFORM, RESEARCH, ROOT, WANG, World, detail, expected,
};

/// As many people as this are in the department of [`crowd`].
const CROWD: usize = 250;

/// An organisation with a crowd in one department, and the department's identifier.
fn crowd() -> (Organisation, String) {
    let mut organisation = Organisation::default();
    let pattern = organisation.users[0].clone();
    let department: i64 = 40_000_001;
    organisation.departments.push(orgbook_sandbox::Department {
        dept_id: department,
        name: "Crowd".to_owned(),
        parent_id: Some(1),
        org_dept_owner: None,
        ..organisation.departments[1].clone()
    });
    let began = i64::try_from(NOW.as_millis()).expect("a time") - 1_000_000;
    for number in 0..CROWD {
        let place = i64::try_from(number).expect("a number");
        organisation.users.push(orgbook_sandbox::User {
            userid: format!("crowd-{number:03}"),
            unionid: String::new(),
            name: format!("Somebody {number}"),
            mobile: format!("+1-555{number:07}").parse().ok(),
            email: None,
            telephone: None,
            departments: vec![Membership::new(department, 1 + (place * 7919) % 1009)],
            create_time: Some(began + place),
            modify_time: Some(began + (place * 7907) % 1009),
            ..pattern.clone()
        });
    }
    (organisation, department.to_string())
}

fn page(cursor: Option<&str>, limit: Option<u32>) -> PageRequest {
    PageRequest {
        cursor: cursor.map(str::to_owned),
        limit,
    }
}

/// All pages.
async fn pages(
    directory: &mut Instance,
    department: &str,
    order: Option<UserOrder>,
    limit: Option<u32>,
) -> Vec<UserPage> {
    let mut pages = Vec::<UserPage>::new();
    loop {
        let cursor = pages.last().and_then(|page| page.next.as_deref());
        let wanted = page(cursor, limit);
        let answer = directory.list_users(department, order, Some(&wanted)).await;
        pages.push(answer.done());
        assert!(pages.len() <= CROWD + 1, "it has no end");
        if pages.last().is_some_and(|page| page.next.is_none()) {
            return pages;
        }
    }
}

fn ids(users: &[User]) -> Vec<&str> {
    users.iter().map(|user| user.id.as_str()).collect()
}

/// The identifiers of a department's people, sorted by a key of the record.
fn sorted<K: Ord>(
    organisation: &Organisation,
    department: &str,
    key: impl Fn(&orgbook_sandbox::User, i64) -> K,
) -> Vec<String> {
    let mut people: Vec<_> = organisation
        .users
        .iter()
        .filter_map(|user| {
            let mut places = user.departments.iter();
            let place = places.find(|place| place.dept_id.to_string() == department)?;
            Some((key(user, place.order), user.userid.clone()))
        })
        .collect();
    people.sort();
    people.into_iter().map(|(_, id)| id).collect()
}

#[tokio::test]
async fn everybody_in_a_department_is_told_as_the_organisation_knows_them() {
    let mut world = World::new().await;
    let organisation = world.organisation();
    for department in organisation.departments.iter().filter(|it| it.dept_id > 0) {
        let id = department.dept_id.to_string();
        let told = world.directory.list_users(&id, None, None).await.done();
        assert_eq!(told.next, None);
        let mut told = told.users;
        told.sort_by(|one, other| one.id.cmp(&other.id));
        let people = sorted(&organisation, &id, |user, _| user.userid.clone());
        let expected: Vec<_> = people
            .iter()
            .map(|userid| expected::listed(&world.person(userid), &id))
            .collect();
        assert_eq!(told, expected);
    }
}

#[tokio::test]
async fn departments_below_are_not_visited() {
    let mut world = World::new().await;
    let told = world.directory.list_users(ROOT, None, None).await.done();
    let direct = sorted(&world.organisation(), ROOT, |user, _| user.userid.clone());
    assert_eq!(ids(&told.users), direct);
    assert!(direct.len() < world.organisation().users.len());
}

#[tokio::test]
async fn somebody_in_two_departments_is_in_the_list_of_each_with_the_place_there() {
    let mut world = World::new().await;
    for department in [PLATFORM, RESEARCH] {
        let told = world
            .directory
            .list_users(department, None, None)
            .await
            .done();
        let wang = told
            .users
            .iter()
            .find(|user| user.id == WANG)
            .expect("Wang is in it");
        let memberships = wang.memberships.as_ref().expect("they are told");
        assert_eq!(memberships.len(), 2);
        let here = memberships
            .iter()
            .filter(|it| it.sort_key.is_some() && it.leader.is_some());
        assert_eq!(
            here.map(|it| it.department_id.as_str()).collect::<Vec<_>>(),
            [department]
        );
    }
}

#[tokio::test]
async fn a_department_without_people_has_an_empty_list() {
    let mut organisation = Organisation::default();
    organisation.departments.push(orgbook_sandbox::Department {
        dept_id: 77,
        name: "Nobody yet".to_owned(),
        parent_id: Some(1),
        org_dept_owner: None,
        ..organisation.departments[1].clone()
    });
    let mut world = World::of(organisation).await;
    let told = world.directory.list_users("77", None, None).await.done();
    assert_eq!(
        told,
        UserPage {
            users: Vec::new(),
            next: None
        }
    );
}

#[tokio::test]
async fn pages_of_any_size_tell_everybody_once() {
    let (organisation, department) = crowd();
    let mut world = World::of(organisation).await;
    let everybody = sorted(&world.organisation(), &department, |user, _| {
        user.userid.clone()
    });
    for limit in [
        Some(1),
        Some(7),
        Some(99),
        Some(100),
        Some(101),
        Some(u32::MAX),
        None,
    ] {
        let pages = pages(&mut world.directory, &department, None, limit).await;
        let told: Vec<_> = pages.iter().flat_map(|page| ids(&page.users)).collect();
        let distinct: BTreeSet<_> = told.iter().map(|id| (*id).to_owned()).collect();
        assert_eq!(told.len(), CROWD, "{limit:?}");
        assert_eq!(Vec::from_iter(distinct), everybody, "{limit:?}");
    }
}

#[tokio::test]
async fn a_page_is_not_longer_than_its_limit() {
    let (organisation, department) = crowd();
    let mut world = World::of(organisation).await;
    let pages = pages(&mut world.directory, &department, None, Some(90)).await;
    assert!(pages.iter().all(|page| page.users.len() <= 90));
}

#[tokio::test]
async fn a_limit_beyond_what_the_directory_gives_at_once_is_no_error() {
    let (organisation, department) = crowd();
    let mut world = World::of(organisation).await;
    let wanted = page(None, Some(1000));
    let told = world
        .directory
        .list_users(&department, None, Some(&wanted))
        .await
        .done();
    assert!(!told.users.is_empty());
    assert!(told.next.is_some());
}

#[tokio::test]
async fn every_order_holds_across_pages() {
    let (organisation, department) = crowd();
    let mut world = World::of(organisation).await;
    let organisation = world.organisation();
    let joined = sorted(&organisation, &department, |user, _| user.create_time);
    let modified = sorted(&organisation, &department, |user, _| user.modify_time);
    let custom = sorted(&organisation, &department, |_, order| {
        std::cmp::Reverse(order)
    });
    let reversed = |ids: &[String]| ids.iter().rev().cloned().collect::<Vec<_>>();
    for (order, expected) in [
        (UserOrder::JoinedAscending, joined.clone()),
        (UserOrder::JoinedDescending, reversed(&joined)),
        (UserOrder::ModifiedAscending, modified.clone()),
        (UserOrder::ModifiedDescending, reversed(&modified)),
        (UserOrder::Custom, custom),
    ] {
        let pages = pages(&mut world.directory, &department, Some(order), Some(60)).await;
        let told: Vec<_> = pages.iter().flat_map(|page| ids(&page.users)).collect();
        assert_eq!(told, expected, "{order:?}");
    }
}

#[tokio::test]
async fn a_cursor_holds_in_another_instance() {
    let (organisation, department) = crowd();
    let mut world = World::of(organisation).await;
    let all = pages(&mut world.directory, &department, None, Some(50)).await;
    let next = page(all[0].next.as_deref(), Some(50));
    let mut another = world.instance(&[]).await;
    let told = another
        .list_users(&department, None, Some(&next))
        .await
        .done();
    assert_eq!(told, all[1]);
}

#[tokio::test]
async fn the_limit_may_change_from_page_to_page() {
    let (organisation, department) = crowd();
    let mut world = World::of(organisation).await;
    let first = page(None, Some(10));
    let first = world
        .directory
        .list_users(&department, None, Some(&first))
        .await
        .done();
    let rest = page(first.next.as_deref(), Some(100));
    let rest = world
        .directory
        .list_users(&department, None, Some(&rest))
        .await
        .done();
    let repeated = ids(&rest.users)
        .iter()
        .any(|id| ids(&first.users).contains(id));
    assert!(!repeated);
}

#[tokio::test]
async fn a_changed_cursor_is_refused_without_a_request() {
    let (organisation, department) = crowd();
    let mut world = World::of(organisation).await;
    let first = page(None, Some(10));
    let first = world
        .directory
        .list_users(&department, None, Some(&first))
        .await
        .done();
    let cursor = first.next.expect("there are more");
    let before = world.requests();
    let mut changed = vec![
        String::new(),
        "10".to_owned(),
        "-1".to_owned(),
        "x".repeat(1000),
    ];
    changed.push(format!("{cursor}0"));
    changed.push(format!(" {cursor}"));
    changed.push(cursor.to_uppercase());
    changed.extend(cursor.char_indices().map(|(at, character)| {
        let other = if character == '9' { '8' } else { '9' };
        format!("{}{other}{}", &cursor[..at], &cursor[at + 1..])
    }));
    for text in changed.iter().filter(|text| **text != cursor) {
        let wanted = page(Some(text), None);
        let answer = world
            .directory
            .list_users(&department, None, Some(&wanted))
            .await;
        let error = answer.refused();
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{text}");
        assert_eq!(detail(&error, "field"), "cursor", "{text}");
    }
    assert_eq!(world.requests(), before);
}

#[tokio::test]
async fn a_cursor_of_another_department_is_refused() {
    let (organisation, department) = crowd();
    let mut world = World::of(organisation).await;
    let first = page(None, Some(10));
    let first = world
        .directory
        .list_users(&department, None, Some(&first))
        .await
        .done();
    let next = page(first.next.as_deref(), None);
    let error = world
        .directory
        .list_users(ROOT, None, Some(&next))
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(detail(&error, "field"), "cursor");
}

#[tokio::test]
async fn a_cursor_of_another_order_is_refused() {
    let (organisation, department) = crowd();
    let mut world = World::of(organisation).await;
    let first = page(None, Some(10));
    let order = Some(UserOrder::JoinedAscending);
    let first = world
        .directory
        .list_users(&department, order, Some(&first))
        .await
        .done();
    let next = page(first.next.as_deref(), None);
    for order in [None, Some(UserOrder::JoinedDescending)] {
        let error = world
            .directory
            .list_users(&department, order, Some(&next))
            .await
            .refused();
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{order:?}");
    }
}

#[tokio::test]
async fn a_limit_of_nothing_is_refused_without_a_request() {
    let mut world = World::new().await;
    let wanted = page(None, Some(0));
    let error = world
        .directory
        .list_users(ROOT, None, Some(&wanted))
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(detail(&error, "field"), "limit");
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn somebody_who_leaves_between_two_pages_breaks_nothing() {
    let (organisation, department) = crowd();
    let mut world = World::of(organisation).await;
    let first = page(None, Some(100));
    let first = world
        .directory
        .list_users(&department, None, Some(&first))
        .await
        .done();
    let gone = first.users[0].id.clone();
    world.directory.delete_user(&gone).await.done();
    let next = page(first.next.as_deref(), Some(100));
    let next = world
        .directory
        .list_users(&department, None, Some(&next))
        .await
        .done();
    assert!(!next.users.is_empty());
    assert!(!ids(&next.users).contains(&gone.as_str()));
}

#[tokio::test]
async fn an_unknown_department_is_not_found() {
    let mut world = World::new().await;
    let error = world
        .directory
        .list_users("999", None, None)
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn what_is_no_department_is_refused_without_a_request() {
    let mut world = World::new().await;
    for id in ["", "0", "-7", "01", "x", "1.0", " 1", "9223372036854775808"] {
        let error = world.directory.list_users(id, None, None).await.refused();
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{id}");
        assert_eq!(detail(&error, "field"), "department-id", "{id}");
    }
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn a_list_tells_of_changes_made_before() {
    let mut world = World::new().await;
    world.directory.delete_user(CHEN).await.done();
    let told = world
        .directory
        .list_users(RESEARCH, None, None)
        .await
        .done();
    assert!(!ids(&told.users).contains(&CHEN));
    let told = world.directory.list_users(MARKET, None, None).await.done();
    assert!(!told.users.is_empty());
}
