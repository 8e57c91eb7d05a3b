//! Changing users.

use orgbook_host::types::{Assignment, Attribute, ErrorKind, UserChange, UserField};
use orgbook_sandbox::{Organisation, User};

use crate::support::{
    BOSS, CHEN, FREE_MOBILE, LI, Outcome, PLATFORM, RESEARCH, ROOT, STAFF, WANG, World, assignment,
    attribute, detail, expected, value,
};

const GET: &str = "/topapi/v2/user/get";
const UPDATE: &str = "/topapi/v2/user/update";

fn set(name: &str, value: &str) -> UserChange {
    UserChange::Attribute(attribute(name, value))
}

fn remove(name: &str) -> UserChange {
    UserChange::RemoveAttribute(name.to_owned())
}

/// Makes changes to somebody, and checks that the organisation is what it was but for these.
async fn changes_only(
    world: &mut World,
    id: &str,
    changes: &[UserChange],
    expected: impl FnOnce(&mut User),
) {
    let before = world.organisation();
    world.directory.update_user(id, changes).await.done();
    let mut then = before;
    let person = then
        .users
        .iter_mut()
        .find(|user| user.userid == id)
        .expect("somebody");
    expected(person);
    person.modify_time = world.person(id).modify_time;
    assert_eq!(world.organisation(), then, "{changes:?}");
    let mut told = world.directory.get_user(id).await.done();
    told.roles = None;
    assert_eq!(told, expected::user(&world.person(id)), "{changes:?}");
}

/// Checks that changes are refused without a request, and gives kind and field.
async fn refused_unsent(world: &mut World, changes: &[UserChange]) -> (ErrorKind, String) {
    let before = world.requests();
    let error = world.directory.update_user(CHEN, changes).await.refused();
    assert_eq!(world.requests(), before, "{error:?}");
    assert_eq!(error.backend, None);
    let field = detail(&error, "field").to_owned();
    (error.kind, field)
}

#[tokio::test]
async fn every_text_can_be_set_and_nothing_else_changes() {
    type Change = fn(String) -> UserChange;
    type Apply = fn(&mut User, String);
    let mut world = World::new().await;
    let settable: [(Change, &str, Apply); 7] = [
        (UserChange::Name, "陈思遠 ✈", |user, text| {
            user.name = text
        }),
        (UserChange::Email, "chen@example.org", |user, text| {
            user.email = Some(text)
        }),
        (UserChange::Telephone, "8999", |user, text| {
            user.telephone = Some(text)
        }),
        (UserChange::EmployeeNumber, "0070", |user, text| {
            user.job_number = Some(text)
        }),
        (UserChange::Title, "首席 \"工程师\"", |user, text| {
            user.title = Some(text)
        }),
        (UserChange::WorkPlace, "上海 / 2F", |user, text| {
            user.work_place = Some(text)
        }),
        (UserChange::Remark, "一\n二\t三", |user, text| {
            user.remark = Some(text)
        }),
    ];
    for (change, text, apply) in settable {
        let changes = [change(text.to_owned())];
        changes_only(&mut world, CHEN, &changes, |user| {
            apply(user, text.to_owned())
        })
        .await;
    }
}

#[tokio::test]
async fn a_field_that_was_not_set_can_be_set() {
    let mut world = World::new().await;
    assert_eq!(world.person(LI).remark, None);
    let changes = [UserChange::Remark("新".to_owned())];
    changes_only(&mut world, LI, &changes, |user| {
        user.remark = Some("新".to_owned())
    })
    .await;
}

#[tokio::test]
async fn the_manager_can_be_set() {
    let mut world = World::new().await;
    let changes = [UserChange::Manager(BOSS.to_owned())];
    changes_only(&mut world, LI, &changes, |user| {
        user.manager_userid = Some(BOSS.to_owned());
    })
    .await;
}

#[tokio::test]
async fn the_manager_can_be_cleared() {
    let mut world = World::new().await;
    assert!(world.person(LI).manager_userid.is_some());
    let changes = [UserChange::Clear(UserField::Manager)];
    changes_only(&mut world, LI, &changes, |user| user.manager_userid = None).await;
}

#[tokio::test]
async fn clearing_a_manager_who_is_not_set_succeeds() {
    let mut world = World::new().await;
    assert_eq!(world.person(BOSS).manager_userid, None);
    let changes = [UserChange::Clear(UserField::Manager)];
    changes_only(&mut world, BOSS, &changes, |_| {}).await;
}

#[tokio::test]
async fn the_day_of_joining_can_be_set() {
    let mut world = World::new().await;
    let changes = [UserChange::HiredOn("2024-02-29".to_owned())];
    world.directory.update_user(CHEN, &changes).await.done();
    assert_eq!(
        world.person(CHEN).hired_date.map(expected::day).as_deref(),
        Some("2024-02-29")
    );
    let told = world.directory.get_user(CHEN).await.done();
    assert_eq!(told.hired_on.as_deref(), Some("2024-02-29"));
}

#[tokio::test]
async fn the_day_that_is_told_can_be_set_without_moving() {
    let mut world = World::new().await;
    let before = world.person(CHEN).hired_date;
    let day = world
        .directory
        .get_user(CHEN)
        .await
        .done()
        .hired_on
        .expect("it is told");
    world
        .directory
        .update_user(CHEN, &[UserChange::HiredOn(day)])
        .await
        .done();
    assert_eq!(world.person(CHEN).hired_date, before);
}

#[tokio::test]
async fn departments_replace_all_that_were_before() {
    let mut world = World::new().await;
    let changes = [UserChange::Departments(vec![assignment(STAFF)])];
    world.directory.update_user(WANG, &changes).await.done();
    let told = world.directory.get_user(WANG).await.done();
    let memberships = told.memberships.expect("they are told");
    assert_eq!(memberships.len(), 1);
    assert_eq!(memberships[0].department_id, STAFF);
    assert_eq!(memberships[0].leader, Some(false));
    assert!(memberships[0].sort_key.is_some(), "the directory chooses");
}

#[tokio::test]
async fn a_department_can_have_a_place_and_a_position() {
    let mut world = World::new().await;
    let place = Assignment {
        department_id: STAFF.to_owned(),
        sort_key: Some("-9223372036854775808".to_owned()),
        title: Some("顾问".to_owned()),
    };
    let changes = [UserChange::Departments(vec![place, assignment(ROOT)])];
    world.directory.update_user(LI, &changes).await.done();
    let told = world.directory.get_user(LI).await.done();
    let memberships = told.memberships.expect("they are told");
    let here = memberships
        .iter()
        .find(|it| it.department_id == STAFF)
        .expect("it is told");
    assert_eq!(here.sort_key.as_deref(), Some("-9223372036854775808"));
    assert_eq!(here.title.as_deref(), Some("顾问"));
}

#[tokio::test]
async fn a_department_that_stays_keeps_its_place() {
    let mut world = World::new().await;
    let before = world
        .directory
        .get_user(LI)
        .await
        .done()
        .memberships
        .expect("they are told");
    let changes = [UserChange::Departments(vec![
        assignment(PLATFORM),
        assignment(RESEARCH),
    ])];
    world.directory.update_user(LI, &changes).await.done();
    let after = world
        .directory
        .get_user(LI)
        .await
        .done()
        .memberships
        .expect("they are told");
    assert_eq!(after[0], before[0]);
}

#[tokio::test]
async fn a_custom_field_is_set_beside_the_others() {
    let mut world = World::new().await;
    assert!(world.person(CHEN).extension.len() > 1);
    let changes = [set(
        "extension.hobby",
        "[画](https://example.com/?a=1&b=#x)",
    )];
    changes_only(&mut world, CHEN, &changes, |user| {
        let link = "[画](https://example.com/?a=1&b=#x)".to_owned();
        user.extension.insert("hobby".to_owned(), link);
    })
    .await;
}

#[tokio::test]
async fn a_custom_field_is_removed_and_the_others_stay() {
    let mut world = World::new().await;
    assert!(world.person(CHEN).extension.len() > 1);
    changes_only(&mut world, CHEN, &[remove("extension.hobby")], |user| {
        user.extension.remove("hobby").expect("it was set");
    })
    .await;
}

#[tokio::test]
async fn the_last_custom_field_can_be_removed() {
    let mut world = World::new().await;
    assert_eq!(world.person(LI).extension.len(), 1);
    changes_only(&mut world, LI, &[remove("extension.hobby")], |user| {
        user.extension.clear()
    })
    .await;
}

#[tokio::test]
async fn custom_fields_are_set_and_removed_at_once() {
    let mut world = World::new().await;
    let changes = [
        remove("extension.hobby"),
        set("extension.desk", "4F-01"),
        remove("extension.badge"),
    ];
    changes_only(&mut world, CHEN, &changes, |user| {
        user.extension = [("desk".to_owned(), "4F-01".to_owned())].into();
    })
    .await;
}

#[tokio::test]
async fn removing_a_custom_field_that_is_not_there_succeeds_and_changes_nothing() {
    let mut world = World::new().await;
    changes_only(&mut world, LI, &[remove("extension.desk")], |_| {}).await;
    changes_only(&mut world, LI, &[remove("extension.nonsense")], |_| {}).await;
    changes_only(&mut world, WANG, &[remove("extension.hobby")], |_| {}).await;
}

#[tokio::test]
async fn without_the_right_to_see_custom_fields_none_is_removed_and_none_is_lost() {
    let mut world = World::new().await;
    world.without("fieldEmail");
    let before = world.organisation();
    let changes = [UserChange::Title("x".to_owned()), remove("extension.hobby")];
    let error = world.directory.update_user(CHEN, &changes).await.refused();
    assert_eq!(error.kind, ErrorKind::PermissionDenied);
    assert_eq!(detail(&error, "permission"), "fieldEmail");
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn without_the_right_to_read_users_no_custom_field_is_removed_and_none_is_lost() {
    let mut world = World::new().await;
    world.without("qyapi_get_member");
    let before = world.organisation();
    let error = world
        .directory
        .update_user(CHEN, &[remove("extension.hobby")])
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::PermissionDenied);
    assert_eq!(detail(&error, "permission"), "qyapi_get_member");
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn a_custom_field_set_without_the_right_to_see_it_has_an_unknown_outcome() {
    let mut world = World::new().await;
    world.without("fieldEmail");
    let before = world.person(CHEN).extension;
    let change = [set("extension.hobby", "画")];
    let error = world.directory.update_user(CHEN, &change).await.refused();
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(detail(&error, "permission"), "fieldEmail");
    assert_eq!(detail(&error, "check"), "get-user");
    let mut expected = before;
    expected.insert("hobby".to_owned(), "画".to_owned());
    assert_eq!(world.person(CHEN).extension, expected);
}

#[tokio::test]
async fn a_custom_field_that_is_not_defined_is_unsupported_and_the_rest_is_done() {
    let mut world = World::new().await;
    let changes = [
        UserChange::Title("x".to_owned()),
        set("extension.shoe", "43"),
    ];
    let error = world.directory.update_user(CHEN, &changes).await.refused();
    assert_eq!(error.kind, ErrorKind::Unsupported);
    assert_eq!(detail(&error, "field"), "extension.shoe");
    assert_eq!(world.person(CHEN).title.as_deref(), Some("x"));
    assert_eq!(world.person(CHEN).extension.get("shoe"), None);
}

#[tokio::test]
async fn removing_one_custom_field_beside_an_undefined_one_loses_nothing() {
    let mut world = World::new().await;
    let changes = [remove("extension.hobby"), set("extension.shoe", "43")];
    let error = world.directory.update_user(CHEN, &changes).await.refused();
    assert_eq!(error.kind, ErrorKind::Unsupported);
    let keys: Vec<_> = world.person(CHEN).extension.into_keys().collect();
    assert_eq!(keys, ["badge", "desk"]);
}

#[tokio::test]
async fn switches_can_be_set_both_ways() {
    let mut world = World::new().await;
    for (text, on) in [("true", true), ("false", false)] {
        let changes = [
            set("dingtalk.hide-mobile", text),
            set("dingtalk.senior-mode", text),
        ];
        changes_only(&mut world, CHEN, &changes, |user| {
            user.hide_mobile = on;
            user.senior_mode = on;
        })
        .await;
    }
}

#[tokio::test]
async fn several_changes_are_one_request() {
    let mut world = World::new().await;
    let changes = [
        UserChange::Title("x".to_owned()),
        UserChange::Remark("y".to_owned()),
        UserChange::Clear(UserField::Manager),
    ];
    changes_only(&mut world, CHEN, &changes, |user| {
        user.title = Some("x".to_owned());
        user.remark = Some("y".to_owned());
        user.manager_userid = None;
    })
    .await;
    let updates = world
        .paths()
        .into_iter()
        .filter(|path| path == UPDATE)
        .count();
    assert_eq!(updates, 1);
}

#[tokio::test]
async fn an_update_may_be_repeated() {
    let mut world = World::new().await;
    let changes = [
        UserChange::Title("x".to_owned()),
        remove("extension.hobby"),
        UserChange::Clear(UserField::Manager),
    ];
    world.directory.update_user(CHEN, &changes).await.done();
    let once = world.organisation();
    world.directory.update_user(CHEN, &changes).await.done();
    assert_eq!(world.organisation(), once);
}

#[tokio::test]
async fn work_email_without_mailboxes_is_unsupported_and_the_rest_is_done() {
    let mut world = World::new().await;
    let changes = [
        UserChange::Title("x".to_owned()),
        UserChange::WorkEmail("chen@star.example".to_owned()),
    ];
    let error = world.directory.update_user(CHEN, &changes).await.refused();
    assert_eq!(error.kind, ErrorKind::Unsupported);
    assert_eq!(detail(&error, "field"), "work-email");
    assert_eq!(world.person(CHEN).title.as_deref(), Some("x"));
    assert_eq!(world.person(CHEN).org_email, None);
}

#[tokio::test]
async fn work_email_with_mailboxes_is_set() {
    let mut organisation = Organisation::default();
    organisation.settings.mailbox_service = true;
    let mut world = World::of(organisation).await;
    let address = "chen@star.example";
    let changes = [UserChange::WorkEmail(address.to_owned())];
    world.directory.update_user(CHEN, &changes).await.done();
    assert_eq!(world.person(CHEN).org_email.as_deref(), Some(address));
    let told = world.directory.get_user(CHEN).await.done();
    assert_eq!(told.work_email.as_deref(), Some(address));
}

#[tokio::test]
async fn only_what_may_be_ignored_is_read_back() {
    let mut world = World::new().await;
    let changes = [UserChange::Title("x".to_owned())];
    world.directory.update_user(CHEN, &changes).await.done();
    assert!(!world.paths().contains(&GET.to_owned()));
}

#[tokio::test]
async fn nobody_is_not_found() {
    let mut world = World::new().await;
    for changes in [
        vec![UserChange::Title("x".to_owned())],
        vec![remove("extension.hobby")],
        vec![UserChange::WorkEmail("a@b.example".to_owned())],
    ] {
        let error = world
            .directory
            .update_user("nobody", &changes)
            .await
            .refused();
        assert_eq!(error.kind, ErrorKind::NotFound, "{changes:?}");
    }
}

#[tokio::test]
async fn an_empty_list_is_refused_without_a_request() {
    let mut world = World::new().await;
    let refused = refused_unsent(&mut world, &[]).await;
    assert_eq!(refused, (ErrorKind::InvalidArgument, "changes".to_owned()));
}

#[tokio::test]
async fn naming_a_thing_twice_is_refused_without_a_request() {
    let mut world = World::new().await;
    let text = || "x".to_owned();
    for (changes, field) in [
        (
            [UserChange::Name(text()), UserChange::Name("y".to_owned())],
            "name",
        ),
        (
            [UserChange::Title(text()), UserChange::Title(text())],
            "title",
        ),
        (
            [
                UserChange::Manager(BOSS.to_owned()),
                UserChange::Clear(UserField::Manager),
            ],
            "manager",
        ),
        (
            [
                UserChange::Clear(UserField::Manager),
                UserChange::Clear(UserField::Manager),
            ],
            "manager",
        ),
        (
            [set("extension.hobby", "a"), set("extension.hobby", "b")],
            "extension.hobby",
        ),
        (
            [set("extension.hobby", "a"), remove("extension.hobby")],
            "extension.hobby",
        ),
        (
            [remove("extension.hobby"), remove("extension.hobby")],
            "extension.hobby",
        ),
    ] {
        let refused = refused_unsent(&mut world, &changes).await;
        assert_eq!(refused, (ErrorKind::InvalidArgument, field.to_owned()));
    }
}

#[tokio::test]
async fn an_empty_value_is_refused_without_a_request() {
    let mut world = World::new().await;
    for change in [
        UserChange::Name,
        UserChange::Email,
        UserChange::WorkEmail,
        UserChange::Telephone,
        UserChange::EmployeeNumber,
        UserChange::Title,
        UserChange::WorkPlace,
        UserChange::Remark,
        UserChange::Manager,
        UserChange::HiredOn,
    ] {
        let (kind, _) = refused_unsent(&mut world, &[change(String::new())]).await;
        assert_eq!(kind, ErrorKind::InvalidArgument);
    }
    for change in [
        UserChange::Departments(Vec::new()),
        set("extension.hobby", ""),
        set("dingtalk.hide-mobile", ""),
    ] {
        let (kind, _) = refused_unsent(&mut world, &[change]).await;
        assert_eq!(kind, ErrorKind::InvalidArgument);
    }
}

#[tokio::test]
async fn a_value_that_is_too_long_is_refused_without_a_request_and_named() {
    let mut world = World::new().await;
    let long = |length: usize| "长".repeat(length);
    for (change, field) in [
        (UserChange::Name(long(81)), "name"),
        (UserChange::Email(long(51)), "email"),
        (UserChange::WorkEmail(long(101)), "work-email"),
        (UserChange::Telephone(long(51)), "telephone"),
        (UserChange::EmployeeNumber(long(51)), "employee-number"),
        (UserChange::Title(long(201)), "title"),
        (UserChange::WorkPlace(long(101)), "work-place"),
        (UserChange::Remark(long(2001)), "remark"),
        (set("extension.hobby", &long(2001)), "extension.hobby"),
    ] {
        let refused = refused_unsent(&mut world, &[change]).await;
        assert_eq!(refused, (ErrorKind::InvalidArgument, field.to_owned()));
    }
}

#[tokio::test]
async fn a_mobile_number_is_unsupported_without_a_request() {
    let mut world = World::new().await;
    let refused = refused_unsent(&mut world, &[UserChange::Mobile(FREE_MOBILE.to_owned())]).await;
    assert_eq!(refused, (ErrorKind::Unsupported, "mobile".to_owned()));
}

#[tokio::test]
async fn what_cannot_be_cleared_is_unsupported_without_a_request() {
    let mut world = World::new().await;
    for (field, name) in [
        (UserField::Email, "email"),
        (UserField::Telephone, "telephone"),
        (UserField::EmployeeNumber, "employee-number"),
        (UserField::Title, "title"),
        (UserField::WorkPlace, "work-place"),
        (UserField::Remark, "remark"),
        (UserField::HiredOn, "hired-on"),
    ] {
        let refused = refused_unsent(&mut world, &[UserChange::Clear(field)]).await;
        assert_eq!(refused, (ErrorKind::Unsupported, name.to_owned()));
    }
}

#[tokio::test]
async fn one_change_that_is_known_to_be_unsupported_leaves_all_undone() {
    let mut world = World::new().await;
    let changes = [
        UserChange::Title("x".to_owned()),
        UserChange::Clear(UserField::Remark),
    ];
    let refused = refused_unsent(&mut world, &changes).await;
    assert_eq!(refused, (ErrorKind::Unsupported, "remark".to_owned()));
}

#[tokio::test]
async fn an_attribute_that_cannot_be_written_is_refused_without_a_request() {
    let mut world = World::new().await;
    for name in [
        "",
        "hobby",
        "extension.",
        "dingtalk.admin",
        "dingtalk.create-time",
    ] {
        for change in [set(name, "true"), remove(name)] {
            let refused = refused_unsent(&mut world, &[change]).await;
            assert_eq!(refused, (ErrorKind::InvalidArgument, name.to_owned()));
        }
    }
}

#[tokio::test]
async fn a_switch_cannot_be_removed() {
    let mut world = World::new().await;
    let refused = refused_unsent(&mut world, &[remove("dingtalk.hide-mobile")]).await;
    assert_eq!(
        refused,
        (
            ErrorKind::InvalidArgument,
            "dingtalk.hide-mobile".to_owned()
        )
    );
}

#[tokio::test]
async fn an_unknown_manager_is_an_invalid_argument() {
    let mut world = World::new().await;
    let before = world.organisation();
    let changes = [UserChange::Manager("nobody".to_owned())];
    let error = world.directory.update_user(CHEN, &changes).await.refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert!(detail(&error, "field").starts_with("manager"), "{error:?}");
    assert_eq!(world.organisation(), before);
}

// Not `not-found`, which would mean that the user is gone.
#[tokio::test]
async fn an_unknown_department_names_the_departments() {
    let mut world = World::new().await;
    let before = world.organisation();
    let changes = [UserChange::Departments(vec![assignment("999")])];
    let error = world.directory.update_user(CHEN, &changes).await.refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(detail(&error, "field"), "departments");
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn values_that_others_hold_already_exist() {
    let mut world = World::new().await;
    let before = world.organisation();
    let telephone = world.person(CHEN).telephone.expect("Chen has one");
    let email = world.person(CHEN).email.expect("Chen has one");
    for (change, field) in [
        (UserChange::Telephone(telephone), "telephone"),
        (UserChange::Email(email), "email"),
    ] {
        let error = world.directory.update_user(LI, &[change]).await.refused();
        assert_eq!(error.kind, ErrorKind::AlreadyExists);
        assert_eq!(detail(&error, "field"), field);
    }
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn custom_fields_that_become_too_long_together_are_refused_and_none_is_lost() {
    let mut world = World::new().await;
    let long = "a".repeat(1500);
    world
        .directory
        .update_user(CHEN, &[set("extension.hobby", &long)])
        .await
        .done();
    let before = world.organisation();
    let changes = [set("extension.desk", &long), remove("extension.badge")];
    let error = world.directory.update_user(CHEN, &changes).await.refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn custom_field_names_of_any_script_can_be_set_and_removed() {
    let mut organisation = Organisation::default();
    let strange = ["a b", "键", "extension.x", "q\"uote", "😀"];
    organisation
        .custom_fields
        .extend(strange.map(str::to_owned));
    let mut world = World::of(organisation).await;
    for key in strange {
        let name = format!("extension.{key}");
        world
            .directory
            .update_user(CHEN, &[set(&name, "v")])
            .await
            .done();
        let told = world.directory.get_user(CHEN).await.done();
        assert_eq!(value(&told, &name), Some("v"));
        world
            .directory
            .update_user(CHEN, &[remove(&name)])
            .await
            .done();
        let told = world.directory.get_user(CHEN).await.done();
        assert_eq!(value(&told, &name), None);
    }
    let told = world.directory.get_user(CHEN).await.done();
    let custom: Vec<&Attribute> = told
        .attributes
        .iter()
        .filter(|it| it.name.starts_with("extension."))
        .collect();
    assert_eq!(custom.len(), world.person(CHEN).extension.len());
}

// DingTalk has no way to take a position away while somebody stays in the department.
#[tokio::test]
async fn a_department_that_stays_keeps_its_position() {
    let mut world = World::new().await;
    let before = world.person(WANG).departments[0].title.clone();
    assert!(before.is_some());
    let changes = [UserChange::Departments(vec![
        assignment(PLATFORM),
        assignment(STAFF),
    ])];
    world.directory.update_user(WANG, &changes).await.done();
    let told = world.directory.get_user(WANG).await.done();
    let memberships = told.memberships.expect("they are told");
    let titles: Vec<_> = memberships.into_iter().map(|it| it.title).collect();
    assert_eq!(titles, [before, None]);
}
