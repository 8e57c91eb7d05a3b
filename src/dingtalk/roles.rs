//! The functions of the interface `roles`. Source: section 4.

use super::api::Api;
use super::call::{Call, Outcome, incomplete, outcome_unknown, settle};
use super::convert::user_fields::check_text;
use super::failure::{Delivery, Failure, Result};
use super::json::{Json, number, object, text};
use super::{Directory, api, wire};
use crate::bindings::types::{ErrorKind, PageRequest, Role, RolePage};
use crate::platform::Platform;
use crate::prelude::*;

// What the server says of a role that cannot be deleted, and also when it is busy (section 4).
const BUSY: &[&str] = &["1002"];
/// How long the name of a role or of a role group may be. Undocumented; longer ones are refused by
/// DingTalk, should it want to.
pub const NAME_LIMIT: usize = 200;

const GROUP_ID: &str = "group-id";
const WITHOUT_GROUP: &str = "every role of DingTalk belongs to a group; name one that list-role-groups \
                             of dingtalk-role-groups tells, or make one with create-role-group";

impl<P: Platform> Directory<P> {
    /// `list-roles`
    pub async fn list_roles(&self, page: Option<PageRequest>) -> Result<RolePage> {
        let page = self.call()?.role_groups(page).await?;
        let groups = page.groups.into_iter();
        Ok(RolePage {
            roles: groups.flat_map(|group| group.roles).collect(),
            next: page.next,
        })
    }

    /// `get-role`
    pub async fn get_role(&self, id: &str) -> Result<Role> {
        role_id("id", id)?;
        self.call()?.role(id).await
    }

    /// `create-role`
    pub async fn create_role(&self, name: &str, group: Option<&str>) -> Result<String> {
        let group = group.ok_or_else(|| Failure::unsupported(GROUP_ID, WITHOUT_GROUP))?;
        check_text("name", name, NAME_LIMIT)?;
        let question = object([
            ("groupId", number(role_id(GROUP_ID, group)?)),
            ("roleName", text(name)),
        ]);
        let (call, api) = (self.call()?, api::ROLE_CREATE);
        let read = |answer: &Json| new_id(answer, "roleId", api);
        call.request_once(api, &question, read, async |failure, lost| {
            let taken = failure.error.kind == ErrorKind::AlreadyExists;
            if failure.delivery == Delivery::NotDone && !(taken && lost) {
                return Ok(Outcome::NotDone(failure));
            }
            let there = call.role_with_name(group, name).await;
            // A group has one role of a name, and a name is all that a role has.
            created(failure, "the role", api, there, |holder, _| {
                Ok(Outcome::Done(holder))
            })
        })
        .await
    }

    /// `rename-role`
    pub async fn rename_role(&self, id: &str, name: &str) -> Result<()> {
        check_text("name", name, NAME_LIMIT)?;
        let question = object([
            ("roleId", number(role_id("id", id)?)),
            ("roleName", text(name)),
        ]);
        self.ask(api::ROLE_RENAME, &question).await?;
        Ok(())
    }

    /// `delete-role`
    pub async fn delete_role(&self, id: &str) -> Result<()> {
        let role = role_id("id", id)?;
        let (call, api) = (self.call()?, api::ROLE_DELETE);
        let question = object([("role_id", number(role))]);
        let done = |_: &Json| Ok(());
        call.request_once(api, &question, done, async |failure, lost| {
            if failure.has_code(BUSY) && call.is_held(role).await {
                return Err(held(failure));
            }
            settle::deletion(failure, lost, "the role", api, call.role(id)).await
        })
        .await
    }
}

impl<P: Platform> Call<'_, P> {
    async fn role(&self, id: &str) -> Result<Role> {
        let question = object([("roleId", number(role_id("id", id)?))]);
        let answer = self.request(api::ROLE_GET, &question).await?;
        let role = payload(&answer, "role")?;
        Ok(Role {
            id: id.to_owned(),
            name: wire::text(role, "name"),
            group_id: wire::numeric_id(role, "groupId"),
            attributes: Vec::new(),
        })
    }

    async fn role_with_name(&self, group: &str, name: &str) -> Result<Option<String>> {
        let roles = self.role_group(group).await?.roles;
        let of_this_name = |role: &Role| role.name.as_deref() == Some(name);
        Ok(roles.into_iter().find(of_this_name).map(|role| role.id))
    }

    /// Whether somebody is known to hold the role.
    async fn is_held(&self, role: i64) -> bool {
        let question = object([
            ("role_id", number(role)),
            ("offset", number(0)),
            ("size", number(1)),
        ]);
        let answer = self.request(api::ROLE_MEMBERS, &question).await;
        let members = answer.ok().and_then(wire::into_result);
        members.is_some_and(|result| {
            wire::elements(&result, "list").is_some_and(|members| !members.is_empty())
        })
    }
}

/// What has become of a creation, where it was looked whether something of the name is `there`.
pub fn created(
    failure: Box<Failure>,
    what: &str,
    api: Api,
    there: Result<Option<String>>,
    found: impl FnOnce(String, Box<Failure>) -> Result<Outcome<String>>,
) -> Result<Outcome<String>> {
    let check = api.check.unwrap_or_default();
    match there {
        Ok(Some(holder)) => found(holder, outcome_unknown(failure, check)),
        Ok(None) if failure.delivery == Delivery::NotDone => Ok(Outcome::NotDone(failure)),
        Ok(None) => Ok(Outcome::NotDone(
            failure.refuted(&format!("{what} was not created")),
        )),
        Err(unreadable) => {
            let open = format!("{what} may have been created");
            Err(failure.unresolved(&open, &unreadable, check))
        }
    }
}

fn held(mut failure: Box<Failure>) -> Box<Failure> {
    failure.error.kind = ErrorKind::Conflict;
    failure.error.message =
        "somebody holds the role; take it from its members before deleting it".to_owned();
    failure
}

/// The identifier of a role or of a role group as DingTalk has it: a number.
pub fn role_id(field: &str, id: &str) -> Result<i64> {
    let canonical = |number: &i64| number.to_string() == id;
    id.parse().ok().filter(canonical).ok_or_else(|| {
        let message = format!("{field}: a role or role group of DingTalk is a decimal number");
        Failure::invalid(field, message)
    })
}

/// What the answer is about: at top level (section 4), or where other payloads are.
pub fn payload<'a>(answer: &'a Json, key: &str) -> Result<&'a Json> {
    wire::get(answer, key)
        .or_else(|| wire::get(wire::result(answer), key))
        .filter(|payload| matches!(payload, Json::Object(_)))
        .ok_or_else(|| Failure::bad_response(key))
}

/// The identifier of what was created.
pub fn new_id(answer: &Json, key: &str, api: Api) -> Result<String> {
    wire::numeric_id(answer, key)
        .or_else(|| wire::numeric_id(wire::result(answer), key))
        .ok_or_else(|| incomplete(api, key))
}
