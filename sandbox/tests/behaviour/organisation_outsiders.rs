//! The organisation file: what leads out of the organisation, and what reaches further than a department.

use orgbook_sandbox::{Organisation, OrganisationError};
use serde_json::{Value, json};

use crate::organisation::small;

/// Loads the small organisation with these fields added to what is at a place.
fn add(pointer: &str, fields: Value) -> Result<Organisation, OrganisationError> {
    let mut file = small();
    let place = file.pointer_mut(pointer).unwrap();
    for (name, value) in fields.as_object().unwrap() {
        place[name] = value.clone();
    }
    Organisation::from_json(&file.to_string())
}

fn account(fields: Value) -> Value {
    let mut account = json!({"exclusive_account_type": "sso"});
    for (name, value) in fields.as_object().unwrap() {
        account[name] = value.clone();
    }
    json!({"mobile": null, "exclusive_account": account})
}

#[test]
fn only_an_enterprise_account_has_no_mobile() {
    let code = |fields| match add("/users/0", fields) {
        Ok(_) => 0,
        Err(OrganisationError::UserRefused { code, .. }) => code,
        Err(other) => panic!("{other}"),
    };
    assert_eq!(code(json!({"mobile": null})), 60103);
    assert_eq!(code(account(json!({}))), 0);
    let both = json!({"exclusive_account": {"exclusive_account_type": "sso"}});
    assert_eq!(code(both), 60103);
}

#[test]
fn a_login_id_belongs_to_a_self_built_account_alone() {
    let accepted = |fields| add("/users/0", account(fields)).is_ok();
    let self_built = json!({"exclusive_account_type": "dingtalk", "login_id": "a"});
    assert!(accepted(self_built));
    assert!(!accepted(json!({"exclusive_account_type": "dingtalk"})));
    assert!(!accepted(json!({"login_id": "a"})));
}

#[test]
fn accounts_lead_to_known_organisations() {
    let outer = json!({"outer": {"exclusive_corpid": "ding2", "exclusive_userid": "x"}});
    for fields in [outer, json!({"owned_organizations": ["ding2"]})] {
        let refused = add("/users/0", account(fields)).unwrap_err().to_string();
        assert_eq!(refused, "user a names the unknown organisation ding2");
    }
}

#[test]
fn another_organisation_occurs_once_and_is_granted_known_departments() {
    let other = json!({"corp_id": "ding2", "name": "Two"});
    let twice = add("", json!({"other_organisations": [other, other]}));
    assert!(matches!(
        twice,
        Err(OrganisationError::DuplicateOrganisation(_))
    ));
    let granted = json!({"corp_id": "ding2", "name": "Two", "granted_dept_ids": [99]});
    let refused = add("", json!({"other_organisations": [granted]}));
    assert_eq!(
        refused.unwrap_err().to_string(),
        "organisation ding2 names the unknown department 99"
    );
}

#[test]
fn an_external_contact_shares_no_userid_with_a_user() {
    let contact = json!({"userid": "a", "name": "Outside"});
    let refused = add("", json!({"external_contacts": [contact]}));
    assert!(matches!(refused, Err(OrganisationError::DuplicateUser(userid)) if userid == "a"));
}

#[test]
fn an_administrator_manages_known_departments() {
    let refused = add("/users/0", json!({"admin_departments": [99]}));
    assert_eq!(
        refused.unwrap_err().to_string(),
        "user a names the unknown department 99"
    );
}

#[test]
fn executive_mode_lets_known_people_through() {
    for (settings, expected) in [
        (json!({"permit_staff_ids": ["z"]}), 60121),
        (json!({"permit_dept_ids": [99]}), 60003),
        (json!({"permit_tag_ids": [99]}), 33011),
    ] {
        let refused = add("/users/0", json!({"senior_settings": settings}));
        assert!(
            matches!(refused, Err(OrganisationError::UserRefused { code, .. }) if code == expected)
        );
    }
}

#[test]
fn a_day_of_the_last_login_is_a_day() {
    let refused = add("/users/0", json!({"last_login_date": "2026-09-21"}));
    assert!(refused.unwrap_err().to_string().contains("not a day"));
}
