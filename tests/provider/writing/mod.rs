//! What is sent to write a user, what is refused before, and what is made of the answer.

mod delete;
mod exclusive;
mod identity;
mod read_back;
mod refused;
mod sent;
mod update;

use orgbook::bindings::types::{
    Assignment, Attribute, CreateOutcome, CreatedUser, Error, ErrorKind, PendingUser, UserChange,
    UserDraft, UserField,
};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::failure::Result;
use orgbook::platform::SendError;
use serde_json::{Value, json};

use crate::expect::{
    details, done, error_of, gateway_refused, invalid, refused, result, unsupported,
};
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
