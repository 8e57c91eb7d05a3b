//! Users with an exclusive account: the three ways to create them.

use super::*;

fn with_id(id: &str) -> UserDraft {
    UserDraft {
        id: own(id),
        ..draft()
    }
}

/// What is sent for everybody.
fn body(more: Value) -> Value {
    let mut body = json!({"userid": "mine", "name": "Ann", "dept_id_list": "1"});
    let more = more.as_object().expect("an object").clone();
    body.as_object_mut().unwrap().extend(more);
    body
}

fn sent(
    call: impl AsyncFnOnce(&Subject<crate::platform::Script>) -> Result<CreateOutcome>,
) -> Value {
    let reply = result(json!({"userid": "mine", "unionId": "xiEiE"}));
    let (outcome, sent) = through(reply, call);
    let expected = CreateOutcome::Created(CreatedUser {
        id: "mine".to_owned(),
        replayed: false,
        attributes: vec![Attribute {
            name: "dingtalk.union-id".to_owned(),
            value: "xiEiE".to_owned(),
        }],
    });
    assert_eq!(outcome.expect("a creation"), expected);
    let (path, body) = legacy(&sent);
    assert_eq!(path, CREATE);
    body
}

#[test]
fn an_account_for_single_sign_on_is_sent_with_its_profile() {
    let draft = with_id("mine");
    let sso = json!({"exclusive_account": true, "exclusive_account_type": "sso"});
    let bare = sent(async |it| it.create_sso_account(&draft, &NO_PROFILE, None).await);
    assert_eq!(bare, body(sso.clone()));
    let full = sent(async |it| it.create_sso_account(&draft, &profile(), None).await);
    let mut expected = body(sso);
    expected["exclusive_mobile"] = json!("+86-13912345678");
    expected["nickname"] = json!("Nick 🙂");
    expected["avatarMediaId"] = json!("@lAL");
    assert_eq!(full, expected);
}

#[test]
fn an_account_that_signs_in_is_sent_with_login_id_and_password() {
    let draft = with_id("mine");
    for send_password in [true, false] {
        let full = sent(async |it| {
            let account = LoginAccount {
                login_id: "ann@corp",
                password: Secret::new("p\"ä🙂-123".to_owned()),
                send_password,
                profile: &profile(),
            };
            it.create_login_account(&draft, account, None).await
        });
        let expected = body(json!({
            "exclusive_account": true, "exclusive_account_type": "dingtalk",
            "login_id": "ann@corp", "init_password": "p\"ä🙂-123",
            "send_password_to_user": send_password, "exclusive_mobile": "+86-13912345678",
            "nickname": "Nick 🙂", "avatarMediaId": "@lAL",
        }));
        assert_eq!(full, expected);
    }
}

#[test]
fn an_account_of_another_organisation_is_named_by_both_identifiers() {
    let draft = with_id("mine");
    let account = foreign(GALAXY, "galaxy 01");
    let invited = sent(async |it| it.invite_account(&draft, &account, None).await);
    let expected = json!({
        "outer_exclusive_corpid": GALAXY, "outer_exclusive_userid": "galaxy 01",
    });
    assert_eq!(invited, body(expected));
}

/// The errors of all three ways with this draft.
fn errors(directory: &Directory<Scripted>, draft: &UserDraft, key: Option<&str>) -> [Error; 3] {
    let platform = directory.platform();
    let sso = directory.create_sso_account(draft, &NO_PROFILE, key);
    let account = foreign(GALAXY, "galaxy-01");
    let invite = directory.invite_account(draft, &account, key);
    [
        error_of(run(platform, sso)),
        error_of(run(platform, login(directory, draft, "ann", PASSWORD, key))),
        error_of(run(platform, invite)),
    ]
}

#[test]
fn a_draft_that_cannot_be_sent_is_refused_before_anything_is_sent() {
    let directory = silent();
    for mobile in ["13912345678", "+86-13912345678", ""] {
        let draft = UserDraft {
            mobile: own(mobile),
            ..draft()
        };
        for error in errors(&directory, &draft, None) {
            invalid(&error, "mobile");
        }
    }
    let nameless = UserDraft {
        name: String::new(),
        ..draft()
    };
    for error in errors(&directory, &nameless, None) {
        invalid(&error, "name");
    }
    for key in [String::new(), "x".repeat(257)] {
        for error in errors(&directory, &draft(), Some(&key)) {
            invalid(&error, "idempotency-key");
        }
    }
    for error in errors(&directory, &with_id("mine"), Some("row")) {
        invalid(&error, "idempotency-key");
    }
}

#[test]
fn an_account_that_cannot_be_sent_is_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    let draft = draft();
    let long = |count| "x".repeat(count);
    let with = |set: &dyn Fn(&mut AccountProfile, String), text: String| {
        let mut profile = NO_PROFILE.clone();
        set(&mut profile, text);
        profile
    };
    for (field, longest, set) in [
        (
            "profile.mobile",
            64,
            &(|it: &mut AccountProfile, text| it.mobile = Some(text)) as &dyn Fn(&mut _, _),
        ),
        ("profile.nickname", 80, &|it: &mut AccountProfile, text| {
            it.nickname = Some(text)
        }),
        (
            "profile.avatar-media-id",
            200,
            &|it: &mut AccountProfile, text| {
                it.avatar_media_id = Some(text);
            },
        ),
    ] {
        for text in [String::new(), long(longest + 1)] {
            let profile = with(set, text);
            let sso = directory.create_sso_account(&draft, &profile, None);
            invalid(&error_of(run(platform, sso)), field);
        }
    }
    for login_id in [String::new(), long(65)] {
        let outcome = login(&directory, &draft, &login_id, PASSWORD, None);
        invalid(&error_of(run(platform, outcome)), "login-id");
    }
    for (account, field) in [
        (foreign("", "u"), "account.corp-id"),
        (foreign(&long(65), "u"), "account.corp-id"),
        (foreign(GALAXY, ""), "account.user-id"),
        (foreign(GALAXY, &long(65)), "account.user-id"),
    ] {
        let outcome = directory.invite_account(&draft, &account, None);
        invalid(&error_of(run(platform, outcome)), field);
    }
}

#[test]
fn whoever_has_to_agree_first_is_pending() {
    let reply = refused(40103, "已发出邀请，对方同意后即可加入组织");
    let account = foreign(GALAXY, "galaxy-01");
    let draft = with_id("mine");
    let (outcome, _) = through(reply, async |it| {
        it.invite_account(&draft, &account, None).await
    });
    let expected = CreateOutcome::Pending(PendingUser {
        requested_id: Some("mine".to_owned()),
        attributes: vec![],
    });
    assert_eq!(outcome.expect("an invitation"), expected);
}

#[test]
fn what_is_refused_about_another_organisation_is_not_blamed_on_the_settings() {
    let account = foreign(GALAXY, "galaxy-01");
    for (code, kind, field) in [
        (52010, ErrorKind::InvalidArgument, "account.corp-id"),
        (40013, ErrorKind::InvalidArgument, "account.corp-id"),
        (43007, ErrorKind::PermissionDenied, "account"),
        (60107, ErrorKind::AlreadyExists, "account"),
    ] {
        let error = error_through(refused(code, "…"), async |it| {
            it.invite_account(&draft(), &account, None).await
        });
        assert_eq!(error.kind, kind, "{code}");
        assert_eq!(details(&error, "field"), [field], "{code}");
        assert_eq!(details(&error, "setting"), [""; 0], "{code}");
    }
}

#[test]
fn a_lost_answer_is_read_back() {
    for (record, expected) in [
        (
            result(json!({"userid": "mine", "name": "Ann"})),
            Ok(("mine".to_owned(), true)),
        ),
        (refused(60121, "找不到该用户"), Err(ErrorKind::Unavailable)),
        (
            result(json!({"userid": "mine", "name": "Bea"})),
            Err(ErrorKind::Conflict),
        ),
        (refused(50002, "…"), Err(ErrorKind::OutcomeUnknown)),
    ] {
        let replies = [Reply::Fails(SendError::Lost), record];
        let directory = Directory::new(Scripted::calls_answered_with(replies));
        let draft = with_id("mine");
        let outcome = login(&directory, &draft, "ann", PASSWORD, None);
        let outcome = run(directory.platform(), outcome);
        match expected {
            Ok(expected) => assert_eq!(created(outcome), expected),
            Err(kind) => assert_eq!(error_of(outcome).kind, kind),
        }
    }
}

#[test]
fn the_offline_dingtalk_creates_each_account_once() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let named = |name: &str| UserDraft {
        name: name.to_owned(),
        ..draft()
    };
    let account = foreign(GALAXY, "galaxy-01");
    let mut ids = Vec::new();
    for replayed in [false, true] {
        let (sso, other) = (named("Sso"), named("Other"));
        let sso = directory.create_sso_account(&sso, &NO_PROFILE, Some("row 1"));
        let own = named("Own");
        let own = login(&directory, &own, "own@corp", PASSWORD, Some("row 2"));
        let other = directory.invite_account(&other, &account, Some("row 3"));
        for outcome in [run(platform, sso), run(platform, own), run(platform, other)] {
            let (id, again) = created(outcome);
            assert_eq!(again, replayed);
            ids.push(id);
        }
    }
    assert_eq!(ids[..3], ids[3..]);
    let told: Vec<_> = ids[..3]
        .iter()
        .map(|id| run(platform, directory.get_user(id)).expect("a user"))
        .collect();
    let kinds = [Some("sso"), Some("dingtalk"), Some("dingtalk")];
    for (user, kind) in told.iter().zip(kinds) {
        assert_eq!(user.mobile, None);
        assert_eq!(value(user, "dingtalk.exclusive-account"), Some("true"));
        assert_eq!(value(user, "dingtalk.exclusive-account-type"), kind);
    }
    assert_eq!(value(&told[1], "dingtalk.login-id"), Some("own@corp"));
    assert_eq!(
        value(&told[2], "dingtalk.exclusive-account-corp-id"),
        Some(GALAXY)
    );
    let found = directory.find_user_by_attribute("dingtalk.login-id", "own@corp");
    assert_eq!(
        run(platform, found).expect("a lookup"),
        Some(told[1].clone())
    );
}

#[test]
fn a_key_that_stands_for_an_account_of_another_kind_is_a_conflict() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let draft = draft();
    let person = UserDraft {
        mobile: own("+86-13911110001"),
        ..draft.clone()
    };
    let sso = |key| {
        run(
            platform,
            directory.create_sso_account(&draft, &NO_PROFILE, key),
        )
    };
    let personal = |key| run(platform, directory.create_user(&person, key));
    let signing_in = |id, key| {
        let outcome = login(&directory, &draft, id, PASSWORD, key);
        run(platform, outcome)
    };
    sso(Some("row 1")).expect("an account");
    signing_in("own@corp", Some("row 2")).expect("an account");
    personal(Some("row 3")).expect("a user");
    for outcome in [
        personal(Some("row 1")),
        signing_in("other@corp", Some("row 1")),
        sso(Some("row 2")),
        signing_in("other@corp", Some("row 2")),
        sso(Some("row 3")),
    ] {
        assert_eq!(error_of(outcome).kind, ErrorKind::Conflict);
    }
}

#[test]
fn the_offline_dingtalk_invites_nobody_without_permission_and_nobody_twice() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let invite = |corp_id: &str, user_id: &str| {
        let account = foreign(corp_id, user_id);
        run(platform, directory.invite_account(&draft(), &account, None))
    };
    let unknown = format!("ding{}", "0".repeat(32));
    for (corp_id, user_id, kind) in [
        (POLARIS, "polaris-01", ErrorKind::PermissionDenied),
        (GALAXY, "nobody", ErrorKind::PermissionDenied),
        (&unknown, "galaxy-01", ErrorKind::InvalidArgument),
    ] {
        assert_eq!(error_of(invite(corp_id, user_id)).kind, kind, "{corp_id}");
    }
    created(invite(GALAXY, "galaxy-01"));
    let error = error_of(invite(GALAXY, "galaxy-01"));
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(details(&error, "field"), ["account"]);
}
