//! What create and update say of enterprise accounts (specification 2.3).

use crate::Mobile;
use crate::errors::{Code, Failure};
use crate::gate::Call;
use crate::organisation::{ExclusiveAccount, ExclusiveAccountType, Organisation, OuterAccount};
use crate::parameters::{Parameters, required};
use crate::rules;

/// The enterprise account that a create asks for. `None`: an ordinary user.
pub(super) fn wanted(call: &Call<'_>) -> Result<Option<ExclusiveAccount>, Failure> {
    let parameters = call.parameters;
    let corpid = parameters.non_empty_text("outer_exclusive_corpid")?;
    let userid = parameters.non_empty_text("outer_exclusive_userid")?;
    let exclusive = parameters.boolean("exclusive_account")?.unwrap_or_default();
    let account = if corpid.is_some() || userid.is_some() {
        invited(
            required("outer_exclusive_corpid", corpid)?,
            required("outer_exclusive_userid", userid)?,
            call.organisation(),
        )?
    } else if exclusive {
        own(parameters)?
    } else {
        return Ok(None);
    };
    if !call.organisation().settings.exclusive_accounts {
        return Err(Code::BAD_PARAMETER.into());
    }
    Ok(Some(account))
}

/// An account of this organisation.
fn own(parameters: &Parameters) -> Result<ExclusiveAccount, Failure> {
    let kind = required(
        "exclusive_account_type",
        parameters.non_empty_text("exclusive_account_type")?,
    )?;
    let kind = serde_json::from_value(kind.into()).map_err(|_| Code::BAD_PARAMETER)?;
    let mut account = ExclusiveAccount::new(kind);
    AccountFields::parse(parameters)?.apply(&mut account);
    let send = parameters.boolean("send_password_to_user")?;
    if kind == ExclusiveAccountType::Dingtalk {
        let login_id = parameters.non_empty_text("login_id")?;
        account.login_id = Some(required("login_id", login_id)?);
        required("init_password", parameters.non_empty_text("init_password")?)?;
    } else if send == Some(true) {
        return Err(Code::BAD_PARAMETER.into());
    }
    Ok(account)
}

/// An account of another organisation, which must have agreed.
fn invited(
    exclusive_corpid: String,
    exclusive_userid: String,
    organisation: &Organisation,
) -> Result<ExclusiveAccount, Code> {
    let owner = organisation
        .other_organisation(&exclusive_corpid)
        .ok_or(Code::BAD_CORP_ID)?;
    let account = owner
        .exclusive_accounts
        .iter()
        .find(|account| account.userid == exclusive_userid)
        .filter(|_| owner.grants)
        .ok_or(Code::NOT_AUTHORISED)?;
    Ok(ExclusiveAccount {
        outer: Some(OuterAccount {
            exclusive_corpid,
            exclusive_userid,
        }),
        ..ExclusiveAccount::new(account.exclusive_account_type)
    })
}

/// What a request sets on an account of this organisation. `None` leaves it as it is.
pub(super) struct AccountFields {
    login_id: Option<String>,
    nickname: Option<String>,
    exclusive_mobile: Option<Mobile>,
    password: bool,
}

impl AccountFields {
    /// Reads the fields. Update spells `loginId` where everything else says `login_id`.
    pub fn parse(parameters: &Parameters) -> Result<Self, Failure> {
        let password = parameters.non_empty_text("init_password")?;
        password.as_deref().map_or(Ok(()), check_password)?;
        let mobile = parameters.non_empty_text("exclusive_mobile")?;
        Ok(Self {
            login_id: parameters.non_empty_text("loginId")?,
            nickname: parameters.non_empty_text("nickname")?,
            exclusive_mobile: mobile.as_deref().map(rules::contact_mobile).transpose()?,
            password: password.is_some(),
        })
    }

    /// Writes the fields. An account of another organisation is that organisation's to change.
    pub fn apply(self, account: &mut ExclusiveAccount) {
        if account.outer.is_some() {
            return;
        }
        if account.is_self_built() {
            account.login_id = self.login_id.or(account.login_id.take());
            account.password_set |= self.password;
        }
        account.nickname = self.nickname.or(account.nickname.take());
        account.exclusive_mobile = self.exclusive_mobile.or(account.exclusive_mobile.take());
    }
}

/// At least eight characters, not only letters and not only digits.
fn check_password(password: &str) -> Result<(), Code> {
    let mixed = !password.chars().all(char::is_alphabetic)
        && !password.chars().all(|character| character.is_ascii_digit());
    if password.chars().count() >= 8 && mixed {
        Ok(())
    } else {
        Err(Code::BAD_PARAMETER)
    }
}
