//! Creating users, at most once.

use orgbook_host::types::{Assignment, CreateOutcome, ErrorKind, PendingUser, UserDraft};
use orgbook_host::{CallError, Instance};
use orgbook_sandbox::Organisation;

use crate::support::{
    BOSS, CHEN, FREE_MOBILE, Outcome, PLATFORM, RESEARCH, ROOT, World, assignment, attribute,
    created, detail, details, expected, newcomer, value,
};

const CREATE: &str = "/topapi/v2/user/create";

/// Everything that a draft can say.
fn full() -> UserDraft {
    UserDraft {
        id: Some("new-01".to_owned()),
        name: "陆羽".to_owned(),
        mobile: Some("+852-61234567".to_owned()),
        email: Some("luyu@example.com".to_owned()),
        work_email: None,
        telephone: Some("8100".to_owned()),
        employee_number: Some("0100".to_owned()),
        title: Some("茶艺师".to_owned()),
        work_place: Some("湖州".to_owned()),
        remark: Some("写《茶经》".to_owned()),
        manager_id: Some(CHEN.to_owned()),
        hired_on: Some("2024-02-29".to_owned()),
        departments: vec![
            Assignment {
                department_id: PLATFORM.to_owned(),
                sort_key: Some("9007199254740993".to_owned()),
                title: Some("顾问".to_owned()),
            },
            assignment(RESEARCH),
        ],
        attributes: vec![
            attribute("extension.hobby", "茶 & \"诗\""),
            attribute("extension.desk", "3F-13"),
            attribute("dingtalk.hide-mobile", "true"),
            attribute("dingtalk.senior-mode", "true"),
        ],
    }
}

/// Refuses a draft without sending anything, and gives the field that is to blame.
async fn refused_unsent(world: &mut World, draft: &UserDraft, key: Option<&str>) -> String {
    let before = world.requests();
    let error = world.directory.create_user(draft, key).await.refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument, "{error:?}");
    assert_eq!(world.requests(), before, "{error:?}");
    detail(&error, "field").to_owned()
}

/// The identifier that was asked for; DingTalk always tells it.
fn requested(user: &PendingUser) -> &str {
    user.requested_id.as_deref().expect("an identifier")
}

async fn pending(outcome: Result<CreateOutcome, CallError>) -> PendingUser {
    match outcome.done() {
        CreateOutcome::Pending(user) => user,
        created => panic!("the person should have to agree: {created:?}"),
    }
}

async fn is_not_found(directory: &mut Instance, id: &str) -> bool {
    directory.get_user(id).await.refused().kind == ErrorKind::NotFound
}

#[tokio::test]
async fn a_new_user_is_told_as_created() {
    let mut world = World::new().await;
    let user = created(world.directory.create_user(&full(), None).await);
    assert_eq!(user.id, "new-01");
    assert!(!user.replayed);
    let person = world.person("new-01");
    let union_id = attribute("dingtalk.union-id", &person.unionid);
    assert_eq!(user.attributes, [union_id]);
}

#[tokio::test]
async fn everything_that_a_draft_says_is_in_the_organisation() {
    let mut world = World::new().await;
    let before = world.organisation();
    created(world.directory.create_user(&full(), None).await);
    let person = world.person("new-01");
    let draft = full();
    assert_eq!(person.name, draft.name);
    assert_eq!(Some(expected::mobile(&person.mobile)), draft.mobile);
    assert_eq!(person.email, draft.email);
    assert_eq!(person.telephone, draft.telephone);
    assert_eq!(person.job_number, draft.employee_number);
    assert_eq!(person.title, draft.title);
    assert_eq!(person.work_place, draft.work_place);
    assert_eq!(person.remark, draft.remark);
    assert_eq!(person.manager_userid, draft.manager_id);
    assert_eq!(person.hired_date.map(expected::day), draft.hired_on);
    assert!(person.hide_mobile);
    assert!(person.senior_mode);
    let places: Vec<_> = person
        .departments
        .iter()
        .map(|it| it.dept_id.to_string())
        .collect();
    assert_eq!(places, [PLATFORM, RESEARCH]);
    assert_eq!(person.departments[0].order, 9_007_199_254_740_993);
    assert_eq!(person.departments[0].title.as_deref(), Some("顾问"));
    assert_eq!(person.departments[1].title, None);
    let fields: Vec<_> = person
        .extension
        .iter()
        .map(|(key, value)| (&**key, &**value))
        .collect();
    assert_eq!(fields, [("desk", "3F-13"), ("hobby", "茶 & \"诗\"")]);
    // And nobody else has changed.
    let mut after = world.organisation();
    after.users.retain(|user| user.userid != "new-01");
    assert_eq!(after, before);
}

#[tokio::test]
async fn a_new_user_reads_as_the_organisation_knows_it() {
    let mut world = World::new().await;
    created(world.directory.create_user(&full(), None).await);
    let told = world.directory.get_user("new-01").await.done();
    assert_eq!(told, expected::user(&world.person("new-01")));
}

#[tokio::test]
async fn a_draft_needs_no_more_than_name_number_and_department() {
    let mut world = World::new().await;
    let id = created(world.directory.create_user(&newcomer(), None).await).id;
    let person = world.person(&id);
    assert_eq!(person.name, newcomer().name);
    assert_eq!(person.departments.len(), 1);
    assert_eq!(person.departments[0].dept_id.to_string(), ROOT);
}

#[tokio::test]
async fn names_of_any_script_come_back_unchanged() {
    let mut world = World::new().await;
    for (number, name) in ["李雷", "👩🏽‍💻 Zoë", "محمد", "O'Neil \"Bo\" <b>", "a\u{301}"]
        .into_iter()
        .enumerate()
    {
        let draft = UserDraft {
            name: name.to_owned(),
            mobile: Some(format!("+1-555010{number}")),
            ..newcomer()
        };
        let id = created(world.directory.create_user(&draft, None).await).id;
        let told = world.directory.get_user(&id).await.done();
        assert_eq!(told.name.as_deref(), Some(name));
    }
}

#[tokio::test]
async fn generated_identifiers_differ() {
    let mut world = World::new().await;
    let mut ids = Vec::new();
    for number in 0..4 {
        let draft = UserDraft {
            mobile: Some(format!("+1-555010{number}")),
            ..newcomer()
        };
        // Another instance each time: nothing that it remembers makes them differ.
        let mut directory = world.instance(&[]).await;
        ids.push(created(directory.create_user(&draft, None).await).id);
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 4);
    assert_eq!(world.directory.get_user(&ids[0]).await.done().id, ids[0]);
}

#[tokio::test]
async fn plain_digits_and_the_country_code_are_the_same_number() {
    let mut world = World::new().await;
    let plain = UserDraft {
        mobile: FREE_MOBILE.strip_prefix("+86-").map(str::to_owned),
        ..newcomer()
    };
    let id = created(world.directory.create_user(&plain, None).await).id;
    assert_eq!(
        world.directory.get_user(&id).await.done().mobile.as_deref(),
        Some(FREE_MOBILE)
    );
    let error = world
        .directory
        .create_user(&newcomer(), None)
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
}

#[tokio::test]
async fn an_organisation_registered_abroad_gets_the_country_code() {
    // It may be served in either region.
    for region in ["china", "international"] {
        let mut organisation = Organisation::default();
        organisation.settings.registered_outside_mainland = true;
        let settings = [("DINGTALK_REGION", region)];
        let mut world = World::with(organisation, &settings).await;
        let id = created(world.directory.create_user(&newcomer(), None).await).id;
        assert_eq!(expected::mobile(&world.person(&id).mobile), FREE_MOBILE);
    }
}

// The key's SHA-256 in lower-case base32, cut off after 26 characters:
// printf 'hr-row-1' | sha256sum | cut -c1-64 | xxd -r -p | base32 | tr A-Z a-z | cut -c1-26
#[tokio::test]
async fn the_identifier_of_a_key_is_the_one_that_is_promised() {
    let mut world = World::new().await;
    let user = created(
        world
            .directory
            .create_user(&newcomer(), Some("hr-row-1"))
            .await,
    );
    assert_eq!(user.id, "k-oo6crl7cngrqtlijcu6yq7bw4l");
    assert!(world.look_up(&user.id).is_some());
}

#[tokio::test]
async fn repeating_a_keyed_call_creates_nobody_twice() {
    let mut world = World::new().await;
    let first = created(world.directory.create_user(&newcomer(), Some("row")).await);
    assert!(!first.replayed);
    let after_first = world.organisation();
    let second = created(world.directory.create_user(&newcomer(), Some("row")).await);
    assert!(second.replayed);
    assert_eq!(second.id, first.id);
    assert_eq!(world.organisation(), after_first);
}

#[tokio::test]
async fn a_replay_tells_the_same_attributes() {
    let mut world = World::new().await;
    let first = created(world.directory.create_user(&newcomer(), Some("row")).await);
    let second = created(world.directory.create_user(&newcomer(), Some("row")).await);
    assert_eq!(second.attributes, first.attributes);
}

#[tokio::test]
async fn a_key_holds_across_instances() {
    let mut world = World::new().await;
    let first = created(world.directory.create_user(&newcomer(), Some("row")).await);
    let mut another = world.instance(&[]).await;
    let second = created(another.create_user(&newcomer(), Some("row")).await);
    assert!(second.replayed);
    assert_eq!(second.id, first.id);
}

#[tokio::test]
async fn a_key_holds_with_the_number_in_its_other_spelling() {
    let mut world = World::new().await;
    let first = created(world.directory.create_user(&newcomer(), Some("row")).await);
    let plain = UserDraft {
        mobile: FREE_MOBILE.strip_prefix("+86-").map(str::to_owned),
        ..newcomer()
    };
    let second = created(world.directory.create_user(&plain, Some("row")).await);
    assert!(second.replayed);
    assert_eq!(second.id, first.id);
}

#[tokio::test]
async fn a_key_holds_for_a_person_with_unique_values_of_every_kind() {
    let mut world = World::new().await;
    let draft = UserDraft { id: None, ..full() };
    let first = created(world.directory.create_user(&draft, Some("row")).await);
    let second = created(world.directory.create_user(&draft, Some("row")).await);
    assert!(second.replayed);
    assert_eq!(second.id, first.id);
}

#[tokio::test]
async fn different_keys_stand_for_different_people() {
    let mut world = World::new().await;
    let first = created(
        world
            .directory
            .create_user(&newcomer(), Some("row 1"))
            .await,
    );
    let other = UserDraft {
        mobile: Some("+1-5550100".to_owned()),
        ..newcomer()
    };
    let second = created(world.directory.create_user(&other, Some("row 2")).await);
    assert!(!second.replayed);
    assert_ne!(second.id, first.id);
}

#[tokio::test]
async fn a_key_of_somebody_with_another_name_is_a_conflict() {
    let mut world = World::new().await;
    let first = created(world.directory.create_user(&newcomer(), Some("row")).await);
    let before = world.organisation();
    let other = UserDraft {
        name: "别人".to_owned(),
        ..newcomer()
    };
    let error = world
        .directory
        .create_user(&other, Some("row"))
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::Conflict);
    assert_eq!(detail(&error, "existing-id"), first.id);
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn a_key_of_somebody_with_another_number_is_a_conflict() {
    let mut world = World::new().await;
    let first = created(world.directory.create_user(&newcomer(), Some("row")).await);
    let other = UserDraft {
        mobile: Some("+86-13900000002".to_owned()),
        ..newcomer()
    };
    let error = world
        .directory
        .create_user(&other, Some("row"))
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::Conflict);
    assert_eq!(detail(&error, "existing-id"), first.id);
}

#[tokio::test]
async fn a_new_key_for_a_number_that_is_taken_tells_who_has_it() {
    let mut world = World::new().await;
    let draft = UserDraft {
        mobile: Some(expected::mobile(&world.person(CHEN).mobile)),
        ..newcomer()
    };
    let error = world
        .directory
        .create_user(&draft, Some("row"))
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(detail(&error, "field"), "mobile");
    assert_eq!(detail(&error, "existing-id"), CHEN);
}

#[tokio::test]
async fn a_key_has_1_to_256_bytes() {
    let mut world = World::new().await;
    for key in [String::new(), "k".repeat(257), "键".repeat(86)] {
        let field = refused_unsent(&mut world, &newcomer(), Some(&key)).await;
        assert_eq!(field, "idempotency-key", "{key}");
    }
    let longest = "k".repeat(256);
    created(
        world
            .directory
            .create_user(&newcomer(), Some(&longest))
            .await,
    );
}

#[tokio::test]
async fn a_key_beside_an_identifier_is_refused() {
    let mut world = World::new().await;
    let draft = UserDraft {
        id: Some("own".to_owned()),
        ..newcomer()
    };
    let field = refused_unsent(&mut world, &draft, Some("row")).await;
    assert_eq!(field, "idempotency-key");
}

#[tokio::test]
async fn an_own_identifier_that_is_taken_already_exists() {
    let mut world = World::new().await;
    let before = world.organisation();
    let draft = UserDraft {
        id: Some(CHEN.to_owned()),
        ..newcomer()
    };
    let error = world.directory.create_user(&draft, None).await.refused();
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(detail(&error, "field"), "id");
    assert_eq!(detail(&error, "existing-id"), CHEN);
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn an_own_identifier_of_the_same_person_already_exists_too() {
    let mut world = World::new().await;
    let draft = UserDraft {
        id: Some("own".to_owned()),
        ..newcomer()
    };
    created(world.directory.create_user(&draft, None).await);
    let error = world.directory.create_user(&draft, None).await.refused();
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
}

#[tokio::test]
async fn a_number_that_is_taken_already_exists_and_its_holder_is_told() {
    let mut world = World::new().await;
    let before = world.organisation();
    let number = expected::mobile(&world.person(CHEN).mobile);
    for id in [None, Some("own".to_owned())] {
        let draft = UserDraft {
            id,
            mobile: Some(number.clone()),
            ..newcomer()
        };
        let error = world.directory.create_user(&draft, None).await.refused();
        assert_eq!(error.kind, ErrorKind::AlreadyExists);
        assert_eq!(detail(&error, "field"), "mobile");
        assert_eq!(detail(&error, "existing-id"), CHEN);
    }
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn a_telephone_number_that_is_taken_already_exists() {
    let mut world = World::new().await;
    let draft = UserDraft {
        telephone: world.person(CHEN).telephone,
        ..newcomer()
    };
    for key in [None, Some("row")] {
        let error = world.directory.create_user(&draft, key).await.refused();
        assert_eq!(error.kind, ErrorKind::AlreadyExists);
        assert_eq!(detail(&error, "field"), "telephone");
    }
}

#[tokio::test]
async fn an_email_address_that_is_taken_already_exists() {
    let mut world = World::new().await;
    let draft = UserDraft {
        email: world.person(CHEN).email,
        ..newcomer()
    };
    for key in [None, Some("row")] {
        let error = world.directory.create_user(&draft, key).await.refused();
        assert_eq!(error.kind, ErrorKind::AlreadyExists);
        assert_eq!(detail(&error, "field"), "email");
    }
}

#[tokio::test]
async fn without_the_right_to_read_a_taken_number_still_already_exists() {
    let mut world = World::new().await;
    world.without("qyapi_get_member");
    let draft = UserDraft {
        mobile: Some(expected::mobile(&world.person(CHEN).mobile)),
        ..newcomer()
    };
    let error = world.directory.create_user(&draft, None).await.refused();
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(detail(&error, "field"), "mobile");
}

#[tokio::test]
async fn without_the_right_to_read_a_repeated_key_is_found_by_its_number() {
    let mut world = World::new().await;
    world.without("qyapi_get_member");
    let first = created(world.directory.create_user(&newcomer(), Some("row")).await);
    let again = created(world.directory.create_user(&newcomer(), Some("row")).await);
    assert_eq!((again.id, again.replayed), (first.id, true));
}

#[tokio::test]
async fn without_any_right_to_read_a_repeated_key_is_unknown_and_says_what_to_look_at() {
    let mut world = World::new().await;
    world.without("qyapi_get_member");
    world.without("qyapi_get_member_by_mobile");
    let first = created(world.directory.create_user(&newcomer(), Some("row")).await);
    let error = world
        .directory
        .create_user(&newcomer(), Some("row"))
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert!(detail(&error, "check").contains(&first.id), "{error:?}");
    assert_eq!(detail(&error, "permission"), "qyapi_get_member");
}

#[tokio::test]
async fn without_the_right_to_find_numbers_the_holder_is_not_told() {
    let mut world = World::new().await;
    world.without("qyapi_get_member_by_mobile");
    let draft = UserDraft {
        mobile: Some(expected::mobile(&world.person(CHEN).mobile)),
        ..newcomer()
    };
    let error = world.directory.create_user(&draft, None).await.refused();
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert!(details(&error, "existing-id").is_empty(), "{error:?}");
}

#[tokio::test]
async fn whoever_has_to_agree_is_pending_and_found_only_afterwards() {
    let mut world = World::new().await;
    let number: orgbook_sandbox::Mobile = FREE_MOBILE.parse().expect("a number");
    world.sandbox.protect_mobile(number.clone());
    let invited = pending(world.directory.create_user(&newcomer(), Some("row")).await).await;
    assert!(is_not_found(&mut world.directory, requested(&invited)).await);
    assert_eq!(
        world
            .directory
            .find_user_by_mobile(FREE_MOBILE)
            .await
            .done(),
        None
    );
    let accepted = world
        .sandbox
        .accept_invitation(&number)
        .expect("it was sent");
    assert_eq!(accepted, requested(&invited));
    let told = world.directory.get_user(requested(&invited)).await.done();
    assert_eq!(told.name, Some(newcomer().name));
    assert_eq!(told.active, Some(true));
}

#[tokio::test]
async fn repeating_the_keyed_call_after_the_person_agreed_is_a_replay() {
    let mut world = World::new().await;
    let number: orgbook_sandbox::Mobile = FREE_MOBILE.parse().expect("a number");
    world.sandbox.protect_mobile(number.clone());
    let invited = pending(world.directory.create_user(&newcomer(), Some("row")).await).await;
    world
        .sandbox
        .accept_invitation(&number)
        .expect("it was sent");
    let again = created(world.directory.create_user(&newcomer(), Some("row")).await);
    assert!(again.replayed);
    assert_eq!(again.id, requested(&invited));
}

#[tokio::test]
async fn the_same_call_has_the_same_identifier_while_it_is_pending() {
    let mut world = World::new().await;
    world
        .sandbox
        .protect_mobile(FREE_MOBILE.parse().expect("a number"));
    let first = pending(world.directory.create_user(&newcomer(), Some("row")).await).await;
    let second = pending(world.directory.create_user(&newcomer(), Some("row")).await).await;
    assert_eq!(first, second);
}

#[tokio::test]
async fn an_own_identifier_is_the_one_that_is_pending() {
    let mut world = World::new().await;
    world
        .sandbox
        .protect_mobile(FREE_MOBILE.parse().expect("a number"));
    let draft = UserDraft {
        id: Some("own".to_owned()),
        ..newcomer()
    };
    let invited = pending(world.directory.create_user(&draft, None).await).await;
    assert_eq!(requested(&invited), "own");
}

#[tokio::test]
async fn a_number_that_is_none_is_an_invalid_argument() {
    let mut world = World::new().await;
    let before = world.organisation();
    for number in ["123", "61234567", "+852-", "abc", "+86-1390000000"] {
        let draft = UserDraft {
            mobile: Some(number.to_owned()),
            ..newcomer()
        };
        let error = world.directory.create_user(&draft, None).await.refused();
        assert_eq!(error.kind, ErrorKind::InvalidArgument, "{number}");
        assert_eq!(detail(&error, "field"), "mobile", "{number}");
    }
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn a_missing_number_is_an_invalid_argument_that_names_it() {
    let mut world = World::new().await;
    let draft = UserDraft {
        mobile: None,
        ..newcomer()
    };
    let error = world.directory.create_user(&draft, None).await.refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(detail(&error, "field"), "mobile");
}

#[tokio::test]
async fn an_address_that_is_none_is_an_invalid_argument() {
    let mut world = World::new().await;
    let draft = UserDraft {
        email: Some("nobody".to_owned()),
        ..newcomer()
    };
    let error = world.directory.create_user(&draft, None).await.refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(detail(&error, "field"), "email");
}

#[tokio::test]
async fn an_unknown_manager_is_an_invalid_argument() {
    let mut world = World::new().await;
    let draft = UserDraft {
        manager_id: Some("nobody".to_owned()),
        ..newcomer()
    };
    let error = world.directory.create_user(&draft, None).await.refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(detail(&error, "field"), "manager-id");
}

#[tokio::test]
async fn an_unknown_department_names_the_departments_and_creates_nobody() {
    let mut world = World::new().await;
    let before = world.organisation();
    let draft = UserDraft {
        departments: vec![assignment(ROOT), assignment("999")],
        ..newcomer()
    };
    let error = world.directory.create_user(&draft, None).await.refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(detail(&error, "field"), "departments");
    assert_eq!(world.organisation(), before);
}

#[tokio::test]
async fn values_that_are_too_long_are_refused_without_a_request() {
    let mut world = World::new().await;
    let text = |length: usize| Some("😀".repeat(length));
    for (field, draft) in [
        (
            "id",
            UserDraft {
                id: text(65),
                ..newcomer()
            },
        ),
        (
            "name",
            UserDraft {
                name: "名".repeat(81),
                ..newcomer()
            },
        ),
        (
            "email",
            UserDraft {
                email: text(51),
                ..newcomer()
            },
        ),
        (
            "work-email",
            UserDraft {
                work_email: text(101),
                ..newcomer()
            },
        ),
        (
            "telephone",
            UserDraft {
                telephone: text(51),
                ..newcomer()
            },
        ),
        (
            "employee-number",
            UserDraft {
                employee_number: text(51),
                ..newcomer()
            },
        ),
        (
            "title",
            UserDraft {
                title: text(201),
                ..newcomer()
            },
        ),
        (
            "work-place",
            UserDraft {
                work_place: text(101),
                ..newcomer()
            },
        ),
        (
            "remark",
            UserDraft {
                remark: text(2001),
                ..newcomer()
            },
        ),
    ] {
        assert_eq!(refused_unsent(&mut world, &draft, None).await, field);
    }
}

#[tokio::test]
async fn values_of_the_greatest_length_are_taken() {
    let mut world = World::new().await;
    let draft = UserDraft {
        id: Some("i".repeat(64)),
        name: "名".repeat(80),
        email: Some(format!("{}@example.com", "e".repeat(38))),
        telephone: Some("8".repeat(50)),
        employee_number: Some("0".repeat(50)),
        title: Some("长".repeat(200)),
        work_place: Some("地".repeat(100)),
        remark: Some("记".repeat(2000)),
        ..newcomer()
    };
    created(world.directory.create_user(&draft, None).await);
    let told = world.directory.get_user(&"i".repeat(64)).await.done();
    assert_eq!(told.name, Some(draft.name));
    assert_eq!(told.email, draft.email);
    assert_eq!(told.telephone, draft.telephone);
    assert_eq!(told.employee_number, draft.employee_number);
    assert_eq!(told.title, draft.title);
    assert_eq!(told.work_place, draft.work_place);
    assert_eq!(told.remark, draft.remark);
}

#[tokio::test]
async fn empty_values_are_refused_without_a_request() {
    let mut world = World::new().await;
    let empty = || Some(String::new());
    for (field, draft) in [
        (
            "id",
            UserDraft {
                id: empty(),
                ..newcomer()
            },
        ),
        (
            "name",
            UserDraft {
                name: String::new(),
                ..newcomer()
            },
        ),
        (
            "mobile",
            UserDraft {
                mobile: empty(),
                ..newcomer()
            },
        ),
        (
            "email",
            UserDraft {
                email: empty(),
                ..newcomer()
            },
        ),
        (
            "work-email",
            UserDraft {
                work_email: empty(),
                ..newcomer()
            },
        ),
        (
            "telephone",
            UserDraft {
                telephone: empty(),
                ..newcomer()
            },
        ),
        (
            "employee-number",
            UserDraft {
                employee_number: empty(),
                ..newcomer()
            },
        ),
        (
            "title",
            UserDraft {
                title: empty(),
                ..newcomer()
            },
        ),
        (
            "work-place",
            UserDraft {
                work_place: empty(),
                ..newcomer()
            },
        ),
        (
            "remark",
            UserDraft {
                remark: empty(),
                ..newcomer()
            },
        ),
        (
            "manager-id",
            UserDraft {
                manager_id: empty(),
                ..newcomer()
            },
        ),
        (
            "hired-on",
            UserDraft {
                hired_on: empty(),
                ..newcomer()
            },
        ),
        (
            "departments",
            UserDraft {
                departments: Vec::new(),
                ..newcomer()
            },
        ),
    ] {
        assert_eq!(refused_unsent(&mut world, &draft, None).await, field);
    }
}

#[tokio::test]
async fn days_that_are_none_are_refused_without_a_request() {
    let mut world = World::new().await;
    for day in [
        "2023-02-29",
        "2024-13-01",
        "24-01-01",
        "2024-01-01T00:00:00Z",
        "today",
    ] {
        let draft = UserDraft {
            hired_on: Some(day.to_owned()),
            ..newcomer()
        };
        assert_eq!(
            refused_unsent(&mut world, &draft, None).await,
            "hired-on",
            "{day}"
        );
    }
}

#[tokio::test]
async fn departments_that_are_none_are_refused_without_a_request() {
    let mut world = World::new().await;
    let strange = |id: &str, sort_key: Option<&str>, title: Option<String>| Assignment {
        department_id: id.to_owned(),
        sort_key: sort_key.map(str::to_owned),
        title,
    };
    let hundred_and_one = (1..=101).map(|id| assignment(&id.to_string())).collect();
    for departments in [
        vec![assignment("")],
        vec![assignment("0")],
        vec![assignment("-7")],
        vec![assignment("01")],
        vec![assignment("1,2")],
        vec![assignment(ROOT), assignment(ROOT)],
        vec![strange(ROOT, Some("first"), None)],
        vec![strange(ROOT, Some("9223372036854775808"), None)],
        vec![strange(ROOT, None, Some(String::new()))],
        vec![strange(ROOT, None, Some("长".repeat(201)))],
        hundred_and_one,
    ] {
        let draft = UserDraft {
            departments,
            ..newcomer()
        };
        assert_eq!(
            refused_unsent(&mut world, &draft, None).await,
            "departments"
        );
    }
}

#[tokio::test]
async fn attributes_that_cannot_be_written_are_refused_without_a_request() {
    let mut world = World::new().await;
    for name in [
        "",
        "hobby",
        "extension",
        "extension.",
        "Extension.hobby",
        "dingtalk.admin",
        "dingtalk.union-id",
        "dingtalk.",
    ] {
        let draft = UserDraft {
            attributes: vec![attribute(name, "true")],
            ..newcomer()
        };
        assert_eq!(refused_unsent(&mut world, &draft, None).await, name);
    }
}

#[tokio::test]
async fn a_switch_is_true_or_false() {
    let mut world = World::new().await;
    for value in ["", "1", "yes", "True"] {
        let draft = UserDraft {
            attributes: vec![attribute("dingtalk.hide-mobile", value)],
            ..newcomer()
        };
        assert_eq!(
            refused_unsent(&mut world, &draft, None).await,
            "dingtalk.hide-mobile"
        );
    }
}

#[tokio::test]
async fn an_attribute_twice_is_refused_without_a_request() {
    let mut world = World::new().await;
    let twice = vec![
        attribute("extension.hobby", "a"),
        attribute("extension.hobby", "b"),
    ];
    let draft = UserDraft {
        attributes: twice,
        ..newcomer()
    };
    assert_eq!(
        refused_unsent(&mut world, &draft, None).await,
        "extension.hobby"
    );
}

#[tokio::test]
async fn custom_fields_that_are_too_long_together_are_refused_without_a_request() {
    let mut world = World::new().await;
    let draft = UserDraft {
        attributes: vec![
            attribute("extension.hobby", &"a".repeat(1000)),
            attribute("extension.desk", &"b".repeat(1000)),
        ],
        ..newcomer()
    };
    assert_eq!(refused_unsent(&mut world, &draft, None).await, "attributes");
}

#[tokio::test]
async fn a_custom_field_that_is_not_defined_is_ignored_on_creation() {
    let mut world = World::new().await;
    let draft = UserDraft {
        attributes: vec![
            attribute("extension.shoe", "43"),
            attribute("extension.hobby", "Go"),
        ],
        ..newcomer()
    };
    let id = created(world.directory.create_user(&draft, None).await).id;
    let told = world.directory.get_user(&id).await.done();
    assert_eq!(value(&told, "extension.shoe"), None);
    assert_eq!(value(&told, "extension.hobby"), Some("Go"));
}

#[tokio::test]
async fn work_email_is_kept_where_there_are_mailboxes() {
    let mut organisation = Organisation::default();
    organisation.settings.mailbox_service = true;
    let mut world = World::of(organisation).await;
    let draft = UserDraft {
        work_email: Some("new@star.example".to_owned()),
        ..newcomer()
    };
    let id = created(world.directory.create_user(&draft, None).await).id;
    let told = world.directory.get_user(&id).await.done();
    assert_eq!(told.work_email, draft.work_email);
}

#[tokio::test]
async fn one_creation_is_one_request_beside_the_token() {
    let mut world = World::new().await;
    created(world.directory.create_user(&full(), None).await);
    let paths = world.paths();
    assert_eq!(paths.len(), 2, "{paths:?}");
    assert_eq!(paths[1], CREATE);
}

#[tokio::test]
async fn the_manager_of_a_new_user_can_be_anybody() {
    let mut world = World::new().await;
    let draft = UserDraft {
        manager_id: Some(BOSS.to_owned()),
        ..newcomer()
    };
    let id = created(world.directory.create_user(&draft, None).await).id;
    let told = world.directory.get_user(&id).await.done();
    assert_eq!(told.manager_id.as_deref(), Some(BOSS));
}
