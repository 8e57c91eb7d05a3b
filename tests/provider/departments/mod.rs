//! Departments, written: what is sent, what is refused before, and what comes of it.

mod create;
mod update;

use orgbook::bindings::types::{
    Attribute, CreatedDepartment, DepartmentChange, DepartmentDraft, DepartmentField, ErrorKind,
};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::failure::Result;
use orgbook::platform::SendError;
use serde_json::{Value, json};

use crate::expect::{
    Subject, details, done, error_of, error_through, invalid, legacy, refused, result, silent,
    through, unsupported,
};
use crate::platform::{Fate, Offline, Reply, Scripted, World, answer, run};

const CREATE: &str = "/topapi/v2/department/create";
const UPDATE: &str = "/topapi/v2/department/update";
const LIST: &str = "/topapi/v2/department/listsub";

/// Departments of the offline DingTalk: one with members and departments below it, one of those,
/// and one of the siblings of the first.
const RESEARCH: &str = "36948801";
const PLATFORM: &str = "574367301";
const MARKET: &str = "36948802";
/// Who is directly in the first one.
const CHEN: &str = "014259637226893741";
const WANG: &str = "203118450962371845";

fn own(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute {
        name: name.to_owned(),
        value: value.to_owned(),
    }
}

/// A draft with nothing but what is needed.
fn draft(name: &str) -> DepartmentDraft {
    DepartmentDraft {
        name: name.to_owned(),
        parent_id: "1".to_owned(),
        sort_key: None,
        source_identifier: None,
        attributes: Vec::new(),
    }
}

/// A draft with a source identifier.
fn identified(name: &str, identifier: &str) -> DepartmentDraft {
    DepartmentDraft {
        source_identifier: own(identifier),
        ..draft(name)
    }
}

fn created(id: &str, replayed: bool) -> CreatedDepartment {
    CreatedDepartment {
        id: id.to_owned(),
        replayed,
    }
}

/// What the attributes that can be written are called by DingTalk, with a value and what is sent.
const WRITTEN_AT_ONCE: &[(&str, &str, &str)] = &[
    ("dingtalk.hide-dept", "true", r#"{"hide_dept": true}"#),
    (
        "dingtalk.dept-permits",
        "7,5000000000",
        r#"{"dept_permits": "7,5000000000"}"#,
    ),
    (
        "dingtalk.user-permits",
        "007,u 2",
        r#"{"user_permits": "007,u 2"}"#,
    ),
    ("dingtalk.outer-dept", "false", r#"{"outer_dept": false}"#),
    (
        "dingtalk.outer-dept-only-self",
        "true",
        r#"{"outer_dept_only_self": true}"#,
    ),
    (
        "dingtalk.outer-permit-depts",
        "7",
        r#"{"outer_permit_depts": "7"}"#,
    ),
    (
        "dingtalk.outer-permit-users",
        "u1,u2",
        r#"{"outer_permit_users": "u1,u2"}"#,
    ),
    (
        "dingtalk.create-dept-group",
        "true",
        r#"{"create_dept_group": true}"#,
    ),
    (
        "dingtalk.auto-approve-apply",
        "false",
        r#"{"auto_approve_apply": false}"#,
    ),
    ("dingtalk.brief", "\"B\" 🙂", r#"{"brief": "\"B\" 🙂"}"#),
    ("dingtalk.telephone", "8000-1", r#"{"telephone": "8000-1"}"#),
];

/// The same for those that can only be changed.
const WRITTEN_LATER: &[(&str, &str, &str)] = &[
    (
        "dingtalk.auto-add-user",
        "true",
        r#"{"auto_add_user": true}"#,
    ),
    (
        "dingtalk.group-contain-sub-dept",
        "false",
        r#"{"group_contain_sub_dept": false}"#,
    ),
    (
        "dingtalk.group-contain-outer-dept",
        "true",
        r#"{"group_contain_outer_dept": true}"#,
    ),
    (
        "dingtalk.group-contain-hidden-dept",
        "true",
        r#"{"group_contain_hidden_dept": true}"#,
    ),
    (
        "dingtalk.org-dept-owner",
        "007",
        r#"{"org_dept_owner": "007"}"#,
    ),
    ("dingtalk.code", "RD-1", r#"{"code": "RD-1"}"#),
];

/// Values that attributes do not take.
const MALFORMED: &[(&str, &str)] = &[
    ("dingtalk.hide-dept", ""),
    ("dingtalk.hide-dept", "yes"),
    ("dingtalk.outer-dept", "True"),
    ("dingtalk.dept-permits", ""),
    ("dingtalk.dept-permits", "7,"),
    ("dingtalk.dept-permits", "7, 8"),
    ("dingtalk.outer-permit-depts", "-7"),
    ("dingtalk.user-permits", ""),
    ("dingtalk.user-permits", "u1,,u2"),
    ("dingtalk.brief", ""),
    ("dingtalk.telephone", ""),
];

/// Attributes that nobody can write.
const UNWRITABLE: &[&str] = &[
    "",
    "brief",
    "hide-dept",
    "extension.a",
    "dingtalk.tags",
    "dingtalk.dept-group-chat-id",
    "dingtalk.from-union-org",
    "dingtalk.hide-mobile",
    "dingtalk.Brief",
];

fn department(directory: &Subject<World>, id: &str) -> Option<orgbook_sandbox::Department> {
    let departments = directory.platform().sandbox().organisation().departments;
    departments
        .into_iter()
        .find(|it| it.dept_id.to_string() == id)
}

#[test]
fn a_department_is_deleted_by_number() {
    let (outcome, sent) = through(done(), async |it| it.delete_department("5000000000").await);
    outcome.expect("it is deleted");
    let question = json!({"dept_id": 5_000_000_000_i64});
    assert_eq!(legacy(&sent), ("/topapi/v2/department/delete", question));
}

#[test]
fn what_keeps_a_department_from_being_deleted_is_told() {
    for (code, kind) in [
        (60003, ErrorKind::NotFound),
        (60005, ErrorKind::Conflict),
        (60006, ErrorKind::Conflict),
        (60007, ErrorKind::Unsupported),
    ] {
        let error = error_through(refused(code, "…"), async |it| {
            it.delete_department("7").await
        });
        assert_eq!(error.kind, kind, "{code}");
    }
    let directory = silent();
    for id in ["", "0", "-7", "01", "x"] {
        let outcome = run(directory.platform(), directory.delete_department(id));
        invalid(&error_of(outcome), "id");
    }
}

#[test]
fn only_an_empty_department_of_the_offline_dingtalk_is_deleted_and_only_once() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let delete = |id: &str| run(platform, directory.delete_department(id));
    for (id, kind) in [
        ("1", ErrorKind::Unsupported),
        (RESEARCH, ErrorKind::Conflict),
        ("574367388", ErrorKind::Conflict),
        ("99", ErrorKind::NotFound),
    ] {
        assert_eq!(error_of(delete(id)).kind, kind, "{id}");
    }
    let new = run(platform, directory.create_department(&draft("临时")));
    let id = new.expect("a department").id;
    delete(&id).expect("it is deleted");
    assert_eq!(error_of(delete(&id)).kind, ErrorKind::NotFound);
    assert_eq!(
        error_of(run(platform, directory.get_department(&id))).kind,
        ErrorKind::NotFound
    );
}

#[test]
fn a_deletion_whose_answer_was_lost_is_done_when_nothing_is_found() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let new = run(platform, directory.create_department(&draft("临时")));
    let id = new.expect("a department").id;
    let lost = Fate::AnswerReplaced(Reply::Fails(SendError::Lost));
    platform.decide_once("/topapi/v2/department/delete", lost);
    run(platform, directory.delete_department(&id)).expect("it is deleted");
    let error = error_of(run(platform, directory.delete_department(&id)));
    assert_eq!(error.kind, ErrorKind::NotFound);
}
