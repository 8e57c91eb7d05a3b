//! What is sent to write a user, what is refused before, and what is made of the answer.

use orgbook::bindings::types::{
    Assignment, Attribute, CreateOutcome, CreatedUser, Error, ErrorKind, PendingUser, UserChange,
    UserDraft, UserField,
};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::failure::Result;
use orgbook::platform::SendError;
use serde_json::{Value, json};

use crate::expect::{details, done, error_of, gateway_refused, refused, result};
use crate::platform::{Fate, Offline, Reply, Scripted, answer, run};

const CREATE: &str = "/topapi/v2/user/create";
const UPDATE: &str = "/topapi/v2/user/update";

/// People of the offline DingTalk.
const CHEN: &str = "014259637226893741";
const LI: &str = "0367512098441526";

fn own(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A draft with nothing but what is needed.
pub fn draft() -> UserDraft {
    UserDraft {
        id: None,
        name: "Ann".to_owned(),
        mobile: Some("13912345678".to_owned()),
        email: None,
        work_email: None,
        telephone: None,
        employee_number: None,
        title: None,
        work_place: None,
        remark: None,
        manager_id: None,
        hired_on: None,
        departments: vec![Assignment {
            department_id: "1".to_owned(),
            sort_key: None,
            title: None,
        }],
        attributes: Vec::new(),
    }
}

/// What `create-user` sends for this draft, without key, in an answer that says that it is done.
fn created_body(draft: &UserDraft) -> Value {
    let directory = Directory::new(Scripted::calls_answered_by(|_| {
        result(json!({"userid": "x"}))
    }));
    let outcome = run(directory.platform(), directory.create_user(draft, None));
    outcome.expect("a creation");
    let calls = directory.platform().calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].path(), CREATE);
    calls[0].json()
}

/// The error of `create-user` for a draft that is refused before anything is sent.
fn refused_draft(draft: &UserDraft) -> Error {
    let directory = Directory::new(nothing_expected());
    error_of(run(
        directory.platform(),
        directory.create_user(draft, None),
    ))
}

/// What `update-user` of "u1" sends for these changes; what is read meanwhile shows them made.
fn updated_body(changes: &[UserChange]) -> Value {
    let directory = Directory::new(Scripted::calls_answered_by(|sent| match sent.path() {
        UPDATE => done(),
        _ => result(json!({
            "userid": "u1", "email": "", "org_email": "a@corp.example",
            "extension": r#"{"a":"1","b":"2","n":7,"l":[true]}"#,
        })),
    }));
    run(directory.platform(), directory.update_user("u1", changes)).expect("an update");
    let calls = directory.platform().calls();
    let updates: Vec<_> = calls.iter().filter(|sent| sent.path() == UPDATE).collect();
    assert_eq!(updates.len(), 1);
    updates[0].json()
}

/// The error of `update-user` for changes that are refused before anything is sent.
fn refused_changes(changes: &[UserChange]) -> Error {
    let directory = Directory::new(nothing_expected());
    error_of(run(
        directory.platform(),
        directory.update_user("u1", changes),
    ))
}

fn nothing_expected() -> Scripted {
    Scripted::answering(|sent| panic!("nothing may be sent: {}", sent.path()))
}

fn invalid(error: &Error, field: &str) {
    assert_eq!(error.kind, ErrorKind::InvalidArgument, "{error:?}");
    assert_eq!(details(error, "field"), [field], "{error:?}");
}

fn unsupported(error: &Error, field: &str) {
    assert_eq!(error.kind, ErrorKind::Unsupported, "{error:?}");
    assert_eq!(details(error, "field"), [field], "{error:?}");
}

fn assignment(id: &str) -> Assignment {
    Assignment {
        department_id: id.to_owned(),
        sort_key: None,
        title: None,
    }
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

fn set(name: &str, value: &str) -> UserChange {
    UserChange::Attribute(attribute(name, value))
}

fn remove(name: &str) -> UserChange {
    UserChange::RemoveAttribute(name.to_owned())
}

fn created(outcome: Result<CreateOutcome>) -> (String, bool) {
    match outcome.expect("a creation") {
        CreateOutcome::Created(user) => (user.id, user.replayed),
        CreateOutcome::Pending(user) => panic!("only invited: {user:?}"),
    }
}

/// The custom fields in a body, which are JSON in a string.
fn custom(body: &Value) -> Value {
    serde_json::from_str(body["extension"].as_str().expect("a string")).expect("JSON in a string")
}

// Creating: what is sent.

#[test]
fn a_small_draft_is_sent_with_what_it_has() {
    let body = created_body(&UserDraft {
        id: own("u-own"),
        mobile: None,
        ..draft()
    });
    assert_eq!(
        body,
        json!({"userid": "u-own", "name": "Ann", "dept_id_list": "1"})
    );
}

#[test]
fn a_full_draft_is_sent_in_dingtalks_terms() {
    let body = created_body(&UserDraft {
        id: own("0042"),
        name: "王芳 🙂".to_owned(),
        mobile: own("+65-81234567"),
        email: own("w@example.com"),
        work_email: own("w@corp.example"),
        telephone: own("8003"),
        employee_number: own("0012"),
        title: own("架构师"),
        work_place: own("杭州"),
        remark: own("r"),
        manager_id: own("0001"),
        hired_on: own("2024-02-29"),
        departments: vec![
            Assignment {
                sort_key: own("176200000000000513"),
                title: own("Lead"),
                ..assignment("36948801")
            },
            assignment("2"),
            Assignment {
                sort_key: own("-1"),
                ..assignment("9223372036854775807")
            },
        ],
        attributes: vec![
            attribute("extension.hobby", "travel"),
            attribute("dingtalk.hide-mobile", "true"),
            attribute("dingtalk.senior-mode", "false"),
        ],
    });
    let expected = json!({
        "userid": "0042",
        "name": "王芳 🙂",
        "mobile": "+65-81234567",
        "email": "w@example.com",
        "org_email": "w@corp.example",
        "telephone": "8003",
        "job_number": "0012",
        "title": "架构师",
        "work_place": "杭州",
        "remark": "r",
        "manager_userid": "0001",
        "hired_date": 1_709_136_000_000_i64,
        "dept_id_list": "36948801,2,9223372036854775807",
        "dept_order_list": [
            {"dept_id": 36_948_801, "order": 176_200_000_000_000_513_i64},
            {"dept_id": 9_223_372_036_854_775_807_i64, "order": -1},
        ],
        "dept_title_list": [{"dept_id": 36_948_801, "title": "Lead"}],
        "extension": "{\"hobby\":\"travel\"}",
        "hide_mobile": true,
        "senior_mode": false,
    });
    assert_eq!(body, expected);
}

#[test]
fn text_is_sent_as_it_is_and_not_escaped_beyond_need() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| result(json!({}))));
    let name = "汉字 🙂 \"\\/\n\u{1}\u{7f}";
    let draft = UserDraft {
        name: name.to_owned(),
        ..draft()
    };
    run(directory.platform(), directory.create_user(&draft, None)).expect("a creation");
    let sent = &directory.platform().calls()[0];
    assert_eq!(sent.json()["name"], name);
    // 40033: what can be written raw must not be escaped.
    assert!(
        String::from_utf8(sent.body.clone())
            .unwrap()
            .contains("汉字 🙂")
    );
}

#[test]
fn numbers_are_written_as_the_organisation_takes_them() {
    for (region, number, sent) in [
        ("china", "+86-13912345678", "13912345678"),
        ("china", "13912345678", "13912345678"),
        ("china", "+852-51234567", "+852-51234567"),
        ("international", "+86-13912345678", "+86-13912345678"),
        ("international", "13912345678", "13912345678"),
    ] {
        let directory = Directory::new(Scripted::calls_answered_by(|_| result(json!({}))));
        directory.platform().set("DINGTALK_REGION", region);
        let draft = UserDraft {
            mobile: own(number),
            ..draft()
        };
        run(directory.platform(), directory.create_user(&draft, None)).expect("a creation");
        assert_eq!(
            directory.platform().calls()[0].json()["mobile"],
            sent,
            "{region}, {number}"
        );
    }
}

#[test]
fn custom_fields_are_sent_as_json_in_a_string() {
    let body = created_body(&UserDraft {
        attributes: vec![
            attribute("extension.空", "a \"b\" \\ 🙂"),
            attribute("extension.link", "[x](https://x.example/?u=#userid#)"),
            attribute("extension.a.b", "dots"),
        ],
        ..draft()
    });
    let expected = json!({
        "空": "a \"b\" \\ 🙂",
        "link": "[x](https://x.example/?u=#userid#)",
        "a.b": "dots",
    });
    assert_eq!(custom(&body), expected);
}

#[test]
fn the_answer_to_a_creation_tells_identifier_and_union_identifier() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| {
        result(json!({"userid": "given", "unionId": "xiEiE"}))
    }));
    let outcome = run(directory.platform(), directory.create_user(&draft(), None));
    let expected = CreateOutcome::Created(CreatedUser {
        id: "given".to_owned(),
        replayed: false,
        attributes: vec![attribute("dingtalk.union-id", "xiEiE")],
    });
    assert_eq!(outcome.expect("a creation"), expected);
}

#[test]
fn an_answer_that_tells_no_identifier_means_the_one_that_was_asked_for() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| done()));
    let draft = UserDraft {
        id: own("mine"),
        ..draft()
    };
    let outcome = run(directory.platform(), directory.create_user(&draft, None));
    assert_eq!(created(outcome), ("mine".to_owned(), false));
}

// Creating: what is refused before.

type Setter = fn(&mut UserDraft, String);
type Change = fn(String) -> UserChange;

/// The texts of a user: their limits in characters, and how they are set and changed.
const TEXTS: &[(&str, usize, Setter, Option<Change>)] = &[
    (
        "name",
        80,
        |draft, text| draft.name = text,
        Some(UserChange::Name),
    ),
    (
        "email",
        50,
        |draft, text| draft.email = Some(text),
        Some(UserChange::Email),
    ),
    (
        "work-email",
        100,
        |draft, text| draft.work_email = Some(text),
        Some(UserChange::WorkEmail),
    ),
    (
        "telephone",
        50,
        |draft, text| draft.telephone = Some(text),
        Some(UserChange::Telephone),
    ),
    (
        "employee-number",
        50,
        |draft, text| draft.employee_number = Some(text),
        Some(UserChange::EmployeeNumber),
    ),
    (
        "title",
        200,
        |draft, text| draft.title = Some(text),
        Some(UserChange::Title),
    ),
    (
        "work-place",
        100,
        |draft, text| draft.work_place = Some(text),
        Some(UserChange::WorkPlace),
    ),
    (
        "remark",
        2000,
        |draft, text| draft.remark = Some(text),
        Some(UserChange::Remark),
    ),
    (
        "manager-id",
        64,
        |draft, text| draft.manager_id = Some(text),
        Some(UserChange::Manager),
    ),
    ("id", 64, |draft, text| draft.id = Some(text), None),
];

#[test]
fn a_text_may_have_as_many_characters_as_its_limit() {
    for (name, limit, setter, change) in TEXTS {
        // Characters, not bytes.
        let text = "字".repeat(*limit);
        let mut draft = draft();
        setter(&mut draft, text.clone());
        assert!(created_body(&draft).to_string().contains(&text), "{name}");
        // What the organisation might ignore is looked at afterwards.
        if let Some(change) = change.filter(|_| *name != "work-email") {
            assert!(
                updated_body(&[change(text.clone())])
                    .to_string()
                    .contains(&text),
                "{name}"
            );
        }
    }
}

#[test]
fn a_longer_text_is_refused_before_anything_is_sent() {
    for (name, limit, setter, change) in TEXTS {
        let text = "x".repeat(limit + 1);
        let mut draft = draft();
        setter(&mut draft, text.clone());
        invalid(&refused_draft(&draft), name);
        if let Some(change) = change {
            invalid(&refused_changes(&[change(text)]), name);
        }
    }
}

#[test]
fn an_empty_text_is_refused_before_anything_is_sent() {
    for (name, _, setter, change) in TEXTS {
        let mut draft = draft();
        setter(&mut draft, String::new());
        invalid(&refused_draft(&draft), name);
        if let Some(change) = change {
            invalid(&refused_changes(&[change(String::new())]), name);
        }
    }
    let without_digits = UserDraft {
        mobile: own(""),
        ..draft()
    };
    invalid(&refused_draft(&without_digits), "mobile");
}

/// What is no day that can be written as an RFC 3339 full date.
const BAD_DAYS: [&str; 12] = [
    "",
    "2024",
    "2024-02-30",
    "2023-02-29",
    "2024-13-01",
    "2024-00-10",
    "2024-1-1",
    "2024-01-01T00:00:00Z",
    " 2024-01-01",
    "01-01-2024",
    "2024/01/01",
    "12024-01-01",
];

#[test]
fn what_is_no_day_is_refused_before_anything_is_sent() {
    for day in BAD_DAYS {
        let draft = UserDraft {
            hired_on: own(day),
            ..draft()
        };
        invalid(&refused_draft(&draft), "hired-on");
        invalid(
            &refused_changes(&[UserChange::HiredOn(day.to_owned())]),
            "hired-on",
        );
    }
}

/// What identifies no department of DingTalk.
const BAD_DEPARTMENTS: [&str; 11] = [
    "",
    "0",
    "-1",
    "-7",
    "01",
    "+1",
    " 1",
    "1,2",
    "x",
    "１",
    "9223372036854775808",
];

/// Lists of departments that cannot be written.
fn bad_lists() -> Vec<Vec<Assignment>> {
    let mut lists: Vec<_> = BAD_DEPARTMENTS
        .iter()
        .map(|id| vec![assignment(id)])
        .collect();
    lists.push(Vec::new());
    lists.push((1..=101).map(|id| assignment(&format!("{id}"))).collect());
    lists.push(vec![assignment("7"), assignment("8"), assignment("7")]);
    for sort_key in ["", "x", "1.5", "9223372036854775808", "1e3"] {
        lists.push(vec![Assignment {
            sort_key: own(sort_key),
            ..assignment("7")
        }]);
    }
    for title in [String::new(), "x".repeat(201)] {
        lists.push(vec![Assignment {
            title: Some(title),
            ..assignment("7")
        }]);
    }
    lists
}

#[test]
fn a_bad_list_of_departments_is_refused_before_anything_is_sent() {
    for departments in bad_lists() {
        let draft = UserDraft {
            departments: departments.clone(),
            ..draft()
        };
        invalid(&refused_draft(&draft), "departments");
        invalid(
            &refused_changes(&[UserChange::Departments(departments)]),
            "departments",
        );
    }
}

#[test]
fn a_hundred_departments_are_sent() {
    let departments: Vec<_> = (1..=100).map(|id| assignment(&format!("{id}"))).collect();
    let body = updated_body(&[UserChange::Departments(departments.clone())]);
    assert_eq!(
        body["dept_id_list"].as_str().unwrap().split(',').count(),
        100
    );
    let draft = UserDraft {
        departments,
        ..draft()
    };
    assert_eq!(created_body(&draft)["dept_id_list"], body["dept_id_list"]);
}

#[test]
fn attributes_that_cannot_be_written_are_refused_before_anything_is_sent() {
    let long = "x".repeat(2001);
    for (name, value) in [
        ("dingtalk.union-id", "x"),
        ("dingtalk.admin", "true"),
        ("hobby", "x"),
        ("", "x"),
        ("extension.", "x"),
        ("Extension.a", "x"),
        ("extension.a", ""),
        ("extension.a", &long),
        ("dingtalk.hide-mobile", "True"),
        ("dingtalk.hide-mobile", "1"),
        ("dingtalk.senior-mode", ""),
    ] {
        let draft = UserDraft {
            attributes: vec![attribute(name, value)],
            ..draft()
        };
        invalid(&refused_draft(&draft), name);
        invalid(&refused_changes(&[set(name, value)]), name);
    }
}

#[test]
fn an_attribute_that_is_named_twice_is_refused_before_anything_is_sent() {
    for name in ["extension.a", "dingtalk.hide-mobile"] {
        let draft = UserDraft {
            attributes: vec![
                attribute(name, "true"),
                attribute("extension.z", "x"),
                attribute(name, "true"),
            ],
            ..draft()
        };
        invalid(&refused_draft(&draft), name);
    }
}

#[test]
fn custom_fields_together_have_at_most_2000_characters_of_json() {
    // Around the value: {"k":""}
    let with = |length| attribute("extension.k", &"字".repeat(length));
    let draft_with = |length| UserDraft {
        attributes: vec![with(length)],
        ..draft()
    };
    assert_eq!(
        created_body(&draft_with(1992))["extension"]
            .as_str()
            .unwrap()
            .chars()
            .count(),
        2000
    );
    invalid(&refused_draft(&draft_with(1993)), "attributes");
    invalid(
        &refused_changes(&[UserChange::Attribute(with(1993))]),
        "attributes",
    );
}

// Creating: identifiers.

#[test]
fn a_key_stands_for_an_identifier_for_ever() {
    // Computed with another program: sha256, then base32.
    for (key, id) in [
        ("hr-row-1", "k-oo6crl7cngrqtlijcu6yq7bw4l"),
        ("工号-0007", "k-ygjyztcljp5ghz4yidghzukfdo"),
        (&"k".repeat(256), "k-zylp46barjhjh5yvrzrdsnua4a"),
    ] {
        let directory = Directory::new(Scripted::calls_answered_by(|_| done()));
        let outcome = run(
            directory.platform(),
            directory.create_user(&draft(), Some(key)),
        );
        assert_eq!(created(outcome), (id.to_owned(), false));
        assert_eq!(directory.platform().calls()[0].json()["userid"], id);
    }
}

#[test]
fn a_key_has_1_to_256_bytes() {
    for key in [String::new(), "k".repeat(257), "字".repeat(86)] {
        let directory = Directory::new(nothing_expected());
        let outcome = run(
            directory.platform(),
            directory.create_user(&draft(), Some(&key)),
        );
        invalid(&error_of(outcome), "idempotency-key");
    }
}

#[test]
fn a_key_and_an_identifier_of_ones_own_exclude_each_other() {
    let directory = Directory::new(nothing_expected());
    let draft = UserDraft {
        id: own("mine"),
        ..draft()
    };
    let outcome = run(
        directory.platform(),
        directory.create_user(&draft, Some("key")),
    );
    invalid(&error_of(outcome), "idempotency-key");
}

#[test]
fn without_key_and_identifier_one_is_generated_each_time() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| done()));
    let platform = directory.platform();
    let (first, _) = created(run(platform, directory.create_user(&draft(), None)));
    let (second, _) = created(run(platform, directory.create_user(&draft(), None)));
    // Sixteen bytes 1, and sixteen bytes 2.
    assert_eq!(first, "u-aeaqcaibaeaqcaibaeaqcaibae");
    assert_eq!(second, "u-aibaeaqcaibaeaqcaibaeaqcai");
}

// Creating: what is made of a lost or doubtful answer.

/// Ways in which an answer is lost after the deed.
fn lost_answers() -> Vec<Reply> {
    vec![
        Reply::Fails(SendError::Lost),
        Reply::Fails(SendError::Late),
        Reply::Fails(SendError::TooLarge),
        answer(502, "<html>"),
        answer(200, "<html>"),
        answer(200, ""),
        answer(200, r#"{"status":1111,"wait":5,"punish":"deny"}"#),
        refused(15, "Remote service error"),
        gateway_refused("15", "Remote service error"),
        refused(400_001, "系统错误"),
        refused(-1, "系统繁忙"),
    ]
}

fn names_of_members(directory: &Directory<Offline>, mobile: &str) -> Vec<String> {
    let users = directory.platform().sandbox().organisation().users;
    let holders = users
        .into_iter()
        .filter(|user| user.mobile.to_string() == mobile);
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
fn other_values_that_are_taken_are_told_without_a_lookup() {
    for (setter, value, field) in [
        (TEXTS[1].2, "linhai@example.com", "email"),
        (TEXTS[3].2, "8002", "telephone"),
    ] {
        let directory = Directory::new(Offline::new_world());
        let mut draft = draft();
        setter(&mut draft, value.to_owned());
        let error = error_of(run(
            directory.platform(),
            directory.create_user(&draft, Some("row-1")),
        ));
        assert_eq!(error.kind, ErrorKind::AlreadyExists);
        assert_eq!(details(&error, "field"), [field]);
        assert_eq!(directory.platform().calls().len(), 1);
    }
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
        requested_id: created_id("row-1"),
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
    assert_eq!(user.requested_id, "mine");
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

// Updating.

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
fn clearing_is_refused_before_anything_is_sent_but_for_the_manager() {
    for (field, name) in [
        (UserField::Email, "email"),
        (UserField::WorkEmail, "work-email"),
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
    for extension in [json!(""), Value::Null] {
        let directory = Directory::new(Scripted::calls_answered_with([
            result(json!({"userid": "u1", "email": "", "extension": extension})),
            done(),
        ]));
        let platform = directory.platform();
        run(
            platform,
            directory.update_user("u1", &[remove("extension.a")]),
        )
        .expect("an update");
        let body = platform.calls()[1].json();
        assert_eq!(
            (custom(&body), &body["ext_attrs_update_mode"]),
            (json!({}), &json!(0))
        );
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
fn nothing_is_claimed_of_custom_fields_that_cannot_be_seen() {
    for permission in ["fieldEmail", "qyapi_get_member"] {
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        platform.withdraw(permission);
        let changes = [set("extension.undefined", "x")];
        run(platform, directory.update_user(LI, &changes)).expect(permission);
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

// Deleting.

#[test]
fn a_deletion_names_the_user_and_nothing_else() {
    let directory = Directory::new(Scripted::calls_answered_with([done()]));
    run(directory.platform(), directory.delete_user("0042")).expect("a deletion");
    let sent = &directory.platform().calls()[0];
    assert_eq!(
        (sent.path(), sent.json()),
        ("/topapi/v2/user/delete", json!({"userid": "0042"}))
    );
}

#[test]
fn a_second_deletion_finds_nobody() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    run(platform, directory.delete_user(LI)).expect("a deletion");
    assert_eq!(
        error_of(run(platform, directory.delete_user(LI))).kind,
        ErrorKind::NotFound
    );
}

#[test]
fn a_deletion_whose_answer_was_lost_is_done_when_it_is_repeated() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    platform.decide_once(
        "/topapi/v2/user/delete",
        Fate::AnswerReplaced(Reply::Fails(SendError::Lost)),
    );
    let error = error_of(run(platform, directory.delete_user(LI)));
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(
        error_of(run(platform, directory.delete_user(LI))).kind,
        ErrorKind::NotFound
    );
}
