use super::{Component, run};
use crate::bindings::exports::orgbook::directory::organisation::{
    AccessScope, Administrator, Error, Guest,
};
use crate::prelude::*;

impl Guest for Component {
    fn count_users(active_only: bool) -> Result<u32, Error> {
        run(async |directory| directory.count_users(active_only).await)
    }

    fn list_administrators() -> Result<Vec<Administrator>, Error> {
        run(async |directory| directory.list_administrators().await)
    }

    fn get_administrator_scope(user_id: String) -> Result<Vec<String>, Error> {
        run(async |directory| directory.get_administrator_scope(&user_id).await)
    }

    fn get_access_scope() -> Result<AccessScope, Error> {
        run(async |directory| directory.get_access_scope().await)
    }
}
