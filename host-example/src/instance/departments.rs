//! Departments.

use super::{CallError, Instance};
use crate::types::{
    CreatedDepartment, Department, DepartmentChange, DepartmentDraft, DepartmentPage, IdPage,
    PageRequest,
};

impl Instance {
    /// `departments.get-department`
    pub async fn get_department(&mut self, id: &str) -> Result<Department, CallError> {
        let departments = self.provider.get()?.orgbook_directory_departments();
        let call = departments.call_get_department(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }

    /// `departments.list-department-ids`
    pub async fn list_department_ids(
        &mut self,
        parent_id: &str,
        page: Option<&PageRequest>,
    ) -> Result<IdPage, CallError> {
        let departments = self.provider.get()?.orgbook_directory_departments();
        let call = departments.call_list_department_ids(&mut self.store, parent_id, page);
        Ok(self.guard.run(call).await??)
    }

    /// `departments.list-departments`
    pub async fn list_departments(
        &mut self,
        parent_id: &str,
        page: Option<&PageRequest>,
    ) -> Result<DepartmentPage, CallError> {
        let departments = self.provider.get()?.orgbook_directory_departments();
        let call = departments.call_list_departments(&mut self.store, parent_id, page);
        Ok(self.guard.run(call).await??)
    }

    /// `departments.create-department`
    pub async fn create_department(
        &mut self,
        draft: &DepartmentDraft,
    ) -> Result<CreatedDepartment, CallError> {
        let departments = self.provider.get()?.orgbook_directory_departments();
        let call = departments.call_create_department(&mut self.store, draft);
        Ok(self.guard.run(call).await??)
    }

    /// `departments.update-department`
    pub async fn update_department(
        &mut self,
        id: &str,
        changes: &[DepartmentChange],
    ) -> Result<(), CallError> {
        let departments = self.provider.get()?.orgbook_directory_departments();
        let call = departments.call_update_department(&mut self.store, id, changes);
        Ok(self.guard.run(call).await??)
    }

    /// `departments.delete-department`
    pub async fn delete_department(&mut self, id: &str) -> Result<(), CallError> {
        let departments = self.provider.get()?.orgbook_directory_departments();
        let call = departments.call_delete_department(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }
}
