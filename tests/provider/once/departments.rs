//! Creating a department: its source identifier tells, after a lost answer, whether it is there.

use orgbook::bindings::types::DepartmentDraft;
use orgbook::dingtalk::failure::Result;
use serde_json::{Value, json};

use super::*;

const CREATE: &str = "/topapi/v2/department/create";

fn draft(source_identifier: Option<&str>) -> DepartmentDraft {
    DepartmentDraft {
        name: "Night".to_owned(),
        parent_id: "1".to_owned(),
        sort_key: None,
        source_identifier: source_identifier.map(str::to_owned),
        attributes: Vec::new(),
    }
}

/// How many departments of the offline DingTalk have the name of the draft.
fn namesakes(directory: &Directory<Offline>) -> usize {
    let all = directory.platform().sandbox().organisation().departments;
    all.iter().filter(|it| it.name == "Night").count()
}

#[test]
fn with_a_source_identifier_it_is_created_once_whatever_is_lost() {
    for (fates, times, replayed) in [
        (vec![before()], 2, false),
        (vec![before(), before()], 3, false),
        (vec![after()], 1, true),
        (vec![before(), before(), after()], 3, true),
    ] {
        let directory = world();
        let platform = directory.platform();
        platform.decide_each(CREATE, fates);
        let draft = draft(Some("hr:1"));
        let made = run(platform, directory.create_department(&draft));
        assert_eq!(made.expect("a department").replayed, replayed);
        assert_eq!(sent(platform, CREATE), times);
        assert_eq!(namesakes(&directory), 1);
    }
}

#[test]
fn without_one_it_is_sent_again_where_nothing_has_the_name() {
    let directory = world();
    let platform = directory.platform();
    platform.decide_each(CREATE, [before(), before()]);
    let made = run(platform, directory.create_department(&draft(None)));
    assert!(!made.expect("a department").replayed);
    assert_eq!(sent(platform, CREATE), 3);
    assert_eq!(namesakes(&directory), 1);
}

#[test]
fn without_one_a_department_of_the_name_leaves_the_outcome_unknown() {
    let directory = world();
    let platform = directory.platform();
    platform.decide_each(CREATE, [after()]);
    let error = error_of(run(platform, directory.create_department(&draft(None))));
    is_unknown(&error);
    assert_eq!(details(&error, "existing-id").len(), 1);
    assert_eq!(sent(platform, CREATE), 1);
    assert_eq!(namesakes(&directory), 1);
}

#[test]
fn one_that_could_not_be_created_three_times_is_not_there() {
    for identifier in [None, Some("hr:1")] {
        let directory = world();
        let platform = directory.platform();
        platform.decide_each(CREATE, (0..3).map(|_| before()));
        let draft = draft(identifier);
        let error = error_of(run(platform, directory.create_department(&draft)));
        assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
        assert_eq!(details(&error, "attempts"), ["3"]);
        assert_eq!(namesakes(&directory), 0);
    }
}

#[test]
fn one_that_may_not_be_listed_leaves_the_outcome_unknown_and_names_the_permission() {
    let directory = world();
    let platform = directory.platform();
    platform.withdraw("qyapi_get_department_list");
    platform.decide_each(CREATE, [before()]);
    let error = error_of(run(platform, directory.create_department(&draft(None))));
    is_unknown(&error);
    assert_eq!(details(&error, "permission"), ["qyapi_get_department_list"]);
    assert_eq!(sent(platform, CREATE), 1);
}

/// What comes of a creation whose first request is carried out, if at all, only after it was looked
/// for: the second one finds the name taken by this department.
fn late(identifier: Option<&str>, holder: &Value) -> Result<String> {
    let nothing = || result(json!([]));
    let there = || result(json!([holder]));
    let taken = refused(60021, "父部门下该部门名称已存在");
    let mut replies = vec![lost(), nothing(), taken, there(), there()];
    if identifier.is_some() {
        replies.insert(0, nothing());
    }
    let directory = scripted(replies);
    let draft = draft(identifier);
    let made = run(directory.platform(), directory.create_department(&draft));
    made.map(|made| made.id)
}

#[test]
fn a_name_that_is_taken_after_a_lost_answer_may_be_ones_own() {
    let own = json!({"dept_id": 7, "name": "Night", "source_identifier": "hr:1"});
    assert_eq!(late(Some("hr:1"), &own).expect("a department"), "7");
}

#[test]
fn a_name_that_is_taken_after_a_lost_answer_may_be_another_ones() {
    let other = json!({"dept_id": 7, "name": "Night", "source_identifier": "hr:2"});
    let error = error_of(late(Some("hr:1"), &other));
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(details(&error, "existing-id"), ["7"]);
    let error = error_of(late(None, &other));
    is_unknown(&error);
    assert_eq!(details(&error, "existing-id"), ["7"]);
}
