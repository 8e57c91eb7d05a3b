//! The organisation file: what is accepted, what is refused and how that is said.

use orgbook_sandbox::{
    DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_CORP_ID, Organisation, OrganisationError,
    Sandbox,
};
use serde_json::{Value, json};

pub fn small() -> Value {
    json!({
        "corp_id": "ding1",
        "custom_fields": ["hobby"],
        "departments": [{"dept_id": 1, "name": "Company"}, {"dept_id": 10, "name": "Team", "parent_id": 1}],
        "users": [
            {"userid": "a", "name": "A", "mobile": "13800000001", "departments": [{"dept_id": 1}]},
            {"userid": "b", "name": "B", "mobile": "13800000002", "departments": [{"dept_id": 10}]},
        ],
        "apps": [{"client_id": "app", "client_secret": "s", "data_range": {"departments": [1]}}],
    })
}

/// Loads the small organisation with one value replaced.
pub fn load(pointer: &str, value: Value) -> Result<Organisation, OrganisationError> {
    let mut file = small();
    *file.pointer_mut(pointer).unwrap() = value;
    Organisation::from_json(&file.to_string())
}

fn refusal(pointer: &str, value: Value) -> String {
    load(pointer, value).unwrap_err().to_string()
}

#[test]
fn the_default_organisation_matches_its_constants() {
    let organisation = Organisation::default();
    assert_eq!(organisation.corp_id, DEFAULT_CORP_ID);
    assert_eq!(organisation.apps.len(), 1);
    assert_eq!(organisation.apps[0].client_id, DEFAULT_CLIENT_ID);
    assert_eq!(
        organisation.apps[0].client_secret.expose(),
        DEFAULT_CLIENT_SECRET
    );
}

#[test]
fn the_default_app_holds_exactly_what_its_calls_need() {
    let organisation = Organisation::default();
    let permissions: Vec<&str> = organisation.apps[0]
        .permissions
        .iter()
        .map(String::as_str)
        .collect();
    let expected = [
        "Contact.Common.Read",
        "Contact.OrgAccountSecurity.ReadWrite",
        "fieldEmail",
        "fieldMobile",
        "qyapi_addresslist_search",
        "qyapi_base",
        "qyapi_get_department_list",
        "qyapi_get_department_member",
        "qyapi_get_member",
        "qyapi_get_member_by_mobile",
        "qyapi_liveness_base",
        "qyapi_manage_addresslist",
    ];
    assert_eq!(permissions, expected);
    assert_eq!(organisation.apps[0].data_range.departments, [1]);
}

#[test]
fn the_file_in_the_readme_is_accepted() {
    let readme = include_str!("../../README.md");
    let (_, rest) = readme.split_once("```json\n").unwrap();
    let (file, _) = rest.split_once("```").unwrap();
    assert_eq!(Organisation::from_json(file).unwrap().users.len(), 2);
}

#[test]
fn a_small_file_is_accepted_and_what_it_leaves_out_is_filled_in() {
    let organisation = Organisation::from_json(&small().to_string()).unwrap();
    let sandbox = Sandbox::builder()
        .organisation(organisation)
        .build()
        .unwrap();
    let organisation = sandbox.organisation();
    assert!(
        organisation
            .users
            .iter()
            .all(|user| user.unionid.ends_with("iEiE"))
    );
    assert!(
        organisation
            .users
            .iter()
            .all(|user| user.departments[0].order > 1 << 53)
    );
    assert_eq!(organisation.departments[1].order, 10);
}

#[test]
fn a_snapshot_starts_another_sandbox() {
    let snapshot = Sandbox::new().organisation();
    let other = Sandbox::builder()
        .organisation(snapshot.clone())
        .seed(9)
        .build()
        .unwrap();
    assert_eq!(other.organisation(), snapshot);
}

#[test]
fn text_that_is_not_json_is_refused() {
    assert!(matches!(
        Organisation::from_json("{"),
        Err(OrganisationError::Format(_))
    ));
}

#[test]
fn an_unknown_field_is_refused() {
    let text = refusal("/users/0", json!({"userid": "a", "nmae": "A"}));
    assert!(text.contains("unknown field `nmae`"), "{text}");
}

#[test]
fn a_bad_mobile_is_refused() {
    assert!(refusal("/users/0/mobile", json!("123")).contains("not a mobile number"));
}

#[test]
fn a_missing_root_is_refused() {
    let refused = load(
        "/departments",
        json!([{"dept_id": 2, "name": "x", "parent_id": 1}]),
    );
    assert!(matches!(refused, Err(OrganisationError::NoRoot)));
}

#[test]
fn a_root_with_a_parent_is_refused() {
    let refused = load(
        "/departments/0",
        json!({"dept_id": 1, "name": "x", "parent_id": 10}),
    );
    assert!(matches!(refused, Err(OrganisationError::RootWithParent)));
}

#[test]
fn an_app_has_a_client_id_and_a_secret() {
    for field in ["client_id", "client_secret"] {
        let refused = load(&format!("/apps/0/{field}"), json!(""));
        assert!(
            matches!(refused, Err(OrganisationError::NoCredentials(_))),
            "{field}"
        );
    }
}

#[test]
fn a_user_twice_is_refused() {
    let refused = load("/users/1/userid", json!("a"));
    assert!(matches!(refused, Err(OrganisationError::DuplicateUser(userid)) if userid == "a"));
}

#[test]
fn a_mobile_twice_is_refused_with_dingtalks_code() {
    let refused = load("/users/1/mobile", json!("+86-13800000001"));
    assert!(matches!(
        refused,
        Err(OrganisationError::UserRefused { code: 60104, .. })
    ));
}

#[test]
fn a_user_in_no_department_is_refused() {
    let refused = load("/users/0/departments", json!([]));
    assert!(matches!(refused, Err(OrganisationError::NoDepartment(userid)) if userid == "a"));
}

#[test]
fn a_user_in_a_missing_department_is_refused() {
    let text = refusal("/users/0/departments", json!([{"dept_id": 99}]));
    assert_eq!(text, "user a is in the unknown department 99");
}

#[test]
fn a_user_in_one_department_twice_is_refused() {
    let refused = load(
        "/users/0/departments",
        json!([{"dept_id": 1}, {"dept_id": 1}]),
    );
    assert!(matches!(
        refused,
        Err(OrganisationError::DuplicateMembership { dept_id: 1, .. })
    ));
}

#[test]
fn an_unknown_manager_is_refused() {
    let user = json!({
        "userid": "a", "name": "A", "mobile": "13800000001", "manager_userid": "z", "departments": [{"dept_id": 1}],
    });
    assert_eq!(
        refusal("/users/0", user),
        "user a has the unknown manager z"
    );
}

#[test]
fn an_undefined_custom_field_is_refused() {
    let user = json!({
        "userid": "a", "name": "A", "mobile": "13800000001", "extension": {"shoe": "42"},
        "departments": [{"dept_id": 1}],
    });
    assert_eq!(
        refusal("/users/0", user),
        "user a has the undefined custom field shoe"
    );
}

#[test]
fn an_over_long_name_is_refused_with_dingtalks_code() {
    let refused = load("/users/0/name", json!("字".repeat(81)));
    assert!(matches!(
        refused,
        Err(OrganisationError::UserRefused { code: 60112, .. })
    ));
}

#[test]
fn an_app_twice_is_refused() {
    let app = json!({"client_id": "app", "client_secret": "s"});
    assert!(matches!(
        load("/apps", json!([app, app])),
        Err(OrganisationError::DuplicateApp(_))
    ));
}

#[test]
fn a_data_range_names_only_what_exists() {
    let text = refusal("/apps/0/data_range", json!({"departments": [99]}));
    assert_eq!(
        text,
        "the data range of app app names the unknown department 99"
    );
    let text = refusal("/apps/0/data_range", json!({"users": ["z"]}));
    assert_eq!(text, "the data range of app app names the unknown user z");
}

#[test]
fn a_builder_refuses_an_organisation_that_is_not_valid() {
    let mut organisation = Organisation::default();
    organisation.departments.clear();
    let refused = Sandbox::builder().organisation(organisation).build();
    assert!(matches!(refused, Err(OrganisationError::NoRoot)));
}

#[test]
fn a_serialised_organisation_reads_back_and_lacks_only_the_secrets() {
    let organisation = Sandbox::new().organisation();
    let mut written = serde_json::to_value(&organisation).unwrap();
    assert!(!written.to_string().contains(DEFAULT_CLIENT_SECRET));
    written["apps"][0]["client_secret"] = json!(DEFAULT_CLIENT_SECRET);
    let read = Organisation::from_json(&written.to_string()).unwrap();
    assert_eq!(read, organisation);
}

#[test]
fn a_secret_of_another_type_is_refused_and_not_repeated() {
    let mut file = small();
    file["apps"] = json!([{"client_id": "app", "client_secret": 20_260_921}]);
    let refused = Organisation::from_json(&file.to_string()).unwrap_err();
    let message = format!("{refused} {refused:?}");
    assert!(message.contains("a secret is a string"), "{message}");
    assert!(!message.contains("20260921"), "{message}");
}
