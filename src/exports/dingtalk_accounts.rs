use super::{Component, run};
use crate::bindings::exports::orgbook::directory::dingtalk_accounts::{
    AccountProfile, AccountStatus, CreateOutcome, Error, ForeignAccount, Guest, OrganisationRef,
    UserDraft,
};
use crate::dingtalk::convert::account::LoginAccount;
use crate::dingtalk::secret::Secret;
use crate::prelude::*;

impl Guest for Component {
    fn create_sso_account(
        draft: UserDraft,
        profile: AccountProfile,
        idempotency_key: Option<String>,
    ) -> Result<CreateOutcome, Error> {
        run(async |directory| {
            directory
                .create_sso_account(&draft, &profile, idempotency_key.as_deref())
                .await
        })
    }

    fn create_login_account(
        draft: UserDraft,
        login_id: String,
        password: String,
        send_password: bool,
        profile: AccountProfile,
        idempotency_key: Option<String>,
    ) -> Result<CreateOutcome, Error> {
        let account = LoginAccount {
            login_id: &login_id,
            password: Secret::new(password),
            send_password,
            profile: &profile,
        };
        run(async |directory| {
            directory
                .create_login_account(&draft, account, idempotency_key.as_deref())
                .await
        })
    }

    fn invite_account(
        draft: UserDraft,
        account: ForeignAccount,
        idempotency_key: Option<String>,
    ) -> Result<CreateOutcome, Error> {
        run(async |directory| {
            directory
                .invite_account(&draft, &account, idempotency_key.as_deref())
                .await
        })
    }

    fn permit_account_invitations(
        corp_id: String,
        department_ids: Option<Vec<String>>,
    ) -> Result<(), Error> {
        run(async |directory| {
            directory
                .permit_account_invitations(&corp_id, department_ids.as_deref())
                .await
        })
    }

    fn enable_account(user_id: String) -> Result<(), Error> {
        run(async |directory| directory.enable_account(&user_id).await)
    }

    fn disable_account(user_id: String, reason: Option<String>) -> Result<(), Error> {
        run(async |directory| directory.disable_account(&user_id, reason.as_deref()).await)
    }

    fn sign_out_account(user_id: String, reason: Option<String>) -> Result<(), Error> {
        run(async |directory| {
            directory
                .sign_out_account(&user_id, reason.as_deref())
                .await
        })
    }

    fn get_account_status(user_id: String) -> Result<AccountStatus, Error> {
        run(async |directory| directory.get_account_status(&user_id).await)
    }

    fn list_account_organisations(user_id: String) -> Result<Vec<OrganisationRef>, Error> {
        run(async |directory| directory.list_account_organisations(&user_id).await)
    }
}
