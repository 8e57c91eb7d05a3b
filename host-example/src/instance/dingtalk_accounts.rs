//! Exclusive accounts of DingTalk.

use super::{CallError, Instance};
use crate::{
    Password,
    dingtalk_types::{AccountProfile, AccountStatus, ForeignAccount, OrganisationRef},
    types::{CreateOutcome, UserDraft},
};

impl Instance {
    /// `dingtalk-accounts.create-sso-account`
    pub async fn create_sso_account(
        &mut self,
        draft: &UserDraft,
        profile: &AccountProfile,
        idempotency_key: Option<&str>,
    ) -> Result<CreateOutcome, CallError> {
        let accounts = self.dingtalk.accounts()?;
        let call =
            accounts.call_create_sso_account(&mut self.store, draft, profile, idempotency_key);
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-accounts.create-login-account`
    pub async fn create_login_account(
        &mut self,
        draft: &UserDraft,
        login_id: &str,
        password: &Password,
        send_password: bool,
        profile: &AccountProfile,
        idempotency_key: Option<&str>,
    ) -> Result<CreateOutcome, CallError> {
        let accounts = self.dingtalk.accounts()?;
        let call = accounts.call_create_login_account(
            &mut self.store,
            draft,
            login_id,
            password.expose(),
            send_password,
            profile,
            idempotency_key,
        );
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-accounts.invite-account`
    pub async fn invite_account(
        &mut self,
        draft: &UserDraft,
        account: &ForeignAccount,
        idempotency_key: Option<&str>,
    ) -> Result<CreateOutcome, CallError> {
        let accounts = self.dingtalk.accounts()?;
        let call = accounts.call_invite_account(&mut self.store, draft, account, idempotency_key);
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-accounts.permit-account-invitations`
    pub async fn permit_account_invitations(
        &mut self,
        corp_id: &str,
        department_ids: Option<&[String]>,
    ) -> Result<(), CallError> {
        let accounts = self.dingtalk.accounts()?;
        let call =
            accounts.call_permit_account_invitations(&mut self.store, corp_id, department_ids);
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-accounts.enable-account`
    pub async fn enable_account(&mut self, user_id: &str) -> Result<(), CallError> {
        let accounts = self.dingtalk.accounts()?;
        let call = accounts.call_enable_account(&mut self.store, user_id);
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-accounts.disable-account`
    pub async fn disable_account(
        &mut self,
        user_id: &str,
        reason: Option<&str>,
    ) -> Result<(), CallError> {
        let accounts = self.dingtalk.accounts()?;
        let call = accounts.call_disable_account(&mut self.store, user_id, reason);
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-accounts.sign-out-account`
    pub async fn sign_out_account(
        &mut self,
        user_id: &str,
        reason: Option<&str>,
    ) -> Result<(), CallError> {
        let accounts = self.dingtalk.accounts()?;
        let call = accounts.call_sign_out_account(&mut self.store, user_id, reason);
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-accounts.get-account-status`
    pub async fn get_account_status(&mut self, user_id: &str) -> Result<AccountStatus, CallError> {
        let accounts = self.dingtalk.accounts()?;
        let call = accounts.call_get_account_status(&mut self.store, user_id);
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-accounts.list-account-organisations`
    pub async fn list_account_organisations(
        &mut self,
        user_id: &str,
    ) -> Result<Vec<OrganisationRef>, CallError> {
        let accounts = self.dingtalk.accounts()?;
        let call = accounts.call_list_account_organisations(&mut self.store, user_id);
        Ok(self.guard.run(call).await??)
    }
}
