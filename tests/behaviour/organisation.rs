//! The organisation as a whole, and the ways up its tree.

use orgbook_host::types::{AdministratorLevel, ErrorKind, UserSelection};

use crate::support::{BOSS, CHEN, MARKET, Outcome, RESEARCH, ROOT, World};

/// Who administrates a part.
const SUB: &str = "0098431275560413";

#[tokio::test]
async fn everybody_is_counted_or_only_who_is_active() {
    let mut world = World::new().await;
    let users = world.organisation().users;
    let active = users.iter().filter(|user| user.active).count();
    assert!(active < users.len());
    for (selection, expected) in [
        (UserSelection::All, users.len()),
        (UserSelection::Active, active),
    ] {
        let count = world.directory.count_users(selection).await.done();
        assert_eq!(count as usize, expected);
    }
}

#[tokio::test]
async fn administrators_are_told_with_level_and_departments() {
    let mut world = World::new().await;
    let told = world.directory.list_administrators(None).await.done();
    assert_eq!(told.next, None);
    let told = told.administrators.into_iter();
    let told: Vec<_> = told.map(|it| (it.user_id, it.level)).collect();
    let expected = [
        (BOSS.to_owned(), Some(AdministratorLevel::Main)),
        (SUB.to_owned(), Some(AdministratorLevel::Sub)),
    ];
    assert_eq!(told, expected);
    for (id, departments) in [(BOSS, &[ROOT][..]), (SUB, &["36948803"]), (CHEN, &[])] {
        let scope = world.directory.get_administrator_scope(id).await.done();
        assert_eq!(scope, departments);
    }
    let nobody = world
        .directory
        .get_administrator_scope("nobody")
        .await
        .refused();
    assert_eq!(nobody.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn the_access_scope_is_where_other_calls_are_allowed() {
    let mut world = World::new().await;
    let whole = world.directory.get_access_scope().await.done();
    assert_eq!(
        (whole.department_ids, whole.user_ids),
        (vec![ROOT.to_owned()], vec![])
    );
    world.change_app(|app| {
        app.data_range.departments = vec![MARKET.parse().expect("a number")];
        app.data_range.users = vec![CHEN.to_owned()];
    });
    let part = world.directory.get_access_scope().await.done();
    assert_eq!(
        (part.department_ids, part.user_ids),
        (vec![MARKET.to_owned()], vec![CHEN.to_owned()])
    );
    world.directory.get_user(CHEN).await.done();
    world.directory.list_users(MARKET, None, None).await.done();
    world.directory.get_user(BOSS).await.refused();
}

#[tokio::test]
async fn fields_that_the_app_may_not_see_are_not_in_its_scope() {
    let mut world = World::new().await;
    for (permission, field) in [("fieldMobile", "mobile"), ("fieldEmail", "email")] {
        let before = world.directory.get_access_scope().await.done().user_fields;
        assert!(before.iter().any(|it| it == field));
        world.without(permission);
        let after = world.directory.get_access_scope().await.done().user_fields;
        assert!(!after.iter().any(|it| it == field));
    }
}

#[tokio::test]
async fn the_way_up_ends_at_the_root() {
    let mut world = World::new().await;
    let path = world
        .directory
        .get_department_path("574367388")
        .await
        .done();
    assert_eq!(path, ["574367388", "574367301", RESEARCH, ROOT]);
    assert_eq!(
        world.directory.get_department_path(ROOT).await.done(),
        [ROOT]
    );
    let missing = world.directory.get_department_path("99").await.refused();
    assert_eq!(missing.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn a_user_has_a_way_up_for_each_department() {
    let mut world = World::new().await;
    for user in world.organisation().users {
        let paths = world
            .directory
            .list_user_department_paths(&user.userid)
            .await
            .done();
        let begins: Vec<_> = paths.iter().map(|path| path[0].clone()).collect();
        let expected: Vec<_> = user
            .departments
            .iter()
            .map(|it| it.dept_id.to_string())
            .collect();
        assert_eq!(begins, expected);
        for path in paths {
            let told = world.directory.get_department_path(&path[0]).await.done();
            assert_eq!(path, told);
        }
    }
    let nobody = world
        .directory
        .list_user_department_paths("nobody")
        .await
        .refused();
    assert_eq!(nobody.kind, ErrorKind::NotFound);
}

#[tokio::test]
async fn departments_are_found_by_name_but_for_the_special_ones() {
    let mut world = World::new().await;
    let found = world
        .directory
        .search_department_ids("研发", None)
        .await
        .done();
    assert_eq!((found.ids, found.next), (vec![RESEARCH.to_owned()], None));
    let special = world
        .directory
        .search_department_ids("家校", None)
        .await
        .done();
    assert_eq!((special.ids, special.next), (vec![], None));
}
