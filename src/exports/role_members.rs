use super::{Component, run};
use crate::bindings::exports::orgbook::directory::role_members::{
    Error, Guest, PageRequest, RoleMemberPage,
};
use crate::prelude::*;

impl Guest for Component {
    fn list_role_members(
        role_id: String,
        page: Option<PageRequest>,
    ) -> Result<RoleMemberPage, Error> {
        run(async |directory| directory.list_role_members(&role_id, page).await)
    }

    fn add_role_members(role_id: String, user_ids: Vec<String>) -> Result<(), Error> {
        run(async |directory| directory.add_role_members(&role_id, &user_ids).await)
    }

    fn remove_role_members(role_id: String, user_ids: Vec<String>) -> Result<(), Error> {
        run(async |directory| directory.remove_role_members(&role_id, &user_ids).await)
    }

    fn set_role_member_scope(
        role_id: String,
        user_id: String,
        department_ids: Option<Vec<String>>,
    ) -> Result<(), Error> {
        run(async |directory| {
            directory
                .set_role_member_scope(&role_id, &user_id, department_ids.as_deref())
                .await
        })
    }
}
