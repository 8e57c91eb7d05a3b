//! Who holds which role.

use super::{CallError, Instance};
use crate::types::{PageRequest, RoleMemberPage};

impl Instance {
    /// `role-members.list-role-members`
    pub async fn list_role_members(
        &mut self,
        role_id: &str,
        page: Option<&PageRequest>,
    ) -> Result<RoleMemberPage, CallError> {
        let members = self.provider.get()?.orgbook_directory_role_members();
        let call = members.call_list_role_members(&mut self.store, role_id, page);
        Ok(self.guard.run(call).await??)
    }

    /// `role-members.add-role-members`
    pub async fn add_role_members(
        &mut self,
        role_id: &str,
        user_ids: &[String],
    ) -> Result<(), CallError> {
        let members = self.provider.get()?.orgbook_directory_role_members();
        let call = members.call_add_role_members(&mut self.store, role_id, user_ids);
        Ok(self.guard.run(call).await??)
    }

    /// `role-members.remove-role-members`
    pub async fn remove_role_members(
        &mut self,
        role_id: &str,
        user_ids: &[String],
    ) -> Result<(), CallError> {
        let members = self.provider.get()?.orgbook_directory_role_members();
        let call = members.call_remove_role_members(&mut self.store, role_id, user_ids);
        Ok(self.guard.run(call).await??)
    }

    /// `role-members.set-role-member-scope`
    pub async fn set_role_member_scope(
        &mut self,
        role_id: &str,
        user_id: &str,
        department_ids: Option<&[String]>,
    ) -> Result<(), CallError> {
        let members = self.provider.get()?.orgbook_directory_role_members();
        let call =
            members.call_set_role_member_scope(&mut self.store, role_id, user_id, department_ids);
        Ok(self.guard.run(call).await??)
    }
}
