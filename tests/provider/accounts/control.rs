//! What an organisation does with its accounts.

use super::*;

#[test]
fn accounts_are_controlled_by_user_with_the_reason_if_there_is_one() {
    let reason = "离职 🙂 \"now\"";
    let done = || ok(json!({"result": true}));
    let base = "/v1.0/contact/orgAccounts";
    let (outcome, sent) = through(done(), async |it| it.enable_account("007").await);
    outcome.expect("it is enabled");
    let expected = (format!("{base}/enable"), json!({"userId": "007"}));
    assert_eq!(new(&sent), (expected.0.as_str(), expected.1));
    for (reason, expected) in [
        (None, json!({"userId": "007"})),
        (Some(reason), json!({"userId": "007", "reason": reason})),
    ] {
        let (outcome, sent) = through(done(), async |it| it.disable_account("007", reason).await);
        outcome.expect("it is disabled");
        let path = format!("{base}/disable");
        assert_eq!(new(&sent), (path.as_str(), expected.clone()));
        let (outcome, sent) = through(done(), async |it| it.sign_out_account("007", reason).await);
        outcome.expect("it is signed out");
        let path = format!("{base}/signOut");
        assert_eq!(new(&sent), (path.as_str(), expected));
    }
}

#[test]
fn invitations_are_permitted_for_departments_or_for_all() {
    for (departments, expected) in [
        (None, json!({"joinCorpId": GALAXY})),
        (
            Some(["1", "5000000000"]),
            json!({"joinCorpId": GALAXY, "grantDeptIdList": [1, 5_000_000_000_i64]}),
        ),
    ] {
        let departments = departments.map(|ids| ids.map(str::to_owned));
        let (outcome, sent) = through(answer(200, ""), async |it| {
            let departments = departments.as_ref().map(|ids| &ids[..]);
            it.permit_account_invitations(GALAXY, departments).await
        });
        outcome.expect("it is permitted");
        let path = "/v1.0/contact/orgAccounts/multiOrgPermissions/auth";
        assert_eq!(new(&sent), (path, expected));
    }
}

#[test]
fn an_odd_user_identifier_is_percent_encoded_in_a_query() {
    let id = "a b&c=d/员🙂";
    let query = "?userId=a%20b%26c%3Dd%2F%E5%91%98%F0%9F%99%82";
    let (status, sent) = through(ok(json!({"disable": false})), async |it| {
        it.get_account_status(id).await
    });
    assert_eq!(status.expect("a status"), AccountStatus::Enabled);
    let expected = format!("/v1.0/contact/orgAccounts/status{query}");
    assert_eq!(new_in_query(&sent), expected);
    let (list, sent) = through(ok(json!({"orgList": []})), async |it| {
        it.list_account_organisations(id).await
    });
    assert_eq!(list.expect("organisations"), []);
    let expected = format!("/v1.0/contact/orgAccounts/ownedOrganizations{query}");
    assert_eq!(new_in_query(&sent), expected);
}

#[test]
fn a_status_is_told_or_there_is_no_answer() {
    for (told, status) in [
        (json!(true), AccountStatus::Disabled),
        (json!("true"), AccountStatus::Disabled),
        (json!(false), AccountStatus::Enabled),
        (json!(0), AccountStatus::Enabled),
    ] {
        let reply = ok(json!({"disable": told}));
        let (outcome, _) = through(reply, async |it| it.get_account_status("u1").await);
        assert_eq!(outcome.expect("a status"), status);
    }
    for reply in [
        json!({}),
        json!({"disable": null}),
        json!({"disable": ""}),
        json!({"disable": [true]}),
    ] {
        let error = error_through(ok(reply), async |it| it.get_account_status("u1").await);
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
    let error = error_through(answer(200, ""), async |it| {
        it.get_account_status("u1").await
    });
    assert_eq!(error.kind, ErrorKind::BadResponse);
}

#[test]
fn organisations_are_told_with_their_names_as_far_as_they_are() {
    let list = json!([
        {"corpId": GALAXY, "corpName": "银河"}, {"corpId": "ding1"}, {"corpId": "ding2", "corpName": null},
        null,
    ]);
    let (told, _) = through(ok(json!({"orgList": list})), async |it| {
        it.list_account_organisations("u1").await
    });
    let organisation = |corp_id: &str, name: Option<&str>| OrganisationRef {
        corp_id: corp_id.to_owned(),
        name: name.map(str::to_owned),
    };
    let expected = [
        organisation(GALAXY, Some("银河")),
        organisation("ding1", None),
        organisation("ding2", None),
    ];
    assert_eq!(told.expect("organisations"), expected);
    for reply in [
        json!({}),
        json!({"orgList": null}),
        json!({"orgList": "ding1"}),
        json!({"orgList": [{"corpId": "ding1"}, {"corpId": ""}]}),
        json!({"orgList": [{"corpId": "ding1"}, {"corpName": "Nobody"}]}),
    ] {
        let error = error_through(ok(reply), async |it| {
            it.list_account_organisations("u1").await
        });
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
}

#[test]
fn what_the_server_says_it_did_not_do_is_no_success() {
    let reply = || ok(json!({"result": false}));
    for error in [
        error_through(reply(), async |it| it.enable_account("u1").await),
        error_through(reply(), async |it| it.disable_account("u1", None).await),
        error_through(reply(), async |it| it.sign_out_account("u1", None).await),
        error_through(reply(), async |it| {
            it.permit_account_invitations(GALAXY, None).await
        }),
    ] {
        assert_eq!(error.kind, ErrorKind::BadResponse, "{error:?}");
    }
}

#[test]
fn refusals_are_told_in_the_words_of_the_interface() {
    for (code, kind) in [
        ("invalid.param", ErrorKind::InvalidArgument),
        ("user.not.exist", ErrorKind::NotFound),
        ("employee.not.exist", ErrorKind::NotFound),
        ("profile.not.exist", ErrorKind::NotFound),
        ("exclusive.account.only", ErrorKind::Unsupported),
        ("exclusive.account.limit", ErrorKind::Unsupported),
    ] {
        let reply = || new_refused(400, code, "…");
        for error in [
            error_through(reply(), async |it| it.disable_account("u1", None).await),
            error_through(reply(), async |it| {
                it.list_account_organisations("u1").await
            }),
        ] {
            assert_eq!(error.kind, kind, "{code}");
        }
    }
}

#[test]
fn a_lost_answer_of_a_writing_call_tells_what_to_look_at() {
    let lost = || Reply::Fails(SendError::Lost);
    for (error, check) in [
        (
            error_through(lost(), async |it| it.disable_account("u1", None).await),
            "get-account-status",
        ),
        (
            error_through(lost(), async |it| it.sign_out_account("u1", None).await),
            "may be repeated",
        ),
        (
            error_through(lost(), async |it| {
                it.permit_account_invitations(GALAXY, None).await
            }),
            "may be repeated",
        ),
    ] {
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
        assert!(details(&error, "check")[0].contains(check), "{error:?}");
    }
}

#[test]
fn what_cannot_be_asked_is_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    for id in [String::new(), "x".repeat(65)] {
        for outcome in [
            run(platform, directory.enable_account(&id)),
            run(platform, directory.disable_account(&id, None)),
            run(platform, directory.sign_out_account(&id, None)),
            run(platform, directory.get_account_status(&id)).map(drop),
            run(platform, directory.list_account_organisations(&id)).map(drop),
        ] {
            invalid(&error_of(outcome), "user-id");
        }
        let outcome = directory.permit_account_invitations(&id, None);
        invalid(&error_of(run(platform, outcome)), "corp-id");
    }
    for reason in [String::new(), "x".repeat(501)] {
        for outcome in [
            run(platform, directory.disable_account("u1", Some(&reason))),
            run(platform, directory.sign_out_account("u1", Some(&reason))),
        ] {
            invalid(&error_of(outcome), "reason");
        }
    }
    for id in ["", "0", "-7", "x"] {
        let departments = ["1".to_owned(), id.to_owned()];
        let outcome = directory.permit_account_invitations(GALAXY, Some(&departments));
        invalid(&error_of(run(platform, outcome)), "department-ids");
    }
}

#[test]
fn an_account_of_the_offline_dingtalk_is_disabled_signed_out_and_enabled_again() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    for id in [DESK, MORI] {
        let status = || run(platform, directory.get_account_status(id)).expect("a status");
        let told = || {
            let user = run(platform, directory.get_user(id)).expect("a user");
            value(&user, "dingtalk.disable-status").map(str::to_owned)
        };
        assert_eq!(status(), AccountStatus::Enabled);
        for _ in 0..2 {
            run(platform, directory.disable_account(id, Some("休假"))).expect("it is disabled");
            assert_eq!(status(), AccountStatus::Disabled);
        }
        assert_eq!(told().as_deref(), Some("true"));
        run(platform, directory.sign_out_account(id, None)).expect("it is signed out");
        for _ in 0..2 {
            run(platform, directory.enable_account(id)).expect("it is enabled");
            assert_eq!(status(), AccountStatus::Enabled);
        }
        assert_eq!(told().as_deref(), Some("false"));
    }
}

#[test]
fn a_lost_answer_of_the_offline_dingtalk_is_told_by_the_status() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let lost = Fate::AnswerReplaced(Reply::Fails(SendError::Lost));
    platform.decide_once("/v1.0/contact/orgAccounts/disable", lost);
    let error = error_of(run(platform, directory.disable_account(DESK, None)));
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    let status = run(platform, directory.get_account_status(DESK));
    assert_eq!(status.expect("a status"), AccountStatus::Disabled);
}

#[test]
fn only_exclusive_accounts_of_the_offline_dingtalk_are_controlled() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    for (id, kind) in [
        (CHEN, ErrorKind::Unsupported),
        ("nobody", ErrorKind::NotFound),
    ] {
        for outcome in [
            run(platform, directory.enable_account(id)),
            run(platform, directory.disable_account(id, None)),
            run(platform, directory.sign_out_account(id, None)),
            run(platform, directory.get_account_status(id)).map(drop),
            run(platform, directory.list_account_organisations(id)).map(drop),
        ] {
            assert_eq!(error_of(outcome).kind, kind, "{id}");
        }
    }
}

#[test]
fn the_organisations_of_an_account_of_the_offline_dingtalk_are_told() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let told = run(platform, directory.list_account_organisations(DESK)).expect("organisations");
    let names: Vec<_> = told
        .iter()
        .map(|it| (it.corp_id.as_str(), it.name.as_deref()))
        .collect();
    assert_eq!(names, [(GALAXY, Some("银河供应链"))]);
    let none = run(platform, directory.list_account_organisations(MORI));
    assert_eq!(none.expect("organisations"), []);
}

#[test]
fn the_offline_dingtalk_remembers_whom_it_permits_to_invite() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let granted = || {
        let others = platform.sandbox().organisation().other_organisations;
        let galaxy = others.into_iter().find(|it| it.corp_id == GALAXY);
        galaxy.expect("it is known").granted_dept_ids
    };
    assert_eq!(granted(), [0; 0]);
    let permit = |ids: Option<&[&str]>| {
        let ids = ids.map(|ids| ids.iter().map(|&id| id.to_owned()).collect::<Vec<_>>());
        run(
            platform,
            directory.permit_account_invitations(GALAXY, ids.as_deref()),
        )
    };
    permit(Some(&["36948801", "36948802"])).expect("it is permitted");
    assert_eq!(granted(), [36_948_801, 36_948_802]);
    permit(None).expect("it is permitted");
    assert_eq!(granted(), [1]);
    assert_eq!(
        error_of(permit(Some(&["99"]))).kind,
        ErrorKind::InvalidArgument
    );
    invalid(&error_of(permit(Some(&[]))), "department-ids");
}
