use super::{Component, run};
use crate::bindings::exports::orgbook::directory::departments::{
    CreatedDepartment, Department, DepartmentChange, DepartmentDraft, DepartmentPage, Error, Guest,
    IdPage, PageRequest,
};
use crate::prelude::*;

impl Guest for Component {
    fn get_department(id: String) -> Result<Department, Error> {
        run(async |directory| directory.get_department(&id).await)
    }

    fn list_department_ids(parent_id: String, page: Option<PageRequest>) -> Result<IdPage, Error> {
        run(async |directory| directory.list_department_ids(&parent_id, page).await)
    }

    fn list_departments(
        parent_id: String,
        page: Option<PageRequest>,
    ) -> Result<DepartmentPage, Error> {
        run(async |directory| directory.list_departments(&parent_id, page).await)
    }

    fn create_department(draft: DepartmentDraft) -> Result<CreatedDepartment, Error> {
        run(async |directory| directory.create_department(&draft).await)
    }

    fn update_department(id: String, changes: Vec<DepartmentChange>) -> Result<(), Error> {
        run(async |directory| directory.update_department(&id, &changes).await)
    }

    fn delete_department(id: String) -> Result<(), Error> {
        run(async |directory| directory.delete_department(&id).await)
    }
}
