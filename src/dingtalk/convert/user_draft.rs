//! A user to be created. Source: section 2.1.

use super::account::Account;
use super::user_fields::{
    EMAIL, EMPLOYEE_NUMBER, MANAGER, MOBILE, NAME, Parameters, REMARK, TELEPHONE, TITLE,
    WORK_EMAIL, WORK_PLACE,
};
use crate::bindings::types::UserDraft;
use crate::dingtalk::failure::{Failure, Result};
use crate::dingtalk::json::{Json, text};
use crate::dingtalk::mobile;

/// The body of `user/create` for a draft that is to have the identifier `id` and this account.
pub fn to_wire(draft: &UserDraft, id: &str, account: &Account<'_>, mainland: bool) -> Result<Json> {
    let mut parameters = Parameters::default();
    parameters.raw("userid", text(id));
    parameters.text(NAME, &draft.name)?;
    let number = draft.mobile.as_deref();
    let number = number.map(|number| mobile::to_wire(number, mainland));
    for (field, value) in [
        (MOBILE, &number),
        (EMAIL, &draft.email),
        (WORK_EMAIL, &draft.work_email),
        (TELEPHONE, &draft.telephone),
        (EMPLOYEE_NUMBER, &draft.employee_number),
        (TITLE, &draft.title),
        (WORK_PLACE, &draft.work_place),
        (REMARK, &draft.remark),
        (MANAGER, &draft.manager_id),
    ] {
        if let Some(value) = value {
            parameters.text(field, value)?;
        }
    }
    if let Some(day) = &draft.hired_on {
        parameters.hired_on(day)?;
    }
    parameters.departments(&draft.departments)?;
    for (position, attribute) in draft.attributes.iter().enumerate() {
        let mut before = draft.attributes.iter().take(position);
        if before.any(|other| other.name == attribute.name) {
            return Err(Failure::invalid(
                &attribute.name,
                "an attribute is named twice",
            ));
        }
        parameters.attribute(attribute)?;
    }
    if !parameters.custom().is_empty() {
        parameters.finish_custom()?;
    }
    for (key, value) in account.to_wire()? {
        parameters.raw(&key, value);
    }
    Ok(parameters.into_body())
}
