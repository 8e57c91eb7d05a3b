use super::{Component, run};
use crate::bindings::exports::orgbook::directory::users::{
    CreateOutcome, Error, Guest, PageRequest, User, UserChange, UserDraft, UserOrder, UserPage,
};
use crate::prelude::*;

impl Guest for Component {
    fn get_user(id: String) -> Result<User, Error> {
        run(async |directory| directory.get_user(&id).await)
    }

    fn find_user_by_mobile(mobile: String) -> Result<Option<User>, Error> {
        run(async |directory| directory.find_user_by_mobile(&mobile).await)
    }

    fn list_users(
        department_id: String,
        order: Option<UserOrder>,
        page: Option<PageRequest>,
    ) -> Result<UserPage, Error> {
        run(async |directory| directory.list_users(&department_id, order, page).await)
    }

    fn create_user(
        draft: UserDraft,
        idempotency_key: Option<String>,
    ) -> Result<CreateOutcome, Error> {
        run(async |directory| {
            directory
                .create_user(&draft, idempotency_key.as_deref())
                .await
        })
    }

    fn update_user(id: String, changes: Vec<UserChange>) -> Result<(), Error> {
        run(async |directory| directory.update_user(&id, &changes).await)
    }

    fn delete_user(id: String) -> Result<(), Error> {
        run(async |directory| directory.delete_user(&id).await)
    }
}
