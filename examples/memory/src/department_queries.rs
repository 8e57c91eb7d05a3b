//! The interface `department-queries`.

use crate::bindings::exports::orgbook::directory::department_queries::Guest;
use crate::error::Result;
use crate::types::{Department, IdPage, PageRequest};
use crate::user_queries::ids;
use crate::{Memory, check, with_store};

impl Guest for Memory {
    fn get_department_path(id: String) -> Result<Vec<String>> {
        with_store(|store| store.path(&id))
    }

    fn list_user_department_paths(user: String) -> Result<Vec<Vec<String>>> {
        check::user_id("user-id", &user)?;
        with_store(|store| {
            let memberships = store.person(&user)?.user.memberships.iter().flatten();
            memberships
                .map(|it| store.path(&it.department_id))
                .collect()
        })
    }

    fn search_department_ids(name: String, request: Option<PageRequest>) -> Result<IdPage> {
        check::text("name", &name, 64)?;
        with_store(|store| {
            let like = |it: &&Department| {
                let known = it.name.as_deref().unwrap_or_default();
                known.to_lowercase().contains(&name.to_lowercase())
            };
            let found = store.departments.values().filter(like);
            let found = found.map(|it| it.id.clone());
            ids(&format!("search-departments/{name}"), request, found)
        })
    }
}
