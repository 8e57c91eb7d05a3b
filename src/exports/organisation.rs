use super::{Component, run};
use crate::bindings::exports::orgbook::directory::organisation::{
    AccessScope, AdministratorPage, Error, Guest, PageRequest, UserSelection,
};
use crate::prelude::*;

impl Guest for Component {
    fn count_users(selection: UserSelection) -> Result<u32, Error> {
        run(async |directory| directory.count_users(selection).await)
    }

    fn list_administrators(page: Option<PageRequest>) -> Result<AdministratorPage, Error> {
        run(async |directory| directory.list_administrators(page).await)
    }

    fn get_administrator_scope(user_id: String) -> Result<Vec<String>, Error> {
        run(async |directory| directory.get_administrator_scope(&user_id).await)
    }

    fn get_access_scope() -> Result<AccessScope, Error> {
        run(async |directory| directory.get_access_scope().await)
    }
}
