//! Creating a department at most once. Source: section 3.2.

use crate::bindings::types::{CreatedDepartment, Department, DepartmentDraft, ErrorKind};
use crate::dingtalk::call::{Call, Outcome, incomplete, outcome_unknown};
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
        if let Some(known) = with_source_identifier(&siblings, draft) {
            return Ok(known);
        }
    }
    let outcome = call
        .request_once(
            api::DEPARTMENT_CREATE,
            &body,
            created,
            async |failure, lost| {
                let taken = failure.has_code(NAME_TAKEN);
                match failure.delivery == Delivery::Unknown || taken && lost {
                    true => read_back(&call, parent, draft, failure).await,
                    false => Ok(Outcome::NotDone(failure)),
                }
            },
        )
        .await;
    match outcome {
        // After a lost answer it was told already.
        Err(failure)
            if failure.has_code(NAME_TAKEN) && failure.error.kind == ErrorKind::AlreadyExists =>
        {
            Err(name_holder(&call, parent, draft, failure).await)
        }
        outcome => outcome,
    }
}

fn created(answer: &Json) -> Result<CreatedDepartment> {
    let id = wire::get(wire::result(answer), "dept_id").and_then(wire::department_id);
    Ok(CreatedDepartment {
        id: id.ok_or_else(|| incomplete(api::DEPARTMENT_CREATE, "dept_id"))?,
        replayed: false,
    })
}

fn with_source_identifier(
    siblings: &[Department],
    draft: &DepartmentDraft,
) -> Option<CreatedDepartment> {
    let wanted = draft.source_identifier.as_ref()?;
    let known = siblings
        .iter()
        .find(|sibling| sibling.source_identifier.as_ref() == Some(wanted))?;
    Some(CreatedDepartment {
        id: known.id.clone(),
        replayed: true,
    })
}

/// The answer was lost; the source identifier tells what became of it. Without one, a sibling of the
/// name may have been there before, with other properties.
async fn read_back<P: Platform>(
    call: &Call<'_, P>,
    parent: i64,
    draft: &DepartmentDraft,
    failure: Box<Failure>,
) -> Result<Outcome<CreatedDepartment>> {
    let check = api::DEPARTMENT_CREATE.check.unwrap_or_default();
    let siblings = match call.departments_below(parent).await {
        Ok(siblings) => siblings,
        Err(unreadable) => {
            let open = "the department may have been created";
            return Err(failure.unresolved(open, &unreadable, check));
        }
    };
    if let Some(known) = with_source_identifier(&siblings, draft) {
        return Ok(Outcome::Done(known));
    }
    let holder = with_name(&siblings, draft).filter(|_| draft.source_identifier.is_none());
    match holder {
        Some(holder) => Err(outcome_unknown(failure, check).with("existing-id", holder)),
        None if failure.delivery == Delivery::NotDone => Ok(Outcome::NotDone(failure)),
        None => Ok(Outcome::NotDone(
            failure.refuted("the department was not created"),
        )),
    }
}

fn with_name<'a>(siblings: &'a [Department], draft: &DepartmentDraft) -> Option<&'a str> {
    let mut siblings = siblings.iter();
    let holder = siblings.find(|sibling| sibling.name.as_ref() == Some(&draft.name))?;
    Some(&holder.id)
}

/// Adds which sibling has the name, where that can be read.
async fn name_holder<P: Platform>(
    call: &Call<'_, P>,
    parent: i64,
    draft: &DepartmentDraft,
    failure: Box<Failure>,
) -> Box<Failure> {
    let siblings = call.departments_below(parent).await.unwrap_or_default();
    match with_name(&siblings, draft) {
        Some(holder) => failure.with("existing-id", holder),
        None => failure,
    }
}

fn about_parent(failure: Box<Failure>) -> Box<Failure> {
    match failure.has_code(NO_PARENT) {
        true => failure.with("field", "parent-id"),
        false => failure,
    }
}
