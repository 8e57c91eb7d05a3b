//! The interface `role-members`.

use crate::bindings::exports::orgbook::directory::role_members::Guest;
use crate::error::{Result, error, invalid, not_found};
use crate::page::page;
use crate::store::Store;
use crate::types::{DepartmentRef, ErrorKind, PageRequest, RoleMember, RoleMemberPage};
use crate::{Memory, check, with_store};

impl Guest for Memory {
    fn list_role_members(role: String, request: Option<PageRequest>) -> Result<RoleMemberPage> {
        with_store(|store| {
            let held = store.role(&role)?.members.clone().into_iter();
            let members = held.map(|(id, scope)| ((0, id.clone()), told(store, id, scope)));
            let list = format!("role-members/{role}");
            let (members, next) = page(&list, request, members.collect())?;
            Ok(RoleMemberPage { members, next })
        })
    }

    fn add_role_members(role: String, users: Vec<String>) -> Result<()> {
        for_each(&role, users, |store, user| {
            store.person(user)?;
            let members = &mut store.role(&role)?.members;
            members.entry(user.into()).or_default();
            Ok(())
        })
    }

    fn remove_role_members(role: String, users: Vec<String>) -> Result<()> {
        for_each(&role, users, |store, user| {
            store.person(user)?;
            store.role(&role)?.members.remove(user);
            Ok(())
        })
    }

    fn set_role_member_scope(
        role: String,
        user: String,
        departments: Option<Vec<String>>,
    ) -> Result<()> {
        const FIELD: &str = "department-ids";
        check::user_id("user-id", &user)?;
        with_store(|store| {
            if let Some(ids) = &departments {
                if !(1..=50).contains(&ids.len()) {
                    let message = "a role is held for 1 to 50 departments, or for all";
                    return Err(invalid(FIELD, message));
                }
                for id in ids {
                    store.department(id).map_err(|it| it.with("field", FIELD))?;
                }
            }
            let members = &mut store.role(&role)?.members;
            let Some(scope) = members.get_mut(&user) else {
                let message = format!("{user} does not hold the role");
                return Err(error(ErrorKind::NotFound, message).with("field", "user-id"));
            };
            *scope = departments;
            Ok(())
        })
    }
}

/// Does something for each user of a list, and tells of how many it was done if it fails.
fn for_each(
    role: &str,
    users: Vec<String>,
    mut work: impl FnMut(&mut Store, &str) -> Result<()>,
) -> Result<()> {
    const FIELD: &str = "user-ids";
    if users.is_empty() {
        return Err(invalid(FIELD, "the list of users is empty"));
    }
    for id in &users {
        check::user_id(FIELD, id)?;
    }
    with_store(|store| {
        store.role(role)?;
        for (completed, user) in users.iter().enumerate() {
            work(store, user).map_err(|_| {
                let error = not_found("user", user).with("field", FIELD);
                error.with("completed", completed.to_string())
            })?;
        }
        Ok(())
    })
}

fn told(store: &Store, user: String, scope: Option<Vec<String>>) -> RoleMember {
    let person = store.people.get(&user);
    let department = |id: String| {
        let name = store.departments.get(&id).and_then(|it| it.name.clone());
        DepartmentRef { id, name }
    };
    RoleMember {
        name: person.and_then(|it| it.user.name.clone()),
        user_id: user,
        scope: scope.map(|ids| ids.into_iter().map(department).collect()),
    }
}
