//! Creating a user at most once. Source: section 2.1, and section 11 for lost answers (Q19, Q20).

use super::{BAD_MOBILE, MISSING, about_departments};
use crate::bindings::types::{
    Attribute, CreateOutcome, CreatedUser, ErrorKind, PendingUser, User, UserDraft,
};
use crate::dingtalk::api;
use crate::dingtalk::call::{Call, Outcome};
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
const KEY_BYTES: usize = 256;

/// The identifier of the user to be created, and who chose it.
pub enum Identity {
    /// The caller: somebody who has it already is another person.
    Given(String),
    /// The provider, from the key: somebody who has it can be the same person, created by an
    /// earlier call.
    Derived(String),
    /// The provider, at random: nobody has it before this call, so whoever has it is the user, whose
    /// request a gateway has sent twice.
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
    let mut outcome = send(call, draft, identity, account, mainland).await;
    // An organisation that is served in the mainland may be registered abroad, where the country
    // code is wanted (section 2.1). What is refused was not carried out.
    let number = draft.mobile.as_deref().unwrap_or_default();
    if let Err(failure) = &outcome
        && failure.has_code(BAD_MOBILE)
        && mobile::to_wire(number, mainland) != number
    {
        outcome = send(call, draft, identity, account, false).await;
    }
    let failure = match outcome {
        Ok(outcome) => return Ok(outcome),
        Err(failure) => failure,
    };
    if failure.has_code(INVITED) {
        return Ok(CreateOutcome::Pending(PendingUser {
            requested_id: Some(identity.id().to_owned()),
            attributes: Vec::new(),
        }));
    }
    // Nothing else that is required can be missing from a draft.
    let personal = matches!(account, Account::Personal);
    if failure.has_code(MISSING) && draft.mobile.is_none() && personal {
        return Err(failure.with("field", "mobile"));
    }
    Err(name_holder(call, draft, about_departments(failure)).await)
}

async fn send<P: Platform>(
    call: &Call<'_, P>,
    draft: &UserDraft,
    identity: &Identity,
    account: &Account<'_>,
    mainland: bool,
) -> Result<CreateOutcome> {
    let body = user_draft::to_wire(draft, identity.id(), account, mainland)?;
    let read = |answer: &Json| Ok(created(answer, identity.id()));
    call.request_once(api::USER_CREATE, &body, read, async |failure, lost| {
        // Which of the values that an earlier call or attempt took is complained about first is not
        // known.
        let taken = failure.error.kind == ErrorKind::AlreadyExists;
        let perhaps_here = lost
            || match identity {
                Identity::Given(_) => false,
                Identity::Derived(_) => true,
                Identity::Generated(_) => failure.has_code(ID_TAKEN),
            };
        match failure.delivery == Delivery::Unknown || taken && perhaps_here {
            true => read_back(call, draft, identity, account, failure).await,
            false => Ok(Outcome::NotDone(failure)),
        }
    })
    .await
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
    identity: &Identity,
    account: &Account<'_>,
    failure: Box<Failure>,
) -> Result<Outcome<CreateOutcome>> {
    let id = identity.id();
    match call.user(id).await {
        Ok(user)
            if is_same(&user, draft)
                && account.can_be_of(&user)
                && !has_another_number(call, draft, identity, &user).await =>
        {
            let mut attributes = user.attributes;
            attributes.retain(|attribute| attribute.name == "dingtalk.union-id");
            Ok(found(id, attributes))
        }
        Ok(_) => Err(conflict(
            failure,
            id,
            format!(
                "the identifier {id} belongs to somebody with another name, mobile number or account"
            ),
        )),
        Err(absent) if absent.error.kind == ErrorKind::NotFound => {
            Ok(Outcome::NotDone(not_created(failure)))
        }
        Err(unreadable) => by_mobile(call, draft, id, failure, &unreadable).await,
    }
}

/// Whether somebody under an identifier of the caller's own, whose number is hidden, is known not to
/// have that of the draft: another permission opens that. Other identifiers are nobody else's.
async fn has_another_number<P: Platform>(
    call: &Call<'_, P>,
    draft: &UserDraft,
    identity: &Identity,
    user: &User,
) -> bool {
    let (Identity::Given(id), None, Some(number)) = (identity, number_of(user), &draft.mobile)
    else {
        return false;
    };
    match call.user_id_by_mobile(number).await {
        Ok(holder) => holder != *id,
        Err(failure) => failure.error.kind == ErrorKind::NotFound,
    }
}

/// Who has the mobile number: another permission opens that, and nobody else can have it.
async fn by_mobile<P: Platform>(
    call: &Call<'_, P>,
    draft: &UserDraft,
    id: &str,
    failure: Box<Failure>,
    unreadable: &Failure,
) -> Result<Outcome<CreateOutcome>> {
    if let Some(number) = &draft.mobile
        && unreadable.error.kind == ErrorKind::PermissionDenied
    {
        match call.user_id_by_mobile(number).await {
            Ok(holder) if holder == id => return Ok(found(id, Vec::new())),
            Ok(holder) => {
                let message = format!("the mobile number belongs to somebody else, {holder}");
                return Err(conflict(failure, &holder, message));
            }
            Err(absent) if absent.error.kind == ErrorKind::NotFound => {
                return Ok(Outcome::NotDone(not_created(failure)));
            }
            Err(_) => {}
        }
    }
    let check = format!("get-user(\"{id}\"); not-found means that nobody was created");
    Err(failure.unresolved("the user may have been created", unreadable, &check))
}

fn found(id: &str, attributes: Vec<Attribute>) -> Outcome<CreateOutcome> {
    Outcome::Done(CreateOutcome::Created(CreatedUser {
        id: id.to_owned(),
        replayed: true,
        attributes,
    }))
}

fn conflict(failure: Box<Failure>, holder: &str, message: String) -> Box<Failure> {
    let mut failure = failure.with("existing-id", holder);
    failure.error.kind = ErrorKind::Conflict;
    failure.error.message = message;
    failure
}

// What was refused says so itself.
fn not_created(failure: Box<Failure>) -> Box<Failure> {
    match failure.delivery {
        Delivery::NotDone => failure,
        Delivery::Unknown => failure.refuted("the user was not created"),
    }
}

// Name and mobile, as far as they can be read.
fn is_same(user: &User, draft: &UserDraft) -> bool {
    let same_name = user.name.as_ref().is_none_or(|name| *name == draft.name);
    let same_mobile = match (number_of(user), &draft.mobile) {
        (Some(number), Some(other)) => mobile::same(number, other),
        _ => true,
    };
    same_name && same_mobile
}

// An empty number is a hidden one.
fn number_of(user: &User) -> Option<&str> {
    user.mobile.as_deref().filter(|number| !number.is_empty())
}

/// Adds who holds what is taken, where DingTalk tells and it was not found out before.
async fn name_holder<P: Platform>(
    call: &Call<'_, P>,
    draft: &UserDraft,
    failure: Box<Failure>,
) -> Box<Failure> {
    if failure.error.kind != ErrorKind::AlreadyExists {
        return failure;
    }
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
