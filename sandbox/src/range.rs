//! The part of an organisation that an app may see and change (specification 8).

use std::collections::{BTreeSet, HashSet};

use crate::errors::Code;
use crate::organisation::{App, Organisation, User};
use crate::rules::refuse_unless;

/// An app's data range, with every department that it reaches.
pub(crate) struct Range<'a> {
    departments: BTreeSet<i64>,
    users: HashSet<&'a str>,
}

impl Organisation {
    pub(crate) fn range<'a>(&self, app: &'a App) -> Range<'a> {
        let range = &app.data_range;
        Range {
            departments: self.subtrees(&range.departments),
            users: range.users.iter().map(String::as_str).collect(),
        }
    }
}

impl Range<'_> {
    /// Refuses a department outside.
    pub fn check_department(&self, dept_id: i64) -> Result<(), Code> {
        refuse_unless(
            self.departments.contains(&dept_id),
            Code::DEPARTMENT_OUT_OF_RANGE,
        )
    }

    /// Refuses a user outside.
    pub fn check_user(&self, user: &User) -> Result<(), Code> {
        refuse_unless(self.covers(user), Code::USER_OUT_OF_RANGE)
    }

    /// Whether a user is named, or in a department inside.
    pub fn covers(&self, user: &User) -> bool {
        self.users.contains(user.userid.as_str())
            || user.dept_ids().any(|id| self.departments.contains(&id))
    }
}
