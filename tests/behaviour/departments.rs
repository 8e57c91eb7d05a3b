//! Reading departments.

use orgbook_host::types::{ErrorKind, PageRequest};

use crate::support::{Outcome, RESEARCH, ROOT, World, detail, expected};

/// Neither of these is the identifier of a department.
const MALFORMED: &[&str] = &[
    "",
    "0",
    "-7",
    "-1",
    "01",
    "+1",
    "x",
    "1.0",
    "1e3",
    " 1",
    "1 ",
    "１",
    "9223372036854775808",
];

#[tokio::test]
async fn every_department_is_told_as_the_organisation_knows_it() {
    let mut world = World::new().await;
    let organisation = world.organisation();
    for department in organisation.departments.iter().filter(|it| it.dept_id > 0) {
        let id = department.dept_id.to_string();
        let told = world.directory.get_department(&id).await.done();
        assert_eq!(told, expected::department(&organisation, &id));
    }
}

#[tokio::test]
async fn the_root_has_no_parent_and_everything_else_has_one() {
    let mut world = World::new().await;
    let root = world.directory.describe_directory().await.done();
    let root = root.root_department_id;
    for department in world
        .organisation()
        .departments
        .iter()
        .filter(|it| it.dept_id > 0)
    {
        let id = department.dept_id.to_string();
        let told = world.directory.get_department(&id).await.done();
        assert_eq!(told.parent_id.is_none(), id == root, "{told:?}");
    }
}

#[tokio::test]
async fn the_identifiers_below_a_department_are_told_in_its_order() {
    let mut world = World::new().await;
    let organisation = world.organisation();
    for department in organisation.departments.iter().filter(|it| it.dept_id > 0) {
        let id = department.dept_id.to_string();
        let told = world.directory.list_department_ids(&id, None).await.done();
        assert_eq!(told.ids, expected::children(&organisation, &id), "{id}");
    }
}

#[tokio::test]
async fn the_departments_below_a_department_are_told_in_its_order() {
    let mut world = World::new().await;
    let organisation = world.organisation();
    for department in organisation.departments.iter().filter(|it| it.dept_id > 0) {
        let id = department.dept_id.to_string();
        let told = world.directory.list_departments(&id, None).await.done();
        let children = expected::children(&organisation, &id);
        let expected: Vec<_> = children
            .iter()
            .map(|child| expected::listed_department(&organisation, child))
            .collect();
        assert_eq!(told.departments, expected, "{id}");
    }
}

#[tokio::test]
async fn the_departments_below_a_department_come_page_by_page() {
    let mut world = World::new().await;
    let children = expected::children(&world.organisation(), ROOT);
    assert!(children.len() > 1);
    let (mut ids, mut departments, mut cursors) = (vec![], vec![], [None, None]);
    for _ in &children {
        let [of_ids, of_departments] = cursors.map(|cursor| PageRequest {
            cursor,
            limit: Some(1),
        });
        let directory = &mut world.directory;
        let page = directory.list_department_ids(ROOT, Some(&of_ids));
        let of_ids = page.await.done();
        let page = directory.list_departments(ROOT, Some(&of_departments));
        let of_departments = page.await.done();
        ids.extend(of_ids.ids);
        departments.extend(of_departments.departments.into_iter().map(|it| it.id));
        cursors = [of_ids.next, of_departments.next];
    }
    assert_eq!((&ids, &departments), (&children, &children));
    assert_eq!(cursors, [None, None]);
}

#[tokio::test]
async fn special_departments_never_appear() {
    let mut world = World::new().await;
    let special = world
        .organisation()
        .departments
        .into_iter()
        .find(|it| it.dept_id < 0);
    let special = special
        .expect("the organisation has one")
        .dept_id
        .to_string();
    let ids = world
        .directory
        .list_department_ids(ROOT, None)
        .await
        .done()
        .ids;
    assert!(!ids.contains(&special), "{ids:?}");
    let page = world.directory.list_departments(ROOT, None).await.done();
    let departments = page.departments;
    assert!(
        departments.iter().all(|it| it.id != special),
        "{departments:?}"
    );
}

#[tokio::test]
async fn a_leaf_has_nothing_below_it() {
    let mut world = World::new().await;
    let organisation = world.organisation();
    let mut departments = organisation.departments.iter().filter(|it| it.dept_id > 0);
    let leaf = departments.find_map(|department| {
        let id = department.dept_id.to_string();
        expected::children(&organisation, &id)
            .is_empty()
            .then_some(id)
    });
    let leaf = leaf.expect("a tree has leaves");
    let ids = world
        .directory
        .list_department_ids(&leaf, None)
        .await
        .done();
    assert_eq!((ids.ids, ids.next), (vec![], None));
    let page = world.directory.list_departments(&leaf, None).await.done();
    assert_eq!((page.departments, page.next), (vec![], None));
}

#[tokio::test]
async fn an_unknown_department_is_not_found() {
    let mut world = World::new().await;
    let directory = &mut world.directory;
    assert_eq!(
        directory.get_department("999").await.refused().kind,
        ErrorKind::NotFound
    );
    assert_eq!(
        directory
            .list_department_ids("999", None)
            .await
            .refused()
            .kind,
        ErrorKind::NotFound
    );
    assert_eq!(
        directory.list_departments("999", None).await.refused().kind,
        ErrorKind::NotFound
    );
}

#[tokio::test]
async fn what_is_no_identifier_is_refused_without_a_request() {
    let mut world = World::new().await;
    for id in MALFORMED {
        let error = world.directory.get_department(id).await.refused();
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{id}");
        assert_eq!(detail(&error, "field"), "id", "{id}");
        for error in [
            world
                .directory
                .list_department_ids(id, None)
                .await
                .refused(),
            world.directory.list_departments(id, None).await.refused(),
        ] {
            assert_eq!(error.kind, ErrorKind::InvalidArgument, "{id}");
            assert_eq!(detail(&error, "field"), "parent-id", "{id}");
        }
    }
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn the_tree_can_be_walked_from_the_root() {
    let mut world = World::new().await;
    let mut found = vec![ROOT.to_owned()];
    let mut next = 0;
    while next < found.len() {
        let below = world
            .directory
            .list_department_ids(&found[next], None)
            .await
            .done();
        found.extend(below.ids);
        next += 1;
    }
    found.sort();
    let departments = world.organisation().departments.into_iter();
    let mut all: Vec<_> = departments
        .filter(|it| it.dept_id > 0)
        .map(|it| it.dept_id.to_string())
        .collect();
    all.sort();
    assert_eq!(found, all);
}

#[tokio::test]
async fn counts_follow_the_people() {
    let mut world = World::new().await;
    let before = world.directory.get_department(RESEARCH).await.done();
    world
        .directory
        .delete_user(crate::support::CHEN)
        .await
        .done();
    let after = world.directory.get_department(RESEARCH).await.done();
    assert_eq!(
        after.member_count,
        before.member_count.map(|count| count - 1)
    );
    assert_eq!(
        after.total_member_count,
        before.total_member_count.map(|count| count - 1)
    );
    assert_eq!(after.manager_ids, None);
}
