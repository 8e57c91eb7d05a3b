//! What leads out of an organisation, and what reaches further than a department.

use std::collections::HashSet;

use super::{OrganisationError, Valid, refused};
use crate::organisation::{Organisation, User};

impl Organisation {
    pub(super) fn validate_account_and_rights(&self, user: &User) -> Valid {
        let owner = || format!("user {}", user.userid);
        self.all_known(&user.admin_departments, owner)?;
        self.check_senior_settings(&user.senior_settings)
            .map_err(|code| refused(user, code))?;
        let account = user.exclusive_account.iter();
        let mut organisations = account.flat_map(|account| {
            let outer = account.outer.iter().map(|outer| &outer.exclusive_corpid);
            outer.chain(&account.owned_organizations)
        });
        match organisations.find(|corp_id| self.other_organisation(corp_id).is_none()) {
            None => Ok(()),
            Some(corp_id) => Err(OrganisationError::UnknownName {
                owner: owner(),
                subject: format!("organisation {corp_id}"),
            }),
        }
    }

    pub(super) fn validate_outsiders(&self) -> Valid {
        let mut userids = self.userids();
        for contact in &self.external_contacts {
            if !userids.insert(&contact.userid) {
                return Err(OrganisationError::DuplicateUser(contact.userid.clone()));
            }
        }
        let mut corp_ids = HashSet::new();
        self.other_organisations.iter().try_for_each(|other| {
            if !corp_ids.insert(&other.corp_id) {
                return Err(OrganisationError::DuplicateOrganisation(
                    other.corp_id.clone(),
                ));
            }
            self.all_known(&other.granted_dept_ids, || {
                format!("organisation {}", other.corp_id)
            })
        })
    }

    fn all_known(&self, departments: &[i64], owner: impl FnOnce() -> String) -> Valid {
        match departments.iter().find(|id| self.department(**id).is_err()) {
            None => Ok(()),
            Some(dept_id) => Err(OrganisationError::UnknownName {
                owner: owner(),
                subject: format!("department {dept_id}"),
            }),
        }
    }
}
