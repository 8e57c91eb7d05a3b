use super::{Component, run};
use crate::bindings::exports::orgbook::directory::roles::{
    Error, Guest, PageRequest, Role, RoleGroup, RoleGroupPage,
};
use crate::prelude::*;

impl Guest for Component {
    fn list_role_groups(page: Option<PageRequest>) -> Result<RoleGroupPage, Error> {
        run(async |directory| directory.list_role_groups(page).await)
    }

    fn get_role_group(id: String) -> Result<RoleGroup, Error> {
        run(async |directory| directory.get_role_group(&id).await)
    }

    fn get_role(id: String) -> Result<Role, Error> {
        run(async |directory| directory.get_role(&id).await)
    }

    fn create_role_group(name: String) -> Result<String, Error> {
        run(async |directory| directory.create_role_group(&name).await)
    }

    fn create_role(group_id: String, name: String) -> Result<String, Error> {
        run(async |directory| directory.create_role(&group_id, &name).await)
    }

    fn rename_role(id: String, name: String) -> Result<(), Error> {
        run(async |directory| directory.rename_role(&id, &name).await)
    }

    fn delete_role(id: String) -> Result<(), Error> {
        run(async |directory| directory.delete_role(&id).await)
    }
}
