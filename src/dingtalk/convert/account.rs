//! The account that a user is created with. Source: section 2.3.

use super::user_fields::{TextField, check_text, check_user_id};
use crate::bindings::dingtalk_types::{AccountProfile, ForeignAccount};
use crate::bindings::types::User;
use crate::dingtalk::failure::{Failure, Result};
use crate::dingtalk::json::{Json, text};
use crate::dingtalk::secret::Secret;
use crate::prelude::*;

const LOGIN_ID: TextField = TextField("login-id", "login_id", 64);
const CORP_ID: TextField = TextField("account.corp-id", "outer_exclusive_corpid", 64);
const MOBILE: TextField = TextField("profile.mobile", "exclusive_mobile", 64);
const NICKNAME: TextField = TextField("profile.nickname", "nickname", 80);
const AVATAR: TextField = TextField("profile.avatar-media-id", "avatarMediaId", 200);
// The types of exclusive accounts.
const SSO: &str = "sso";
const LOGIN: &str = "dingtalk";
const PASSWORD_LENGTH: usize = 8;

/// An account that signs in to DingTalk with a name and a password.
pub struct LoginAccount<'a> {
    /// The name to sign in with.
    pub login_id: &'a str,
    /// The first password.
    pub password: Secret,
    /// Whether DingTalk tells the user the password.
    pub send_password: bool,
    /// How the account shows itself.
    pub profile: &'a AccountProfile,
}

/// Whose account a user has, and how it signs in.
pub enum Account<'a> {
    /// The person's own one.
    Personal,
    /// One of the organisation's, which signs in through its single sign-on.
    Sso(&'a AccountProfile),
    /// One of the organisation's, which signs in to DingTalk; its password is checked.
    Login(&'a LoginAccount<'a>),
    /// One of another organisation.
    Foreign(&'a ForeignAccount),
}

impl Account<'_> {
    /// Whether this user can have this account: what is not told does not tell accounts apart.
    pub fn can_be_of(&self, user: &User) -> bool {
        let told = |name: &str| {
            let mut named = user.attributes.iter().filter(|it| it.name == name);
            named.next().map(|it| it.value.as_str())
        };
        let can_be = |name, value| told(name).is_none_or(|it| it == value);
        let exclusive = |flag| can_be("dingtalk.exclusive-account", flag);
        let of_type = |kind| can_be("dingtalk.exclusive-account-type", kind);
        match self {
            Account::Personal => exclusive("false"),
            Account::Sso(_) => exclusive("true") && of_type(SSO),
            Account::Login(account) => {
                let same_login = can_be("dingtalk.login-id", account.login_id);
                exclusive("true") && of_type(LOGIN) && same_login
            }
            Account::Foreign(_) => true,
        }
    }

    /// What is added to the body of `user/create`.
    pub fn to_wire(&self) -> Result<Vec<(String, Json)>> {
        let mut fields = Fields(Vec::new());
        match self {
            Account::Personal => {}
            Account::Sso(profile) => {
                fields.exclusive(SSO);
                fields.profile(profile)?;
            }
            Account::Login(account) => {
                fields.exclusive(LOGIN);
                fields.text(LOGIN_ID, account.login_id)?;
                fields.raw("init_password", text(account.password.expose()));
                let send_password = Json::Bool(account.send_password);
                fields.raw("send_password_to_user", send_password);
                fields.profile(account.profile)?;
            }
            Account::Foreign(account) => {
                check_user_id("account.user-id", &account.user_id)?;
                fields.text(CORP_ID, &account.corp_id)?;
                fields.raw("outer_exclusive_userid", text(&account.user_id));
            }
        }
        Ok(fields.0)
    }
}

struct Fields(Vec<(String, Json)>);

impl Fields {
    fn raw(&mut self, key: &str, value: Json) {
        self.0.push((key.to_owned(), value));
    }

    fn text(&mut self, TextField(name, key, limit): TextField, value: &str) -> Result<()> {
        check_text(name, value, limit)?;
        self.raw(key, text(value));
        Ok(())
    }

    fn exclusive(&mut self, kind: &str) {
        self.raw("exclusive_account", Json::Bool(true));
        self.raw("exclusive_account_type", text(kind));
    }

    fn profile(&mut self, profile: &AccountProfile) -> Result<()> {
        for (field, value) in [
            (MOBILE, &profile.mobile),
            (NICKNAME, &profile.nickname),
            (AVATAR, &profile.avatar_media_id),
        ] {
            if let Some(value) = value {
                self.text(field, value)?;
            }
        }
        Ok(())
    }
}

/// Checks the first password of an account.
pub fn check_password(password: &Secret) -> Result<()> {
    let mut characters = password.expose().chars();
    let long = password.expose().chars().count() >= PASSWORD_LENGTH;
    let letters = characters.clone().all(|it: char| it.is_ascii_alphabetic());
    let digits = characters.all(|it: char| it.is_ascii_digit());
    if long && !letters && !digits {
        return Ok(());
    }
    Err(Failure::invalid(
        "password",
        "a password has at least 8 characters, neither letters alone nor digits alone",
    ))
}
