//! The organisation as a whole.

use super::{CallError, Instance};
use crate::types::{AccessScope, Administrator};

impl Instance {
    /// `organisation.count-users`
    pub async fn count_users(&mut self, active_only: bool) -> Result<u32, CallError> {
        let organisation = self.provider.orgbook_directory_organisation();
        let call = organisation.call_count_users(&mut self.store, active_only);
        Ok(self.guard.run(call).await??)
    }

    /// `organisation.list-administrators`
    pub async fn list_administrators(&mut self) -> Result<Vec<Administrator>, CallError> {
        let organisation = self.provider.orgbook_directory_organisation();
        let call = organisation.call_list_administrators(&mut self.store);
        Ok(self.guard.run(call).await??)
    }

    /// `organisation.get-administrator-scope`
    pub async fn get_administrator_scope(
        &mut self,
        user_id: &str,
    ) -> Result<Vec<String>, CallError> {
        let organisation = self.provider.orgbook_directory_organisation();
        let call = organisation.call_get_administrator_scope(&mut self.store, user_id);
        Ok(self.guard.run(call).await??)
    }

    /// `organisation.get-access-scope`
    pub async fn get_access_scope(&mut self) -> Result<AccessScope, CallError> {
        let organisation = self.provider.orgbook_directory_organisation();
        let call = organisation.call_get_access_scope(&mut self.store);
        Ok(self.guard.run(call).await??)
    }
}
