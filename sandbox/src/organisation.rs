//! The organisation behind a sandbox: the format of the file it is loaded from, and the snapshot that
//! [`Sandbox::organisation`](crate::Sandbox::organisation) gives.

mod accounts;
mod department;
mod outsiders;
mod people;
mod roles;
mod senior;

use std::collections::BTreeSet;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

pub use accounts::{
    ExclusiveAccount, ExclusiveAccountType, OtherAccount, OtherOrganisation, OuterAccount,
};
pub use department::Department;
pub use outsiders::{ExternalContact, LeaveReason, LeaveRecord};
pub use people::{AdminLevel, English, Membership, User};
pub use roles::{Role, RoleGroup, RoleMember};
pub use senior::{ProtectScene, SeniorSettings};

use crate::directory::ROOT;
use crate::{OrganisationError, Secret};

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
    /// Who left, in the order of leaving. Deleting a user adds a record.
    #[serde(default)]
    pub leave_records: Vec<LeaveRecord>,
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
    /// Whether there can be too many calls (specification 7), in the three strict sliding windows below. What is one
    /// too many is not executed. Default: false.
    pub throttle: bool,
    /// How many calls one app may make to one API in one second (90018, or 403 `QpsLimitForAppkeyAndApi`). Default:
    /// 20.
    pub app_calls_per_second: u32,
    /// How many calls all apps together may make to one API in one second (90002, or 403 `QpsLimitForApi`). Default:
    /// 1200, which was seen for one API.
    pub api_calls_per_second: u32,
    /// How many requests may come from one address in 20 seconds, before it is banned for five minutes. Default:
    /// 10,000.
    pub address_calls_per_20_seconds: u32,
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
            throttle: false,
            app_calls_per_second: 20,
            api_calls_per_second: 1200,
            address_calls_per_20_seconds: 10_000,
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
