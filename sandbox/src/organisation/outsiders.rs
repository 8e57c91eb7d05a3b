//! Who is in the address book without working here: external contacts, and people who left.

use serde::{Deserialize, Serialize};

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
