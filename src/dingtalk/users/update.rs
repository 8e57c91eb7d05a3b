//! Updating a user, and noticing what DingTalk silently ignores. Source: section 2.4.

use super::{MISSING, about_departments};
use crate::bindings::types::{ErrorKind, UserChange};
use crate::dingtalk::call::Call;
use crate::dingtalk::convert::user::{CUSTOM, is_exclusive};
use crate::dingtalk::convert::user_change::Update;
use crate::dingtalk::failure::{Failure, Result};
use crate::dingtalk::json::{Json, text};
use crate::dingtalk::permissions::FIELD_EMAIL_KEYS;
use crate::dingtalk::text::joined;
use crate::dingtalk::{api, wire};
use crate::platform::Platform;
use crate::prelude::*;

/// Makes the changes.
pub async fn update<P: Platform>(
    call: &Call<'_, P>,
    id: &str,
    changes: &[UserChange],
) -> Result<()> {
    let mut update = Update::new(id, changes)?;
    let work_email = update.work_email.clone();
    let custom = update.custom_keys();
    let names_departments = update.departments;
    let mut record = Json::Null;
    if !update.removed.is_empty() || update.of_exclusive_accounts.is_some() {
        record = call.user_record(id).await?;
    }
    if let Some(field) = &update.of_exclusive_accounts
        && !is_exclusive(&record)
    {
        let message = format!("DingTalk allows this change of {field} to exclusive accounts alone");
        return Err(Failure::unsupported(field, message));
    }
    let all_custom = match update.removed.is_empty() {
        true => None,
        false => Some(custom_fields(&record)?),
    };
    let mut body = update.into_body(all_custom)?;
    let mut outcome = call.request(api::USER_UPDATE, &body).await;
    // Exclusive accounts have to be told their departments with every update (section 2.3). What is
    // refused was not carried out.
    if let Err(failure) = &outcome
        && failure.has_code(MISSING)
        && !names_departments
    {
        if matches!(record, Json::Null) {
            record = call.user_record(id).await?;
        }
        if is_exclusive(&record) {
            name_departments(&mut body, &record);
            outcome = call.request(api::USER_UPDATE, &body).await;
        }
    }
    outcome.map_err(about_departments)?;
    if work_email.is_some() || !custom.is_empty() {
        verify(call, id, work_email, custom).await?;
    }
    Ok(())
}

fn name_departments(body: &mut Json, record: &Json) {
    let ids = wire::department_ids(record, "dept_id_list").unwrap_or_default();
    if let Json::Object(members) = body {
        members.push(("dept_id_list".to_owned(), text(joined(&ids, ","))));
    }
}

/// The custom fields of a user, or a refusal where they cannot be seen for certain.
fn custom_fields(record: &Json) -> Result<Vec<(String, Json)>> {
    match wire::get(record, "extension") {
        Some(Json::String(text)) if text.is_empty() => Ok(Vec::new()),
        Some(_) => wire::object_in_text(record, "extension")
            .ok_or_else(|| Failure::bad_response("extension")),
        None if sees_custom_fields(record) => Ok(Vec::new()),
        None => Err(Failure::new(
            ErrorKind::PermissionDenied,
            "the app may not see custom fields; request the field permission for personal \
             information such as e-mail",
        )
        .with("permission", "fieldEmail")),
    }
}

// Where none of what the permission shows is told, it may be missing, and absent custom fields mean
// nothing.
fn sees_custom_fields(record: &Json) -> bool {
    FIELD_EMAIL_KEYS
        .iter()
        .any(|key| wire::get(record, key).is_some())
}

/// Looks whether the changes that DingTalk may silently ignore were made: the organisation's
/// e-mail address without a mailbox service, and custom fields that are not defined. What cannot
/// be seen is not claimed to be done.
async fn verify<P: Platform>(
    call: &Call<'_, P>,
    id: &str,
    work_email: Option<String>,
    custom: Vec<String>,
) -> Result<()> {
    let record = call.user_record(id).await.map_err(unverified)?;
    if let Some(wanted) = work_email
        && wire::text(&record, "org_email").unwrap_or_default() != wanted
    {
        return Err(Failure::unsupported(
            "work-email",
            "DingTalk ignored work-email: the organisation has not opened its mailbox service; \
             the other changes were made",
        ));
    }
    if custom.is_empty() {
        return Ok(());
    }
    let fields = custom_fields(&record).map_err(unverified)?;
    for key in &custom {
        if !fields.iter().any(|(field, _)| field == key) {
            return Err(Failure::unsupported(
                &format!("{CUSTOM}{key}"),
                "DingTalk ignored a custom field that the organisation has not defined; define \
                 it in the admin console; the other changes were made",
            ));
        }
    }
    Ok(())
}

// Whatever kept the user from being read, the update itself was accepted.
fn unverified(mut unreadable: Box<Failure>) -> Box<Failure> {
    unreadable.error.kind = ErrorKind::OutcomeUnknown;
    unreadable.error.message = format!(
        "the update was accepted, but DingTalk may have ignored work-email or a custom field, and \
         the user could not be read back: {}",
        unreadable.error.message
    );
    unreadable.with("check", "get-user")
}
