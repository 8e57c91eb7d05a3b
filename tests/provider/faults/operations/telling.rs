//! What calls told and what the sandbox knows, as texts that can be compared.

use super::*;

pub const RESEARCH: i64 = 36_948_801;
pub const PLATFORM: i64 = 574_367_301;
pub const MARKET: i64 = 36_948_802;
pub const STAFF: &str = "36948803";
pub const LI: &str = "0367512098441526";
pub const CHEN: &str = "014259637226893741";
pub const ZHAO: &str = "120955478231066";
pub const ZHOU: &str = "0098431275560413";
pub const SUN: &str = "073548196623740";
pub const DESK: &str = "shift-desk-1";
pub const ON_CALL: i64 = 4_318_702_101;
pub const SAFETY: i64 = 4_318_702_202;
pub const POSTS: &str = "4318702100";
pub const GALAXY: &str = "ding7b1e0000000000000000000000000000";
pub const NAME: &str = "Ann";
pub const PASSWORD: &str = "Secret-1";
pub const NO_PROFILE: AccountProfile = AccountProfile {
    mobile: None,
    nickname: None,
    avatar_media_id: None,
};

pub fn done((): ()) -> String {
    String::new()
}

/// Somebody's identifier and name.
pub fn named(id: &str, name: Option<&String>) -> String {
    format!("{id}|{name:?}")
}

pub fn sorted(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    texts.join(", ")
}

pub fn joined(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    texts.join(" ")
}

// As `Debug` shows it.
pub fn untold() -> String {
    "None".to_owned()
}

pub fn created(outcome: CreateOutcome) -> String {
    match outcome {
        CreateOutcome::Created(user) => user.id,
        CreateOutcome::Pending(user) => user.requested_id.unwrap_or_else(untold),
    }
}

/// What `check-directory` found out: that nothing is amiss, or what keeps it from looking. It may not blame
/// what is in order here: settings, permissions, the data range, the address.
pub fn healthy(findings: Vec<Finding>) -> Result<String> {
    let of_the_server = ["access-token", "contacts-api", "new-api"];
    let amiss: Vec<_> = findings
        .into_iter()
        .filter(|it| it.severity != Severity::Ok)
        .collect();
    let blames =
        |it: &Finding| it.severity != Severity::Unknown && !of_the_server.contains(&it.id.as_str());
    let kind = match amiss.iter().any(blames) {
        true => "false findings",
        false => "findings",
    };
    match amiss.is_empty() {
        true => Ok(String::new()),
        false => Err(Failure::new(
            ErrorKind::Other(kind.to_owned()),
            format!("{amiss:#?}"),
        )),
    }
}

pub fn told(user: User) -> String {
    let departments = user.memberships.map(|list| {
        let ids = list.into_iter().map(|it| it.department_id);
        joined(ids)
    });
    format!(
        "{}|{:?}|{:?}|{}",
        user.id,
        user.name,
        user.mobile.map(|it| digits(&it)),
        departments.unwrap_or_else(untold)
    )
}

pub fn known(sandbox: &Sandbox, userid: &str) -> Option<String> {
    let user = person(sandbox, userid)?;
    let departments = user.departments.iter().map(|it| it.dept_id.to_string());
    let mobile = user.mobile.map(|it| digits(&it.to_string()));
    Some(format!(
        "{}|{:?}|{:?}|{}",
        user.userid,
        Some(user.name),
        mobile,
        joined(departments)
    ))
}

// With or without the code of the mainland.
pub fn digits(number: &str) -> String {
    number.strip_prefix("+86-").unwrap_or(number).to_owned()
}

pub fn person(sandbox: &Sandbox, userid: &str) -> Option<orgbook_sandbox::User> {
    sandbox
        .organisation()
        .users
        .into_iter()
        .find(|user| user.userid == userid)
}

pub fn newcomer(sandbox: &Sandbox) -> Option<String> {
    sandbox
        .organisation()
        .users
        .into_iter()
        .find(|user| user.name == NAME)
        .map(|user| user.userid)
}

pub fn is_in(user: &orgbook_sandbox::User, department: i64) -> bool {
    user.departments.iter().any(|it| it.dept_id == department)
}

pub fn members(sandbox: &Sandbox, department: i64) -> Vec<String> {
    let users = sandbox.organisation().users.into_iter();
    users
        .filter(|user| is_in(user, department))
        .map(|user| user.userid)
        .collect()
}

pub fn department(sandbox: &Sandbox, is: impl Fn(&Department) -> bool) -> Option<Department> {
    sandbox.organisation().departments.into_iter().find(is)
}

// The special departments are not told.
pub fn below_root(sandbox: &Sandbox) -> Vec<Department> {
    let departments = sandbox.organisation().departments.into_iter();
    departments
        .filter(|it| it.parent_id == Some(1) && it.dept_id > 0)
        .collect()
}

pub fn groups(sandbox: &Sandbox) -> Vec<RoleGroup> {
    sandbox.organisation().role_groups
}

pub fn role(sandbox: &Sandbox, id: i64) -> Option<Role> {
    let mut roles = groups(sandbox).into_iter().flat_map(|group| group.roles);
    roles.find(|role| role.role_id == id)
}

pub fn holders(sandbox: &Sandbox, id: i64) -> Option<Vec<String>> {
    role(sandbox, id).map(|role| role.members.into_iter().map(|it| it.userid).collect())
}

pub fn department_draft(source_identifier: Option<&str>) -> DepartmentDraft {
    DepartmentDraft {
        name: "Legal".to_owned(),
        parent_id: "1".to_owned(),
        sort_key: None,
        source_identifier: source_identifier.map(str::to_owned),
        attributes: Vec::new(),
    }
}

pub fn without_mobile() -> UserDraft {
    UserDraft {
        mobile: None,
        ..draft()
    }
}
