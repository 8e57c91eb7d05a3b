//! The functions of the interface `roles`. Source: section 4.

use super::api::Api;
use super::call::{Call, Outcome, incomplete, outcome_unknown, settle};
use super::convert::user_fields::check_text;
use super::failure::{Delivery, Failure, Result};
use super::json::{Json, number, object, text};
use super::page::Page;
use super::{Directory, api, wire};
use crate::bindings::types::{ErrorKind, PageRequest, Role, RoleGroup, RoleGroupPage};
use crate::platform::Platform;
use crate::prelude::*;

const PAGE_LIMIT: u32 = 200;
// A list without an end is none.
const PAGES_LOOKED_AT: usize = 10;
// What the server says of a role that cannot be deleted, and also when it is busy (section 4).
const BUSY: &[&str] = &["1002"];
const BAD_PARAMETER: &[&str] = &["400002"];
// Undocumented; longer ones are refused by DingTalk, should it want to.
const NAME_LIMIT: usize = 200;

impl<P: Platform> Directory<P> {
    /// `list-role-groups`
    pub async fn list_role_groups(&self, page: Option<PageRequest>) -> Result<RoleGroupPage> {
        self.call()?.role_groups(page).await
    }

    /// `get-role-group`
    pub async fn get_role_group(&self, id: &str) -> Result<RoleGroup> {
        role_id("id", id)?;
        self.call()?.role_group(id).await
    }

    /// `get-role`
    pub async fn get_role(&self, id: &str) -> Result<Role> {
        role_id("id", id)?;
        self.call()?.role(id).await
    }

    /// `create-role-group`
    pub async fn create_role_group(&self, name: &str) -> Result<String> {
        check_text("name", name, NAME_LIMIT)?;
        let question = object([("name", text(name))]);
        let (call, api) = (self.call()?, api::ROLE_GROUP_CREATE);
        let read = |answer: &Json| new_id(answer, "groupId", api);
        call.request_once(api, &question, read, async |failure, _| {
            if failure.delivery == Delivery::NotDone {
                return Ok(Outcome::NotDone(failure));
            }
            let there = call.role_group_with_name(name).await;
            created(failure, "the role group", api, there, |holder, failure| {
                // Another group may have had the name before.
                Err(failure.with("existing-id", holder))
            })
        })
        .await
    }

    /// `create-role`
    pub async fn create_role(&self, group: &str, name: &str) -> Result<String> {
        check_text("name", name, NAME_LIMIT)?;
        let question = object([
            ("groupId", number(role_id("group-id", group)?)),
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
    async fn role_groups(&self, page: Option<PageRequest>) -> Result<RoleGroupPage> {
        let page = Page::new("roles".to_owned(), page, PAGE_LIMIT)?;
        let question = object([
            ("offset", number(page.offset()?)),
            ("size", number(page.size)),
        ]);
        let answer = self.request(api::ROLE_LIST, &question).await?;
        let result = wire::result(&answer);
        let list = wire::elements(result, "list")
            .ok_or_else(|| Failure::bad_response("list of role groups"))?;
        let group = |element| {
            let id = wire::numeric_id(element, "groupId")?;
            Some(RoleGroup {
                roles: roles(element, &id)?,
                name: wire::text(element, "name"),
                id,
            })
        };
        Ok(RoleGroupPage {
            groups: wire::readable(list, group)
                .ok_or_else(|| Failure::bad_response("list of role groups"))?,
            next: page.next_counted(result)?,
        })
    }

    async fn role_group(&self, id: &str) -> Result<RoleGroup> {
        let question = object([("group_id", number(role_id("id", id)?))]);
        let outcome = self.request(api::ROLE_GROUP_GET, &question).await;
        let answer = outcome.map_err(about_group)?;
        let group = payload(&answer, "role_group")?;
        Ok(RoleGroup {
            id: id.to_owned(),
            name: wire::text(group, "group_name"),
            roles: roles(group, id).ok_or_else(|| Failure::bad_response("roles"))?,
        })
    }

    async fn role(&self, id: &str) -> Result<Role> {
        let question = object([("roleId", number(role_id("id", id)?))]);
        let answer = self.request(api::ROLE_GET, &question).await?;
        let role = payload(&answer, "role")?;
        Ok(Role {
            id: id.to_owned(),
            name: wire::text(role, "name"),
            group_id: wire::numeric_id(role, "groupId"),
        })
    }

    async fn role_group_with_name(&self, name: &str) -> Result<Option<String>> {
        let mut page = None;
        for _ in 0..PAGES_LOOKED_AT {
            let RoleGroupPage { groups, next } = self.role_groups(page).await?;
            let of_this_name = |group: &RoleGroup| group.name.as_deref() == Some(name);
            if let Some(group) = groups.into_iter().find(of_this_name) {
                return Ok(Some(group.id));
            }
            match next {
                Some(cursor) => {
                    page = Some(PageRequest {
                        cursor: Some(cursor),
                        limit: None,
                    });
                }
                None => return Ok(None),
            }
        }
        Err(Failure::bad_response("end of the list of role groups"))
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
fn created(
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

// There is no other refusal for a group that does not exist (section 4).
fn about_group(mut failure: Box<Failure>) -> Box<Failure> {
    if failure.has_code(BAD_PARAMETER) {
        failure.error.kind = ErrorKind::NotFound;
        failure.error.message = "there is no such role group".to_owned();
    }
    failure
}

// At top level (section 4), or where other payloads are.
fn payload<'a>(answer: &'a Json, key: &str) -> Result<&'a Json> {
    wire::get(answer, key)
        .or_else(|| wire::get(wire::result(answer), key))
        .filter(|payload| matches!(payload, Json::Object(_)))
        .ok_or_else(|| Failure::bad_response(key))
}

fn new_id(answer: &Json, key: &str, api: Api) -> Result<String> {
    wire::numeric_id(answer, key)
        .or_else(|| wire::numeric_id(wire::result(answer), key))
        .ok_or_else(|| incomplete(api, key))
}

// The two calls that tell them have different names for the same.
fn roles(group: &Json, group_id: &str) -> Option<Vec<Role>> {
    let role = |element| {
        Some(Role {
            id: wire::numeric_id(element, "id").or_else(|| wire::numeric_id(element, "role_id"))?,
            name: wire::text(element, "name").or_else(|| wire::text(element, "role_name")),
            group_id: Some(group_id.to_owned()),
        })
    };
    wire::readable(wire::elements(group, "roles").unwrap_or_default(), role)
}
