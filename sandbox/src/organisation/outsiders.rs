//! Who is in the address book without working here: external contacts, and people who left.

use serde::{Deserialize, Serialize};

use crate::Mobile;

/// A person outside the organisation. Only `getbyunionid` finds one (specification 2.7 and 11, Q23).
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ExternalContact {
    /// The id, of the same kind as those of users: no user has it.
    pub userid: String,
    /// The id across organisations. Empty or absent in a file: generated.
    #[serde(default)]
    pub unionid: String,
    /// The name.
    pub name: String,
}

/// Somebody who left (specification 2.8, U17).
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct LeaveRecord {
    /// The id that the person had. Somebody else may have it now.
    pub userid: String,
    /// The name.
    pub name: String,
    /// The mobile number. Absent for an enterprise account.
    pub mobile: Option<Mobile>,
    /// When the person left, in Unix milliseconds.
    pub leave_time: i64,
    /// How the person left.
    pub leave_reason: LeaveReason,
}

/// How somebody left. In a file it is written in lower case.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum LeaveReason {
    /// Deleted by an app.
    Oapi,
    /// The account was cancelled.
    Cancel,
    /// Of one's own accord.
    Leave,
    /// Removed by an administrator.
    Delete,
    /// Nobody knows.
    Unknown,
}
