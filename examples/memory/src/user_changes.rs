//! Changes to a user. A draft is a list of changes to nobody.

use crate::check;
use crate::error::{Result, invalid, taken};
use crate::store::Store;
use crate::types::{Assignment, Attribute, Membership, User, UserChange, UserDraft, UserField};

/// The changes that make a user out of nobody.
pub fn of_draft(draft: UserDraft) -> Vec<UserChange> {
    let optional = [
        draft.mobile.map(UserChange::Mobile),
        draft.email.map(UserChange::Email),
        draft.work_email.map(UserChange::WorkEmail),
        draft.telephone.map(UserChange::Telephone),
        draft.employee_number.map(UserChange::EmployeeNumber),
        draft.title.map(UserChange::Title),
        draft.work_place.map(UserChange::WorkPlace),
        draft.remark.map(UserChange::Remark),
        draft.manager_id.map(UserChange::Manager),
        draft.hired_on.map(UserChange::HiredOn),
    ];
    let mut changes = vec![UserChange::Name(draft.name)];
    changes.extend(optional.into_iter().flatten());
    changes.push(UserChange::Departments(draft.departments));
    changes.extend(draft.attributes.into_iter().map(UserChange::Attribute));
    changes
}

/// Makes the changes, or says which of them cannot be made.
pub fn apply(store: &Store, user: &mut User, changes: Vec<UserChange>) -> Result<()> {
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
        apply_one(store, user, change)?;
    }
    Ok(())
}

/// Looks whether everything is the user's own that must be unique.
pub fn check_unique(store: &Store, user: &User) -> Result<()> {
    let others = || {
        let users = store.people.values().map(|person| &person.user);
        users.filter(|other| other.id != user.id)
    };
    for other in others() {
        let pair = user.mobile.as_ref().zip(other.mobile.as_ref());
        if pair.is_some_and(|(one, other)| check::same_mobile(one, other)) {
            return Err(taken("mobile", &other.id));
        }
        if user.email.is_some() && user.email == other.email {
            return Err(taken("email", &other.id));
        }
        if user.telephone.is_some() && user.telephone == other.telephone {
            return Err(taken("telephone", &other.id));
        }
    }
    Ok(())
}

/// The memberships that come of assignments.
pub fn member_of(assignments: Vec<Assignment>) -> Vec<Membership> {
    let membership = |it: Assignment| Membership {
        department_id: it.department_id,
        sort_key: it.sort_key,
        title: it.title,
        leader: None,
    };
    assignments.into_iter().map(membership).collect()
}

fn apply_one(store: &Store, user: &mut User, change: UserChange) -> Result<()> {
    let set = |field: &mut Option<String>, name: &str, value: String, most: usize| {
        check::text(name, &value, most)?;
        *field = Some(value);
        Ok(())
    };
    match change {
        UserChange::Name(it) => set(&mut user.name, "name", it, 80),
        UserChange::Mobile(it) => {
            check::mobile(&it)?;
            user.mobile = Some(it);
            Ok(())
        }
        UserChange::Email(it) => set(&mut user.email, "email", it, 50),
        UserChange::WorkEmail(it) => set(&mut user.work_email, "work-email", it, 100),
        UserChange::Telephone(it) => set(&mut user.telephone, "telephone", it, 50),
        UserChange::EmployeeNumber(it) => set(&mut user.employee_number, "employee-number", it, 50),
        UserChange::Title(it) => set(&mut user.title, "title", it, 200),
        UserChange::WorkPlace(it) => set(&mut user.work_place, "work-place", it, 100),
        UserChange::Remark(it) => set(&mut user.remark, "remark", it, 2000),
        UserChange::Manager(id) => {
            if store.person(&id).is_err() {
                return Err(invalid("manager-id", format!("there is no user {id}")));
            }
            user.manager_id = Some(id);
            Ok(())
        }
        UserChange::HiredOn(it) => {
            check::day("hired-on", &it)?;
            user.hired_on = Some(it);
            Ok(())
        }
        UserChange::Departments(it) => assign(store, user, it),
        UserChange::Attribute(it) => {
            check::attribute(&it.name, &it.value)?;
            put(&mut user.attributes, it);
            Ok(())
        }
        UserChange::Clear(field) => {
            *cleared(user, field) = None;
            Ok(())
        }
        UserChange::RemoveAttribute(name) => {
            check::attribute_name(&name)?;
            user.attributes.retain(|it| it.name != name);
            Ok(())
        }
    }
}

/// Sets an attribute; others stay as they are.
pub fn put(attributes: &mut Vec<Attribute>, attribute: Attribute) {
    attributes.retain(|it| it.name != attribute.name);
    attributes.push(attribute);
    attributes.sort_by(|one, other| one.name.cmp(&other.name));
}

fn assign(store: &Store, user: &mut User, assignments: Vec<Assignment>) -> Result<()> {
    const FIELD: &str = "departments";
    if !(1..=100).contains(&assignments.len()) {
        return Err(invalid(FIELD, "a user belongs to 1 to 100 departments"));
    }
    let mut memberships = member_of(assignments);
    for (position, membership) in memberships.iter().enumerate() {
        let id = &membership.department_id;
        if memberships[..position]
            .iter()
            .any(|it| it.department_id == *id)
        {
            return Err(invalid(FIELD, "a department is named twice"));
        }
        if store.department(id).is_err() {
            return Err(invalid(FIELD, format!("there is no department {id}")));
        }
        if let Some(key) = &membership.sort_key {
            check::sort_key(FIELD, key)?;
        }
        if let Some(title) = &membership.title {
            check::text(FIELD, title, 200)?;
        }
    }
    // The position in a department stays as it is where none is given.
    for membership in &mut memberships {
        let mut before = user.memberships.iter().flatten();
        let before = before.find(|it| it.department_id == membership.department_id);
        let title = before.and_then(|it| it.title.clone());
        membership.title = membership.title.take().or(title);
    }
    user.memberships = Some(memberships);
    Ok(())
}

// Setting and clearing are about the same thing.
fn subject(change: &UserChange) -> String {
    let name = match change {
        UserChange::Name(_) => "name",
        UserChange::Mobile(_) => "mobile",
        UserChange::Email(_) | UserChange::Clear(UserField::Email) => "email",
        UserChange::WorkEmail(_) | UserChange::Clear(UserField::WorkEmail) => "work-email",
        UserChange::Telephone(_) | UserChange::Clear(UserField::Telephone) => "telephone",
        UserChange::EmployeeNumber(_) | UserChange::Clear(UserField::EmployeeNumber) => {
            "employee-number"
        }
        UserChange::Title(_) | UserChange::Clear(UserField::Title) => "title",
        UserChange::WorkPlace(_) | UserChange::Clear(UserField::WorkPlace) => "work-place",
        UserChange::Remark(_) | UserChange::Clear(UserField::Remark) => "remark",
        UserChange::Manager(_) | UserChange::Clear(UserField::Manager) => "manager",
        UserChange::HiredOn(_) | UserChange::Clear(UserField::HiredOn) => "hired-on",
        UserChange::Departments(_) => "departments",
        UserChange::Attribute(attribute) => &attribute.name,
        UserChange::RemoveAttribute(name) => name,
    };
    name.into()
}

fn cleared(user: &mut User, field: UserField) -> &mut Option<String> {
    match field {
        UserField::Email => &mut user.email,
        UserField::WorkEmail => &mut user.work_email,
        UserField::Telephone => &mut user.telephone,
        UserField::EmployeeNumber => &mut user.employee_number,
        UserField::Title => &mut user.title,
        UserField::WorkPlace => &mut user.work_place,
        UserField::Remark => &mut user.remark,
        UserField::Manager => &mut user.manager_id,
        UserField::HiredOn => &mut user.hired_on,
    }
}
