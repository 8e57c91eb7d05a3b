//! Finding users, and lists that tell less of them.

use super::{CallError, Instance};
use crate::types::{
    DepartedUserPage, IdPage, NameMatch, PageRequest, User, UserOrder, UserRefPage,
};

impl Instance {
    /// `user-queries.find-user-by-attribute`
    pub async fn find_user_by_attribute(
        &mut self,
        name: &str,
        value: &str,
    ) -> Result<Option<User>, CallError> {
        let queries = self.provider.get()?.orgbook_directory_user_queries();
        let call = queries.call_find_user_by_attribute(&mut self.store, name, value);
        Ok(self.guard.run(call).await??)
    }

    /// `user-queries.search-user-ids`
    pub async fn search_user_ids(
        &mut self,
        name: &str,
        matching: NameMatch,
        page: Option<&PageRequest>,
    ) -> Result<IdPage, CallError> {
        let queries = self.provider.get()?.orgbook_directory_user_queries();
        let call = queries.call_search_user_ids(&mut self.store, name, matching, page);
        Ok(self.guard.run(call).await??)
    }

    /// `user-queries.list-user-ids`
    pub async fn list_user_ids(
        &mut self,
        department_id: &str,
        page: Option<&PageRequest>,
    ) -> Result<IdPage, CallError> {
        let queries = self.provider.get()?.orgbook_directory_user_queries();
        let call = queries.call_list_user_ids(&mut self.store, department_id, page);
        Ok(self.guard.run(call).await??)
    }

    /// `user-queries.list-user-refs`
    pub async fn list_user_refs(
        &mut self,
        department_id: &str,
        order: Option<UserOrder>,
        page: Option<&PageRequest>,
    ) -> Result<UserRefPage, CallError> {
        let queries = self.provider.get()?.orgbook_directory_user_queries();
        let call = queries.call_list_user_refs(&mut self.store, department_id, order, page);
        Ok(self.guard.run(call).await??)
    }

    /// `user-queries.list-inactive-user-ids`
    pub async fn list_inactive_user_ids(
        &mut self,
        day: &str,
        department_ids: Option<&[String]>,
        page: Option<&PageRequest>,
    ) -> Result<IdPage, CallError> {
        let queries = self.provider.get()?.orgbook_directory_user_queries();
        let call = queries.call_list_inactive_user_ids(&mut self.store, day, department_ids, page);
        Ok(self.guard.run(call).await??)
    }

    /// `user-queries.list-departed-users`
    pub async fn list_departed_users(
        &mut self,
        since: &str,
        until: Option<&str>,
        page: Option<&PageRequest>,
    ) -> Result<DepartedUserPage, CallError> {
        let queries = self.provider.get()?.orgbook_directory_user_queries();
        let call = queries.call_list_departed_users(&mut self.store, since, until, page);
        Ok(self.guard.run(call).await??)
    }
}
