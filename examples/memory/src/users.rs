//! The interface `users`.

use time::format_description::well_known::Rfc3339;

use crate::bindings::exports::orgbook::directory::users::Guest;
use crate::error::{Result, conflict, invalid, taken};
use crate::page::{Place, page};
use crate::store::{Person, Store, nobody, now};
use crate::types::{
    CreateOutcome, CreatedUser, DepartedUser, DepartureReason, Membership, PageRequest, User,
    UserChange, UserDraft, UserOrder, UserPage,
};
use crate::user_changes::{apply, check_unique, of_draft};
use crate::{Memory, check, identity, with_store};

impl Guest for Memory {
    fn get_user(id: String) -> Result<User> {
        check::user_id("id", &id)?;
        with_store(|store| Ok(store.told(store.person(&id)?)))
    }

    fn find_user_by_mobile(mobile: String) -> Result<Option<User>> {
        check::mobile(&mobile)?;
        with_store(|store| {
            let has = |person: &&Person| {
                let number = person.user.mobile.as_ref();
                number.is_some_and(|it| check::same_mobile(it, &mobile))
            };
            let person = store.people.values().find(has);
            Ok(person.map(|it| store.told(it)))
        })
    }

    fn list_users(
        department: String,
        order: Option<UserOrder>,
        request: Option<PageRequest>,
    ) -> Result<UserPage> {
        with_store(|store| {
            let people = members(store, &department, order)?;
            let list = format!("users/{department}/{order:?}");
            let (people, next) = page(&list, request, people)?;
            let users = people.into_iter().map(|it| store.told(it)).collect();
            Ok(UserPage { users, next })
        })
    }

    fn create_user(draft: UserDraft, key: Option<String>) -> Result<CreateOutcome> {
        with_store(|store| create(store, draft, key))
    }

    fn update_user(id: String, changes: Vec<UserChange>) -> Result<()> {
        check::user_id("id", &id)?;
        with_store(|store| {
            // A copy: nothing is changed unless everything can be.
            let known = store.person(&id).map(|person| person.user.clone());
            let mut user = known.clone().unwrap_or_else(|_| nobody(id));
            apply(store, &mut user, changes)?;
            known?;
            check_unique(store, &user)?;
            store.put(user);
            Ok(())
        })
    }

    fn delete_user(id: String) -> Result<()> {
        check::user_id("id", &id)?;
        with_store(|store| {
            store.person(&id)?;
            delete(store, &id);
            Ok(())
        })
    }
}

/// The members of a department, each with the place in a list of this order.
pub fn members<'a>(
    store: &'a Store,
    department: &'a str,
    order: Option<UserOrder>,
) -> Result<Vec<(Place, &'a Person)>> {
    store.department(department)?;
    let rank = |person: &Person, membership: &Membership| {
        let joined = person.joined.get(department).copied().unwrap_or_default();
        match order {
            None => 0,
            Some(UserOrder::JoinedAscending) => joined,
            Some(UserOrder::JoinedDescending) => -joined,
            Some(UserOrder::ModifiedAscending) => person.modified,
            Some(UserOrder::ModifiedDescending) => -person.modified,
            // A larger one comes first, and whoever has none last.
            Some(UserOrder::Custom) => {
                let key = membership.sort_key.as_ref();
                let key: Option<i64> = key.and_then(|it| it.parse().ok());
                key.map_or(i64::MAX, |it| !it)
            }
        }
    };
    let members = store.members(department);
    let placed = members.map(|(person, membership)| {
        let place = (rank(person, membership), person.user.id.clone());
        (place, person)
    });
    Ok(placed.collect())
}

fn create(store: &mut Store, draft: UserDraft, key: Option<String>) -> Result<CreateOutcome> {
    let id = match (&draft.id, &key) {
        (Some(_), Some(_)) => {
            let message = "an idempotency key stands for an identifier of its own; leave out \
                           draft.id or the key";
            return Err(invalid("idempotency-key", message));
        }
        (Some(id), None) => {
            check::user_id("id", id)?;
            id.clone()
        }
        (None, Some(key)) if !(1..=256).contains(&key.len()) => {
            let message = "an idempotency key has 1 to 256 bytes";
            return Err(invalid("idempotency-key", message));
        }
        (None, Some(key)) => identity::of_key(key),
        (None, None) => store.new_id("user"),
    };
    let mut user = nobody(id.clone());
    apply(store, &mut user, of_draft(draft))?;
    let known = store.people.get(&id).map(|person| &person.user);
    match (known, &key) {
        (Some(_), None) => return Err(taken("id", &id)),
        (Some(known), Some(_)) if is_same(known, &user) => return Ok(created(id, true)),
        (Some(_), Some(_)) => {
            let message = format!("the key stands for {id}, who has another name or mobile number");
            return Err(conflict(message)
                .with("field", "id")
                .with("existing-id", id));
        }
        (None, _) => {}
    }
    check_unique(store, &user)?;
    store.put(user);
    Ok(created(id, false))
}

fn is_same(known: &User, wanted: &User) -> bool {
    let same_mobile = match (&known.mobile, &wanted.mobile) {
        (Some(one), Some(other)) => check::same_mobile(one, other),
        (one, other) => one == other,
    };
    known.name == wanted.name && same_mobile
}

fn created(id: String, replayed: bool) -> CreateOutcome {
    CreateOutcome::Created(CreatedUser {
        id,
        replayed,
        attributes: Vec::new(),
    })
}

/// Removes a user, and everything that refers to one.
fn delete(store: &mut Store, id: &str) {
    let Some(Person { user, .. }) = store.people.remove(id) else {
        return;
    };
    for role in store.roles.values_mut() {
        role.members.remove(id);
    }
    for department in store.departments.values_mut() {
        let managers = department.manager_ids.iter_mut();
        managers.for_each(|it| it.retain(|manager| manager != id));
    }
    for person in store.people.values_mut() {
        person.user.manager_id.take_if(|manager| manager == id);
    }
    let moment = now();
    let departed = DepartedUser {
        id: user.id,
        name: user.name,
        mobile: user.mobile,
        left_at: moment.format(&Rfc3339).ok(),
        reason: Some(DepartureReason::RemovedByProgram),
        attributes: Vec::new(),
    };
    store.departed.push((moment, departed));
}
