//! Every function of the interface that calls DingTalk, as a small scenario: what is arranged, what is
//! called, and what a success has to claim, by the sandbox's own state.

use std::pin::Pin;

use orgbook::bindings::dingtalk_types::{
    AccountProfile, AccountStatus, ExceptionKind, ForeignAccount, SeniorModeException,
    SeniorModeSettings,
};
use orgbook::bindings::types::{
    Attribute, CreateOutcome, DepartmentChange, DepartmentDraft, ErrorKind, Finding, NameMatch,
    Severity, User, UserChange, UserDraft, UserSelection,
};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::convert::account::LoginAccount;
use orgbook::dingtalk::failure::{Failure, Result};
use orgbook::dingtalk::secret::Secret;
use orgbook_sandbox::{AdminLevel, Department, Role, RoleGroup, RoleMember, Sandbox};

use super::verdict::Work;
use super::verdict::Work::{BlindWrite, Diagnosis, Invitation, Read, Write};
use crate::platform::Offline;
use crate::writing::draft;

/// What a call claims once it has succeeded.
pub type Claim<'a> = Pin<Box<dyn Future<Output = Result<String>> + 'a>>;

/// A function of the interface, with the arguments of one scenario.
pub struct Operation {
    /// The function, and which use of it where there are several.
    pub name: &'static str,
    /// What it does.
    pub work: Work,
    /// What is arranged in the sandbox before.
    pub arrange: fn(&Sandbox),
    /// The call, and what it claims.
    pub call: for<'a> fn(&'a Directory<Offline>) -> Claim<'a>,
    /// What the sandbox knows to be true: what a success has to claim. `None`: it was not done.
    pub truth: fn(&Sandbox) -> Option<String>,
}

macro_rules! operation {
    ($name:literal, $work:expr, |$it:ident| $call:expr, |$sandbox:ident| $truth:expr) => {
        Operation {
            name: $name,
            work: $work,
            arrange: |_| {},
            call: |$it| Box::pin(async move { $call }),
            truth: |$sandbox| $truth,
        }
    };
}

// After the macro that they use.
mod accounts;
mod departments;
mod organisation;
mod roles;
mod telling;
mod user_queries;
mod users;

use telling::*;

/// All operations.
pub fn all() -> Vec<Operation> {
    [
        users::all(),
        user_queries::all(),
        departments::all(),
        organisation::all(),
        roles::all(),
        accounts::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
