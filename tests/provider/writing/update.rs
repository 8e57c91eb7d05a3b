//! What is sent to change a user, and what comes of it.

use super::*;

#[test]
fn every_change_is_sent_in_dingtalks_terms() {
    let text = |key: &str| json!({key: "value"});
    let value = || "value".to_owned();
    let departments = vec![
        Assignment {
            sort_key: own("176200000000000513"),
            ..assignment("7")
        },
        Assignment {
            title: own("Lead"),
            ..assignment("8")
        },
    ];
    for (change, sent) in [
        (UserChange::Name(value()), text("name")),
        (UserChange::Email(value()), text("email")),
        (
            UserChange::WorkEmail("a@corp.example".to_owned()),
            json!({"org_email": "a@corp.example"}),
        ),
        (UserChange::Telephone(value()), text("telephone")),
        (UserChange::EmployeeNumber(value()), text("job_number")),
        (UserChange::Title(value()), text("title")),
        (UserChange::WorkPlace(value()), text("work_place")),
        (UserChange::Remark(value()), text("remark")),
        (UserChange::Manager(value()), text("manager_userid")),
        (
            UserChange::HiredOn("2024-02-29".to_owned()),
            json!({"hired_date": 1_709_136_000_000_i64}),
        ),
        (
            UserChange::Departments(departments),
            json!({
                "dept_id_list": "7,8",
                "dept_order_list": [{"dept_id": 7, "order": 176_200_000_000_000_513_i64}],
                "dept_title_list": [{"dept_id": 8, "title": "Lead"}],
            }),
        ),
        (
            set("dingtalk.hide-mobile", "true"),
            json!({"hide_mobile": true}),
        ),
        (
            set("dingtalk.senior-mode", "false"),
            json!({"senior_mode": false}),
        ),
        (
            set("extension.a", "value"),
            json!({"extension": "{\"a\":\"value\"}"}),
        ),
        (
            UserChange::Clear(UserField::Manager),
            json!({"manager_userid": "", "force_update_fields": "manager_userid"}),
        ),
    ] {
        let mut expected = sent;
        expected["userid"] = json!("u1");
        expected["ext_attrs_update_mode"] = json!(1);
        assert_eq!(updated_body(&[change]), expected);
    }
}

#[test]
fn several_changes_are_one_request() {
    let body = updated_body(&[
        UserChange::Title("Engineer".to_owned()),
        UserChange::Clear(UserField::Manager),
        set("extension.a", "x"),
        set("extension.b", "y"),
    ]);
    assert_eq!(body["title"], "Engineer");
    assert_eq!(body["force_update_fields"], "manager_userid");
    assert_eq!(body["ext_attrs_update_mode"], 1);
    assert_eq!(custom(&body), json!({"a": "x", "b": "y"}));
}

#[test]
fn an_update_is_one_request_where_nothing_can_be_ignored() {
    let directory = Directory::new(Scripted::calls_answered_with([done()]));
    let changes = [UserChange::Title("Engineer".to_owned())];
    run(directory.platform(), directory.update_user("u1", &changes)).expect("an update");
}

#[test]
fn a_change_of_the_mobile_number_is_refused_before_anything_is_sent() {
    let mobile = || UserChange::Mobile("13912345678".to_owned());
    let error = refused_changes(&[mobile()]);
    unsupported(&error, "mobile");
    assert!(error.message.contains("delete"), "{}", error.message);
    unsupported(
        &refused_changes(&[UserChange::Name("x".to_owned()), mobile()]),
        "mobile",
    );
}

#[test]
fn clearing_is_refused_before_anything_is_sent_but_for_the_manager_and_the_work_email() {
    for (field, name) in [
        (UserField::Email, "email"),
        (UserField::Telephone, "telephone"),
        (UserField::EmployeeNumber, "employee-number"),
        (UserField::Title, "title"),
        (UserField::WorkPlace, "work-place"),
        (UserField::Remark, "remark"),
        (UserField::HiredOn, "hired-on"),
    ] {
        unsupported(&refused_changes(&[UserChange::Clear(field)]), name);
        let name_too = [UserChange::Name("x".to_owned()), UserChange::Clear(field)];
        unsupported(&refused_changes(&name_too), name);
    }
}

#[test]
fn an_update_without_changes_is_refused_before_anything_is_sent() {
    invalid(&refused_changes(&[]), "changes");
}

#[test]
fn the_same_thing_twice_is_refused_before_anything_is_sent() {
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
                UserChange::Manager(text()),
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
            [
                UserChange::Email(text()),
                UserChange::Clear(UserField::Email),
            ],
            "email",
        ),
        (
            [set("extension.a", "x"), set("extension.a", "y")],
            "extension.a",
        ),
        (
            [set("extension.a", "x"), remove("extension.a")],
            "extension.a",
        ),
        (
            [remove("extension.a"), remove("extension.a")],
            "extension.a",
        ),
        (
            [
                set("dingtalk.hide-mobile", "true"),
                set("dingtalk.hide-mobile", "false"),
            ],
            "dingtalk.hide-mobile",
        ),
        (
            [
                UserChange::Departments(vec![assignment("7")]),
                UserChange::Departments(vec![assignment("8")]),
            ],
            "departments",
        ),
    ] {
        invalid(&refused_changes(&changes), field);
    }
}

#[test]
fn only_custom_fields_can_be_removed() {
    for name in ["dingtalk.hide-mobile", "hobby", "extension.", ""] {
        invalid(&refused_changes(&[remove(name)]), name);
    }
}

#[test]
fn removing_a_custom_field_writes_the_others_back() {
    let body = updated_body(&[remove("extension.b")]);
    assert_eq!(body["ext_attrs_update_mode"], 0);
    // As they were, also what is no text.
    assert_eq!(custom(&body), json!({"a": "1", "n": 7, "l": [true]}));
}

#[test]
fn removing_and_setting_custom_fields_go_together() {
    let body = updated_body(&[
        remove("extension.b"),
        set("extension.a", "changed"),
        UserChange::Title("Engineer".to_owned()),
        remove("extension.n"),
    ]);
    assert_eq!(body["ext_attrs_update_mode"], 0);
    assert_eq!(body["title"], "Engineer");
    assert_eq!(custom(&body), json!({"a": "changed", "l": [true]}));
}

#[test]
fn removing_the_last_custom_field_leaves_none() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    run(
        platform,
        directory.update_user(LI, &[remove("extension.hobby")]),
    )
    .expect("an update");
    let users = platform.sandbox().organisation().users;
    assert!(
        users
            .iter()
            .find(|user| user.userid == LI)
            .unwrap()
            .extension
            .is_empty()
    );
}

#[test]
fn removing_a_custom_field_keeps_the_others_of_the_offline_dingtalk() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    run(
        platform,
        directory.update_user(CHEN, &[remove("extension.desk")]),
    )
    .expect("an update");
    let users = platform.sandbox().organisation().users;
    let left = &users
        .iter()
        .find(|user| user.userid == CHEN)
        .unwrap()
        .extension;
    assert_eq!(left.keys().collect::<Vec<_>>(), ["badge", "hobby"]);
}

#[test]
fn removing_what_is_not_there_succeeds() {
    for user in [CHEN, "0412768835190247"] {
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        let before = platform.sandbox().organisation().users;
        run(
            platform,
            directory.update_user(user, &[remove("extension.nothing")]),
        )
        .expect("an update");
        let after = platform.sandbox().organisation().users;
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before.extension, after.extension);
        }
    }
}

#[test]
fn nothing_is_removed_where_the_others_cannot_be_seen() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.withdraw("fieldEmail");
    let error = error_of(run(
        platform,
        directory.update_user(CHEN, &[remove("extension.desk")]),
    ));
    assert_eq!(error.kind, ErrorKind::PermissionDenied);
    assert_eq!(details(&error, "permission"), ["fieldEmail"]);
    assert!(!platform.paths().contains(&UPDATE.to_owned()));
}

#[test]
fn nothing_is_removed_where_nothing_shows_that_the_others_could_be_seen() {
    for record in [
        json!({"userid": "u1"}),
        json!({"userid": "u1", "extension": null}),
        json!({"userid": "u1", "extension": null, "email": null, "remark": null, "work_place": null}),
    ] {
        let case = record.to_string();
        let directory = Directory::new(Scripted::calls_answered_with([result(record)]));
        let error = error_of(run(
            directory.platform(),
            directory.update_user("u1", &[remove("extension.a")]),
        ));
        assert_eq!(error.kind, ErrorKind::PermissionDenied, "{case}");
        assert_eq!(details(&error, "permission"), ["fieldEmail"], "{case}");
    }
}

#[test]
fn custom_fields_that_are_not_set_need_not_be_shown() {
    for record in [
        json!({"userid": "u1", "extension": ""}),
        json!({"userid": "u1", "email": ""}),
        json!({"userid": "u1", "work_place": ""}),
        json!({"userid": "u1", "remark": "x", "extension": null}),
    ] {
        let case = record.to_string();
        let directory = Directory::new(Scripted::calls_answered_with([result(record), done()]));
        let platform = directory.platform();
        let changes = [remove("extension.a")];
        run(platform, directory.update_user("u1", &changes)).expect(&case);
        let body = platform.calls()[1].json();
        assert_eq!(custom(&body), json!({}), "{case}");
        assert_eq!(body["ext_attrs_update_mode"], 0, "{case}");
    }
}

#[test]
fn unreadable_custom_fields_are_not_overwritten() {
    for extension in [json!("{"), json!("[]"), json!(7)] {
        let directory = Directory::new(Scripted::calls_answered_with([result(
            json!({"userid": "u1", "email": "", "extension": extension}),
        )]));
        let error = error_of(run(
            directory.platform(),
            directory.update_user("u1", &[remove("extension.a")]),
        ));
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
}

#[test]
fn custom_fields_of_somebody_unknown_are_not_removed() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let error = error_of(run(
        platform,
        directory.update_user("nobody", &[remove("extension.a")]),
    ));
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert!(!platform.paths().contains(&UPDATE.to_owned()));
}

#[test]
fn a_custom_field_is_merged_with_the_others() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    run(
        platform,
        directory.update_user(CHEN, &[set("extension.hobby", "go")]),
    )
    .expect("an update");
    let users = platform.sandbox().organisation().users;
    let all = &users
        .iter()
        .find(|user| user.userid == CHEN)
        .unwrap()
        .extension;
    assert_eq!((all.len(), all["hobby"].as_str()), (3, "go"));
}

#[test]
fn an_ignored_work_email_is_told_and_the_rest_is_done() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let changes = [
        UserChange::WorkEmail("li@corp.example".to_owned()),
        UserChange::Title("Engineer".to_owned()),
    ];
    unsupported(
        &error_of(run(platform, directory.update_user(LI, &changes))),
        "work-email",
    );
    let told = run(platform, directory.get_user(LI)).expect("a user");
    assert_eq!(
        (told.work_email.as_deref(), told.title.as_deref()),
        (None, Some("Engineer"))
    );
    platform
        .sandbox()
        .configure(|settings| settings.mailbox_service = true);
    run(platform, directory.update_user(LI, &changes)).expect("an update");
}

#[test]
fn an_ignored_custom_field_is_told_and_the_rest_is_done() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let changes = [
        set("extension.hobby", "go"),
        set("extension.undefined", "x"),
    ];
    let error = error_of(run(platform, directory.update_user(LI, &changes)));
    unsupported(&error, "extension.undefined");
    let users = platform.sandbox().organisation().users;
    let all = &users
        .iter()
        .find(|user| user.userid == LI)
        .unwrap()
        .extension;
    assert_eq!(all["hobby"], "go");
}

#[test]
fn what_became_of_custom_fields_that_cannot_be_seen_is_unknown() {
    for permission in ["fieldEmail", "qyapi_get_member"] {
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        platform.withdraw(permission);
        let changes = [set("extension.undefined", "x")];
        let error = run(platform, directory.update_user(LI, &changes)).expect_err(permission);
        assert_eq!(error.error.kind, ErrorKind::OutcomeUnknown);
        assert_eq!(error.detail("permission"), Some(permission));
    }
}

#[test]
fn a_manager_is_cleared() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let changes = [UserChange::Clear(UserField::Manager)];
    run(platform, directory.update_user(LI, &changes)).expect("an update");
    assert_eq!(
        run(platform, directory.get_user(LI))
            .expect("a user")
            .manager_id,
        None
    );
}

#[test]
fn departments_are_replaced() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let departments = vec![
        Assignment {
            sort_key: own("-5"),
            title: own("Guest"),
            ..assignment("36948802")
        },
        assignment("1"),
    ];
    run(
        platform,
        directory.update_user(LI, &[UserChange::Departments(departments)]),
    )
    .expect("an update");
    let memberships = run(platform, directory.get_user(LI))
        .expect("a user")
        .memberships
        .unwrap();
    let shown: Vec<_> = memberships
        .iter()
        .map(|it| (it.department_id.as_str(), it.title.as_deref()))
        .collect();
    assert_eq!(shown, [("36948802", Some("Guest")), ("1", None)]);
    assert_eq!(memberships[0].sort_key.as_deref(), Some("-5"));
}

#[test]
fn an_update_of_somebody_unknown_finds_nobody() {
    let directory = Directory::new(Offline::new_world());
    let changes = [UserChange::Name("x".to_owned())];
    let error = error_of(run(
        directory.platform(),
        directory.update_user("nobody", &changes),
    ));
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[test]
fn an_unknown_manager_is_named_as_the_field() {
    let directory = Directory::new(Offline::new_world());
    let changes = [UserChange::Manager("nobody".to_owned())];
    let error = error_of(run(
        directory.platform(),
        directory.update_user(LI, &changes),
    ));
    invalid(&error, "manager-id");
}
