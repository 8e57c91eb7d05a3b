//! The interface `roles`. There are no groups of roles here.

use std::collections::BTreeMap;

use crate::bindings::exports::orgbook::directory::roles::Guest;
use crate::error::{Result, conflict, not_found, taken};
use crate::page::page;
use crate::store::{Role, Store};
use crate::types::{PageRequest, Role as RoleTold, RolePage};
use crate::{Memory, check, with_store};

impl Guest for Memory {
    fn list_roles(request: Option<PageRequest>) -> Result<RolePage> {
        with_store(|store| {
            let roles = store.roles.iter();
            let roles = roles.map(|(id, role)| ((0, id.clone()), told(id, role)));
            let (roles, next) = page("roles", request, roles.collect())?;
            Ok(RolePage { roles, next })
        })
    }

    fn get_role(id: String) -> Result<RoleTold> {
        with_store(|store| Ok(told(&id, store.role(&id)?)))
    }

    fn create_role(name: String, group: Option<String>) -> Result<String> {
        check::text("name", &name, 200)?;
        if let Some(group) = group {
            return Err(not_found("group of roles", &group).with("field", "group-id"));
        }
        with_store(|store| {
            check_name(store, None, &name)?;
            let id = store.new_id("role");
            let members = BTreeMap::new();
            store.roles.insert(id.clone(), Role { name, members });
            Ok(id)
        })
    }

    fn rename_role(id: String, name: String) -> Result<()> {
        check::text("name", &name, 200)?;
        with_store(|store| {
            store.role(&id)?;
            check_name(store, Some(&id), &name)?;
            store.role(&id)?.name = name;
            Ok(())
        })
    }

    fn delete_role(id: String) -> Result<()> {
        with_store(|store| {
            if !store.role(&id)?.members.is_empty() {
                let message = "somebody holds the role; take it from its members first";
                return Err(conflict(message));
            }
            store.roles.remove(&id);
            Ok(())
        })
    }
}

fn check_name(store: &Store, own: Option<&str>, name: &str) -> Result<()> {
    let mut others = store.roles.iter();
    let same = others.find(|(id, role)| own != Some(id.as_str()) && role.name == name);
    match same {
        Some((holder, _)) => Err(taken("name", holder)),
        None => Ok(()),
    }
}

fn told(id: &str, role: &Role) -> RoleTold {
    RoleTold {
        id: id.into(),
        name: Some(role.name.clone()),
        group_id: None,
        attributes: Vec::new(),
    }
}
