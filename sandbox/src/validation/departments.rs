//! The department tree, and what each department holds.

use std::collections::{HashMap, HashSet};

use super::{OrganisationError, Valid};
use crate::directory::ROOT;
use crate::errors::Code;
use crate::organisation::{Organisation, User};
use crate::rules;

impl Organisation {
    pub(super) fn validate_departments(&self) -> Valid {
        let mut parents = HashMap::new();
        for department in &self.departments {
            if parents
                .insert(department.dept_id, department.parent_id)
                .is_some()
            {
                return Err(OrganisationError::DuplicateDepartment(department.dept_id));
            }
        }
        if !parents.contains_key(&ROOT) {
            return Err(OrganisationError::NoRoot);
        }
        let mut names = HashSet::new();
        for department in &self.departments {
            let dept_id = department.dept_id;
            validate_parent(dept_id, department.parent_id, &parents)?;
            let unique = names.insert((department.parent_id, &department.name));
            // The root bears the company's name, for which there are no rules.
            let name = if dept_id == ROOT {
                Ok(())
            } else if unique {
                rules::check_department(department)
            } else {
                Err(Code::DEPARTMENT_NAME_TAKEN)
            };
            name.and_then(|()| self.check_permits(department))
                .map_err(|code| OrganisationError::DepartmentRefused {
                    dept_id,
                    code: code.number,
                    text: code.text,
                })?;
        }
        let below_root = self.subtree(ROOT);
        self.departments
            .iter()
            .map(|department| department.dept_id)
            .find(|dept_id| !below_root.contains(dept_id))
            .map_or(Ok(()), |dept_id| Err(OrganisationError::Cycle(dept_id)))
    }

    /// Checks that the owner of a chat group is directly in the department that has it.
    pub(super) fn validate_group_owners(&self) -> Valid {
        let people: HashMap<&str, &User> = self
            .users
            .iter()
            .map(|user| (user.userid.as_str(), user))
            .collect();
        for department in &self.departments {
            let dept_id = department.dept_id;
            let Some(owner) = &department.org_dept_owner else {
                continue;
            };
            let code = match people.get(owner.as_str()) {
                None => Code::GROUP_OWNER_NOT_FOUND,
                Some(user)
                    if department.create_dept_group && user.membership(dept_id).is_some() =>
                {
                    continue;
                }
                Some(_) => Code::BAD_GROUP_OWNER,
            };
            return Err(OrganisationError::DepartmentRefused {
                dept_id,
                code: code.number,
                text: code.text,
            });
        }
        Ok(())
    }
}

fn validate_parent(
    dept_id: i64,
    parent: Option<i64>,
    parents: &HashMap<i64, Option<i64>>,
) -> Valid {
    match (dept_id, parent) {
        (ROOT, None) => Ok(()),
        (ROOT, Some(_)) => Err(OrganisationError::RootWithParent),
        (_, None) => Err(OrganisationError::NoParent(dept_id)),
        (_, Some(parent_id)) if parent_id >= ROOT && parents.contains_key(&parent_id) => Ok(()),
        (_, Some(parent_id)) => Err(OrganisationError::UnknownParent { dept_id, parent_id }),
    }
}
