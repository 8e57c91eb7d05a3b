//! The interface `organisation`.

use crate::bindings::exports::orgbook::directory::organisation::Guest;
use crate::error::Result;
use crate::page::page;
use crate::store::{ADMINISTRATOR, ROOT};
use crate::types::{
    AccessScope, Administrator, AdministratorLevel, AdministratorPage, PageRequest, UserSelection,
};
use crate::{Memory, check, with_store};

/// All that a user can have.
const FIELDS: [&str; 15] = [
    "name",
    "mobile",
    "email",
    "work-email",
    "telephone",
    "employee-number",
    "title",
    "work-place",
    "remark",
    "manager-id",
    "memberships",
    "roles",
    "hired-on",
    "active",
    "attributes",
];

impl Guest for Memory {
    // Everybody is active here.
    fn count_users(_: UserSelection) -> Result<u32> {
        with_store(|store| Ok(u32::try_from(store.people.len()).unwrap_or(u32::MAX)))
    }

    fn list_administrators(request: Option<PageRequest>) -> Result<AdministratorPage> {
        with_store(|store| {
            let people = store.people.get(ADMINISTRATOR).into_iter();
            let found = people.map(|person| {
                let administrator = Administrator {
                    user_id: person.user.id.clone(),
                    level: Some(AdministratorLevel::Main),
                };
                ((0, person.user.id.clone()), administrator)
            });
            let (administrators, next) = page("administrators", request, found.collect())?;
            Ok(AdministratorPage {
                administrators,
                next,
            })
        })
    }

    fn get_administrator_scope(user: String) -> Result<Vec<String>> {
        check::user_id("user-id", &user)?;
        with_store(|store| {
            let person = store.person(&user)?;
            let scope = (person.user.id == ADMINISTRATOR).then(|| ROOT.into());
            Ok(scope.into_iter().collect())
        })
    }

    fn get_access_scope() -> Result<AccessScope> {
        Ok(AccessScope {
            department_ids: vec![ROOT.into()],
            user_ids: Vec::new(),
            user_fields: FIELDS.map(Into::into).into(),
        })
    }
}
