//! Users.

use super::{CallError, Instance};
use crate::types::{CreateOutcome, PageRequest, User, UserChange, UserDraft, UserOrder, UserPage};

impl Instance {
    /// `users.get-user`
    pub async fn get_user(&mut self, id: &str) -> Result<User, CallError> {
        let users = self.provider.get()?.orgbook_directory_users();
        let call = users.call_get_user(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }

    /// `users.find-user-by-mobile`
    pub async fn find_user_by_mobile(&mut self, mobile: &str) -> Result<Option<User>, CallError> {
        let users = self.provider.get()?.orgbook_directory_users();
        let call = users.call_find_user_by_mobile(&mut self.store, mobile);
        Ok(self.guard.run(call).await??)
    }

    /// `users.list-users`
    pub async fn list_users(
        &mut self,
        department_id: &str,
        order: Option<UserOrder>,
        page: Option<&PageRequest>,
    ) -> Result<UserPage, CallError> {
        let users = self.provider.get()?.orgbook_directory_users();
        let call = users.call_list_users(&mut self.store, department_id, order, page);
        Ok(self.guard.run(call).await??)
    }

    /// `users.create-user`
    pub async fn create_user(
        &mut self,
        draft: &UserDraft,
        idempotency_key: Option<&str>,
    ) -> Result<CreateOutcome, CallError> {
        let users = self.provider.get()?.orgbook_directory_users();
        let call = users.call_create_user(&mut self.store, draft, idempotency_key);
        Ok(self.guard.run(call).await??)
    }

    /// `users.update-user`
    pub async fn update_user(&mut self, id: &str, changes: &[UserChange]) -> Result<(), CallError> {
        let users = self.provider.get()?.orgbook_directory_users();
        let call = users.call_update_user(&mut self.store, id, changes);
        Ok(self.guard.run(call).await??)
    }

    /// `users.delete-user`
    pub async fn delete_user(&mut self, id: &str) -> Result<(), CallError> {
        let users = self.provider.get()?.orgbook_directory_users();
        let call = users.call_delete_user(&mut self.store, id);
        Ok(self.guard.run(call).await??)
    }
}
