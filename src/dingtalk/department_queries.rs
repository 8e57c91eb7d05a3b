//! The functions of the interface `department-queries`. Source: section 3.6.

use super::convert::department_fields::NAME;
use super::convert::user_fields::{check_text, check_user_id, department_id};
use super::failure::{Failure, Result};
use super::json::{number, object, text};
use super::page::Page;
use super::{Directory, api, wire};
use crate::bindings::types::{ErrorKind, IdPage, PageRequest};
use crate::platform::Platform;
use crate::prelude::*;

// Undocumented; as for users (section 2.8, U16).
const SEARCH_LIMIT: u32 = 20;
const NO_USER: &[&str] = &["33012"];

impl<P: Platform> Directory<P> {
    /// `get-department-path`
    pub async fn get_department_path(&self, id: &str) -> Result<Vec<String>> {
        let question = object([("dept_id", number(department_id("id", id)?))]);
        let answer = self.ask(api::DEPARTMENT_PARENTS, &question).await?;
        wire::department_ids(wire::result(&answer), "parent_id_list")
            .ok_or_else(|| Failure::bad_response("parent_id_list"))
    }

    /// `list-user-department-paths`
    pub async fn list_user_department_paths(&self, user: &str) -> Result<Vec<Vec<String>>> {
        check_user_id("user-id", user)?;
        let question = object([("userid", text(user))]);
        let outcome = self.ask(api::USER_DEPARTMENT_PARENTS, &question).await;
        let answer = outcome.map_err(about_user)?;
        let paths = wire::elements(wire::result(&answer), "parent_list")
            .ok_or_else(|| Failure::bad_response("parent_list"))?;
        let path = |element| wire::department_ids(element, "parent_dept_id_list");
        wire::readable(paths, path).ok_or_else(|| Failure::bad_response("parent_dept_id_list"))
    }

    /// `search-department-ids`
    pub async fn search_department_ids(
        &self,
        name: &str,
        page: Option<PageRequest>,
    ) -> Result<IdPage> {
        check_text(NAME.0, name, NAME.2)?;
        let page = Page::new(format!("departments/{name}"), page, SEARCH_LIMIT)?;
        let question = object([
            ("queryWord", text(name)),
            ("offset", number(page.offset()?)),
            ("size", number(page.size)),
        ]);
        let answer = self.ask(api::DEPARTMENT_SEARCH, &question).await?;
        Ok(IdPage {
            ids: wire::department_ids(&answer, "list")
                .ok_or_else(|| Failure::bad_response("list of departments"))?,
            next: page.next_counted(&answer)?,
        })
    }
}

// No other refusal is documented for a user who does not exist (section 3).
fn about_user(mut failure: Box<Failure>) -> Box<Failure> {
    if failure.has_code(NO_USER) {
        failure.error.kind = ErrorKind::NotFound;
        failure.error.message = "there is no such user".to_owned();
        failure
            .error
            .details
            .retain(|detail| detail.name != "field");
    }
    failure
}
