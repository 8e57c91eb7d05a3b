//! Creating a user at most once. Source: section 2.1, and section 11 for lost answers (Q19, Q20).

use super::{BAD_MOBILE, MISSING, about_departments};
use crate::bindings::types::{CreateOutcome, CreatedUser, ErrorKind, PendingUser, User, UserDraft};
use crate::dingtalk::api;
use crate::dingtalk::call::Call;
use crate::dingtalk::convert::account::Account;
use crate::dingtalk::convert::user::attributes_of_created;
use crate::dingtalk::convert::user_draft;
use crate::dingtalk::convert::user_fields::check_user_id;
use crate::dingtalk::failure::{Delivery, Failure, Result};
use crate::dingtalk::json::Json;
use crate::dingtalk::{identity, mobile, wire};
use crate::platform::Platform;
use crate::prelude::*;

const INVITED: &[&str] = &["40103"];
const ID_TAKEN: &[&str] = &["60102"];
const MOBILE_TAKEN: &[&str] = &["60104", "60107"];
// Also said when the organisation may not add more people (Q19).
const BUSY: &[&str] = &["-1"];
const KEY_BYTES: usize = 256;

/// The identifier of the user to be created, and who chose it.
pub enum Identity {
    /// The caller: somebody who has it already is another person.
    Given(String),
    /// The provider, from the key: somebody who has it can be the same person, created by an
    /// earlier call.
    Derived(String),
    /// The provider, at random: nobody has it before this call.
    Generated(String),
}

impl Identity {
    /// The identifier for a draft and its idempotency key.
    pub fn choose(platform: &impl Platform, draft: &UserDraft, key: Option<&str>) -> Result<Self> {
        match (&draft.id, key) {
            (Some(_), Some(_)) => Err(Failure::invalid(
                "idempotency-key",
                "an idempotency key stands for an identifier of its own; leave out draft.id or \
                 the key",
            )),
            (Some(id), None) => check_user_id("id", id).map(|()| Self::Given(id.clone())),
            (None, Some(key)) if key.is_empty() || key.len() > KEY_BYTES => Err(Failure::invalid(
                "idempotency-key",
                "an idempotency key has 1 to 256 bytes",
            )),
            (None, Some(key)) => Ok(Self::Derived(identity::derived(key))),
            (None, None) => Ok(Self::Generated(identity::generated(
                platform.random_bytes(),
            ))),
        }
    }

    fn id(&self) -> &str {
        match self {
            Self::Given(id) | Self::Derived(id) | Self::Generated(id) => id,
        }
    }
}

/// Creates the user, or finds out what became of it.
pub async fn create<P: Platform>(
    call: &Call<'_, P>,
    draft: &UserDraft,
    identity: &Identity,
    account: &Account<'_>,
) -> Result<CreateOutcome> {
    let mainland = call.settings.mainland;
    let body = user_draft::to_wire(draft, identity.id(), account, mainland)?;
    let mut outcome = call.request(api::USER_CREATE, &body).await;
    // An organisation that is served in the mainland may be registered abroad, where the country
    // code is wanted (section 2.1). What is refused was not carried out.
    let number = draft.mobile.as_deref().unwrap_or_default();
    if let Err(failure) = &outcome
        && failure.has_code(BAD_MOBILE)
        && mobile::to_wire(number, mainland) != number
    {
        let body = user_draft::to_wire(draft, identity.id(), account, false)?;
        outcome = call.request(api::USER_CREATE, &body).await;
    }
    let failure = match outcome {
        Ok(answer) => return Ok(created(&answer, identity.id())),
        Err(failure) => failure,
    };
    if failure.has_code(INVITED) {
        return Ok(CreateOutcome::Pending(PendingUser {
            requested_id: identity.id().to_owned(),
            attributes: Vec::new(),
        }));
    }
    // Which of the values that an earlier call took is complained about first is not known.
    let derived = matches!(identity, Identity::Derived(_));
    let taken = failure.error.kind == ErrorKind::AlreadyExists;
    if failure.delivery == Delivery::Unknown || failure.has_code(BUSY) || (derived && taken) {
        return read_back(call, draft, identity.id(), account, failure).await;
    }
    // Nothing else that is required can be missing from a draft.
    let personal = matches!(account, Account::Personal);
    if failure.has_code(MISSING) && draft.mobile.is_none() && personal {
        return Err(failure.with("field", "mobile"));
    }
    Err(name_holder(call, draft, about_departments(failure)).await)
}

fn created(answer: &Json, requested: &str) -> CreateOutcome {
    let result = wire::result(answer);
    CreateOutcome::Created(CreatedUser {
        id: wire::filled(result, "userid").unwrap_or_else(|| requested.to_owned()),
        replayed: false,
        attributes: attributes_of_created(result),
    })
}

/// Reads the user under the identifier that was to be created, after a failure that leaves open
/// whether it was: now, or by an earlier call with the same key.
async fn read_back<P: Platform>(
    call: &Call<'_, P>,
    draft: &UserDraft,
    id: &str,
    account: &Account<'_>,
    failure: Box<Failure>,
) -> Result<CreateOutcome> {
    match call.user(id).await {
        Ok(user) if is_same(&user, draft) && account.can_be_of(&user) => {
            Ok(CreateOutcome::Created(CreatedUser {
                id: user.id,
                replayed: true,
                attributes: user
                    .attributes
                    .into_iter()
                    .filter(|attribute| attribute.name == "dingtalk.union-id")
                    .collect(),
            }))
        }
        Ok(_) => {
            let mut conflict = failure.with("existing-id", id);
            conflict.error.kind = ErrorKind::Conflict;
            conflict.error.message = format!(
                "the identifier {id} belongs to somebody with another name, mobile number or account"
            );
            Err(conflict)
        }
        Err(absent) if absent.error.kind == ErrorKind::NotFound => {
            if failure.delivery == Delivery::NotDone {
                return Err(name_holder(call, draft, failure).await);
            }
            Err(failure.refuted("the user"))
        }
        Err(unreadable) => Err(unresolved(id, failure, &unreadable)),
    }
}

// Name and mobile, as far as they can be read.
fn is_same(user: &User, draft: &UserDraft) -> bool {
    let same_name = user.name.as_ref().is_none_or(|name| *name == draft.name);
    let same_mobile = match (&user.mobile, &draft.mobile) {
        (Some(number), Some(other)) => mobile::same(number, other),
        _ => true,
    };
    same_name && same_mobile
}

fn unresolved(id: &str, mut failure: Box<Failure>, unreadable: &Failure) -> Box<Failure> {
    // Now it is known what to look at.
    failure
        .error
        .details
        .retain(|detail| detail.name != "check");
    failure.unresolved("the user", unreadable).with(
        "check",
        format!("get-user(\"{id}\"); not-found means that nobody was created"),
    )
}

/// Adds who holds what is taken, where DingTalk tells.
async fn name_holder<P: Platform>(
    call: &Call<'_, P>,
    draft: &UserDraft,
    failure: Box<Failure>,
) -> Box<Failure> {
    if failure.has_code(ID_TAKEN)
        && let Some(id) = &draft.id
    {
        return failure.with("existing-id", id);
    }
    if failure.has_code(MOBILE_TAKEN)
        && let Some(number) = &draft.mobile
        && let Ok(id) = call.user_id_by_mobile(number).await
    {
        return failure.with("existing-id", id);
    }
    failure
}
