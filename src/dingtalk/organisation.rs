//! The functions of the interface `organisation`. Source: sections 2.7 and 4.

use super::call::Call;
use super::convert::user_fields::check_user_id;
use super::failure::{Failure, Result};
use super::json::{Json, object, text};
use super::page::Page;
use super::{Directory, api, wire};
use crate::bindings::types::{
    AccessScope, Administrator, AdministratorLevel, AdministratorPage, PageRequest, UserSelection,
};
use crate::platform::Platform;
use crate::prelude::*;

impl<P: Platform> Directory<P> {
    /// `count-users`
    pub async fn count_users(&self, selection: UserSelection) -> Result<u32> {
        let only_active = selection == UserSelection::Active;
        let question = object([("only_active", Json::Bool(only_active))]);
        let answer = self.ask(api::USER_COUNT, &question).await?;
        wire::integer(wire::result(&answer), "count")
            .and_then(|count| u32::try_from(count).ok())
            .ok_or_else(|| Failure::bad_response("count"))
    }

    /// `list-administrators`
    pub async fn list_administrators(
        &self,
        page: Option<PageRequest>,
    ) -> Result<AdministratorPage> {
        let page = Page::new("administrators".to_owned(), page, u32::MAX)?;
        let answer = self.ask(api::USER_LIST_ADMIN, &object([])).await?;
        let list = wire::elements(&answer, "result")
            .ok_or_else(|| Failure::bad_response("list of administrators"))?;
        let administrator = |element| {
            Some(Administrator {
                user_id: wire::filled(element, "userid")?,
                level: wire::text(element, "sys_level").map(|level| match level.as_str() {
                    "1" => AdministratorLevel::Main,
                    "2" => AdministratorLevel::Sub,
                    _ => AdministratorLevel::Other(level),
                }),
            })
        };
        let administrators = wire::readable(list, administrator)
            .ok_or_else(|| Failure::bad_response("list of administrators"))?;
        let (administrators, next) = page.part_of(administrators)?;
        Ok(AdministratorPage {
            administrators,
            next,
        })
    }

    /// `get-administrator-scope`
    pub async fn get_administrator_scope(&self, id: &str) -> Result<Vec<String>> {
        check_user_id("user-id", id)?;
        let question = object([("userid", text(id))]);
        let answer = self.ask(api::USER_ADMIN_SCOPE, &question).await?;
        wire::department_ids(&answer, "dept_ids").ok_or_else(|| Failure::bad_response("dept_ids"))
    }

    /// `get-access-scope`
    pub async fn get_access_scope(&self) -> Result<AccessScope> {
        self.call()?.access_scope().await
    }
}

impl<P: Platform> Call<'_, P> {
    /// What `/auth/scopes` tells.
    pub async fn access_scope(&self) -> Result<AccessScope> {
        let answer = self.request(api::AUTH_SCOPES, &object([])).await?;
        let scopes = wire::get(&answer, "auth_org_scopes")
            .ok_or_else(|| Failure::bad_response("auth_org_scopes"))?;
        let told = |key, list: Option<_>| list.ok_or_else(|| Failure::bad_response(key));
        let texts = |object, key| {
            told(
                key,
                wire::or_empty(object, key, || wire::texts(object, key)),
            )
        };
        let departments = wire::or_empty(scopes, "authed_dept", || {
            wire::department_ids(scopes, "authed_dept")
        });
        Ok(AccessScope {
            department_ids: told("authed_dept", departments)?,
            user_ids: texts(scopes, "authed_user")?,
            user_fields: texts(&answer, "auth_user_field")?,
        })
    }
}
