//! Exclusive accounts: what is sent, what is refused before, and what comes of it.

mod control;
mod create;
mod password;

use orgbook::bindings::dingtalk_types::{
    AccountProfile, AccountStatus, ForeignAccount, OrganisationRef,
};
use orgbook::bindings::types::{
    Attribute, CreateOutcome, CreatedUser, Error, ErrorKind, PendingUser, User, UserDraft,
};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::convert::account::LoginAccount;
use orgbook::dingtalk::failure::Result;
use orgbook::dingtalk::secret::Secret;
use orgbook::platform::{Platform, SendError};
use serde_json::{Value, json};

use crate::expect::{
    Subject, details, error_of, error_through, invalid, legacy, new, new_in_query, new_refused,
    refused, result, silent, through,
};
use crate::platform::{Fate, Offline, Reply, Scripted, Stage, answer, ok, run};
use crate::writing;

const CREATE: &str = "/topapi/v2/user/create";
const PASSWORD: &str = "Secret-1";

/// An account of the offline DingTalk that signs in to it, and one with single sign-on.
const DESK: &str = "shift-desk-1";
const MORI: &str = "sso-mori";
/// Somebody with an account of their own.
const CHEN: &str = "014259637226893741";

/// Organisations that the offline DingTalk knows: one that permits, and one that does not.
const GALAXY: &str = "ding7b1e0000000000000000000000000000";
const POLARIS: &str = "ding9c2f0000000000000000000000000000";

fn own(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A draft with nothing but what is needed.
fn draft() -> UserDraft {
    UserDraft {
        mobile: None,
        ..writing::draft()
    }
}

static NO_PROFILE: AccountProfile = AccountProfile {
    mobile: None,
    nickname: None,
    avatar_media_id: None,
};

fn profile() -> AccountProfile {
    AccountProfile {
        mobile: own("+86-13912345678"),
        nickname: own("Nick 🙂"),
        avatar_media_id: own("@lAL"),
    }
}

fn foreign(corp_id: &str, user_id: &str) -> ForeignAccount {
    ForeignAccount {
        corp_id: corp_id.to_owned(),
        user_id: user_id.to_owned(),
    }
}

/// `create-login-account` with a login id and a password, and nothing else that is unusual.
async fn login<P>(
    directory: &Subject<P>,
    draft: &UserDraft,
    login_id: &str,
    password: &str,
    key: Option<&str>,
) -> Result<CreateOutcome>
where
    Stage<P>: Platform,
{
    let account = LoginAccount {
        login_id,
        password: Secret::new(password.to_owned()),
        send_password: false,
        profile: &NO_PROFILE,
    };
    directory.create_login_account(draft, account, key).await
}

fn created(outcome: Result<CreateOutcome>) -> (String, bool) {
    match outcome.expect("a creation") {
        CreateOutcome::Created(user) => (user.id, user.replayed),
        CreateOutcome::Pending(user) => panic!("only invited: {user:?}"),
    }
}

fn value<'a>(user: &'a User, name: &str) -> Option<&'a str> {
    let mut attributes = user.attributes.iter();
    let found = attributes.find(|it: &&Attribute| it.name == name);
    found.map(|it| it.value.as_str())
}
