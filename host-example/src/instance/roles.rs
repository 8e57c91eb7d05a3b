//! Roles.

use super::{CallError, Instance};
use crate::types::{PageRequest, Role, RolePage};

impl Instance {
    /// `roles.list-roles`
    pub async fn list_roles(&mut self, page: Option<&PageRequest>) -> Result<RolePage, CallError> {
        let roles = self.provider.get()?.orgbook_directory_roles();
        let call = roles.call_list_roles(&mut self.store, page);
        Ok(self.guard.run(call).await??)
    }

    /// `roles.get-role`
    pub async fn get_role(&mut self, id: &str) -> Result<Role, CallError> {
        let roles = self.provider.get()?.orgbook_directory_roles();
        let call = roles.call_get_role(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }

    /// `roles.create-role`
    pub async fn create_role(
        &mut self,
        name: &str,
        group_id: Option<&str>,
    ) -> Result<String, CallError> {
        let roles = self.provider.get()?.orgbook_directory_roles();
        let call = roles.call_create_role(&mut self.store, name, group_id);
        Ok(self.guard.run(call).await??)
    }

    /// `roles.rename-role`
    pub async fn rename_role(&mut self, id: &str, name: &str) -> Result<(), CallError> {
        let roles = self.provider.get()?.orgbook_directory_roles();
        let call = roles.call_rename_role(&mut self.store, id, name);
        Ok(self.guard.run(call).await??)
    }

    /// `roles.delete-role`
    pub async fn delete_role(&mut self, id: &str) -> Result<(), CallError> {
        let roles = self.provider.get()?.orgbook_directory_roles();
        let call = roles.call_delete_role(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }
}
