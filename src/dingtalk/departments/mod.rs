//! The functions of the interface `departments`. Source: section 3.

mod create;

use super::call::{Call, settle};
use super::convert::department;
use super::convert::department_fields::changes_to_wire;
use super::convert::user_fields::department_id;
use super::failure::{Failure, Result};
use super::json::{Json, number, object};
use super::page::Page;
use super::{Directory, api, wire};
use crate::bindings::types::{
    CreatedDepartment, Department, DepartmentChange, DepartmentDraft, DepartmentPage, IdPage,
    PageRequest,
};
use crate::platform::Platform;
use crate::prelude::*;

impl<P: Platform> Directory<P> {
    /// `get-department`
    pub async fn get_department(&self, id: &str) -> Result<Department> {
        let question = object([("dept_id", number(department_id("id", id)?))]);
        self.call()?.department(&question).await
    }

    /// `list-department-ids`
    pub async fn list_department_ids(
        &self,
        parent: &str,
        page: Option<PageRequest>,
    ) -> Result<IdPage> {
        let page = Page::new(format!("department-ids/{parent}"), page, u32::MAX)?;
        let question = object([("dept_id", number(department_id("parent-id", parent)?))]);
        let answer = self.ask(api::DEPARTMENT_LIST_SUB_ID, &question).await?;
        let result = wire::result(&answer);
        let ids = wire::department_ids(result, "dept_id_list")
            .ok_or_else(|| Failure::bad_response("dept_id_list"))?;
        let (ids, next) = page.part_of(ids)?;
        Ok(IdPage { ids, next })
    }

    /// `list-departments`
    pub async fn list_departments(
        &self,
        parent: &str,
        page: Option<PageRequest>,
    ) -> Result<DepartmentPage> {
        let page = Page::new(format!("departments/{parent}"), page, u32::MAX)?;
        let parent = department_id("parent-id", parent)?;
        let below = self.call()?.departments_below(parent).await?;
        let (departments, next) = page.part_of(below)?;
        Ok(DepartmentPage { departments, next })
    }

    /// `create-department`
    pub async fn create_department(&self, draft: &DepartmentDraft) -> Result<CreatedDepartment> {
        create::create(self, draft).await
    }

    /// `update-department`
    pub async fn update_department(&self, id: &str, changes: &[DepartmentChange]) -> Result<()> {
        let body = changes_to_wire(id, changes)?;
        self.ask(api::DEPARTMENT_UPDATE, &body).await?;
        Ok(())
    }

    /// `delete-department`
    pub async fn delete_department(&self, id: &str) -> Result<()> {
        let question = object([("dept_id", number(department_id("id", id)?))]);
        let call = self.call()?;
        let done = |_: &Json| Ok(());
        let api = api::DEPARTMENT_DELETE;
        call.request_once(api, &question, done, async |failure, lost| {
            let read = call.department(&question);
            settle::deletion(failure, lost, "the department", api, read).await
        })
        .await
    }
}

impl<P: Platform> Call<'_, P> {
    async fn department(&self, question: &Json) -> Result<Department> {
        let answer = self.request(api::DEPARTMENT_GET, question).await?;
        let result = wire::result(&answer);
        department::from_wire(result).ok_or_else(|| Failure::bad_response("department"))
    }

    /// The departments directly below one.
    async fn departments_below(&self, parent: i64) -> Result<Vec<Department>> {
        let question = object([("dept_id", number(parent))]);
        let answer = self.request(api::DEPARTMENT_LIST_SUB, &question).await?;
        let elements = wire::elements(&answer, "result")
            .ok_or_else(|| Failure::bad_response("list of departments"))?;
        let departments = wire::readable(elements, |element| {
            // A special department has an identifier, and is left out.
            wire::integer(element, "dept_id").map(|_| department::from_wire(element))
        });
        let departments = departments.ok_or_else(|| Failure::bad_response("dept_id"))?;
        Ok(departments.into_iter().flatten().collect())
    }
}
