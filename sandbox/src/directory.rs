//! Looking things up in an organisation, and what belongs together when they change.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::errors::Code;
use crate::mobile::Mobile;
use crate::organisation::{
    AdminLevel, Department, Membership, Organisation, OtherOrganisation, SeniorSettings, User,
};
use crate::rules;

/// The root department's id.
pub(crate) const ROOT: i64 = 1;

impl Organisation {
    /// A department that calls may name; special ones (below 1) are as good as absent (specification 3.6).
    pub(crate) fn department(&self, dept_id: i64) -> Result<&Department, Code> {
        self.departments
            .iter()
            .find(|department| department.dept_id == dept_id && dept_id >= ROOT)
            .ok_or(Code::DEPARTMENT_NOT_FOUND)
    }

    /// The secrets of all apps.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &str> {
        self.apps.iter().map(|app| app.client_secret.expose())
    }

    pub(crate) fn user(&self, userid: &str) -> Result<&User, Code> {
        self.users
            .iter()
            .find(|user| user.userid == userid)
            .ok_or(Code::USER_NOT_FOUND)
    }

    /// The userids of everybody who works here.
    pub(crate) fn userids(&self) -> HashSet<&str> {
        self.users.iter().map(|user| user.userid.as_str()).collect()
    }

    /// Whether somebody has this userid: a user, or an external contact, who share one space of ids.
    pub(crate) fn has_userid(&self, userid: &str) -> bool {
        let mut contacts = self.external_contacts.iter();
        self.user(userid).is_ok() || contacts.any(|contact| contact.userid == userid)
    }

    /// Refuses executive mode that lets through somebody or something that is not there.
    pub(crate) fn check_senior_settings(&self, settings: &SeniorSettings) -> Result<(), Code> {
        let SeniorSettings {
            permit_staff_ids,
            permit_dept_ids,
            permit_tag_ids,
            ..
        } = settings;
        permit_staff_ids
            .iter()
            .try_for_each(|id| self.user(id).map(|_| ()))?;
        permit_dept_ids
            .iter()
            .try_for_each(|id| self.department(*id).map(|_| ()))?;
        permit_tag_ids
            .iter()
            .try_for_each(|id| self.role(*id).map(|_| ()))
    }

    /// Refuses somebody who cannot join beside the people who are here.
    pub(crate) fn check_newcomer(&self, user: &User) -> Result<(), Code> {
        if self.has_userid(&user.userid) {
            return Err(Code::USERID_TAKEN);
        }
        rules::check_unique(user, self.users.iter())
    }

    /// The owner of a self-built enterprise account.
    pub(crate) fn user_with_login(&self, login_id: &str) -> Result<&User, Code> {
        let has_login = |user: &&User| {
            let account = user.exclusive_account.as_ref();
            account.and_then(|account| account.login_id.as_deref()) == Some(login_id)
        };
        self.users
            .iter()
            .find(has_login)
            .ok_or(Code::USER_NOT_FOUND)
    }

    /// The organisation's name: that of the root department.
    pub(crate) fn name(&self) -> &str {
        self.department(ROOT).map_or("", |root| &root.name)
    }

    pub(crate) fn other_organisation(&self, corp_id: &str) -> Option<&OtherOrganisation> {
        self.other_organisations
            .iter()
            .find(|other| other.corp_id == corp_id)
    }

    /// The departments directly below, special ones included, by order and then id.
    pub(crate) fn children(&self, dept_id: i64) -> Vec<&Department> {
        self.in_order(|department| department.parent_id == Some(dept_id))
    }

    /// All departments below, special ones included, by order and then id.
    pub(crate) fn descendants(&self, dept_id: i64) -> Vec<&Department> {
        let subtree = self.subtree(dept_id);
        self.in_order(|department| {
            department.dept_id != dept_id && subtree.contains(&department.dept_id)
        })
    }

    fn in_order(&self, is_meant: impl Fn(&Department) -> bool) -> Vec<&Department> {
        let departments = self.departments.iter();
        let mut found: Vec<_> = departments.filter(|one| is_meant(one)).collect();
        found.sort_by_key(|department| (department.order, department.dept_id));
        found
    }

    /// How many levels of departments there are below one.
    pub(crate) fn levels_below(&self, dept_id: i64) -> usize {
        let mut levels = 0;
        let mut lowest = HashSet::from([dept_id]);
        loop {
            let departments = self.departments.iter();
            lowest = departments
                .filter(|one| one.parent_id.is_some_and(|id| lowest.contains(&id)))
                .map(|one| one.dept_id)
                .collect();
            if lowest.is_empty() {
                return levels;
            }
            levels += 1;
        }
    }

    /// The department itself, its parent, and so on up to the root.
    pub(crate) fn path_to_root(&self, dept_id: i64) -> Vec<i64> {
        let mut path = Vec::new();
        let mut next = Some(dept_id);
        while let Some(id) = next
            && !path.contains(&id)
        {
            path.push(id);
            next = self
                .departments
                .iter()
                .find(|department| department.dept_id == id)
                .and_then(|department| department.parent_id);
        }
        path
    }

    /// The department and everything below it.
    pub(crate) fn subtree(&self, dept_id: i64) -> BTreeSet<i64> {
        self.subtrees(&[dept_id])
    }

    /// The departments themselves and everything below them.
    pub(crate) fn subtrees(&self, dept_ids: &[i64]) -> BTreeSet<i64> {
        let mut below: BTreeMap<Option<i64>, Vec<i64>> = BTreeMap::new();
        for department in &self.departments {
            below
                .entry(department.parent_id)
                .or_default()
                .push(department.dept_id);
        }
        let mut found = BTreeSet::new();
        let mut waiting = dept_ids.to_vec();
        while let Some(id) = waiting.pop() {
            if found.insert(id) {
                waiting.extend(below.get(&Some(id)).into_iter().flatten());
            }
        }
        found
    }

    /// The people directly in a department, in the order in which they joined the organisation.
    pub(crate) fn members(&self, dept_id: i64) -> impl Iterator<Item = (&User, &Membership)> {
        self.users
            .iter()
            .filter_map(move |user| Some((user, user.membership(dept_id)?)))
    }

    /// How many people are in a department or below it.
    pub(crate) fn member_count(&self, dept_id: i64) -> usize {
        let departments = self.subtree(dept_id);
        self.users
            .iter()
            .filter(|user| user.dept_ids().any(|id| departments.contains(&id)))
            .count()
    }

    /// Takes departments out, and every reference to them. Nobody is in them.
    pub(crate) fn remove_departments(&mut self, gone: &BTreeSet<i64>) {
        self.departments
            .retain(|department| !gone.contains(&department.dept_id));
        for department in &mut self.departments {
            department.dept_permits.retain(|id| !gone.contains(id));
            department
                .outer_permit_depts
                .retain(|id| !gone.contains(id));
        }
        for app in &mut self.apps {
            app.data_range.departments.retain(|id| !gone.contains(id));
        }
        for other in &mut self.other_organisations {
            other.granted_dept_ids.retain(|id| !gone.contains(id));
        }
        for user in &mut self.users {
            user.admin_departments.retain(|id| !gone.contains(id));
            let permitted = &mut user.senior_settings.permit_dept_ids;
            permitted.retain(|id| !gone.contains(id));
        }
        self.narrow_role_scopes(gone);
    }

    /// Puts a person in the place of the one with the same userid. Who has left a department no longer owns its
    /// chat group.
    pub(crate) fn replace_user(&mut self, user: User) {
        for department in &mut self.departments {
            if user.membership(department.dept_id).is_none() {
                let owner = &mut department.org_dept_owner;
                owner.take_if(|owner| *owner == user.userid);
            }
        }
        let mut users = self.users.iter_mut();
        if let Some(stored) = users.find(|stored| stored.userid == user.userid) {
            *stored = user;
        }
    }

    /// Takes a person out, and every reference to the person.
    pub(crate) fn remove_user(&mut self, userid: &str) {
        self.users.retain(|user| user.userid != userid);
        for user in &mut self.users {
            user.manager_userid.take_if(|manager| manager == userid);
            let permitted = &mut user.senior_settings.permit_staff_ids;
            permitted.retain(|id| id != userid);
        }
        for department in &mut self.departments {
            department.org_dept_owner.take_if(|owner| owner == userid);
            department.user_permits.retain(|id| id != userid);
            department.outer_permit_users.retain(|id| id != userid);
        }
        for app in &mut self.apps {
            app.data_range.users.retain(|id| id != userid);
        }
        self.leave_roles(userid);
    }
}

impl AdminLevel {
    /// DingTalk's number for the level; none for those who are no administrators.
    pub(crate) fn sys_level(self) -> Option<i64> {
        match self {
            Self::None => None,
            Self::Main => Some(1),
            Self::Sub => Some(2),
        }
    }
}

impl User {
    pub(crate) fn membership(&self, dept_id: i64) -> Option<&Membership> {
        self.departments
            .iter()
            .find(|membership| membership.dept_id == dept_id)
    }

    pub(crate) fn dept_ids(&self) -> impl Iterator<Item = i64> {
        self.departments.iter().map(|membership| membership.dept_id)
    }

    /// Whether the user has an enterprise account with this number to reach the person.
    pub(crate) fn is_reached_by(&self, mobile: &Mobile) -> bool {
        let account = self.exclusive_account.as_ref();
        account.and_then(|account| account.exclusive_mobile.as_ref()) == Some(mobile)
    }

    pub(crate) fn leads_any_department(&self) -> bool {
        self.departments.iter().any(|membership| membership.leader)
    }
}
