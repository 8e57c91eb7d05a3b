//! Roles and role groups.

use super::{CallError, Instance};
use crate::types::{PageRequest, Role, RoleGroup, RoleGroupPage};

impl Instance {
    /// `roles.list-role-groups`
    pub async fn list_role_groups(
        &mut self,
        page: Option<&PageRequest>,
    ) -> Result<RoleGroupPage, CallError> {
        let roles = self.provider.orgbook_directory_roles();
        let call = roles.call_list_role_groups(&mut self.store, page);
        Ok(self.guard.run(call).await??)
    }

    /// `roles.get-role-group`
    pub async fn get_role_group(&mut self, id: &str) -> Result<RoleGroup, CallError> {
        let roles = self.provider.orgbook_directory_roles();
        let call = roles.call_get_role_group(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }

    /// `roles.get-role`
    pub async fn get_role(&mut self, id: &str) -> Result<Role, CallError> {
        let roles = self.provider.orgbook_directory_roles();
        let call = roles.call_get_role(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }

    /// `roles.create-role-group`
    pub async fn create_role_group(&mut self, name: &str) -> Result<String, CallError> {
        let roles = self.provider.orgbook_directory_roles();
        let call = roles.call_create_role_group(&mut self.store, name);
        Ok(self.guard.run(call).await??)
    }

    /// `roles.create-role`
    pub async fn create_role(&mut self, group_id: &str, name: &str) -> Result<String, CallError> {
        let roles = self.provider.orgbook_directory_roles();
        let call = roles.call_create_role(&mut self.store, group_id, name);
        Ok(self.guard.run(call).await??)
    }

    /// `roles.rename-role`
    pub async fn rename_role(&mut self, id: &str, name: &str) -> Result<(), CallError> {
        let roles = self.provider.orgbook_directory_roles();
        let call = roles.call_rename_role(&mut self.store, id, name);
        Ok(self.guard.run(call).await??)
    }

    /// `roles.delete-role`
    pub async fn delete_role(&mut self, id: &str) -> Result<(), CallError> {
        let roles = self.provider.orgbook_directory_roles();
        let call = roles.call_delete_role(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }
}
