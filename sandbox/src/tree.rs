//! Changing the department tree: what a department must be and what its change brings along (specification 3.1 to 3.4).

use crate::directory::ROOT;
use crate::errors::Code;
use crate::organisation::{Department, Organisation};
use crate::rules::{self, refuse_unless};
use crate::state::State;

/// How many departments and users together a list of permissions holds.
const PERMITS: usize = 50;

/// What a call sets in a department. `None` leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct DepartmentFields {
    pub name: Option<String>,
    pub english_name: Option<String>,
    pub parent_id: Option<i64>,
    /// 0 is the default place.
    pub order: Option<i64>,
    pub source_identifier: Option<String>,
    pub code: Option<String>,
    pub brief: Option<String>,
    pub telephone: Option<String>,
    pub extension: Option<String>,
    pub create_dept_group: Option<bool>,
    pub auto_add_user: Option<bool>,
    pub auto_approve_apply: Option<bool>,
    pub group_contain_sub_dept: Option<bool>,
    pub group_contain_outer_dept: Option<bool>,
    pub group_contain_hidden_dept: Option<bool>,
    /// The userid of a direct member.
    pub org_dept_owner: Option<String>,
    /// The userids of direct members, all others being no managers.
    pub managers: Option<Vec<String>>,
    pub hide_dept: Option<bool>,
    pub dept_permits: Option<Vec<i64>>,
    pub user_permits: Option<Vec<String>>,
    pub outer_dept: Option<bool>,
    pub outer_dept_only_self: Option<bool>,
    pub outer_permit_depts: Option<Vec<i64>>,
    pub outer_permit_users: Option<Vec<String>>,
}

impl State {
    /// D1: adds a department and gives its id.
    pub fn create_department(&mut self, fields: DepartmentFields) -> Result<i64, Code> {
        let dept_id = self.free_dept_id();
        let organisation = &self.organisation;
        organisation.check_people(dept_id, &fields)?;
        let mut department = Department::below(fields.parent_id, dept_id);
        fields.write(&mut department);
        organisation.check_level(&department)?;
        organisation.check_department(&department)?;
        let count = organisation.departments.len();
        refuse_unless(
            count < organisation.settings.department_count,
            Code::TOO_MANY_DEPARTMENTS,
        )?;
        self.open_group(&mut department);
        self.organisation.departments.push(department);
        Ok(dept_id)
    }

    /// D2: changes a department, the root excepted.
    pub fn update_department(
        &mut self,
        dept_id: i64,
        mut fields: DepartmentFields,
    ) -> Result<(), Code> {
        let organisation = &self.organisation;
        let mut department = organisation.department(dept_id)?.clone();
        refuse_unless(dept_id != ROOT, Code::ROOT_UNCHANGEABLE)?;
        organisation.check_people(dept_id, &fields)?;
        let managers = fields.managers.take();
        let moves = fields.parent_id.is_some();
        fields.write(&mut department);
        if moves {
            organisation.check_level(&department)?;
        }
        organisation.check_department(&department)?;
        self.open_group(&mut department);
        if let Some(managers) = managers {
            self.organisation.appoint(dept_id, &managers);
        }
        if let Some(stored) = self
            .organisation
            .departments
            .iter_mut()
            .find(|stored| stored.dept_id == dept_id)
        {
            *stored = department;
        }
        Ok(())
    }

    /// D3: deletes a department in which and below which nobody is.
    pub fn delete_department(&mut self, dept_id: i64) -> Result<(), Code> {
        let organisation = &mut self.organisation;
        organisation.department(dept_id)?;
        refuse_unless(dept_id != ROOT, Code::ROOT_UNDELETABLE)?;
        refuse_unless(
            organisation.member_count(dept_id) == 0,
            Code::DEPARTMENT_HAS_MEMBERS,
        )?;
        let gone = organisation.subtree(dept_id);
        refuse_unless(
            gone.len() == 1 || organisation.settings.cascade_department_deletion,
            Code::DEPARTMENT_HAS_CHILDREN,
        )?;
        organisation.remove_departments(&gone);
        Ok(())
    }

    /// A generated id that no department has.
    fn free_dept_id(&mut self) -> i64 {
        loop {
            let dept_id = self.generator.dept_id();
            if self.organisation.department(dept_id).is_err() {
                return dept_id;
            }
        }
    }

    /// A department that has a chat group has the group's id.
    fn open_group(&mut self, department: &mut Department) {
        if department.create_dept_group && department.dept_group_chat_id.is_none() {
            department.dept_group_chat_id = Some(self.generator.chat_id());
        }
    }
}

impl DepartmentFields {
    /// Writes the fields. Lists without the switch that makes them effective are dropped, and so is what belongs
    /// to a chat group without one.
    fn write(self, department: &mut Department) {
        let dept_id = department.dept_id;
        set(&mut department.name, self.name);
        set(&mut department.english_name, self.english_name.map(Some));
        set(&mut department.parent_id, self.parent_id.map(Some));
        let order = self
            .order
            .map(|order| if order == 0 { dept_id } else { order });
        set(&mut department.order, order);
        set(
            &mut department.source_identifier,
            self.source_identifier.map(Some),
        );
        set(&mut department.code, self.code.map(Some));
        set(&mut department.brief, self.brief);
        set(&mut department.telephone, self.telephone.map(Some));
        set(&mut department.extension, self.extension.map(Some));
        set(&mut department.create_dept_group, self.create_dept_group);
        set(&mut department.auto_add_user, self.auto_add_user);
        set(&mut department.auto_approve_apply, self.auto_approve_apply);
        set(
            &mut department.group_contain_sub_dept,
            self.group_contain_sub_dept,
        );
        set(
            &mut department.group_contain_outer_dept,
            self.group_contain_outer_dept,
        );
        set(
            &mut department.group_contain_hidden_dept,
            self.group_contain_hidden_dept,
        );
        set(
            &mut department.org_dept_owner,
            self.org_dept_owner.map(Some),
        );
        set(&mut department.hide_dept, self.hide_dept);
        set(&mut department.dept_permits, self.dept_permits);
        set(&mut department.user_permits, self.user_permits);
        set(&mut department.outer_dept, self.outer_dept);
        set(
            &mut department.outer_dept_only_self,
            self.outer_dept_only_self,
        );
        set(&mut department.outer_permit_depts, self.outer_permit_depts);
        set(&mut department.outer_permit_users, self.outer_permit_users);
        if !department.hide_dept {
            department.dept_permits.clear();
            department.user_permits.clear();
        }
        if !department.outer_dept {
            department.outer_permit_depts.clear();
            department.outer_permit_users.clear();
        }
        if !department.create_dept_group {
            department.dept_group_chat_id = None;
            department.org_dept_owner = None;
        }
    }
}

fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}

impl Organisation {
    /// Refuses a department that cannot be as it is or where it is.
    fn check_department(&self, department: &Department) -> Result<(), Code> {
        rules::check_department(department)?;
        let taken = self
            .departments
            .iter()
            .filter(|other| other.parent_id == department.parent_id)
            .any(|other| other.dept_id != department.dept_id && other.name == department.name);
        refuse_unless(!taken, Code::DEPARTMENT_NAME_TAKEN)?;
        self.check_permits(department)
    }

    /// Refuses lists of permissions that are too long or name what does not exist.
    pub(crate) fn check_permits(&self, department: &Department) -> Result<(), Code> {
        let valid = |departments: &[i64], users: &[String]| {
            departments.len() + users.len() <= PERMITS
                && departments.iter().all(|id| self.department(*id).is_ok())
                && users.iter().all(|id| self.user(id).is_ok())
        };
        refuse_unless(
            valid(&department.dept_permits, &department.user_permits)
                && valid(
                    &department.outer_permit_depts,
                    &department.outer_permit_users,
                ),
            Code::BAD_VISIBLE_LIST,
        )
    }

    /// Refuses an unknown parent, a parent at or below the department itself, and too many levels.
    fn check_level(&self, department: &Department) -> Result<(), Code> {
        let parent_id = department.parent_id.ok_or(Code::PARENT_NOT_FOUND)?;
        self.department(parent_id)
            .map_err(|_| Code::PARENT_NOT_FOUND)?;
        let above = self.path_to_root(parent_id);
        refuse_unless(!above.contains(&department.dept_id), Code::DEPARTMENT_CYCLE)?;
        let below = self.levels_below(department.dept_id);
        refuse_unless(
            above.len() + below <= self.settings.department_levels,
            Code::DEPARTMENT_TOO_DEEP,
        )
    }

    /// Refuses managers and an owner of the chat group who are not directly in the department.
    fn check_people(&self, dept_id: i64, fields: &DepartmentFields) -> Result<(), Code> {
        let is_member = |userid: &String| {
            self.user(userid)
                .is_ok_and(|user| user.membership(dept_id).is_some())
        };
        refuse_unless(
            fields.managers.iter().flatten().all(is_member),
            Code::DEPARTMENT_MANAGER_NOT_FOUND,
        )?;
        let Some(owner) = &fields.org_dept_owner else {
            return Ok(());
        };
        self.user(owner).map_err(|_| Code::GROUP_OWNER_NOT_FOUND)?;
        refuse_unless(is_member(owner), Code::BAD_GROUP_OWNER)
    }

    /// Makes these direct members the managers of a department, and nobody else.
    fn appoint(&mut self, dept_id: i64, managers: &[String]) {
        for user in &mut self.users {
            for membership in &mut user.departments {
                if membership.dept_id == dept_id {
                    membership.leader = managers.contains(&user.userid);
                }
            }
        }
    }
}
