//! Role groups of DingTalk.

use super::{CallError, Instance};
use crate::{
    dingtalk_types::{RoleGroup, RoleGroupPage},
    types::PageRequest,
};

impl Instance {
    /// `dingtalk-role-groups.list-role-groups`
    pub async fn list_role_groups(
        &mut self,
        page: Option<&PageRequest>,
    ) -> Result<RoleGroupPage, CallError> {
        let groups = self.dingtalk.role_groups()?;
        let call = groups.call_list_role_groups(&mut self.store, page);
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-role-groups.get-role-group`
    pub async fn get_role_group(&mut self, id: &str) -> Result<RoleGroup, CallError> {
        let groups = self.dingtalk.role_groups()?;
        let call = groups.call_get_role_group(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }

    /// `dingtalk-role-groups.create-role-group`
    pub async fn create_role_group(&mut self, name: &str) -> Result<String, CallError> {
        let groups = self.dingtalk.role_groups()?;
        let call = groups.call_create_role_group(&mut self.store, name);
        Ok(self.guard.run(call).await??)
    }
}
