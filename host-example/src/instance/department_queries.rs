//! Finding departments, and the way up from one.

use super::{CallError, Instance};
use crate::types::{IdPage, PageRequest};

impl Instance {
    /// `department-queries.get-department-path`
    pub async fn get_department_path(&mut self, id: &str) -> Result<Vec<String>, CallError> {
        let queries = self.provider.get()?.orgbook_directory_department_queries();
        let call = queries.call_get_department_path(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }

    /// `department-queries.list-user-department-paths`
    pub async fn list_user_department_paths(
        &mut self,
        user_id: &str,
    ) -> Result<Vec<Vec<String>>, CallError> {
        let queries = self.provider.get()?.orgbook_directory_department_queries();
        let call = queries.call_list_user_department_paths(&mut self.store, user_id);
        Ok(self.guard.run(call).await??)
    }

    /// `department-queries.search-department-ids`
    pub async fn search_department_ids(
        &mut self,
        name: &str,
        page: Option<&PageRequest>,
    ) -> Result<IdPage, CallError> {
        let queries = self.provider.get()?.orgbook_directory_department_queries();
        let call = queries.call_search_department_ids(&mut self.store, name, page);
        Ok(self.guard.run(call).await??)
    }
}
