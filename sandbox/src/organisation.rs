//! The organisation behind a sandbox: the format of the file it is loaded from, and the snapshot that
//! [`Sandbox::organisation`](crate::Sandbox::organisation) gives.

mod accounts;
mod department;
mod outsiders;
mod roles;

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

pub use accounts::{
    ExclusiveAccount, ExclusiveAccountType, OtherAccount, OtherOrganisation, OuterAccount,
};
pub use department::Department;
pub use outsiders::ExternalContact;
pub use roles::{Role, RoleGroup, RoleMember};

use crate::directory::ROOT;
use crate::{Mobile, OrganisationError, Secret};

/// The client id of the default organisation's only app.
pub const DEFAULT_CLIENT_ID: &str = "dingsandbox00000000";
/// The secret that goes with [`DEFAULT_CLIENT_ID`]. It opens nothing but a sandbox.
pub const DEFAULT_CLIENT_SECRET: &str = "this-is-not-a-secret-it-opens-only-the-sandbox";
/// The corp id of the default organisation.
pub const DEFAULT_CORP_ID: &str = "ding5a4db0c0000000000000000000000000";

const DEFAULT: &str = include_str!("../organisation/default.json");

/// An organisation: its departments, its people and the apps that may call its APIs.
///
/// As a file it is one JSON object with these fields. An unknown field is an error, so that a misspelt one is noticed.
/// Serialised it is the same object without the secrets of the apps.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// DingTalk's id of the organisation: `ding` and hexadecimal digits.
    pub corp_id: String,
    /// Switches of the organisation and of the sandbox. Absent: the defaults.
    #[serde(default)]
    pub settings: Settings,
    /// Names of the custom member fields that the console defines. Keys of `extension` outside this set are
    /// dropped silently when a user is written (specification 2.1).
    #[serde(default)]
    pub custom_fields: BTreeSet<String>,
    /// All departments, in any order. The root has the id 1, no parent and the company's name.
    pub departments: Vec<Department>,
    /// The people, in the order in which they joined.
    #[serde(default)]
    pub users: Vec<User>,
    /// The roles that the organisation has made, in groups.
    #[serde(default)]
    pub role_groups: Vec<RoleGroup>,
    /// People outside the organisation whom it keeps in its address book.
    #[serde(default)]
    pub external_contacts: Vec<ExternalContact>,
    /// Other organisations, as far as their accounts or the accounts of this one go there.
    #[serde(default)]
    pub other_organisations: Vec<OtherOrganisation>,
    /// The apps that may call the APIs.
    #[serde(default)]
    pub apps: Vec<App>,
}

impl Organisation {
    /// Reads and checks an organisation file.
    pub fn from_json(text: &str) -> Result<Self, OrganisationError> {
        let organisation: Self = serde_json::from_str(text)?;
        organisation.validate()?;
        Ok(organisation)
    }
}

impl Default for Organisation {
    /// The organisation that comes with the crate: sixteen people in seven departments, and a special
    /// department that no call but the listings accepts.
    fn default() -> Self {
        Self::from_json(DEFAULT).expect("the organisation that comes with the crate is valid")
    }
}

/// Switches of the organisation and of the sandbox.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Whether the organisation has opened DingTalk's mailbox service. Without it a written `org_email` is
    /// dropped silently (specification 2.1). Default: false.
    pub mailbox_service: bool,
    /// Whether the organisation is registered outside mainland China, so that mainland numbers too must be
    /// written `+86-<number>` (specification 2.1). Default: false.
    pub registered_outside_mainland: bool,
    /// Whether somebody who was deleted less than 24 hours ago must consent before being added again
    /// (code 40103, specification 2.5). Default: true.
    pub consent_after_deletion: bool,
    /// Whether the organisation has bought enterprise accounts, so that some can be created (specification
    /// 2.3). Default: true.
    pub exclusive_accounts: bool,
    /// What an expired token is answered with (specification 1.6). Default: 40014.
    pub expired_token_code: ExpiredTokenCode,
    /// Whether deleting a department deletes those below too, as long as nobody is in any of them. Otherwise
    /// 60006 (specification 3.4). Default: false.
    pub cascade_department_deletion: bool,
    /// How many levels of departments there may be below the root (code 60002). Default: 15.
    pub department_levels: usize,
    /// How many departments there may be, the root included (code 60110). Default: 10,000.
    pub department_count: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            mailbox_service: false,
            registered_outside_mainland: false,
            consent_after_deletion: true,
            exclusive_accounts: true,
            expired_token_code: ExpiredTokenCode::default(),
            cascade_department_deletion: false,
            department_levels: 15,
            department_count: 10_000,
        }
    }
}

/// The code for an expired token: the documentation says 42001, practice reports 40014 (specification 1.6).
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub enum ExpiredTokenCode {
    /// 40014, the same as for a token that was never issued. In a file: `"40014"`.
    #[default]
    #[serde(rename = "40014")]
    Invalid,
    /// 42001. In a file: `"42001"`.
    #[serde(rename = "42001")]
    TimedOut,
}

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
    /// The day of entry, in Unix milliseconds.
    pub hired_date: Option<i64>,
    /// The userid of the direct manager.
    pub manager_userid: Option<String>,
    /// The departments that the person is directly in: at least one.
    pub departments: Vec<Membership>,
    /// Whether the person has activated DingTalk; false means invited and never logged in. Absent in a file: true.
    #[serde(default = "yes")]
    pub active: bool,
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
            hired_date: None,
            manager_userid: None,
            departments: Vec::new(),
            active: false,
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

/// An internal app: who may call, and what it may see (specification 8).
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct App {
    /// The Client ID, also called AppKey.
    pub client_id: String,
    /// The Client Secret, also called AppSecret. Tokens issued under another secret are invalid. It is never
    /// serialised.
    #[serde(skip_serializing)]
    pub client_secret: Secret,
    /// Codes of the granted API and field permissions, such as `qyapi_get_member` and `fieldMobile`.
    #[serde(default)]
    pub permissions: BTreeSet<String>,
    /// The part of the organisation that the app may see and change. Absent in a file: nothing.
    #[serde(default)]
    pub data_range: DataRange,
    /// Addresses that may call with the app's token. Empty: any.
    #[serde(default)]
    pub ip_allow_list: Vec<IpAddr>,
}

impl App {
    /// The organisation's own console: it sees and changes everything.
    pub(crate) fn console() -> Self {
        Self {
            client_id: "console".to_owned(),
            client_secret: Secret::new(""),
            permissions: BTreeSet::new(),
            data_range: DataRange {
                departments: vec![ROOT],
                users: Vec::new(),
            },
            ip_allow_list: Vec::new(),
        }
    }
}

/// The part of an organisation that an app may see and change.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct DataRange {
    /// Departments, each with everything below it; `[1]` is the whole organisation.
    pub departments: Vec<i64>,
    /// Single users outside these departments.
    pub users: Vec<String>,
}
