//! The functions of the interface `dingtalk-accounts`. Source: section 2.3.

use super::api::Api;
use super::convert::account::{Account, LoginAccount, check_password};
use super::convert::user_fields::{check_text, check_user_id, department_ids};
use super::failure::{Failure, Result};
use super::json::{Json, number, object, text};
use super::users::{Identity, create};
use super::{Directory, api, wire};
use crate::bindings::dingtalk_types::{
    AccountProfile, AccountStatus, ForeignAccount, OrganisationRef,
};
use crate::bindings::types::{CreateOutcome, ErrorKind, UserDraft};
use crate::platform::Platform;
use crate::prelude::*;

const REASON_LIMIT: usize = 500;
const NO_ORGANISATION: &[&str] = &["40013", "52010", "33001"];
const NOT_PERMITTED: &[&str] = &["43007"];
const IS_HERE: &[&str] = &["60107"];

impl<P: Platform> Directory<P> {
    /// `create-sso-account`
    pub async fn create_sso_account(
        &self,
        draft: &UserDraft,
        profile: &AccountProfile,
        key: Option<&str>,
    ) -> Result<CreateOutcome> {
        self.create_account(draft, &Account::Sso(profile), key)
            .await
    }

    /// `create-login-account`
    pub async fn create_login_account(
        &self,
        draft: &UserDraft,
        account: LoginAccount<'_>,
        key: Option<&str>,
    ) -> Result<CreateOutcome> {
        check_password(&account.password)?;
        let outcome = self
            .create_account(draft, &Account::Login(&account), key)
            .await;
        outcome.map_err(|mut failure| {
            failure.mask(&account.password);
            failure
        })
    }

    /// `invite-account`
    pub async fn invite_account(
        &self,
        draft: &UserDraft,
        account: &ForeignAccount,
        key: Option<&str>,
    ) -> Result<CreateOutcome> {
        let outcome = self
            .create_account(draft, &Account::Foreign(account), key)
            .await;
        outcome.map_err(about_foreign)
    }

    async fn create_account(
        &self,
        draft: &UserDraft,
        account: &Account<'_>,
        key: Option<&str>,
    ) -> Result<CreateOutcome> {
        if draft.mobile.is_some() {
            return Err(Failure::invalid(
                "mobile",
                "an exclusive account has no mobile number of a person; leave draft.mobile out",
            ));
        }
        let id = Identity::choose(self.platform(), draft, key)?;
        create(&self.call()?, draft, &id, account).await
    }

    /// `permit-account-invitations`
    pub async fn permit_account_invitations(
        &self,
        corp_id: &str,
        departments: Option<&[String]>,
    ) -> Result<()> {
        check_text("corp-id", corp_id, 64)?;
        let ids = department_ids("department-ids", departments)?
            .map(|ids| ids.into_iter().map(number).collect());
        let question = object([
            ("joinCorpId", text(corp_id)),
            ("grantDeptIdList", ids.map_or(Json::Null, Json::Array)),
        ]);
        self.control(api::ACCOUNT_PERMIT, &question).await
    }

    /// `enable-account`
    pub async fn enable_account(&self, id: &str) -> Result<()> {
        let question = account_question(id, None)?;
        self.control(api::ACCOUNT_ENABLE, &question).await
    }

    /// `disable-account`
    pub async fn disable_account(&self, id: &str, reason: Option<&str>) -> Result<()> {
        let question = account_question(id, reason)?;
        self.control(api::ACCOUNT_DISABLE, &question).await
    }

    /// `sign-out-account`
    pub async fn sign_out_account(&self, id: &str, reason: Option<&str>) -> Result<()> {
        let question = account_question(id, reason)?;
        self.control(api::ACCOUNT_SIGN_OUT, &question).await
    }

    /// `get-account-status`
    pub async fn get_account_status(&self, id: &str) -> Result<AccountStatus> {
        let question = account_question(id, None)?;
        let answer = self.ask(api::ACCOUNT_STATUS, &question).await?;
        match wire::boolean(&answer, "disable") {
            Some(true) => Ok(AccountStatus::Disabled),
            Some(false) => Ok(AccountStatus::Enabled),
            None => Err(Failure::bad_response("disable")),
        }
    }

    /// `list-account-organisations`
    pub async fn list_account_organisations(&self, id: &str) -> Result<Vec<OrganisationRef>> {
        let question = account_question(id, None)?;
        let answer = self.ask(api::ACCOUNT_ORGANISATIONS, &question).await?;
        let list =
            wire::elements(&answer, "orgList").ok_or_else(|| Failure::bad_response("orgList"))?;
        let organisation = |element| {
            Some(OrganisationRef {
                corp_id: wire::filled(element, "corpId")?,
                name: wire::text(element, "corpName"),
            })
        };
        wire::readable(list, organisation).ok_or_else(|| Failure::bad_response("orgList"))
    }

    // These answer whether it was done.
    async fn control(&self, api: Api, question: &Json) -> Result<()> {
        let answer = self.ask(api, question).await?;
        match wire::boolean(&answer, "result") {
            Some(false) => Err(Failure::bad_response("result: DingTalk did not do it")),
            _ => Ok(()),
        }
    }
}

/// What is refused here is not this organisation and its app, but the other one and its account.
fn about_foreign(mut failure: Box<Failure>) -> Box<Failure> {
    let (kind, field, message) = if failure.has_code(NO_ORGANISATION) {
        (
            ErrorKind::InvalidArgument,
            "account.corp-id",
            "DingTalk does not know the organisation of the account",
        )
    } else if failure.has_code(NOT_PERMITTED) {
        (
            ErrorKind::PermissionDenied,
            "account",
            "the other organisation has no such account, or has not permitted this one to invite \
             it; it calls permit-account-invitations for that",
        )
    } else if failure.has_code(IS_HERE) {
        (
            ErrorKind::AlreadyExists,
            "account",
            "this account is in the organisation already",
        )
    } else {
        return failure;
    };
    failure.error.kind = kind;
    failure.error.message = message.to_owned();
    let named = |name: &str| ["field", "setting"].contains(&name);
    failure.error.details.retain(|it| !named(&it.name));
    failure.with("field", field)
}

fn account_question(id: &str, reason: Option<&str>) -> Result<Json> {
    check_user_id("user-id", id)?;
    if let Some(reason) = reason {
        check_text("reason", reason, REASON_LIMIT)?;
    }
    Ok(object([
        ("userId", text(id)),
        ("reason", reason.map_or(Json::Null, text)),
    ]))
}
