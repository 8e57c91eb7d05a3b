use super::{Component, run};
use crate::bindings::exports::orgbook::directory::user_queries::{
    DepartedUserPage, Error, Guest, IdPage, NameMatch, PageRequest, User, UserOrder, UserRefPage,
};
use crate::prelude::*;

impl Guest for Component {
    fn find_user_by_attribute(name: String, value: String) -> Result<Option<User>, Error> {
        run(async |directory| directory.find_user_by_attribute(&name, &value).await)
    }

    fn search_user_ids(
        name: String,
        matching: NameMatch,
        page: Option<PageRequest>,
    ) -> Result<IdPage, Error> {
        run(async |directory| directory.search_user_ids(&name, matching, page).await)
    }

    fn list_user_ids(department_id: String, page: Option<PageRequest>) -> Result<IdPage, Error> {
        run(async |directory| directory.list_user_ids(&department_id, page).await)
    }

    fn list_user_refs(
        department_id: String,
        order: Option<UserOrder>,
        page: Option<PageRequest>,
    ) -> Result<UserRefPage, Error> {
        run(async |directory| directory.list_user_refs(&department_id, order, page).await)
    }

    fn list_inactive_user_ids(
        day: String,
        department_ids: Option<Vec<String>>,
        page: Option<PageRequest>,
    ) -> Result<IdPage, Error> {
        run(async |directory| {
            directory
                .list_inactive_user_ids(&day, department_ids.as_deref(), page)
                .await
        })
    }

    fn list_departed_users(
        since: String,
        until: Option<String>,
        page: Option<PageRequest>,
    ) -> Result<DepartedUserPage, Error> {
        run(async |directory| {
            directory
                .list_departed_users(&since, until.as_deref(), page)
                .await
        })
    }
}
