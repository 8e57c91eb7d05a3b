//! What the directory knows.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use time::OffsetDateTime;

use crate::error::{Result, not_found};
use crate::types::{Assignment, DepartedUser, Department, Membership, RoleRef, User};
use crate::user_changes::member_of;

/// The department that all others are below.
pub const ROOT: &str = "acme";

/// The one administrator there is.
pub const ADMINISTRATOR: &str = "mira";

/// The whole directory.
#[derive(Default)]
pub struct Store {
    pub people: BTreeMap<String, Person>,
    pub departments: BTreeMap<String, Department>,
    pub roles: BTreeMap<String, Role>,
    pub departed: Vec<(OffsetDateTime, DepartedUser)>,
    /// Counts everything that is created or changed.
    events: i64,
}

/// A user.
pub struct Person {
    /// As `get-user` tells it, but for what follows from elsewhere: roles and leadership.
    pub user: User,
    /// When the user joined each department.
    pub joined: BTreeMap<String, i64>,
    /// When the user was changed last.
    pub modified: i64,
}

/// A role.
pub struct Role {
    pub name: String,
    /// Who holds it, and for which departments if not for all.
    pub members: BTreeMap<String, Option<Vec<String>>>,
}

impl Store {
    /// The organisation that every instance begins with.
    pub fn new() -> Self {
        let mut store = Self::default();
        for (id, name, parent, manager) in [
            (ROOT, "Acme", None, Some("mira")),
            ("engineering", "Engineering", Some(ROOT), Some("lin-wei")),
            ("sales", "Sales", Some(ROOT), None),
        ] {
            let department = Department {
                id: id.into(),
                name: Some(name.into()),
                parent_id: parent.map(Into::into),
                sort_key: None,
                source_identifier: None,
                manager_ids: Some(manager.into_iter().map(Into::into).collect()),
                member_count: None,
                total_member_count: None,
                attributes: Vec::new(),
            };
            store.departments.insert(id.into(), department);
        }
        for (id, name, mobile, department) in [
            (ADMINISTRATOR, "Mira Stern", "+44-7700900001", ROOT),
            ("lin-wei", "林薇", "+86-13900000002", "engineering"),
            ("omar", "Omar Haddad", "+44-7700900003", "engineering"),
        ] {
            let mut user = nobody(id.into());
            user.name = Some(name.into());
            user.mobile = Some(mobile.into());
            user.memberships = Some(member_of(vec![Assignment {
                department_id: department.into(),
                sort_key: None,
                title: None,
            }]));
            store.put(user);
        }
        store
    }

    /// The number of something new or changed; it only grows.
    pub fn event(&mut self) -> i64 {
        self.events += 1;
        self.events
    }

    /// An identifier that nothing has yet.
    pub fn new_id(&mut self, prefix: &str) -> String {
        loop {
            let id = format!("{prefix}-{}", self.event());
            let known = self.people.contains_key(&id) || self.departments.contains_key(&id);
            if !known && !self.roles.contains_key(&id) {
                return id;
            }
        }
    }

    pub fn person(&self, id: &str) -> Result<&Person> {
        self.people.get(id).ok_or_else(|| not_found("user", id))
    }

    pub fn department(&self, id: &str) -> Result<&Department> {
        let department = self.departments.get(id);
        department.ok_or_else(|| not_found("department", id))
    }

    pub fn role(&mut self, id: &str) -> Result<&mut Role> {
        self.roles.get_mut(id).ok_or_else(|| not_found("role", id))
    }

    /// Keeps a user who is new or changed.
    pub fn put(&mut self, user: User) {
        let now = self.event();
        let before = self.people.remove(&user.id);
        let joined = before.map(|person| person.joined).unwrap_or_default();
        let memberships = user.memberships.iter().flatten();
        let joined = memberships
            .map(|it| it.department_id.clone())
            .map(|id| (id.clone(), joined.get(&id).copied().unwrap_or(now)))
            .collect();
        let modified = now;
        self.people.insert(
            user.id.clone(),
            Person {
                user,
                joined,
                modified,
            },
        );
    }

    /// A user as `get-user` tells it.
    pub fn told(&self, person: &Person) -> User {
        let mut user = person.user.clone();
        for membership in user.memberships.iter_mut().flatten() {
            let department = self.departments.get(&membership.department_id);
            let managers = department.and_then(|it| it.manager_ids.as_ref());
            membership.leader = Some(managers.is_some_and(|it| it.contains(&user.id)));
        }
        let held = self.roles.iter();
        let held = held.filter(|(_, role)| role.members.contains_key(&user.id));
        user.roles = Some(held.map(|(id, role)| role_ref(id, role)).collect());
        user
    }

    /// Who directly belongs to a department, with the membership.
    pub fn members<'a>(
        &'a self,
        department: &'a str,
    ) -> impl Iterator<Item = (&'a Person, &'a Membership)> {
        self.people.values().filter_map(move |person| {
            let mut memberships = person.user.memberships.iter().flatten();
            let membership = memberships.find(|it| it.department_id == department)?;
            Some((person, membership))
        })
    }

    /// The departments directly below one.
    pub fn below<'a>(&'a self, parent: &'a str) -> impl Iterator<Item = &'a Department> {
        let departments = self.departments.values();
        departments.filter(move |it| it.parent_id.as_deref() == Some(parent))
    }

    /// The departments from this one up to the root.
    pub fn path(&self, id: &str) -> Result<Vec<String>> {
        let mut path = vec![self.department(id)?.id.clone()];
        let mut above = &self.department(id)?.parent_id;
        while let Some(id) = above {
            path.push(id.clone());
            above = &self.department(id)?.parent_id;
        }
        Ok(path)
    }
}

/// A user of whom nothing is known yet.
pub fn nobody(id: String) -> User {
    User {
        id,
        name: None,
        mobile: None,
        email: None,
        work_email: None,
        telephone: None,
        employee_number: None,
        title: None,
        work_place: None,
        remark: None,
        manager_id: None,
        memberships: None,
        roles: None,
        hired_on: None,
        active: Some(true),
        attributes: Vec::new(),
    }
}

/// The present moment, to the second.
pub fn now() -> OffsetDateTime {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let seconds = i64::try_from(seconds.as_secs()).unwrap_or_default();
    OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn role_ref(id: &str, role: &Role) -> RoleRef {
    RoleRef {
        id: id.into(),
        name: Some(role.name.clone()),
        group_name: None,
    }
}
