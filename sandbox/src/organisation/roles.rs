//! Roles that the organisation has made itself.

use serde::{Deserialize, Serialize};

/// A group of roles (specification 4). DingTalk's own group 默认 is none of these: who has its roles follows
/// from what people are.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct RoleGroup {
    /// The id, different from those of all other groups and roles. Live ones do not fit 32 bits.
    pub group_id: i64,
    /// The name, different from those of all other groups.
    pub name: String,
    /// The roles of the group, in the order in which they were made.
    #[serde(default)]
    pub roles: Vec<Role>,
}

/// A role: people who have something in common, wherever they are.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The id, different from those of all other groups and roles. Live ones do not fit 32 bits.
    pub role_id: i64,
    /// The name, different from those of all other roles.
    pub name: String,
    /// Who has the role, in the order in which they got it.
    #[serde(default)]
    pub members: Vec<RoleMember>,
}

/// Somebody who has a role.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct RoleMember {
    /// The userid.
    pub userid: String,
    /// The departments that the person manages in this role, at most 50. Empty: everybody.
    #[serde(default)]
    pub manage_scopes: Vec<i64>,
}

impl RoleMember {
    /// Somebody whose role is for everybody.
    pub(crate) fn new(userid: String) -> Self {
        Self {
            userid,
            manage_scopes: Vec::new(),
        }
    }
}
