use super::{Component, run};
use crate::bindings::exports::orgbook::directory::department_queries::{
    Error, Guest, IdPage, PageRequest,
};
use crate::prelude::*;

impl Guest for Component {
    fn get_department_path(id: String) -> Result<Vec<String>, Error> {
        run(async |directory| directory.get_department_path(&id).await)
    }

    fn list_user_department_paths(user_id: String) -> Result<Vec<Vec<String>>, Error> {
        run(async |directory| directory.list_user_department_paths(&user_id).await)
    }

    fn search_department_ids(name: String, page: Option<PageRequest>) -> Result<IdPage, Error> {
        run(async |directory| directory.search_department_ids(&name, page).await)
    }
}
