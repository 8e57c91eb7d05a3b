use super::{Component, run};
use crate::bindings::exports::orgbook::directory::roles::{
    Error, Guest, PageRequest, Role, RolePage,
};
use crate::prelude::*;

impl Guest for Component {
    fn list_roles(page: Option<PageRequest>) -> Result<RolePage, Error> {
        run(async |directory| directory.list_roles(page).await)
    }

    fn get_role(id: String) -> Result<Role, Error> {
        run(async |directory| directory.get_role(&id).await)
    }

    fn create_role(name: String, group_id: Option<String>) -> Result<String, Error> {
        run(async |directory| directory.create_role(&name, group_id.as_deref()).await)
    }

    fn rename_role(id: String, name: String) -> Result<(), Error> {
        run(async |directory| directory.rename_role(&id, &name).await)
    }

    fn delete_role(id: String) -> Result<(), Error> {
        run(async |directory| directory.delete_role(&id).await)
    }
}
