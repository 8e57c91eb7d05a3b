//! What is refused, mostly before anything is sent.

use super::*;

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

#[test]
fn a_missing_number_is_named_as_the_field() {
    let directory = Directory::new(Offline::new_world());
    let draft = UserDraft {
        mobile: None,
        ..draft()
    };
    let error = error_of(run(
        directory.platform(),
        directory.create_user(&draft, None),
    ));
    invalid(&error, "mobile");
}

#[test]
fn an_unknown_department_is_a_bad_value_and_no_missing_user() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let departments = vec![assignment("99")];
    let draft = UserDraft {
        departments: departments.clone(),
        ..draft()
    };
    for key in [None, Some("row-1")] {
        let outcome = run(platform, directory.create_user(&draft, key));
        invalid(&error_of(outcome), "departments");
    }
    let changes = [UserChange::Departments(departments)];
    let outcome = run(platform, directory.update_user(LI, &changes));
    invalid(&error_of(outcome), "departments");
}
