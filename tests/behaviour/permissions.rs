//! What an app may do and see, and how the interface says so.

use orgbook_host::types::{ErrorKind, Severity, UserChange};

use crate::support::examples::{self, EXAMPLES};
use crate::support::{
    BOSS, CHEN, FREE_MOBILE, LI, MARKET, Outcome, RESEARCH, ROOT, World, assignment, attribute,
    created, detail, details, expected, finding, newcomer, problems,
};

#[tokio::test]
async fn the_page_in_help_url_is_about_this_app_and_this_permission() {
    let mut world = World::new().await;
    world.without("qyapi_get_member");
    let error = world.directory.get_user(CHEN).await.refused();
    let url = detail(&error, "help-url");
    assert!(url.contains(orgbook_sandbox::DEFAULT_CLIENT_ID), "{url}");
    assert!(url.ends_with("qyapi_get_member"), "{url}");
}

#[tokio::test]
async fn a_refusal_for_lack_of_permission_changes_nothing() {
    let mut world = examples::world().await;
    world.without("qyapi_manage_addresslist");
    let mut denied = 0;
    for example in EXAMPLES {
        let before = world.organisation();
        if let Err(error) = example.call(&mut world).await {
            assert!(error.is("permission-denied"), "{error:?}");
            assert_eq!(world.organisation(), before, "{}", example.function);
            denied += 1;
        }
    }
    assert_eq!(denied, 17);
}

#[tokio::test]
async fn a_permission_that_is_granted_later_works_in_the_same_instance() {
    let mut world = World::new().await;
    world.without("qyapi_get_member");
    world.directory.get_user(CHEN).await.refused();
    world.change_app(|app| {
        app.permissions.insert("qyapi_get_member".to_owned());
    });
    world.directory.get_user(CHEN).await.done();
}

#[tokio::test]
async fn without_field_mobile_numbers_are_absent_and_everything_else_is_there() {
    let mut world = World::new().await;
    world.without("fieldMobile");
    let hidden = expected::user(&world.person(CHEN));
    let mut told = world.directory.get_user(CHEN).await.done();
    told.roles = None;
    assert_eq!(
        told,
        orgbook_host::types::User {
            mobile: None,
            ..hidden
        }
    );
    let listed = world
        .directory
        .list_users(RESEARCH, None, None)
        .await
        .done()
        .users;
    assert!(
        listed
            .iter()
            .all(|user| user.mobile.is_none() && user.name.is_some())
    );
    let found = world
        .directory
        .find_user_by_mobile("13800000002")
        .await
        .done();
    assert_eq!(found.expect("Chen").mobile, None);
}

#[tokio::test]
async fn without_field_email_personal_information_is_absent_and_not_empty() {
    let mut world = World::new().await;
    world.without("fieldEmail");
    let person = world.person(CHEN);
    assert!(person.email.is_some() && person.remark.is_some() && !person.extension.is_empty());
    let listed = world
        .directory
        .list_users(RESEARCH, None, None)
        .await
        .done()
        .users;
    let listed = listed
        .into_iter()
        .find(|user| user.id == CHEN)
        .expect("Chen is listed");
    for told in [world.directory.get_user(CHEN).await.done(), listed] {
        assert_eq!(told.email, None);
        assert_eq!(told.work_place, None);
        assert_eq!(told.remark, None);
        assert!(
            told.attributes
                .iter()
                .all(|it| !it.name.starts_with("extension."))
        );
        assert_eq!(told.mobile, Some(expected::mobile(&person.mobile)));
        assert_eq!(told.title, person.title);
    }
}

#[tokio::test]
async fn users_outside_the_data_range_are_denied() {
    let mut world = World::new().await;
    world.range(&[MARKET.parse().expect("a number")]);
    let before = world.organisation();
    let directory = &mut world.directory;
    let title = [UserChange::Title("x".to_owned())];
    for error in [
        directory.get_user(CHEN).await.refused(),
        directory.find_user_by_mobile("13800000002").await.refused(),
        directory.update_user(CHEN, &title).await.refused(),
        directory.delete_user(CHEN).await.refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::PermissionDenied, "{error:?}");
        assert!(details(&error, "permission").is_empty(), "{error:?}");
        assert_eq!(error.backend.expect("it answered").code, "50002");
    }
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn departments_outside_the_data_range_are_denied() {
    let mut world = World::new().await;
    world.range(&[MARKET.parse().expect("a number")]);
    let directory = &mut world.directory;
    for error in [
        directory.get_department(RESEARCH).await.refused(),
        directory.list_departments(ROOT, None).await.refused(),
        directory.list_users(ROOT, None, None).await.refused(),
        directory.create_user(&newcomer(), None).await.refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::PermissionDenied, "{error:?}");
        assert_eq!(error.backend.expect("it answered").code, "50004");
    }
}

#[tokio::test]
async fn nobody_is_moved_out_of_the_data_range() {
    let mut world = World::new().await;
    world.range(&[RESEARCH.parse().expect("a number")]);
    let before = world.organisation();
    let changes = [UserChange::Departments(vec![assignment(MARKET)])];
    let error = world.directory.update_user(LI, &changes).await.refused();
    assert_eq!(error.kind, ErrorKind::PermissionDenied);
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn identifiers_of_departments_are_not_limited_by_the_data_range() {
    let mut world = World::new().await;
    world.range(&[MARKET.parse().expect("a number")]);
    let ids = world.directory.list_department_ids(ROOT, None).await.done();
    assert_eq!(ids.ids, expected::children(&world.organisation(), ROOT));
}

#[tokio::test]
async fn within_the_data_range_everything_works() {
    let mut world = World::new().await;
    world.range(&[RESEARCH.parse().expect("a number")]);
    world.directory.get_user(LI).await.done();
    world.directory.get_department(RESEARCH).await.done();
    world
        .directory
        .list_users(RESEARCH, None, None)
        .await
        .done();
    world.directory.delete_user(LI).await.done();
}

#[tokio::test]
async fn an_address_that_is_not_on_the_list_is_told() {
    let mut world = examples::world().await;
    world.change_app(|app| app.ip_allow_list = vec![[10, 0, 0, 1].into()]);
    let before = world.organisation();
    for example in EXAMPLES {
        let error = example.call(&mut world).await.expect_err("it is denied");
        assert!(error.is("permission-denied"), "{error:?}");
        assert_eq!(error.details("caller-ip"), ["127.0.0.1"], "{error:?}");
        assert!(error.details("permission").is_empty(), "{error:?}");
    }
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn an_address_that_is_added_to_the_list_works_in_the_same_instance() {
    let mut world = World::new().await;
    world.change_app(|app| app.ip_allow_list = vec![[10, 0, 0, 1].into()]);
    world.directory.get_user(CHEN).await.refused();
    world.change_app(|app| app.ip_allow_list.push([127, 0, 0, 1].into()));
    world.directory.get_user(CHEN).await.done();
    assert_eq!(world.sandbox.tokens_issued(), 1);
}

/// The permissions that the guide names for the main job.
const GUIDE: &[&str] = &["qyapi_manage_addresslist", "qyapi_get_department_list"];

#[tokio::test]
async fn with_the_guides_two_permissions_alone_there_is_not_even_a_token() {
    let mut world = examples::world().await;
    world.only(GUIDE);
    for example in EXAMPLES {
        let error = example.call(&mut world).await.expect_err("it is denied");
        assert!(error.is("permission-denied"), "{error:?}");
        assert_eq!(error.details("permission"), ["qyapi_base"], "{error:?}");
    }
    let findings = world.directory.check_directory().await.done();
    let base = finding(&findings, "permission.qyapi_base");
    assert_eq!(base.severity, Severity::Error);
    assert!(
        base.action
            .as_deref()
            .is_some_and(|action| action.contains("qyapi_base"))
    );
    let good = findings.iter().filter(|it| it.severity == Severity::Ok);
    let good: Vec<_> = good.map(|it| it.id.as_str()).collect();
    assert_eq!(good, ["settings"]);
}

#[tokio::test]
async fn with_the_guides_two_and_the_base_users_are_written_and_departments_read() {
    let mut world = World::new().await;
    world.only(&[GUIDE, &["qyapi_base"]].concat());
    let directory = &mut world.directory;
    // What works.
    let id = created(directory.create_user(&newcomer(), Some("row")).await).id;
    let changes = [
        UserChange::Title("x".to_owned()),
        UserChange::Email("new@example.com".to_owned()),
        UserChange::Manager(BOSS.to_owned()),
    ];
    directory.update_user(&id, &changes).await.done();
    // What works, and cannot be seen to have worked.
    let custom = [UserChange::Attribute(attribute("extension.hobby", "Go"))];
    let unseen = directory.update_user(&id, &custom).await.refused();
    assert_eq!(unseen.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(detail(&unseen, "permission"), "qyapi_get_member");
    directory.get_department(ROOT).await.done();
    directory.list_department_ids(ROOT, None).await.done();
    directory.list_departments(ROOT, None).await.done();
    // What does not, and what it lacks.
    let removal = [UserChange::RemoveAttribute("extension.hobby".to_owned())];
    for (error, permission) in [
        (directory.get_user(&id).await.refused(), "qyapi_get_member"),
        (
            directory.update_user(&id, &removal).await.refused(),
            "qyapi_get_member",
        ),
        (
            directory.find_user_by_mobile(FREE_MOBILE).await.refused(),
            "qyapi_get_member_by_mobile",
        ),
        (
            directory.list_users(ROOT, None, None).await.refused(),
            "qyapi_get_department_member",
        ),
    ] {
        assert_eq!(error.kind, ErrorKind::PermissionDenied, "{error:?}");
        assert_eq!(detail(&error, "permission"), permission);
    }
    directory.delete_user(&id).await.done();
}

#[tokio::test]
async fn with_the_guides_two_and_the_base_the_check_names_what_is_missing() {
    let mut world = World::new().await;
    world.only(&[GUIDE, &["qyapi_base"]].concat());
    let findings = world.directory.check_directory().await.done();
    let found = problems(&findings);
    for (id, severity) in [
        ("permission.qyapi_get_member", Severity::Error),
        ("permission.qyapi_get_member_by_mobile", Severity::Warning),
        ("permission.qyapi_get_department_member", Severity::Warning),
    ] {
        assert!(found.contains(&(id, severity)), "{found:?}");
    }
    for granted in GUIDE {
        let id = format!("permission.{granted}");
        assert_eq!(finding(&findings, &id).severity, Severity::Ok);
    }
    // Nobody can be looked at, so nothing is claimed of the fields.
    for id in ["permission.fieldMobile", "permission.fieldEmail"] {
        assert_eq!(finding(&findings, id).severity, Severity::Unknown);
    }
}
