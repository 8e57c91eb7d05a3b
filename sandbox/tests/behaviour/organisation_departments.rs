//! The departments of an organisation file: which are accepted and which are refused.

use orgbook_sandbox::OrganisationError;
use serde_json::json;

use crate::organisation::load;

#[test]
fn a_department_twice_is_refused() {
    let refused = load("/departments/1/dept_id", json!(1));
    assert!(matches!(
        refused,
        Err(OrganisationError::DuplicateDepartment(1))
    ));
}

#[test]
fn a_department_without_a_parent_is_refused() {
    let refused = load("/departments/1", json!({"dept_id": 10, "name": "Team"}));
    assert!(matches!(refused, Err(OrganisationError::NoParent(10))));
}

#[test]
fn an_unknown_parent_is_refused() {
    let refused = load("/departments/1/parent_id", json!(99));
    assert!(matches!(
        refused,
        Err(OrganisationError::UnknownParent {
            dept_id: 10,
            parent_id: 99
        })
    ));
}

#[test]
fn a_special_department_has_nothing_below() {
    let departments = json!([
        {"dept_id": 1, "name": "Company"},
        {"dept_id": -7, "name": "Home", "parent_id": 1},
        {"dept_id": 10, "name": "Team", "parent_id": -7},
    ]);
    let refused = load("/departments", departments);
    assert!(matches!(
        refused,
        Err(OrganisationError::UnknownParent {
            dept_id: 10,
            parent_id: -7
        })
    ));
}

#[test]
fn a_cycle_is_refused() {
    let departments = json!([
        {"dept_id": 1, "name": "Company"},
        {"dept_id": 10, "name": "a", "parent_id": 11},
        {"dept_id": 11, "name": "b", "parent_id": 10},
    ]);
    assert!(matches!(
        load("/departments", departments),
        Err(OrganisationError::Cycle(10))
    ));
}

#[test]
fn a_department_name_follows_the_rules() {
    for (name, expected) in [
        ("".to_owned(), 60001),
        ("字".repeat(65), 60001),
        ("a-b".to_owned(), 60009),
        ("a,b".to_owned(), 60009),
        ("a，b".to_owned(), 60009),
        ("a\"b".to_owned(), 60009),
    ] {
        match load("/departments/1/name", json!(name)) {
            Err(OrganisationError::DepartmentRefused {
                dept_id: 10, code, ..
            }) => assert_eq!(code, expected, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    assert!(load("/departments/1/name", json!("字".repeat(64))).is_ok());
}

#[test]
fn a_department_keeps_the_limits_of_its_other_texts() {
    for (field, value) in [
        ("brief", "字".repeat(256)),
        ("telephone", "1".repeat(51)),
        ("code", "x".repeat(31)),
    ] {
        let department = json!({"dept_id": 10, "name": "Team", "parent_id": 1, field: value});
        let refused = load("/departments/1", department);
        assert!(
            matches!(
                refused,
                Err(OrganisationError::DepartmentRefused { code: 40035, .. })
            ),
            "{field}"
        );
    }
}

#[test]
fn a_permit_list_names_only_what_exists() {
    let department = json!({
        "dept_id": 10, "name": "Team", "parent_id": 1, "hide_dept": true, "user_permits": ["z"],
    });
    let refused = load("/departments/1", department);
    assert!(matches!(
        refused,
        Err(OrganisationError::DepartmentRefused { code: 60109, .. })
    ));
}

#[test]
fn the_owner_of_a_chat_group_is_directly_in_its_department() {
    let owned = |owner: &str, create_dept_group: bool| {
        let department = json!({
            "dept_id": 10, "name": "Team", "parent_id": 1, "create_dept_group": create_dept_group,
            "org_dept_owner": owner,
        });
        match load("/departments/1", department) {
            Ok(_) => 0,
            Err(OrganisationError::DepartmentRefused { code, .. }) => code,
            Err(other) => panic!("{other}"),
        }
    };
    assert_eq!(owned("b", true), 0);
    assert_eq!(owned("b", false), 40093);
    assert_eq!(owned("a", true), 40093);
    assert_eq!(owned("z", true), 60067);
}

#[test]
fn siblings_have_different_names_and_cousins_need_not() {
    let departments = |parent: i64| {
        json!([
            {"dept_id": 1, "name": "Company"},
            {"dept_id": 10, "name": "Team", "parent_id": 1},
            {"dept_id": 11, "name": "Team", "parent_id": parent},
        ])
    };
    let refused = load("/departments", departments(1));
    assert!(matches!(
        refused,
        Err(OrganisationError::DepartmentRefused {
            dept_id: 11,
            code: 60021,
            ..
        })
    ));
    assert!(load("/departments", departments(10)).is_ok());
}
