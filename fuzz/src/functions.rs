//! The functions of the interface, each with what it may cost.

use std::future::Future;
use std::pin::Pin;

use orgbook::bindings::dingtalk_types::{
    AccountProfile, ExceptionKind, ForeignAccount, SeniorModeException, SeniorModeSettings,
};
use orgbook::bindings::types::{
    Assignment, Attribute, DepartmentChange, DepartmentDraft, NameMatch, PageRequest, UserChange,
    UserDraft, UserField, UserOrder, UserSelection,
};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::convert::account::LoginAccount;
use orgbook::dingtalk::failure::Result;
use orgbook::dingtalk::secret::Secret;

use crate::input::assert_hidden;
use crate::peer::Peer;

/// A function in progress.
type Running<'a> = Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

/// A function of the interface.
pub struct Function {
    /// Its name.
    pub name: &'static str,
    /// How many calls of an API it takes at most.
    calls: usize,
    /// Whether it changes the organisation.
    pub writes: bool,
    /// Starts it; the text is its argument, and empty for a usual one.
    pub run: for<'a> fn(&'a Directory<Peer>, &'a str) -> Running<'a>,
}

impl Function {
    /// The most requests that a call may make: each call of an API is sent at most three times, and
    /// for a token there are as many requests, twice.
    pub fn most_requests(&self) -> usize {
        3 * self.calls + 6 + 1
    }
}

macro_rules! function {
    ($name:literal, $kind:ident, $calls:literal, |$directory:ident, $argument:ident| $call:expr) => {
        Function {
            name: $name,
            calls: $calls,
            writes: function!($kind),
            run: |$directory, $argument| Box::pin(async move { $call.await.map(drop) }),
        }
    };
    (reads) => {
        false
    };
    (writes) => {
        true
    };
}

/// All functions. New ones go to the end, so that inputs keep their meaning.
#[rustfmt::skip]
pub const FUNCTIONS: &[Function] = &[
    function!("get-user", reads, 1, |d, a| d.get_user(or(a, "u1"))),
    function!("find-user-by-mobile", reads, 3, |d, a| d.find_user_by_mobile(or(a, "+86-13800000000"))),
    function!("list-users", reads, 1, |d, a| d.list_users(or(a, "1"), Some(UserOrder::JoinedAscending), page())),
    function!("create-user with an identifier", writes, 11, |d, a| d.create_user(&draft(a, true), None)),
    function!("create-user with a key", writes, 11, |d, a| d.create_user(&draft("", false), Some(or(a, "row 1")))),
    function!("update-user", writes, 4, |d, a| d.update_user("u1", &changes(a))),
    function!("update-user without a custom field", writes, 4, |d, a| d.update_user("u1", &removal(a))),
    function!("delete-user", writes, 4, |d, a| d.delete_user(or(a, "u1"))),
    function!("find-user-by-attribute union-id", reads, 2, |d, a| d.find_user_by_attribute("dingtalk.union-id", or(a, "x"))),
    function!("find-user-by-attribute login-id", reads, 2, |d, a| d.find_user_by_attribute("dingtalk.login-id", or(a, "x"))),
    function!("search-user-ids", reads, 1, |d, a| d.search_user_ids(or(a, "Ann"), NameMatch::Fuzzy, page())),
    function!("list-user-ids", reads, 1, |d, a| d.list_user_ids(or(a, "1"), page())),
    function!("list-user-refs", reads, 1, |d, a| d.list_user_refs(or(a, "1"), None, page())),
    function!("list-inactive-user-ids", reads, 1, |d, a| d.list_inactive_user_ids(or(a, "2026-09-20"), None, page())),
    function!("list-departed-users", reads, 1, |d, a| d.list_departed_users(or(a, "2024-07-15T00:00:00Z"), None, page())),
    function!("get-department", reads, 1, |d, a| d.get_department(or(a, "1"))),
    function!("list-department-ids", reads, 1, |d, a| d.list_department_ids(or(a, "1"), page())),
    function!("list-departments", reads, 1, |d, a| d.list_departments(or(a, "1"), page())),
    function!("create-department", writes, 6, |d, a| d.create_department(&department_draft(a))),
    function!("update-department", writes, 1, |d, a| d.update_department("7", &department_changes(a))),
    function!("delete-department", writes, 4, |d, a| d.delete_department(or(a, "7"))),
    function!("get-department-path", reads, 1, |d, a| d.get_department_path(or(a, "7"))),
    function!("list-user-department-paths", reads, 1, |d, a| d.list_user_department_paths(or(a, "u1"))),
    function!("search-department-ids", reads, 1, |d, a| d.search_department_ids(or(a, "sales"), page())),
    function!("count-users", reads, 1, |d, a| d.count_users(selection(a))),
    function!("list-administrators", reads, 1, |d, _a| d.list_administrators(page())),
    function!("get-administrator-scope", reads, 1, |d, a| d.get_administrator_scope(or(a, "u1"))),
    function!("get-access-scope", reads, 1, |d, _a| d.get_access_scope()),
    function!("list-role-groups", reads, 1, |d, _a| d.list_role_groups(page())),
    function!("get-role-group", reads, 1, |d, a| d.get_role_group(or(a, "7"))),
    function!("get-role", reads, 1, |d, a| d.get_role(or(a, "7"))),
    function!("create-role-group", writes, 31, |d, a| d.create_role_group(or(a, "x"))),
    function!("create-role", writes, 4, |d, a| d.create_role(or(a, "x"), Some("7"))),
    function!("rename-role", writes, 1, |d, a| d.rename_role("7", or(a, "x"))),
    function!("delete-role", writes, 7, |d, a| d.delete_role(or(a, "7"))),
    function!("list-role-members", reads, 1, |d, a| d.list_role_members(or(a, "7"), page())),
    function!("add-role-members", writes, 2, |d, a| d.add_role_members("7", &many(a))),
    function!("remove-role-members", writes, 2, |d, a| d.remove_role_members("7", &many(a))),
    function!("set-role-member-scope", writes, 1, |d, a| d.set_role_member_scope("7", or(a, "u1"), None)),
    function!("create-sso-account", writes, 11, |d, a| d.create_sso_account(&draft(a, false), &PROFILE, Some("k"))),
    function!("create-login-account", writes, 11, |d, a| d.create_login_account(&draft("", true), login_account(a), None)),
    function!("invite-account", writes, 11, |d, a| d.invite_account(&draft(a, true), &foreign_account(), None)),
    function!("permit-account-invitations", writes, 1, |d, a| d.permit_account_invitations(or(a, "ding1"), None)),
    function!("enable-account", writes, 1, |d, a| d.enable_account(or(a, "u1"))),
    function!("disable-account", writes, 1, |d, a| d.disable_account("u1", Some(or(a, "lost")))),
    function!("sign-out-account", writes, 1, |d, a| d.sign_out_account(or(a, "u1"), None)),
    function!("get-account-status", reads, 1, |d, a| d.get_account_status(or(a, "u1"))),
    function!("list-account-organisations", reads, 1, |d, a| d.list_account_organisations(or(a, "u1"))),
    function!("get-senior-mode-settings", reads, 1, |d, a| d.get_senior_mode_settings(or(a, "u1"))),
    function!("set-senior-mode", writes, 1, |d, a| d.set_senior_mode("u1", true, &senior_mode(a))),
    function!("check-directory", reads, 23, |d, _a| check(d)),
    function!("list-roles", reads, 1, |d, _a| d.list_roles(page())),
];

async fn check(directory: &Directory<Peer>) -> Result<()> {
    let findings = directory.check().await;
    assert!(!findings.is_empty());
    let secrets = directory.platform().secrets();
    for finding in &findings {
        let more = [&finding.action, &finding.url];
        let texts = [&finding.id, &finding.subject, &finding.observed];
        let all = texts.into_iter().chain(more.into_iter().flatten());
        let details = finding.details.iter().map(|detail| &detail.value);
        let all = all.chain(details);
        all.for_each(|text| assert_hidden(text, &secrets));
    }
    Ok(())
}

fn or<'a>(argument: &'a str, usual: &'a str) -> &'a str {
    if argument.is_empty() { usual } else { argument }
}

fn page() -> Option<PageRequest> {
    let limit = Some(10);
    Some(PageRequest {
        cursor: None,
        limit,
    })
}

fn selection(text: &str) -> UserSelection {
    match text {
        "" => UserSelection::Active,
        _ => UserSelection::All,
    }
}

fn own(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn attribute(value: &str) -> Attribute {
    Attribute {
        name: "extension.hobby".to_owned(),
        value: or(value, "travel").to_owned(),
    }
}

fn assignments(sort_key: &str) -> Vec<Assignment> {
    vec![Assignment {
        department_id: "1".to_owned(),
        sort_key: own(or(sort_key, "176200000000000512")),
        title: own("Engineer"),
    }]
}

fn draft(name: &str, with_id: bool) -> UserDraft {
    UserDraft {
        id: with_id.then(|| "u1".to_owned()),
        name: or(name, "Ann").to_owned(),
        mobile: own("+86-13800000000"),
        email: own("ann@example.com"),
        work_email: None,
        telephone: None,
        employee_number: None,
        title: None,
        work_place: None,
        remark: None,
        manager_id: None,
        hired_on: own("2024-07-15"),
        departments: assignments(""),
        attributes: vec![attribute("")],
    }
}

fn changes(argument: &str) -> Vec<UserChange> {
    vec![
        UserChange::WorkEmail("ann@corp.example".to_owned()),
        UserChange::Attribute(attribute(argument)),
        UserChange::Clear(UserField::Manager),
        UserChange::HiredOn("2024-07-15".to_owned()),
    ]
}

fn removal(key: &str) -> Vec<UserChange> {
    let removed = format!("extension.{}", or(key, "hobby"));
    vec![
        UserChange::RemoveAttribute(removed),
        UserChange::Departments(assignments("")),
    ]
}

fn department_draft(source_identifier: &str) -> DepartmentDraft {
    DepartmentDraft {
        name: "Sales".to_owned(),
        parent_id: "1".to_owned(),
        sort_key: None,
        source_identifier: own(or(source_identifier, "erp-7")),
        attributes: Vec::new(),
    }
}

fn department_changes(sort_key: &str) -> Vec<DepartmentChange> {
    vec![
        DepartmentChange::Name("Sales".to_owned()),
        DepartmentChange::SortKey(or(sort_key, "5").to_owned()),
        DepartmentChange::Managers(vec!["u1".to_owned()]),
    ]
}

/// More users than go into one call of the API.
fn many(last: &str) -> Vec<String> {
    let mut users: Vec<_> = (0..20).map(|number| format!("u{number}")).collect();
    users.push(or(last, "u20").to_owned());
    users
}

const PROFILE: AccountProfile = AccountProfile {
    mobile: None,
    nickname: None,
    avatar_media_id: None,
};

fn login_account(login_id: &str) -> LoginAccount<'_> {
    LoginAccount {
        login_id: or(login_id, "desk-1"),
        password: Secret::new("Secret-1".to_owned()),
        send_password: false,
        profile: &PROFILE,
    }
}

fn foreign_account() -> ForeignAccount {
    ForeignAccount {
        corp_id: "ding1".to_owned(),
        user_id: "u2".to_owned(),
    }
}

fn senior_mode(scene: &str) -> SeniorModeSettings {
    SeniorModeSettings {
        protected_scenes: vec![or(scene, "ding").to_owned()],
        exceptions: vec![SeniorModeException {
            kind: ExceptionKind::Department,
            id: "7".to_owned(),
            name: None,
        }],
    }
}
