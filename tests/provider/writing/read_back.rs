//! Creations whose answer is lost or doubtful, or that meet somebody who is there already.

use super::*;

/// Ways in which an answer is lost after the deed.
fn lost_answers() -> Vec<Reply> {
    vec![
        Reply::Fails(SendError::Lost),
        Reply::Fails(SendError::Late),
        Reply::Fails(SendError::TooLarge),
        answer(502, "<html>"),
        answer(200, "<html>"),
        answer(200, ""),
        refused(15, "Remote service error"),
        gateway_refused("15", "Remote service error"),
        refused(400_001, "系统错误"),
        refused(-1, "系统繁忙"),
    ]
}

fn names_of_members(directory: &Directory<Offline>, mobile: &str) -> Vec<String> {
    let users = directory.platform().sandbox().organisation().users;
    let holders = users.into_iter().filter(|user| {
        user.mobile
            .as_ref()
            .is_some_and(|it| it.to_string() == mobile)
    });
    holders.map(|user| user.name).collect()
}

#[test]
fn a_creation_whose_answer_was_lost_is_found_again() {
    for lost in lost_answers() {
        for (id, key) in [(None, None), (None, Some("row-1")), (own("mine"), None)] {
            let case = format!("{lost:?}, {id:?}, {key:?}");
            let directory = Directory::new(Offline::new_world());
            let platform = directory.platform();
            platform.decide_once(CREATE, Fate::AnswerReplaced(lost.clone()));
            let draft = UserDraft {
                id,
                mobile: own("+86-13912345678"),
                ..draft()
            };
            let outcome = run(platform, directory.create_user(&draft, key)).expect(&case);
            let CreateOutcome::Created(user) = outcome else {
                panic!("{case}")
            };
            assert!(user.replayed, "{case}");
            assert_eq!(user.attributes[0].name, "dingtalk.union-id", "{case}");
            assert_eq!(user.attributes.len(), 1, "{case}");
            assert_eq!(
                names_of_members(&directory, "13912345678"),
                ["Ann"],
                "{case}"
            );
            let found = run(platform, directory.get_user(&user.id)).expect(&case);
            assert_eq!(found.name.as_deref(), Some("Ann"), "{case}");
        }
    }
}

#[test]
fn a_creation_that_did_not_arrive_is_unavailable_and_may_be_repeated() {
    for lost in lost_answers() {
        let case = format!("{lost:?}");
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        platform.decide_once(CREATE, Fate::Stopped(lost));
        let error = error_of(run(
            platform,
            directory.create_user(&draft(), Some("row-1")),
        ));
        assert_eq!(error.kind, ErrorKind::Unavailable, "{case}");
        assert_eq!(details(&error, "check"), [""; 0], "{case}");
        assert!(
            names_of_members(&directory, "13912345678").is_empty(),
            "{case}"
        );
        let outcome = run(platform, directory.create_user(&draft(), Some("row-1")));
        assert!(!created(outcome).1, "{case}");
    }
}

#[test]
fn a_lost_answer_about_an_identifier_of_somebody_else_is_a_conflict() {
    for lost in lost_answers() {
        let case = format!("{lost:?}");
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        platform.decide_once(CREATE, Fate::Stopped(lost));
        let draft = UserDraft {
            id: own("manager4220"),
            ..draft()
        };
        let error = error_of(run(platform, directory.create_user(&draft, None)));
        assert_eq!(error.kind, ErrorKind::Conflict, "{case}");
        assert_eq!(details(&error, "existing-id"), ["manager4220"], "{case}");
    }
}

#[test]
fn a_lost_answer_that_cannot_be_looked_up_leaves_the_outcome_unknown() {
    for lost in lost_answers() {
        let case = format!("{lost:?}");
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        platform.withdraw("qyapi_get_member");
        platform.withdraw("qyapi_get_member_by_mobile");
        platform.decide_once(CREATE, Fate::AnswerReplaced(lost));
        let error = error_of(run(
            platform,
            directory.create_user(&draft(), Some("row-1")),
        ));
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{case}");
        assert_eq!(
            details(&error, "permission"),
            ["qyapi_get_member"],
            "{case}"
        );
        assert_eq!(details(&error, "help-url").len(), 1, "{case}");
        let id = created_id("row-1");
        let [check] = details(&error, "check")[..] else {
            panic!("{case}: {error:?}")
        };
        assert!(check.contains(&id), "{case}: {check}");
    }
}

/// The identifier that stands for a key.
fn created_id(key: &str) -> String {
    let directory = Directory::new(Scripted::calls_answered_by(|_| done()));
    created(run(
        directory.platform(),
        directory.create_user(&draft(), Some(key)),
    ))
    .0
}

#[test]
fn a_connection_that_stays_away_during_the_lookup_too_leaves_the_outcome_unknown() {
    let directory = Directory::new(Scripted::calls_answered_with([
        Reply::Fails(SendError::Lost),
        Reply::Fails(SendError::Unreachable),
    ]));
    let error = error_of(run(
        directory.platform(),
        directory.create_user(&draft(), Some("row-1")),
    ));
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(details(&error, "check").len(), 1);
}

#[test]
fn a_creation_that_was_certainly_not_sent_is_not_looked_up() {
    for (error, kind) in [
        (SendError::Denied, ErrorKind::EgressDenied),
        (SendError::Unreachable, ErrorKind::Unavailable),
        (SendError::Malformed, ErrorKind::Misconfigured),
    ] {
        let directory = Directory::new(Scripted::calls_answered_with([Reply::Fails(error)]));
        let told = error_of(run(
            directory.platform(),
            directory.create_user(&draft(), Some("row-1")),
        ));
        assert_eq!(told.kind, kind);
        assert_eq!(details(&told, "check"), [""; 0]);
    }
}

#[test]
fn a_repeated_key_creates_nobody_twice() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let first = created(run(
        platform,
        directory.create_user(&draft(), Some("row-1")),
    ));
    let again = created(run(
        platform,
        directory.create_user(&draft(), Some("row-1")),
    ));
    assert_eq!((first.1, again.1), (false, true));
    assert_eq!(first.0, again.0);
    assert_eq!(names_of_members(&directory, "13912345678"), ["Ann"]);
}

#[test]
fn a_key_of_another_person_is_a_conflict() {
    for (name, mobile) in [
        ("Bo", "13912345678"),
        ("Ann", "13912345679"),
        ("Bo", "13912345679"),
    ] {
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        let (id, _) = created(run(
            platform,
            directory.create_user(&draft(), Some("row-1")),
        ));
        let other = UserDraft {
            name: name.to_owned(),
            mobile: own(mobile),
            ..draft()
        };
        let error = error_of(run(platform, directory.create_user(&other, Some("row-1"))));
        assert_eq!(error.kind, ErrorKind::Conflict, "{name}, {mobile}");
        assert_eq!(
            details(&error, "existing-id"),
            [id.as_str()],
            "{name}, {mobile}"
        );
        let code = error.backend.unwrap().code;
        assert!(
            ["60102", "60104"].contains(&code.as_str()),
            "{name}, {mobile}: {code}"
        );
    }
}

#[test]
fn a_repeated_key_is_recognised_by_what_can_be_read() {
    let mobile = |state_code: &str| json!({"userid": "k", "mobile": "13912345678", "state_code": state_code});
    for (record, same) in [
        (json!({"userid": "k"}), true),
        (json!({"userid": "k", "name": "Ann"}), true),
        (json!({"userid": "k", "name": "ann"}), false),
        (mobile("86"), true),
        (mobile(""), true),
        (json!({"userid": "k", "mobile": "13912345679"}), false),
        (
            json!({"userid": "k", "name": "Ann", "mobile": "13912345679"}),
            false,
        ),
    ] {
        let case = record.to_string();
        let directory = Directory::new(Scripted::calls_answered_with([
            refused(60102, "UserID在公司中已存在"),
            result(record),
        ]));
        let outcome = run(
            directory.platform(),
            directory.create_user(&draft(), Some("row-1")),
        );
        match same {
            true => assert!(created(outcome).1, "{case}"),
            false => assert_eq!(error_of(outcome).kind, ErrorKind::Conflict, "{case}"),
        }
    }
}

#[test]
fn numbers_of_two_countries_are_two_numbers() {
    let directory = Directory::new(Scripted::calls_answered_with([
        refused(60102, "UserID在公司中已存在"),
        result(json!({"userid": "k", "name": "Ann", "mobile": "81234567", "state_code": "852"})),
    ]));
    let draft = UserDraft {
        mobile: own("+65-81234567"),
        ..draft()
    };
    let error = error_of(run(
        directory.platform(),
        directory.create_user(&draft, Some("row-1")),
    ));
    assert_eq!(error.kind, ErrorKind::Conflict);
}

#[test]
fn an_identifier_of_ones_own_that_is_taken_is_not_looked_up() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let draft = UserDraft {
        id: own("mine"),
        ..draft()
    };
    run(platform, directory.create_user(&draft, None)).expect("a creation");
    let sent = platform.calls().len();
    let error = error_of(run(platform, directory.create_user(&draft, None)));
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(details(&error, "field"), ["id"]);
    assert_eq!(details(&error, "existing-id"), ["mine"]);
    assert_eq!(platform.calls().len(), sent + 1);
}

#[test]
fn the_holder_of_a_number_that_is_taken_is_named() {
    for key in [None, Some("row-1")] {
        let directory = Directory::new(Offline::new_world());
        let draft = UserDraft {
            mobile: own("13800000001"),
            ..draft()
        };
        let error = error_of(run(
            directory.platform(),
            directory.create_user(&draft, key),
        ));
        assert_eq!(error.kind, ErrorKind::AlreadyExists, "{key:?}");
        assert_eq!(details(&error, "field"), ["mobile"], "{key:?}");
        assert_eq!(details(&error, "existing-id"), ["manager4220"], "{key:?}");
    }
}

#[test]
fn the_holder_of_a_number_that_is_taken_is_named_for_an_identifier_of_ones_own_too() {
    for code in [60104, 60107] {
        let directory = Directory::new(Scripted::calls_answered_with([
            refused(code, "手机号码在公司中已存在"),
            result(json!({"userid": "u9"})),
        ]));
        let draft = UserDraft {
            id: own("mine"),
            mobile: own("+86-13912345678"),
            ..draft()
        };
        let error = error_of(run(
            directory.platform(),
            directory.create_user(&draft, None),
        ));
        assert_eq!(error.kind, ErrorKind::AlreadyExists);
        assert_eq!(details(&error, "existing-id"), ["u9"]);
        let question = &directory.platform().calls()[1];
        assert_eq!(question.path(), "/topapi/v2/user/getbymobile");
        assert_eq!(question.json(), json!({"mobile": "13912345678"}));
    }
}

#[test]
fn a_holder_who_cannot_be_looked_up_is_not_named() {
    let directory = Directory::new(Offline::new_world());
    directory.platform().withdraw("qyapi_get_member_by_mobile");
    let draft = UserDraft {
        mobile: own("13800000001"),
        ..draft()
    };
    let error = error_of(run(
        directory.platform(),
        directory.create_user(&draft, None),
    ));
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(details(&error, "existing-id"), [""; 0]);
    assert_eq!(details(&error, "permission"), [""; 0]);
}

#[test]
fn other_values_that_are_taken_are_told() {
    for (setter, value, field) in [
        (TEXTS[1].2, "linhai@example.com", "email"),
        (TEXTS[3].2, "8002", "telephone"),
    ] {
        for key in [None, Some("row-1")] {
            let directory = Directory::new(Offline::new_world());
            let mut draft = draft();
            setter(&mut draft, value.to_owned());
            let error = error_of(run(
                directory.platform(),
                directory.create_user(&draft, key),
            ));
            assert_eq!(error.kind, ErrorKind::AlreadyExists, "{field}, {key:?}");
            assert_eq!(details(&error, "field"), [field], "{key:?}");
            assert_eq!(details(&error, "existing-id"), [""; 0], "{field}, {key:?}");
        }
    }
}

#[test]
fn a_repeated_key_is_recognised_whichever_value_is_complained_about_first() {
    for code in [60102, 60104, 60106, 60107, 40100, 40101] {
        let directory = Directory::new(Scripted::calls_answered_with([
            refused(code, "x"),
            result(json!({"userid": "k", "name": "Ann"})),
        ]));
        let outcome = run(
            directory.platform(),
            directory.create_user(&draft(), Some("row-1")),
        );
        assert!(created(outcome).1, "{code}");
    }
}

#[test]
fn a_generated_identifier_that_is_taken_is_the_users_own() {
    // Somebody on the way has sent the request twice.
    let directory = Directory::new(Scripted::calls_answered_with([
        refused(60102, "x"),
        result(json!({"userid": "u", "name": "Ann"})),
    ]));
    let platform = directory.platform();
    let (id, replayed) = created(run(platform, directory.create_user(&draft(), None)));
    assert!(replayed);
    let calls = platform.calls();
    assert_eq!(calls[0].json()["userid"], *id);
    assert_eq!(calls[1].json()["userid"], *id);
}

#[test]
fn a_generated_identifier_that_is_taken_and_may_not_be_read_leaves_the_outcome_unknown() {
    let directory = Directory::new(Scripted::calls_answered_by(|sent| match sent.path() {
        CREATE => refused(60102, "x"),
        _ => gateway_refused("60011", "{requiredScopes=[qyapi_get_member]}"),
    }));
    let error = error_of(run(
        directory.platform(),
        directory.create_user(&draft(), None),
    ));
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(details(&error, "permission"), ["qyapi_get_member"]);
}

#[test]
fn an_invitation_is_pending_and_not_repeated() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform
        .sandbox()
        .protect_mobile("13912345678".parse().unwrap());
    let outcome = run(platform, directory.create_user(&draft(), Some("row-1")));
    let expected = CreateOutcome::Pending(PendingUser {
        requested_id: Some(created_id("row-1")),
        attributes: Vec::new(),
    });
    assert_eq!(outcome.expect("an invitation"), expected);
    assert_eq!(platform.calls().len(), 1);
    let error = error_of(run(platform, directory.get_user(&created_id("row-1"))));
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[test]
fn an_invitation_by_the_gateway_is_pending_too() {
    let directory = Directory::new(Scripted::calls_answered_with([gateway_refused(
        "40103",
        "已发出邀请",
    )]));
    let draft = UserDraft {
        id: own("mine"),
        ..draft()
    };
    let outcome = run(directory.platform(), directory.create_user(&draft, None));
    let Ok(CreateOutcome::Pending(user)) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(user.requested_id.as_deref(), Some("mine"));
}

#[test]
fn a_missing_right_to_write_is_named() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.withdraw("qyapi_manage_addresslist");
    let change = [UserChange::Name("x".to_owned())];
    for error in [
        error_of(run(platform, directory.create_user(&draft(), None))),
        error_of(run(platform, directory.update_user("manager4220", &change))),
        error_of(run(platform, directory.delete_user("manager4220"))),
    ] {
        assert_eq!(error.kind, ErrorKind::PermissionDenied);
        assert_eq!(details(&error, "permission"), ["qyapi_manage_addresslist"]);
    }
}
