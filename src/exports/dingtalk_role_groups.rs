use super::{Component, run};
use crate::bindings::exports::orgbook::directory::dingtalk_role_groups::{
    Error, Guest, PageRequest, RoleGroup, RoleGroupPage,
};
use crate::prelude::*;

impl Guest for Component {
    fn list_role_groups(page: Option<PageRequest>) -> Result<RoleGroupPage, Error> {
        run(async |directory| directory.list_role_groups(page).await)
    }

    fn get_role_group(id: String) -> Result<RoleGroup, Error> {
        run(async |directory| directory.get_role_group(&id).await)
    }

    fn create_role_group(name: String) -> Result<String, Error> {
        run(async |directory| directory.create_role_group(&name).await)
    }
}
