//! The interface `departments`.

use crate::bindings::exports::orgbook::directory::departments::Guest;
use crate::error::{Result, conflict, invalid, taken, unsupported};
use crate::page::{Place, page};
use crate::store::{ROOT, Store};
use crate::types::{
    CreatedDepartment, Department, DepartmentChange, DepartmentDraft, DepartmentField,
    DepartmentPage, IdPage, PageRequest,
};
use crate::user_changes::put;
use crate::{Memory, check, with_store};

impl Guest for Memory {
    fn get_department(id: String) -> Result<Department> {
        with_store(|store| Ok(told(store, store.department(&id)?)))
    }

    fn list_department_ids(parent: String, request: Option<PageRequest>) -> Result<IdPage> {
        with_store(|store| {
            let (departments, next) = page_below(store, "ids", &parent, request)?;
            let ids = departments.into_iter().map(|it| it.id).collect();
            Ok(IdPage { ids, next })
        })
    }

    fn list_departments(parent: String, request: Option<PageRequest>) -> Result<DepartmentPage> {
        with_store(|store| {
            let (departments, next) = page_below(store, "records", &parent, request)?;
            Ok(DepartmentPage { departments, next })
        })
    }

    fn create_department(draft: DepartmentDraft) -> Result<CreatedDepartment> {
        with_store(|store| create(store, draft))
    }

    fn update_department(id: String, changes: Vec<DepartmentChange>) -> Result<()> {
        with_store(|store| {
            let mut department = store.department(&id)?.clone();
            if id == ROOT {
                return Err(unsupported("the root department cannot be changed"));
            }
            apply(store, &mut department, changes)?;
            check_name(store, &department)?;
            store.departments.insert(id, department);
            Ok(())
        })
    }

    fn delete_department(id: String) -> Result<()> {
        with_store(|store| {
            store.department(&id)?;
            if id == ROOT {
                return Err(unsupported("the root department cannot be deleted"));
            }
            if store.below(&id).next().is_some() {
                return Err(conflict("there are departments below this one"));
            }
            if store.members(&id).next().is_some() {
                return Err(conflict("the department has members"));
            }
            store.departments.remove(&id);
            Ok(())
        })
    }
}

fn create(store: &mut Store, draft: DepartmentDraft) -> Result<CreatedDepartment> {
    let parent = draft.parent_id;
    let mut department = Department {
        id: String::new(),
        name: None,
        parent_id: None,
        sort_key: None,
        source_identifier: None,
        manager_ids: Some(Vec::new()),
        member_count: None,
        total_member_count: None,
        attributes: Vec::new(),
    };
    let mut changes = vec![DepartmentChange::Name(draft.name)];
    changes.push(DepartmentChange::Parent(parent.clone()));
    changes.extend(draft.sort_key.map(DepartmentChange::SortKey));
    let source = draft.source_identifier;
    changes.extend(source.clone().map(DepartmentChange::SourceIdentifier));
    changes.extend(
        draft
            .attributes
            .into_iter()
            .map(DepartmentChange::Attribute),
    );
    apply(store, &mut department, changes)?;
    let is_same = |it: &&Department| source.is_some() && it.source_identifier == source;
    let known = store.below(&parent).find(is_same);
    if let Some(id) = known.map(|it| it.id.clone()) {
        return Ok(CreatedDepartment { id, replayed: true });
    }
    check_name(store, &department)?;
    let id = store.new_id("department");
    department.id.clone_from(&id);
    store.departments.insert(id.clone(), department);
    Ok(CreatedDepartment {
        id,
        replayed: false,
    })
}

fn apply(store: &Store, department: &mut Department, changes: Vec<DepartmentChange>) -> Result<()> {
    if changes.is_empty() {
        return Err(invalid("changes", "the list of changes is empty"));
    }
    let mut seen = Vec::new();
    for change in changes {
        let subject = subject(&change);
        if seen.contains(&subject) {
            return Err(invalid(&subject, format!("{subject} is named twice")));
        }
        seen.push(subject);
        apply_one(store, department, change)?;
    }
    Ok(())
}

fn apply_one(store: &Store, department: &mut Department, change: DepartmentChange) -> Result<()> {
    match change {
        DepartmentChange::Name(name) => {
            check::text("name", &name, 64)?;
            department.name = Some(name);
        }
        DepartmentChange::Parent(id) => {
            let path = store.path(&id);
            let path = path.map_err(|it| it.with("field", "parent-id"))?;
            if path.contains(&department.id) {
                let message = "a department cannot be moved below itself";
                return Err(conflict(message).with("field", "parent-id"));
            }
            department.parent_id = Some(id);
        }
        DepartmentChange::SortKey(key) => {
            check::sort_key("sort-key", &key)?;
            department.sort_key = Some(key);
        }
        DepartmentChange::SourceIdentifier(identifier) => {
            check::text("source-identifier", &identifier, 200)?;
            department.source_identifier = Some(identifier);
        }
        DepartmentChange::Managers(ids) => {
            if let Some(id) = ids.iter().find(|id| store.person(id).is_err()) {
                return Err(invalid("manager-ids", format!("there is no user {id}")));
            }
            department.manager_ids = Some(ids);
        }
        DepartmentChange::Attribute(attribute) => {
            check::attribute(&attribute.name, &attribute.value)?;
            put(&mut department.attributes, attribute);
        }
        DepartmentChange::Clear(DepartmentField::SortKey) => department.sort_key = None,
        DepartmentChange::Clear(DepartmentField::SourceIdentifier) => {
            department.source_identifier = None;
        }
        DepartmentChange::RemoveAttribute(name) => {
            check::attribute_name(&name)?;
            department.attributes.retain(|it| it.name != name);
        }
    }
    Ok(())
}

// Setting and clearing are about the same thing.
fn subject(change: &DepartmentChange) -> String {
    let name = match change {
        DepartmentChange::Name(_) => "name",
        DepartmentChange::Parent(_) => "parent-id",
        DepartmentChange::SortKey(_) | DepartmentChange::Clear(DepartmentField::SortKey) => {
            "sort-key"
        }
        DepartmentChange::SourceIdentifier(_)
        | DepartmentChange::Clear(DepartmentField::SourceIdentifier) => "source-identifier",
        DepartmentChange::Managers(_) => "manager-ids",
        DepartmentChange::Attribute(attribute) => &attribute.name,
        DepartmentChange::RemoveAttribute(name) => name,
    };
    name.into()
}

/// Looks whether no sibling has the department's name.
fn check_name(store: &Store, department: &Department) -> Result<()> {
    let parent = department.parent_id.as_deref().unwrap_or_default();
    let same = |it: &&Department| it.id != department.id && it.name == department.name;
    match store.below(parent).find(same) {
        Some(sibling) => Err(taken("name", &sibling.id)),
        None => Ok(()),
    }
}

fn page_below(
    store: &Store,
    list: &str,
    parent: &str,
    request: Option<PageRequest>,
) -> Result<(Vec<Department>, Option<String>)> {
    store.department(parent)?;
    let below = store.below(parent).map(|it| (place(it), told(store, it)));
    page(
        &format!("departments/{list}/{parent}"),
        request,
        below.collect(),
    )
}

// A smaller sort key comes first, and whoever has none last.
fn place(department: &Department) -> Place {
    let key = department.sort_key.as_ref();
    let key = key.and_then(|it| it.parse().ok());
    (key.unwrap_or(i64::MAX), department.id.clone())
}

/// A department as `get-department` tells it: with how many belong to it.
fn told(store: &Store, department: &Department) -> Department {
    let count = |people: usize| u32::try_from(people).unwrap_or(u32::MAX);
    let id = &department.id;
    let is_within = |department: &str| store.path(department).is_ok_and(|path| path.contains(id));
    let within = store.people.values().filter(|person| {
        let mut memberships = person.user.memberships.iter().flatten();
        memberships.any(|it| is_within(&it.department_id))
    });
    Department {
        member_count: Some(count(store.members(id).count())),
        total_member_count: Some(count(within.count())),
        ..department.clone()
    }
}
