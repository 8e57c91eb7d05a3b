//! Creating a department at most once. Source: section 3.2.

use crate::bindings::types::{CreatedDepartment, Department, DepartmentDraft};
use crate::dingtalk::call::{Call, incomplete};
use crate::dingtalk::convert::department_fields::draft_to_wire;
use crate::dingtalk::convert::user_fields::department_id;
use crate::dingtalk::failure::{Delivery, Failure, Result};
use crate::dingtalk::json::Json;
use crate::dingtalk::{Directory, api, wire};
use crate::platform::Platform;
use crate::prelude::*;

// The current code and the older one.
const NAME_TAKEN: &[&str] = &["60021", "60008"];
const NO_PARENT: &[&str] = &["60003"];

/// Creates the department, or finds the one that an earlier call created: with a source identifier
/// the departments below the parent are looked at first.
pub async fn create<P: Platform>(
    directory: &Directory<P>,
    draft: &DepartmentDraft,
) -> Result<CreatedDepartment> {
    let body = draft_to_wire(draft)?;
    let parent = department_id("parent-id", &draft.parent_id)?;
    let call = directory.call()?;
    if draft.source_identifier.is_some() {
        let siblings = call.departments_below(parent).await.map_err(about_parent)?;
        if let Some(known) = with_source_identifier(siblings, draft) {
            return Ok(known);
        }
    }
    let outcome = call.request(api::DEPARTMENT_CREATE, &body).await;
    let failure = match outcome.and_then(|answer| created(&answer)) {
        Ok(created) => return Ok(created),
        Err(failure) => failure,
    };
    if failure.has_code(NAME_TAKEN) {
        return Err(name_holder(&call, parent, draft, failure).await);
    }
    if failure.delivery == Delivery::Unknown && draft.source_identifier.is_some() {
        return read_back(&call, parent, draft, failure).await;
    }
    Err(failure)
}

fn created(answer: &Json) -> Result<CreatedDepartment> {
    let id = wire::get(wire::result(answer), "dept_id").and_then(wire::department_id);
    Ok(CreatedDepartment {
        id: id.ok_or_else(|| incomplete(api::DEPARTMENT_CREATE, "dept_id"))?,
        replayed: false,
    })
}

fn with_source_identifier(
    siblings: Vec<Department>,
    draft: &DepartmentDraft,
) -> Option<CreatedDepartment> {
    let mut siblings = siblings.into_iter();
    let known = siblings.find(|sibling| sibling.source_identifier == draft.source_identifier)?;
    Some(CreatedDepartment {
        id: known.id,
        replayed: true,
    })
}

/// The answer was lost; the source identifier tells what became of it.
async fn read_back<P: Platform>(
    call: &Call<'_, P>,
    parent: i64,
    draft: &DepartmentDraft,
    failure: Box<Failure>,
) -> Result<CreatedDepartment> {
    match call.departments_below(parent).await {
        Ok(siblings) => {
            with_source_identifier(siblings, draft).ok_or_else(|| failure.refuted("the department"))
        }
        Err(unreadable) => Err(failure.unresolved("the department", &unreadable)),
    }
}

/// Adds which sibling has the name, where that can be read.
async fn name_holder<P: Platform>(
    call: &Call<'_, P>,
    parent: i64,
    draft: &DepartmentDraft,
    failure: Box<Failure>,
) -> Box<Failure> {
    let siblings = call.departments_below(parent).await.unwrap_or_default();
    let mut siblings = siblings.into_iter();
    match siblings.find(|sibling| sibling.name.as_ref() == Some(&draft.name)) {
        Some(holder) => failure.with("existing-id", holder.id),
        None => failure,
    }
}

fn about_parent(failure: Box<Failure>) -> Box<Failure> {
    match failure.has_code(NO_PARENT) {
        true => failure.with("field", "parent-id"),
        false => failure,
    }
}
