//! The people of an organisation, as its file has them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ExclusiveAccount, SeniorSettings};
use crate::{Day, Mobile};

/// A person in the organisation (specification 2.1 and 2.2). An absent text means that there is no value.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// The id: 1 to 64 characters. It looks numeric and is not: leading zeros matter.
    pub userid: String,
    /// The id across organisations. Empty or absent in a file: generated.
    #[serde(default)]
    pub unionid: String,
    /// The name, up to 80 characters.
    pub name: String,
    /// The mobile number, unique in the organisation. Absent for an enterprise account, and only there.
    pub mobile: Option<Mobile>,
    /// The enterprise account that the person signs in with. Absent: a personal one.
    pub exclusive_account: Option<ExclusiveAccount>,
    /// Whether the number is hidden on the profile page.
    #[serde(default)]
    pub hide_mobile: bool,
    /// The extension number, up to 50 characters, unique in the organisation.
    pub telephone: Option<String>,
    /// The employee number, up to 50 characters.
    pub job_number: Option<String>,
    /// The position, up to 200 characters.
    pub title: Option<String>,
    /// The personal mail address, up to 50 characters, unique in the organisation.
    pub email: Option<String>,
    /// The company mail address, up to 100 characters; shown only while the mailbox service is open.
    pub org_email: Option<String>,
    /// Where the person works, up to 100 characters.
    pub work_place: Option<String>,
    /// A remark, up to 2,000 characters.
    pub remark: Option<String>,
    /// Values of custom fields by name; as JSON up to 2,000 characters.
    #[serde(default)]
    pub extension: BTreeMap<String, String>,
    /// Whether executive mode protects the person.
    #[serde(default)]
    pub senior_mode: bool,
    /// Who reaches the person all the same in executive mode, and what it protects from.
    #[serde(default)]
    pub senior_settings: SeniorSettings,
    /// The day of entry, in Unix milliseconds.
    pub hired_date: Option<i64>,
    /// The userid of the direct manager.
    pub manager_userid: Option<String>,
    /// The departments that the person is directly in: at least one.
    pub departments: Vec<Membership>,
    /// Whether the person has activated DingTalk; false means invited and never logged in. Absent in a file: true.
    #[serde(default = "yes")]
    pub active: bool,
    /// The last day on which an active person used DingTalk. Absent: every day until now.
    pub last_login_date: Option<Day>,
    /// Whether DingTalk has verified the person's identity. Absent in a file: true.
    #[serde(default = "yes")]
    pub real_authed: bool,
    /// The administrator level. Absent: none.
    #[serde(default)]
    pub admin: AdminLevel,
    /// The departments that a sub administrator manages. The main administrator manages all of them.
    #[serde(default)]
    pub admin_departments: Vec<i64>,
    /// Whether the person owns the organisation (the role 负责人).
    #[serde(default)]
    pub boss: bool,
    /// The English variants that `language=en_US` shows and writes.
    #[serde(default)]
    pub english: English,
    /// When the person was added, in Unix milliseconds. Without it replies lack `create_time`.
    pub create_time: Option<i64>,
    /// When the person was last changed, in Unix milliseconds. Absent: never since added.
    pub modify_time: Option<i64>,
}

impl User {
    /// Somebody who joins now, in no department yet and never logged in. `create_time` is in Unix milliseconds.
    pub(crate) fn newcomer(
        userid: String,
        unionid: String,
        mobile: Option<Mobile>,
        create_time: i64,
    ) -> Self {
        Self {
            userid,
            unionid,
            name: String::new(),
            mobile,
            exclusive_account: None,
            hide_mobile: false,
            telephone: None,
            job_number: None,
            title: None,
            email: None,
            org_email: None,
            work_place: None,
            remark: None,
            extension: BTreeMap::new(),
            senior_mode: false,
            senior_settings: SeniorSettings::default(),
            hired_date: None,
            manager_userid: None,
            departments: Vec::new(),
            active: false,
            last_login_date: None,
            real_authed: false,
            admin: AdminLevel::None,
            admin_departments: Vec::new(),
            boss: false,
            english: English::default(),
            create_time: Some(create_time),
            modify_time: None,
        }
    }
}

fn yes() -> bool {
    true
}

/// A person's place in one department.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// The department.
    pub dept_id: i64,
    /// Position inside the department, larger is nearer to the top. 0 or absent in a file: DingTalk's
    /// default, an integer of 18 digits.
    #[serde(default)]
    pub order: i64,
    /// Whether the person manages the department.
    #[serde(default)]
    pub leader: bool,
    /// Whether this is the person's main department.
    #[serde(default)]
    pub is_main: bool,
    /// The position in this department.
    pub title: Option<String>,
    /// Where the person works for this department.
    pub work_place: Option<String>,
}

impl Membership {
    /// A place in a department at this position, with nothing else.
    pub fn new(dept_id: i64, order: i64) -> Self {
        Self {
            dept_id,
            order,
            leader: false,
            is_main: false,
            title: None,
            work_place: None,
        }
    }
}

/// The administrator level of a person.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum AdminLevel {
    /// Not an administrator. In a file: `"none"`.
    #[default]
    None,
    /// A sub administrator (子管理员). In a file: `"sub"`.
    Sub,
    /// The main administrator (主管理员). In a file: `"main"`.
    Main,
}

/// English variants of a person's texts. Absent: no variant, and a reply in English lacks the field (specification 2.2).
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct English {
    /// The name.
    pub name: Option<String>,
    /// The position.
    pub title: Option<String>,
    /// The place of work.
    pub work_place: Option<String>,
}
