//! The functions of the interface `role-members`. Source: section 4.

use super::api::Api;
use super::convert::user_fields::{
    check_listed_user_id, check_user_id, department_ids, with_commas,
};
use super::failure::{Failure, Result};
use super::json::{Json, number, object, text};
use super::page::Page;
use super::roles::role_id;
use super::text::joined;
use super::{Directory, api, wire};
use crate::bindings::types::{DepartmentRef, PageRequest, RoleMember, RoleMemberPage};
use crate::platform::Platform;
use crate::prelude::*;

const PAGE_LIMIT: u32 = 100;
// How many users the server takes in one call.
const ADDED_AT_ONCE: usize = 20;
const REMOVED_AT_ONCE: usize = 100;
const SCOPE_LIMIT: usize = 50;
const NO_DEPARTMENT: &[&str] = &["60003"];
const NO_USER: &[&str] = &["33012"];
const BAD_USER: &[&str] = &["40003"];

impl<P: Platform> Directory<P> {
    /// `list-role-members`
    pub async fn list_role_members(
        &self,
        role: &str,
        page: Option<PageRequest>,
    ) -> Result<RoleMemberPage> {
        let id = role_id("role-id", role)?;
        let page = Page::new(format!("role/{id}"), page, PAGE_LIMIT)?;
        let question = object([
            ("role_id", number(id)),
            ("offset", number(page.offset()?)),
            ("size", number(page.size)),
        ]);
        let answer = self.ask(api::ROLE_MEMBERS, &question).await?;
        let result = wire::result(&answer);
        let list = wire::elements(result, "list")
            .ok_or_else(|| Failure::bad_response("list of members"))?;
        Ok(RoleMemberPage {
            members: wire::readable(list, member)
                .ok_or_else(|| Failure::bad_response("list of members"))?,
            next: page.next_counted(result)?,
        })
    }

    /// `add-role-members`
    pub async fn add_role_members(&self, role: &str, users: &[String]) -> Result<()> {
        self.change_members(api::ROLE_MEMBERS_ADD, ADDED_AT_ONCE, role, users)
            .await
    }

    /// `remove-role-members`
    pub async fn remove_role_members(&self, role: &str, users: &[String]) -> Result<()> {
        self.change_members(api::ROLE_MEMBERS_REMOVE, REMOVED_AT_ONCE, role, users)
            .await
    }

    async fn change_members(
        &self,
        api: Api,
        at_once: usize,
        role: &str,
        users: &[String],
    ) -> Result<()> {
        let role = role_id("role-id", role)?.to_string();
        if users.is_empty() {
            let message = "the list of users is empty";
            return Err(Failure::invalid("user-ids", message));
        }
        for id in users {
            check_listed_user_id("user-ids", id)?;
        }
        let call = self.call()?;
        let mut completed = 0_usize;
        for batch in users.chunks(at_once) {
            let question = object([
                ("roleIds", text(&role)),
                ("userIds", text(joined(batch, ","))),
            ]);
            if let Err(failure) = call.request(api, &question).await {
                let failure = match failure.has_code(NO_USER) {
                    true => failure.about("user-ids"),
                    false => failure,
                };
                return Err(failure.with("completed", completed.to_string()));
            }
            completed = completed.saturating_add(batch.len());
        }
        Ok(())
    }

    /// `set-role-member-scope`
    pub async fn set_role_member_scope(
        &self,
        role: &str,
        user: &str,
        departments: Option<&[String]>,
    ) -> Result<()> {
        check_user_id("user-id", user)?;
        let departments = department_ids("department-ids", departments)?;
        if departments
            .as_ref()
            .is_some_and(|ids| ids.len() > SCOPE_LIMIT)
        {
            let message = "a role is held for at most 50 departments, or for all";
            return Err(Failure::invalid("department-ids", message));
        }
        let question = object([
            ("role_id", number(role_id("role-id", role)?)),
            ("userid", text(user)),
            (
                "dept_ids",
                departments.map_or(Json::Null, |ids| with_commas(&ids)),
            ),
        ]);
        let outcome = self.ask(api::ROLE_MEMBER_SCOPE, &question).await;
        match outcome {
            Err(failure) if failure.has_code(NO_DEPARTMENT) => {
                Err(failure.with("field", "department-ids"))
            }
            Err(failure) if failure.has_code(BAD_USER) => Err(failure.about("user-id")),
            outcome => outcome.map(|_| ()),
        }
    }
}

fn member(element: &Json) -> Option<RoleMember> {
    Some(RoleMember {
        user_id: wire::filled(element, "userid")?,
        name: wire::text(element, "name"),
        scope: scope(element)?,
    })
}

/// The departments that somebody has a role for: `Some(None)` for all, `None` where they cannot be
/// read, which is not the same.
fn scope(member: &Json) -> Option<Option<Vec<DepartmentRef>>> {
    let Some(departments) = wire::get(member, "manageScopes") else {
        return Some(None);
    };
    let departments = wire::readable(wire::list(departments)?, |element| {
        // A special department has an identifier, and is left out.
        wire::integer(element, "dept_id").map(|_| department(element))
    })?;
    Some(Some(departments.into_iter().flatten().collect()))
}

fn department(element: &Json) -> Option<DepartmentRef> {
    Some(DepartmentRef {
        id: wire::get(element, "dept_id").and_then(wire::department_id)?,
        name: wire::text(element, "name"),
    })
}
