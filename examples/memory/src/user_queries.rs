//! The interface `user-queries`.

use crate::bindings::exports::orgbook::directory::user_queries::Guest;
use crate::error::{Result, unsupported};
use crate::page::page;
use crate::store::now;
use crate::types::{
    DepartedUserPage, IdPage, NameMatch, PageRequest, User, UserOrder, UserRef, UserRefPage,
};
use crate::users::members;
use crate::{Memory, check, with_store};

impl Guest for Memory {
    fn find_user_by_attribute(name: String, value: String) -> Result<Option<User>> {
        if check::attribute_name(&name).is_err() {
            let message = "this directory finds users by custom fields, extension.<key>, and in \
                           functions of their own by mobile number and by name";
            return Err(unsupported(message).with("field", name));
        }
        check::attribute(&name, &value)?;
        with_store(|store| {
            let mut people = store.people.values();
            let found = people.find(|person| {
                let mut attributes = person.user.attributes.iter();
                attributes.any(|it| it.name == name && it.value == value)
            });
            Ok(found.map(|person| store.told(person)))
        })
    }

    fn search_user_ids(
        name: String,
        matching: NameMatch,
        request: Option<PageRequest>,
    ) -> Result<IdPage> {
        check::text("name", &name, 80)?;
        with_store(|store| {
            let people = store.people.values().map(|person| &person.user);
            let found = people.filter(|user| {
                let known = user.name.as_deref().unwrap_or_default();
                match matching {
                    NameMatch::Exact => known == name,
                    NameMatch::Fuzzy => known.to_lowercase().contains(&name.to_lowercase()),
                }
            });
            let found = found.map(|user| user.id.clone());
            ids(&format!("search/{matching:?}/{name}"), request, found)
        })
    }

    fn list_user_ids(department: String, request: Option<PageRequest>) -> Result<IdPage> {
        with_store(|store| {
            let people = members(store, &department, None)?.into_iter();
            let found = people.map(|(_, person)| person.user.id.clone());
            ids(&format!("user-ids/{department}"), request, found)
        })
    }

    fn list_user_refs(
        department: String,
        order: Option<UserOrder>,
        request: Option<PageRequest>,
    ) -> Result<UserRefPage> {
        with_store(|store| {
            let people = members(store, &department, order)?;
            let list = format!("user-refs/{department}/{order:?}");
            let (people, next) = page(&list, request, people)?;
            let user_ref = |user: &User| UserRef {
                id: user.id.clone(),
                name: user.name.clone(),
            };
            let users = people.into_iter().map(|it| user_ref(&it.user)).collect();
            Ok(UserRefPage { users, next })
        })
    }

    fn list_inactive_user_ids(
        _: String,
        _: Option<Vec<String>>,
        _: Option<PageRequest>,
    ) -> Result<IdPage> {
        let message = "nobody logs in to this directory, so it knows of nobody who did not";
        Err(unsupported(message))
    }

    fn list_departed_users(
        since: String,
        until: Option<String>,
        request: Option<PageRequest>,
    ) -> Result<DepartedUserPage> {
        let begin = check::moment("since", &since)?;
        let end = match &until {
            Some(until) => check::moment("until", until)?,
            None => now(),
        };
        with_store(|store| {
            let departed = store.departed.iter();
            let found = departed.filter(|(moment, _)| (begin..=end).contains(moment));
            let found = found.map(|(moment, user)| {
                let place = (moment.unix_timestamp(), user.id.clone());
                (place, user.clone())
            });
            let list = format!("departed/{since}/{until:?}");
            let (users, next) = page(&list, request, found.collect())?;
            Ok(DepartedUserPage { users, next })
        })
    }
}

/// A page of identifiers, sorted as text.
pub fn ids(
    list: &str,
    request: Option<PageRequest>,
    ids: impl Iterator<Item = String>,
) -> Result<IdPage> {
    let entries = ids.map(|id| ((0, id.clone()), id)).collect();
    let (ids, next) = page(list, request, entries)?;
    Ok(IdPage { ids, next })
}
