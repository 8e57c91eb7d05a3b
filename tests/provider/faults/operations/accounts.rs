//! Exclusive accounts and senior mode.

use super::*;

pub fn all() -> Vec<Operation> {
    vec![
        operation!(
            "create-sso-account",
            Write,
            |it| it
                .create_sso_account(&without_mobile(), &NO_PROFILE, None)
                .await
                .map(created),
            |sandbox| newcomer(sandbox)
        ),
        operation!(
            "create-login-account",
            Write,
            |it| {
                let account = LoginAccount {
                    login_id: "ann1",
                    password: Secret::new(PASSWORD.to_owned()),
                    send_password: false,
                    profile: &NO_PROFILE,
                };
                it.create_login_account(&without_mobile(), account, None)
                    .await
                    .map(created)
            },
            |sandbox| newcomer(sandbox)
        ),
        operation!(
            "invite-account",
            Write,
            |it| {
                let account = ForeignAccount {
                    corp_id: GALAXY.to_owned(),
                    user_id: "galaxy-01".to_owned(),
                };
                it.invite_account(&without_mobile(), &account, None)
                    .await
                    .map(created)
            },
            |sandbox| newcomer(sandbox)
        ),
        operation!(
            "permit-account-invitations",
            Write,
            |it| it
                .permit_account_invitations(GALAXY, Some(&[STAFF.to_owned()]))
                .await
                .map(done),
            |sandbox| sandbox
                .organisation()
                .other_organisations
                .iter()
                .any(|it| it.corp_id == GALAXY && it.granted_dept_ids == [36_948_803])
                .then(String::new)
        ),
        Operation {
            arrange: |sandbox| {
                let mut organisation = sandbox.organisation();
                for user in &mut organisation.users {
                    if let Some(account) = user
                        .exclusive_account
                        .as_mut()
                        .filter(|_| user.userid == DESK)
                    {
                        account.disabled = true;
                    }
                }
                // What is read out has no secrets.
                for app in &mut organisation.apps {
                    app.client_secret =
                        orgbook_sandbox::Secret::new(orgbook_sandbox::DEFAULT_CLIENT_SECRET);
                }
                sandbox
                    .replace_organisation(organisation)
                    .expect("it is valid");
            },
            ..operation!(
                "enable-account",
                Write,
                |it| it.enable_account(DESK).await.map(done),
                |sandbox| (!person(sandbox, DESK)?.exclusive_account?.disabled).then(String::new)
            )
        },
        operation!(
            "disable-account",
            Write,
            |it| it.disable_account(DESK, None).await.map(done),
            |sandbox| person(sandbox, DESK)?
                .exclusive_account?
                .disabled
                .then(String::new)
        ),
        operation!(
            "sign-out-account",
            Write,
            |it| it.sign_out_account(DESK, None).await.map(done),
            |sandbox| sandbox
                .requests()
                .iter()
                .any(|it| it.applied && it.path.ends_with("/signOut"))
                .then(String::new)
        ),
        operation!(
            "get-account-status",
            Read,
            |it| it
                .get_account_status(DESK)
                .await
                .map(|status| (status == AccountStatus::Disabled).to_string()),
            |sandbox| Some(
                person(sandbox, DESK)?
                    .exclusive_account?
                    .disabled
                    .to_string()
            )
        ),
        operation!(
            "list-account-organisations",
            Read,
            |it| it
                .list_account_organisations(DESK)
                .await
                .map(|list| sorted(list.into_iter().map(|it| it.corp_id))),
            |sandbox| Some(sorted(
                person(sandbox, DESK)?
                    .exclusive_account?
                    .owned_organizations
                    .into_iter()
            ))
        ),
    ]
}
