//! U22 (specification 2.3): what an organisation does with its enterprise accounts.

use serde_json::{Value, json};

use crate::directory::ROOT;
use crate::envelope::Answer;
use crate::errors::{Failure, NewApiError};
use crate::gate::Call;
use crate::organisation::{ExclusiveAccount, User};
use crate::parameters::Parameters;

/// Lets somebody sign in again.
pub(crate) fn enable(call: &mut Call<'_>) -> Answer {
    set_disabled(call, false)
}

/// Lets nobody sign in with the account, and ends what was begun.
pub(crate) fn disable(call: &mut Call<'_>) -> Answer {
    call.parameters.text("reason").map_err(|_| invalid())?;
    set_disabled(call, true)?;
    sign_out(call)
}

/// Ends what was begun with the account.
pub(crate) fn sign_out(call: &mut Call<'_>) -> Answer {
    call.parameters.text("reason").map_err(|_| invalid())?;
    let userid = own_account(call)?.0.userid.clone();
    call.state.auth_codes.sign_out(&userid);
    done()
}

pub(crate) fn status(call: &mut Call<'_>) -> Answer {
    let (_, account) = own_account(call)?;
    Ok(Some(json!({"disable": account.disabled})))
}

/// The organisations that the account owns.
pub(crate) fn owned_organizations(call: &mut Call<'_>) -> Answer {
    let user = user(call, "employee.not.exist")?;
    let account = user
        .exclusive_account
        .as_ref()
        .ok_or_else(|| refusal("exclusive.account.limit", "仅支持专属帐号"))?;
    let organisation = call.organisation();
    let list: Value = account
        .owned_organizations
        .iter()
        .filter_map(|corp_id| organisation.other_organisation(corp_id))
        .map(|other| json!({"corpId": other.corp_id, "corpName": other.name}))
        .collect();
    Ok(Some(json!({"orgList": list})))
}

/// Grants another organisation to invite the accounts of these departments and those below, or of all.
pub(crate) fn authorise(call: &mut Call<'_>) -> Answer {
    let parameters = call.parameters;
    let corp_id = text(parameters, "joinCorpId")?;
    let mut departments: Vec<i64> = parameters.list("grantDeptIdList").map_err(|_| invalid())?;
    if departments.is_empty() {
        departments.push(ROOT);
    }
    let organisation = &mut call.state.organisation;
    let known = |dept_id: &i64| organisation.department(*dept_id).is_ok();
    if !departments.iter().all(known) {
        return Err(invalid());
    }
    organisation
        .other_organisations
        .iter_mut()
        .find(|other| other.corp_id == corp_id)
        .ok_or_else(invalid)?
        .granted_dept_ids = departments;
    done()
}

fn set_disabled(call: &mut Call<'_>, disabled: bool) -> Answer {
    let userid = own_account(call)?.0.userid.clone();
    let users = &mut call.state.organisation.users;
    let account = users
        .iter_mut()
        .find(|user| user.userid == userid)
        .and_then(|user| user.exclusive_account.as_mut());
    if let Some(account) = account {
        account.disabled = disabled;
    }
    done()
}

/// The user that `userId` names, whose account belongs to this organisation.
fn own_account<'a>(call: &'a Call<'_>) -> Result<(&'a User, &'a ExclusiveAccount), Failure> {
    let user = user(call, "user.not.exist")?;
    let account = user.exclusive_account.as_ref();
    account
        .filter(|account| account.outer.is_none())
        .map(|account| (user, account))
        .ok_or_else(|| refusal("exclusive.account.only", "仅支持本组织的专属帐号"))
}

/// The user that `userId` names. Outside the app's data range nobody is there.
fn user<'a>(call: &'a Call<'_>, unknown: &str) -> Result<&'a User, Failure> {
    let userid = text(call.parameters, "userId")?;
    let organisation = call.organisation();
    organisation
        .user(&userid)
        .ok()
        .filter(|user| organisation.range(call.app).covers(user))
        .ok_or_else(|| refusal(unknown, "用户不存在"))
}

/// A text that has to be there.
fn text(parameters: &Parameters, name: &'static str) -> Result<String, Failure> {
    let value = parameters.non_empty_text(name).map_err(|_| invalid())?;
    value.ok_or_else(invalid)
}

fn done() -> Answer {
    Ok(Some(json!({"result": true})))
}

fn invalid() -> Failure {
    refusal("invalid.param", "参数错误")
}

fn refusal(code: &str, message: &str) -> Failure {
    NewApiError::bad_request(code, message).into()
}
