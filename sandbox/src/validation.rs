//! Whether an organisation is one that DingTalk could have.

use std::collections::HashSet;

mod departments;
mod outsiders;

use crate::directory::ROOT;
use crate::errors::Code;
use crate::organisation::{App, Organisation, Role, User};
use crate::roles::default_ids;
use crate::rules;

/// Why an organisation cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OrganisationError {
    /// The text is not JSON in the documented format.
    #[error("not an organisation file: {0}")]
    Format(#[from] serde_json::Error),
    /// There is no department 1.
    #[error("there is no root department (dept_id 1)")]
    NoRoot,
    /// Two departments have one id.
    #[error("department {0} occurs twice")]
    DuplicateDepartment(i64),
    /// The root has a parent.
    #[error("the root department has a parent_id")]
    RootWithParent,
    /// A department other than the root has no parent.
    #[error("department {0} has no parent_id")]
    NoParent(i64),
    /// A department's parent does not exist or is a special one.
    #[error("department {dept_id} has the unknown parent {parent_id}")]
    UnknownParent {
        /// The department.
        dept_id: i64,
        /// The parent that it names.
        parent_id: i64,
    },
    /// A department is below itself.
    #[error("department {0} is below itself")]
    Cycle(i64),
    /// DingTalk would refuse a department.
    #[error("department {dept_id} is refused: {text} ({code})")]
    DepartmentRefused {
        /// The department.
        dept_id: i64,
        /// DingTalk's error code.
        code: i64,
        /// DingTalk's text.
        text: &'static str,
    },
    /// Two users have one id.
    #[error("user {0} occurs twice")]
    DuplicateUser(String),
    /// A user is in no department.
    #[error("user {0} is in no department")]
    NoDepartment(String),
    /// A user is in a department that does not exist or is a special one.
    #[error("user {userid} is in the unknown department {dept_id}")]
    UnknownDepartment {
        /// The user.
        userid: String,
        /// The department.
        dept_id: i64,
    },
    /// A user is in one department twice.
    #[error("user {userid} is in department {dept_id} twice")]
    DuplicateMembership {
        /// The user.
        userid: String,
        /// The department.
        dept_id: i64,
    },
    /// A user's manager does not exist.
    #[error("user {userid} has the unknown manager {manager_userid}")]
    UnknownManager {
        /// The user.
        userid: String,
        /// The manager that is named.
        manager_userid: String,
    },
    /// A user has a value for a custom field that is not defined.
    #[error("user {userid} has the undefined custom field {field}")]
    UnknownCustomField {
        /// The user.
        userid: String,
        /// The field.
        field: String,
    },
    /// DingTalk would refuse a user: a value is too long, ill-formed or taken.
    #[error("user {userid} is refused: {text} ({code})")]
    UserRefused {
        /// The user.
        userid: String,
        /// DingTalk's error code.
        code: i64,
        /// DingTalk's text.
        text: &'static str,
    },
    /// Something names what does not exist.
    #[error("{owner} names the unknown {subject}")]
    UnknownName {
        /// What names it: for example `user <id>`.
        owner: String,
        /// What it names: for example `department <id>`.
        subject: String,
    },
    /// Two of the other organisations have one corp id.
    #[error("organisation {0} occurs twice")]
    DuplicateOrganisation(String),
    /// Two apps have one client id.
    #[error("app {0} occurs twice")]
    DuplicateApp(String),
    /// An app has an empty client id or an empty secret.
    #[error("app {0:?} has no client_id or no client_secret")]
    NoCredentials(String),
    /// Two roles, or groups of roles, have one id.
    #[error("role or role group {0} occurs twice")]
    DuplicateRole(i64),
    /// DingTalk would refuse a role or a group of roles: the name is empty or taken.
    #[error("role or role group {id} is refused: {text} ({code})")]
    RoleRefused {
        /// The role or the group.
        id: i64,
        /// DingTalk's error code.
        code: i64,
        /// DingTalk's text.
        text: &'static str,
    },
    /// A role names something that does not exist, or a person twice.
    #[error("role {role_id} names {subject}, who or which does not exist or occurs twice")]
    RoleMember {
        /// The role.
        role_id: i64,
        /// `department <id>` or `user <id>`.
        subject: String,
    },
    /// An app's data range names something that does not exist.
    #[error("the data range of app {client_id} names the unknown {subject}")]
    UnknownInRange {
        /// The app.
        client_id: String,
        /// `department <id>` or `user <id>`.
        subject: String,
    },
}

type Valid = Result<(), OrganisationError>;

impl Organisation {
    /// Checks ids, references, the department tree and every rule that DingTalk holds for users.
    pub fn validate(&self) -> Valid {
        self.validate_departments()?;
        self.validate_users()?;
        self.validate_group_owners()?;
        self.validate_roles()?;
        self.validate_outsiders()?;
        self.validate_apps()
    }

    fn validate_users(&self) -> Valid {
        let departments: HashSet<i64> = self
            .departments
            .iter()
            .map(|department| department.dept_id)
            .filter(|dept_id| *dept_id >= ROOT)
            .collect();
        let userids = self.userids();
        let mut taken = HashSet::new();
        for user in &self.users {
            self.validate_references(user, &departments, &userids)?;
            rules::check_user(user).map_err(|code| refused(user, code))?;
            for (code, value) in rules::unique_values(user) {
                if !taken.insert((code.number, value)) {
                    return Err(refused(user, code));
                }
            }
        }
        Ok(())
    }

    fn validate_references(
        &self,
        user: &User,
        departments: &HashSet<i64>,
        userids: &HashSet<&str>,
    ) -> Valid {
        let userid = || user.userid.clone();
        if user.departments.is_empty() {
            return Err(OrganisationError::NoDepartment(userid()));
        }
        let mut own = HashSet::new();
        for dept_id in user.dept_ids() {
            if !departments.contains(&dept_id) {
                return Err(OrganisationError::UnknownDepartment {
                    userid: userid(),
                    dept_id,
                });
            }
            if !own.insert(dept_id) {
                return Err(OrganisationError::DuplicateMembership {
                    userid: userid(),
                    dept_id,
                });
            }
        }
        if let Some(manager) = user.manager_userid.as_deref()
            && !userids.contains(manager)
        {
            return Err(OrganisationError::UnknownManager {
                userid: userid(),
                manager_userid: manager.to_owned(),
            });
        }
        self.validate_account_and_rights(user)?;
        match user
            .extension
            .keys()
            .find(|field| !self.custom_fields.contains(*field))
        {
            Some(field) => Err(OrganisationError::UnknownCustomField {
                userid: userid(),
                field: field.clone(),
            }),
            None => Ok(()),
        }
    }

    fn validate_roles(&self) -> Valid {
        let mut ids: HashSet<i64> = default_ids().collect();
        let mut claim = |id| match ids.insert(id) {
            true => Ok(()),
            false => Err(OrganisationError::DuplicateRole(id)),
        };
        let refused = |id, code: Code| OrganisationError::RoleRefused {
            id,
            code: code.number,
            text: code.text,
        };
        let userids = self.userids();
        for group in &self.role_groups {
            let group_id = group.group_id;
            claim(group_id)?;
            self.check_role_group_name(group_id, &group.name)
                .map_err(|code| refused(group_id, code))?;
            for role in &group.roles {
                claim(role.role_id)?;
                self.check_role_name(role.role_id, &role.name)
                    .map_err(|code| refused(role.role_id, code))?;
                self.validate_role_members(role, &userids)?;
            }
        }
        Ok(())
    }

    fn validate_role_members(&self, role: &Role, userids: &HashSet<&str>) -> Valid {
        let mut seen = HashSet::new();
        for member in &role.members {
            let userid = &member.userid;
            let user = (!userids.contains(userid.as_str()) || !seen.insert(userid))
                .then(|| format!("user {userid}"));
            let mut scopes = member.manage_scopes.iter();
            let department = scopes
                .find(|id| self.department(**id).is_err())
                .map(|id| format!("department {id}"));
            if let Some(subject) = user.or(department) {
                return Err(OrganisationError::RoleMember {
                    role_id: role.role_id,
                    subject,
                });
            }
        }
        Ok(())
    }

    fn validate_apps(&self) -> Valid {
        let mut client_ids = HashSet::new();
        for app in &self.apps {
            if !client_ids.insert(&app.client_id) {
                return Err(OrganisationError::DuplicateApp(app.client_id.clone()));
            }
            self.validate_app(app)?;
        }
        Ok(())
    }

    /// Checks that an app can say who it is, and that its data range names only what exists.
    pub(crate) fn validate_app(&self, app: &App) -> Valid {
        if app.client_id.is_empty() || app.client_secret.expose().is_empty() {
            return Err(OrganisationError::NoCredentials(app.client_id.clone()));
        }
        let range = &app.data_range;
        let department = range
            .departments
            .iter()
            .find(|id| self.department(**id).is_err());
        let userids = self.userids();
        let user = range.users.iter().find(|id| !userids.contains(id.as_str()));
        let unknown = department
            .map(|id| format!("department {id}"))
            .or_else(|| user.map(|id| format!("user {id}")));
        unknown.map_or(Ok(()), |subject| {
            Err(OrganisationError::UnknownInRange {
                client_id: app.client_id.clone(),
                subject,
            })
        })
    }
}

fn refused(user: &User, code: Code) -> OrganisationError {
    let userid = user.userid.clone();
    if code == Code::USERID_TAKEN {
        return OrganisationError::DuplicateUser(userid);
    }
    OrganisationError::UserRefused {
        userid,
        code: code.number,
        text: code.text,
    }
}
