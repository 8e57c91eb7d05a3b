//! Executive mode: from whom and from what it protects a person (specification 2.8, U18).

use serde::{Deserialize, Serialize};

/// What executive mode lets through, and what it protects from.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct SeniorSettings {
    /// Users who reach the person all the same, by userid.
    pub permit_staff_ids: Vec<String>,
    /// Departments whose people do.
    pub permit_dept_ids: Vec<i64>,
    /// Roles whose people do.
    pub permit_tag_ids: Vec<i64>,
    /// What is protected.
    pub protect_scenes: Vec<ProtectScene>,
}

/// A way to reach somebody. In a file it is written as in `DING_SMS`.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "DingTalk gives names and no more")]
pub enum ProtectScene {
    DingSms,
    DingMsg,
    Chat,
    ConferenceVideo,
    Conference,
    VideoCall,
    ConferenceVoip,
    Call,
    Search,
    CallCenter,
}
