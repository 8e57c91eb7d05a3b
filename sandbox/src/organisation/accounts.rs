//! Enterprise ("exclusive") accounts, which an organisation owns instead of the person (specification 2.3).

use serde::{Deserialize, Serialize};

use crate::Mobile;

/// An enterprise account. Whoever has one needs no mobile number.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct ExclusiveAccount {
    /// Who checks the password.
    pub exclusive_account_type: ExclusiveAccountType,
    /// What the person types to sign in, unique in the organisation. A self-built account of this
    /// organisation has one, no other.
    pub login_id: Option<String>,
    /// The name on DingTalk, which may differ from the name in the organisation.
    pub nickname: Option<String>,
    /// A number to reach the person, which is not one to sign in with and need not be unique.
    pub exclusive_mobile: Option<Mobile>,
    /// Whether a password was set. The password itself is not kept. Absent in a file: false.
    #[serde(default)]
    pub password_set: bool,
    /// Whether the account is disabled, so that nobody can sign in with it. Absent in a file: false.
    #[serde(default)]
    pub disabled: bool,
    /// The other organisation's account that this one is. Absent: the account belongs to this organisation.
    pub outer: Option<OuterAccount>,
    /// Corp ids of other organisations that the account owns.
    #[serde(default)]
    pub owned_organizations: Vec<String>,
}

/// Who checks the password of an enterprise account.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum ExclusiveAccountType {
    /// The organisation's own single sign-on. In a file: `"sso"`.
    Sso,
    /// DingTalk: a self-built account. In a file: `"dingtalk"`.
    Dingtalk,
}

/// An account in another organisation.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct OuterAccount {
    /// The organisation that owns the account.
    pub exclusive_corpid: String,
    /// The userid there.
    pub exclusive_userid: String,
}

impl ExclusiveAccount {
    /// An account of this organisation that nobody has signed in with.
    pub(crate) fn new(exclusive_account_type: ExclusiveAccountType) -> Self {
        Self {
            exclusive_account_type,
            login_id: None,
            nickname: None,
            exclusive_mobile: None,
            password_set: false,
            disabled: false,
            outer: None,
            owned_organizations: Vec::new(),
        }
    }

    /// Whether the account is one of this organisation whose password DingTalk checks.
    pub(crate) fn is_self_built(&self) -> bool {
        self.exclusive_account_type == ExclusiveAccountType::Dingtalk && self.outer.is_none()
    }
}

/// Another organisation, as far as enterprise accounts go back and forth.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct OtherOrganisation {
    /// Its corp id.
    pub corp_id: String,
    /// Its name.
    pub name: String,
    /// Whether it has granted this organisation to invite its accounts. Absent in a file: false.
    #[serde(default)]
    pub grants: bool,
    /// Its enterprise accounts.
    #[serde(default)]
    pub exclusive_accounts: Vec<OtherAccount>,
    /// The departments of this organisation, each with everything below it, from which it may invite
    /// accounts. Empty or absent: it was granted nothing.
    #[serde(default)]
    pub granted_dept_ids: Vec<i64>,
}

/// An enterprise account of another organisation.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct OtherAccount {
    /// The userid there.
    pub userid: String,
    /// Who checks the password.
    pub exclusive_account_type: ExclusiveAccountType,
}
