//! The functions of the interface `dingtalk-role-groups`. Source: section 4.

use super::call::{Call, Outcome};
use super::convert::user_fields::check_text;
use super::failure::{Delivery, Failure, Result};
use super::json::{Json, number, object, text};
use super::page::Page;
use super::roles::{NAME_LIMIT, created, new_id, payload, role_id};
use super::{Directory, api, wire};
use crate::bindings::dingtalk_types::{RoleGroup, RoleGroupPage};
use crate::bindings::types::{ErrorKind, PageRequest, Role};
use crate::platform::Platform;
use crate::prelude::*;

const PAGE_LIMIT: u32 = 200;
// A list without an end is none.
const PAGES_LOOKED_AT: usize = 10;
const BAD_PARAMETER: &[&str] = &["400002"];

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
}

impl<P: Platform> Call<'_, P> {
    /// The role groups, with their roles.
    pub async fn role_groups(&self, page: Option<PageRequest>) -> Result<RoleGroupPage> {
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

    /// One role group, with its roles.
    pub async fn role_group(&self, id: &str) -> Result<RoleGroup> {
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
}

// There is no other refusal for a group that does not exist (section 4).
fn about_group(mut failure: Box<Failure>) -> Box<Failure> {
    if failure.has_code(BAD_PARAMETER) {
        failure.error.kind = ErrorKind::NotFound;
        failure.error.message = "there is no such role group".to_owned();
    }
    failure
}

// The two calls that tell them have different names for the same.
fn roles(group: &Json, group_id: &str) -> Option<Vec<Role>> {
    let role = |element| {
        Some(Role {
            id: wire::numeric_id(element, "id").or_else(|| wire::numeric_id(element, "role_id"))?,
            name: wire::text(element, "name").or_else(|| wire::text(element, "role_name")),
            group_id: Some(group_id.to_owned()),
            attributes: Vec::new(),
        })
    };
    wire::or_empty(group, "roles", || {
        wire::readable(wire::elements(group, "roles")?, role)
    })
}
