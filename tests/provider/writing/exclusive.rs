//! What of a user can be changed only for an exclusive account, and what such an account needs.

use super::*;

/// An account of the offline DingTalk that signs in to it, and one with single sign-on.
const DESK: &str = "shift-desk-1";
const MORI: &str = "sso-mori";

fn clear_work_email() -> UserChange {
    UserChange::Clear(UserField::WorkEmail)
}

/// Changes that only exclusive accounts allow, with the field that they are about and what is sent.
fn changes() -> [(UserChange, &'static str, Value); 3] {
    [
        (
            clear_work_email(),
            "work-email",
            json!({"org_email": "", "force_update_fields": "org_email"}),
        ),
        (
            set("dingtalk.login-id", "ann@corp"),
            "dingtalk.login-id",
            json!({"loginId": "ann@corp"}),
        ),
        (
            set("dingtalk.nickname", "Nick 🙂"),
            "dingtalk.nickname",
            json!({"nickname": "Nick 🙂"}),
        ),
    ]
}

fn update(changes: &[UserChange], replies: Vec<Reply>) -> (Result<()>, Vec<(String, Value)>) {
    let directory = Directory::new(Scripted::calls_answered_with(replies));
    let outcome = run(directory.platform(), directory.update_user("u1", changes));
    let calls = directory.platform().calls();
    let asked = calls
        .iter()
        .map(|sent| (sent.path().to_owned(), sent.json()));
    (outcome, asked.collect())
}

fn missing_departments() -> Reply {
    refused(40, "Missing required arguments:dept_id_list")
}

#[test]
fn an_exclusive_account_is_changed_after_a_look_at_it() {
    for (change, _, sent) in changes() {
        let record = || result(json!({"userid": "u1", "exclusive_account": true}));
        // The work e-mail is read back, because it may be ignored.
        let replies = vec![record(), done(), record()];
        let (outcome, asked) = update(&[change], replies);
        outcome.expect("an update");
        let mut expected = sent;
        expected["userid"] = json!("u1");
        expected["ext_attrs_update_mode"] = json!(1);
        assert_eq!(asked[1], (UPDATE.to_owned(), expected));
    }
}

#[test]
fn an_ordinary_user_is_not_changed_like_this_before_any_writing_call() {
    for (change, field, _) in changes() {
        for record in [
            json!({"userid": "u1", "exclusive_account": false}),
            json!({"userid": "u1"}),
            json!({"userid": "u1", "exclusive_account": null}),
        ] {
            let other = UserChange::Title("x".to_owned());
            let (outcome, asked) = update(&[other, change.clone()], vec![result(record)]);
            unsupported(&error_of(outcome), field);
            assert_eq!(asked.len(), 1);
        }
    }
}

#[test]
fn departments_are_named_again_where_they_are_missed() {
    let record = result(json!({
        "userid": "u1", "exclusive_account": true, "dept_id_list": [7, -7, 5_000_000_000_i64],
    }));
    let change = [UserChange::Title("x".to_owned())];
    let (outcome, asked) = update(&change, vec![missing_departments(), record, done()]);
    outcome.expect("an update");
    let first = json!({"userid": "u1", "title": "x", "ext_attrs_update_mode": 1});
    let mut again = first.clone();
    again["dept_id_list"] = json!("7,5000000000");
    let expected = [
        (UPDATE.to_owned(), first),
        ("/topapi/v2/user/get".to_owned(), json!({"userid": "u1"})),
        (UPDATE.to_owned(), again),
    ];
    assert_eq!(asked, expected);
}

#[test]
fn an_ordinary_user_is_not_put_into_departments_because_an_argument_is_missed() {
    let record = result(json!({"userid": "u1", "exclusive_account": false, "dept_id_list": [7]}));
    let change = [UserChange::Title("x".to_owned())];
    let (outcome, asked) = update(&change, vec![missing_departments(), record]);
    let error = error_of(outcome);
    assert_eq!(error.backend.expect("a refusal").code, "40");
    assert_eq!(asked.len(), 2);
}

#[test]
fn a_record_that_was_read_is_not_read_again_for_the_departments() {
    let record = result(json!({
        "userid": "u1", "exclusive_account": true, "dept_id_list": [7],
    }));
    let change = [set("dingtalk.nickname", "Nick")];
    let (outcome, asked) = update(&change, vec![record, missing_departments(), done()]);
    outcome.expect("an update");
    assert_eq!(asked[2].1["dept_id_list"], "7");
}

#[test]
fn departments_that_were_named_are_not_named_again() {
    let change = [UserChange::Departments(vec![assignment("7")])];
    let (outcome, asked) = update(&change, vec![missing_departments()]);
    assert_eq!(error_of(outcome).kind, ErrorKind::InvalidArgument);
    assert_eq!(asked.len(), 1);
}

#[test]
fn what_is_missed_again_is_not_tried_a_third_time() {
    let record = result(json!({
        "userid": "u1", "exclusive_account": true, "dept_id_list": [7],
    }));
    let change = [UserChange::Title("x".to_owned())];
    let replies = vec![missing_departments(), record, missing_departments()];
    let (outcome, asked) = update(&change, replies);
    assert_eq!(error_of(outcome).kind, ErrorKind::InvalidArgument);
    assert_eq!(asked.len(), 3);
}

#[test]
fn a_work_email_that_is_still_there_was_not_cleared() {
    let record = json!({"userid": "u1", "exclusive_account": true, "org_email": "a@corp.example"});
    let replies = vec![result(record.clone()), done(), result(record)];
    unsupported(
        &error_of(update(&[clear_work_email()], replies).0),
        "work-email",
    );
}

#[test]
fn account_texts_have_limits() {
    for (name, longest) in [("dingtalk.login-id", 64), ("dingtalk.nickname", 80)] {
        for value in [String::new(), "x".repeat(longest + 1)] {
            invalid(&refused_changes(&[set(name, &value)]), name);
        }
    }
}

fn person(directory: &Directory<Offline>, id: &str) -> orgbook_sandbox::User {
    let users = directory.platform().sandbox().organisation().users;
    users
        .into_iter()
        .find(|user| user.userid == id)
        .expect("they are there")
}

#[test]
fn accounts_of_the_offline_dingtalk_are_changed_without_losing_their_departments() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform
        .sandbox()
        .configure(|settings| settings.mailbox_service = true);
    let update = |id: &str, changes: &[UserChange]| {
        run(platform, directory.update_user(id, changes)).expect("an update");
    };
    let before = person(&directory, DESK);
    update(
        DESK,
        &[
            set("dingtalk.login-id", "desk2"),
            set("dingtalk.nickname", "台"),
        ],
    );
    update(DESK, &[UserChange::Title("值班长".to_owned())]);
    update(
        DESK,
        &[UserChange::WorkEmail("desk@corp.example".to_owned())],
    );
    let changed = person(&directory, DESK);
    assert_eq!(changed.title.as_deref(), Some("值班长"));
    assert_eq!(changed.org_email.as_deref(), Some("desk@corp.example"));
    let account = changed.exclusive_account.expect("an account");
    assert_eq!(account.login_id.as_deref(), Some("desk2"));
    assert_eq!(account.nickname.as_deref(), Some("台"));
    update(DESK, &[clear_work_email()]);
    let cleared = person(&directory, DESK);
    assert_eq!(cleared.org_email, None);
    assert_eq!(cleared.departments, before.departments);
    let departments = vec![assignment("36948802"), assignment("1")];
    update(MORI, &[UserChange::Departments(departments)]);
    let moved = person(&directory, MORI).departments;
    let moved: Vec<_> = moved.iter().map(|it| it.dept_id).collect();
    assert_eq!(moved, [36_948_802, 1]);
}

#[test]
fn ordinary_users_of_the_offline_dingtalk_are_not_touched() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let before = person(&directory, LI);
    for (change, field, _) in changes() {
        let both = [UserChange::Title("x".to_owned()), change];
        unsupported(
            &error_of(run(platform, directory.update_user(LI, &both))),
            field,
        );
        assert_eq!(person(&directory, LI), before);
    }
    assert!(!platform.paths().contains(&UPDATE.to_owned()));
}
