//! The organisation as a whole.

use super::{CallError, Instance};
use crate::types::{AccessScope, AdministratorPage, PageRequest, UserSelection};

impl Instance {
    /// `organisation.count-users`
    pub async fn count_users(&mut self, selection: UserSelection) -> Result<u32, CallError> {
        let organisation = self.provider.get()?.orgbook_directory_organisation();
        let call = organisation.call_count_users(&mut self.store, selection);
        Ok(self.guard.run(call).await??)
    }

    /// `organisation.list-administrators`
    pub async fn list_administrators(
        &mut self,
        page: Option<&PageRequest>,
    ) -> Result<AdministratorPage, CallError> {
        let organisation = self.provider.get()?.orgbook_directory_organisation();
        let call = organisation.call_list_administrators(&mut self.store, page);
        Ok(self.guard.run(call).await??)
    }

    /// `organisation.get-administrator-scope`
    pub async fn get_administrator_scope(
        &mut self,
        user_id: &str,
    ) -> Result<Vec<String>, CallError> {
        let organisation = self.provider.get()?.orgbook_directory_organisation();
        let call = organisation.call_get_administrator_scope(&mut self.store, user_id);
        Ok(self.guard.run(call).await??)
    }

    /// `organisation.get-access-scope`
    pub async fn get_access_scope(&mut self) -> Result<AccessScope, CallError> {
        let organisation = self.provider.get()?.orgbook_directory_organisation();
        let call = organisation.call_get_access_scope(&mut self.store);
        Ok(self.guard.run(call).await??)
    }
}
