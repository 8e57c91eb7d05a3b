//! The functions of the interface `departments`. Source: section 3.

use super::convert::department;
use super::convert::user_fields::department_id;
use super::failure::{Failure, Result};
use super::json::{number, object};
use super::{Directory, api, wire};
use crate::bindings::types::Department;
use crate::platform::Platform;
use crate::prelude::*;

impl<P: Platform> Directory<P> {
    /// `get-department`
    pub async fn get_department(&self, id: &str) -> Result<Department> {
        let question = object([("dept_id", number(department_id("id", id)?))]);
        let answer = self.call()?.request(api::DEPARTMENT_GET, &question).await?;
        let result = wire::result(&answer);
        department::from_wire(result).ok_or_else(|| Failure::bad_response("department"))
    }

    /// `list-department-ids`
    pub async fn list_department_ids(&self, parent: &str) -> Result<Vec<String>> {
        let question = object([("dept_id", number(department_id("parent-id", parent)?))]);
        let answer = self
            .call()?
            .request(api::DEPARTMENT_LIST_SUB_ID, &question)
            .await?;
        let result = wire::result(&answer);
        wire::department_ids(result, "dept_id_list")
            .ok_or_else(|| Failure::bad_response("dept_id_list"))
    }

    /// `list-departments`
    pub async fn list_departments(&self, parent: &str) -> Result<Vec<Department>> {
        let question = object([("dept_id", number(department_id("parent-id", parent)?))]);
        let answer = self
            .call()?
            .request(api::DEPARTMENT_LIST_SUB, &question)
            .await?;
        let elements = wire::elements(&answer, "result")
            .ok_or_else(|| Failure::bad_response("list of departments"))?;
        Ok(elements.iter().filter_map(department::from_wire).collect())
    }
}
