//! What the directory has to tell of a person or a department, from the organisation's own record.

use orgbook_host::types::{Attribute, Department, Membership, User};
use orgbook_sandbox::{AdminLevel, ExclusiveAccountType, Organisation};
use time::{OffsetDateTime, UtcOffset};

use super::attribute;

/// What `get-user` tells to an app with all permissions, apart from the roles: not all of their
/// identifiers are in the organisation's record. See [`roles`].
pub fn user(person: &orgbook_sandbox::User) -> User {
    let mut attributes = vec![
        attribute("dingtalk.union-id", &person.unionid),
        attribute("dingtalk.avatar-url", ""),
        attribute("dingtalk.hide-mobile", flag(person.hide_mobile)),
        attribute("dingtalk.senior-mode", flag(person.senior_mode)),
        attribute("dingtalk.real-authed", flag(person.real_authed)),
        attribute("dingtalk.admin", flag(person.admin != AdminLevel::None)),
        attribute("dingtalk.boss", flag(person.boss)),
    ];
    attributes.extend(account(person, true));
    attributes.extend(person.create_time.map(moment));
    attributes.extend(custom_fields(person));
    let memberships = person.departments.iter().map(|place| Membership {
        department_id: place.dept_id.to_string(),
        sort_key: Some(place.order.to_string()),
        title: place.title.clone(),
        leader: Some(place.leader),
    });
    User {
        manager_id: person.manager_userid.clone(),
        memberships: Some(memberships.collect()),
        attributes,
        ..common(person)
    }
}

/// What `list-users` tells of somebody in this department.
pub fn listed(person: &orgbook_sandbox::User, department: &str) -> User {
    let mut attributes = vec![
        attribute("dingtalk.union-id", &person.unionid),
        attribute("dingtalk.avatar-url", ""),
        attribute("dingtalk.hide-mobile", flag(person.hide_mobile)),
        attribute("dingtalk.admin", flag(person.admin != AdminLevel::None)),
        attribute("dingtalk.boss", flag(person.boss)),
    ];
    attributes.extend(account(person, false));
    attributes.extend(custom_fields(person));
    let memberships = person.departments.iter().map(|place| {
        let id = place.dept_id.to_string();
        let here = id == department;
        Membership {
            sort_key: here.then(|| place.order.to_string()),
            title: None,
            leader: here.then_some(place.leader),
            department_id: id,
        }
    });
    User {
        memberships: Some(memberships.collect()),
        attributes,
        ..common(person)
    }
}

/// Group and name of each role: first those that DingTalk gives by itself, then the organisation's own.
pub fn roles<'a>(
    organisation: &'a Organisation,
    person: &orgbook_sandbox::User,
) -> Option<Vec<(&'a str, &'a str)>> {
    let leads = person.departments.iter().any(|place| place.leader);
    let by_itself = [
        (person.boss, "负责人"),
        (person.admin == AdminLevel::Main, "主管理员"),
        (person.admin == AdminLevel::Sub, "子管理员"),
        (leads, "主管"),
    ]
    .into_iter()
    .filter_map(|(holds, name)| holds.then_some(("默认", name)));
    let own = organisation.role_groups.iter().flat_map(|group| {
        let held = group.roles.iter().filter(|role| {
            let mut members = role.members.iter();
            members.any(|member| member.userid == person.userid)
        });
        held.map(|role| (group.name.as_str(), role.name.as_str()))
    });
    let held: Vec<_> = by_itself.chain(own).collect();
    (!held.is_empty()).then_some(held)
}

/// What `get-department` tells.
pub fn department(organisation: &Organisation, id: &str) -> Department {
    let department = record(organisation, id);
    let direct: Vec<_> = organisation
        .users
        .iter()
        .filter(|user| is_in(user, department.dept_id))
        .collect();
    let managers: Vec<_> = direct
        .iter()
        .filter(|user| {
            let mut places = user.departments.iter();
            places.any(|place| place.leader && place.dept_id == department.dept_id)
        })
        .map(|user| user.userid.clone())
        .collect();
    let below = below(organisation, department.dept_id);
    let total = organisation.users.iter().filter(|user| {
        let mut places = user.departments.iter();
        places.any(|place| below.contains(&place.dept_id))
    });
    let text = |name: &str, text: &Option<String>| Some(attribute(name, text.as_deref()?));
    let attributes = [
        text("dingtalk.code", &department.code),
        Some(attribute("dingtalk.brief", &department.brief)),
        Some(attribute("dingtalk.hide-dept", flag(department.hide_dept))),
        Some(attribute(
            "dingtalk.outer-dept",
            flag(department.outer_dept),
        )),
        Some(attribute(
            "dingtalk.create-dept-group",
            flag(department.create_dept_group),
        )),
        Some(attribute(
            "dingtalk.auto-add-user",
            flag(department.auto_add_user),
        )),
        Some(attribute(
            "dingtalk.auto-approve-apply",
            flag(department.auto_approve_apply),
        )),
        Some(attribute(
            "dingtalk.group-contain-sub-dept",
            flag(department.group_contain_sub_dept),
        )),
        text(
            "dingtalk.dept-group-chat-id",
            &department.dept_group_chat_id,
        ),
        text("dingtalk.org-dept-owner", &department.org_dept_owner),
    ];
    Department {
        id: id.to_owned(),
        name: Some(department.name.clone()),
        parent_id: department.parent_id.map(|parent| parent.to_string()),
        sort_key: Some(department.order.to_string()),
        source_identifier: department.source_identifier.clone(),
        manager_ids: (!managers.is_empty()).then_some(managers),
        member_count: u32::try_from(direct.len()).ok(),
        total_member_count: u32::try_from(total.count()).ok(),
        attributes: attributes.into_iter().flatten().collect(),
    }
}

/// What `list-departments` tells of a department.
pub fn listed_department(organisation: &Organisation, id: &str) -> Department {
    let department = record(organisation, id);
    Department {
        id: id.to_owned(),
        name: Some(department.name.clone()),
        parent_id: department.parent_id.map(|parent| parent.to_string()),
        sort_key: None,
        source_identifier: department.source_identifier.clone(),
        manager_ids: None,
        member_count: None,
        total_member_count: None,
        attributes: vec![
            attribute(
                "dingtalk.create-dept-group",
                flag(department.create_dept_group),
            ),
            attribute("dingtalk.auto-add-user", flag(department.auto_add_user)),
        ],
    }
}

/// The departments directly below one, without the special ones, in their order.
pub fn children(organisation: &Organisation, id: &str) -> Vec<String> {
    let mut children: Vec<_> = organisation
        .departments
        .iter()
        .filter(|department| department.dept_id > 0)
        .filter(|department| {
            department
                .parent_id
                .is_some_and(|parent| parent.to_string() == id)
        })
        .map(|department| (department.order, department.dept_id))
        .collect();
    children.sort_unstable();
    children.into_iter().map(|(_, id)| id.to_string()).collect()
}

/// Somebody's mobile number as the interface writes it.
pub fn mobile(number: &Option<orgbook_sandbox::Mobile>) -> String {
    let number = number.as_ref().expect("a personal account has a number");
    format!("+{}-{}", number.country_code(), number.number())
}

/// The day in China on which a moment falls.
pub fn day(milliseconds: i64) -> String {
    let china = UtcOffset::from_hms(8, 0, 0).expect("an offset");
    let moment = OffsetDateTime::from_unix_timestamp(milliseconds.div_euclid(1000));
    let date = moment.expect("a date").to_offset(china).date();
    format!(
        "{:04}-{:02}-{:02}",
        date.year(),
        u8::from(date.month()),
        date.day()
    )
}

fn common(person: &orgbook_sandbox::User) -> User {
    // The sandbox shows an empty text where there is none.
    let text = |text: &Option<String>| Some(text.clone().unwrap_or_default());
    User {
        id: person.userid.clone(),
        name: Some(person.name.clone()),
        mobile: person.mobile.is_some().then(|| mobile(&person.mobile)),
        email: text(&person.email),
        work_email: None,
        telephone: text(&person.telephone),
        employee_number: text(&person.job_number),
        title: text(&person.title),
        work_place: text(&person.work_place),
        remark: text(&person.remark),
        manager_id: None,
        memberships: None,
        roles: None,
        hired_on: person.hired_date.map(day),
        active: Some(person.active),
        attributes: Vec::new(),
    }
}

/// Whether somebody has an enterprise account, and which one: in the default organisation, which owns
/// all of them. Lists do not tell nickname and status.
fn account(person: &orgbook_sandbox::User, complete: bool) -> Vec<Attribute> {
    let Some(account) = &person.exclusive_account else {
        return vec![attribute("dingtalk.exclusive-account", "false")];
    };
    let kind = match account.exclusive_account_type {
        ExclusiveAccountType::Sso => "sso",
        ExclusiveAccountType::Dingtalk => "dingtalk",
    };
    let text = |name: &str, text: &Option<String>| Some(attribute(name, text.as_deref()?));
    let owner = Organisation::default();
    let told = [
        Some(attribute("dingtalk.exclusive-account", "true")),
        Some(attribute("dingtalk.exclusive-account-type", kind)),
        text("dingtalk.login-id", &account.login_id),
        text("dingtalk.nickname", &account.nickname).filter(|_| complete),
        Some(attribute(
            "dingtalk.exclusive-account-corp-name",
            &record(&owner, "1").name,
        )),
        Some(attribute(
            "dingtalk.exclusive-account-corp-id",
            &owner.corp_id,
        )),
        Some(attribute(
            "dingtalk.disable-status",
            &account.disabled.to_string(),
        ))
        .filter(|_| complete),
    ];
    told.into_iter().flatten().collect()
}

fn custom_fields(person: &orgbook_sandbox::User) -> impl Iterator<Item = Attribute> {
    let fields = person.extension.iter();
    fields.map(|(key, value)| attribute(&format!("extension.{key}"), value))
}

// RFC 3339 in UTC, with milliseconds as DingTalk writes them.
fn moment(milliseconds: i64) -> Attribute {
    let moment = OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000);
    let moment = moment.expect("a date");
    let (hour, minute, second, millisecond) = moment.time().as_hms_milli();
    let day = moment.date();
    let text = format!("{day}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z");
    attribute("dingtalk.create-time", &text)
}

fn flag(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

fn record<'a>(organisation: &'a Organisation, id: &str) -> &'a orgbook_sandbox::Department {
    let mut departments = organisation.departments.iter();
    departments
        .find(|department| department.dept_id.to_string() == id)
        .expect("the department is there")
}

fn is_in(user: &orgbook_sandbox::User, department: i64) -> bool {
    user.departments
        .iter()
        .any(|place| place.dept_id == department)
}

// The department and everything below it.
fn below(organisation: &Organisation, id: i64) -> Vec<i64> {
    let mut found = vec![id];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        let children = organisation.departments.iter();
        let children = children.filter(|department| department.parent_id == Some(parent));
        found.extend(children.map(|department| department.dept_id));
        next += 1;
    }
    found
}
