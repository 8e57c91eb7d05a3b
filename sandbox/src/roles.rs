//! Roles: those that follow from what people are, and changing the others (specification 4).

use std::collections::BTreeSet;

use crate::errors::Code;
use crate::organisation::{AdminLevel, Organisation, Role, RoleGroup, RoleMember, User};
use crate::rules::refuse_unless;
use crate::state::State;

/// How many departments a role may be for.
const SCOPES: usize = 50;

/// The id and the name of the group of DingTalk's own roles.
const DEFAULT_GROUP: (i64, &str) = (4_000_000_000, "默认");

/// A role that DingTalk gives by itself.
struct DefaultRole {
    role_id: i64,
    name: &'static str,
    /// What v1 says that it is.
    v1_type: i64,
    is_held_by: fn(&User) -> bool,
}

const DEFAULT_ROLES: [DefaultRole; 4] = [
    DefaultRole {
        role_id: 4_000_000_001,
        name: "负责人",
        v1_type: 103,
        is_held_by: |user| user.boss,
    },
    DefaultRole {
        role_id: 4_000_000_002,
        name: "主管理员",
        v1_type: 101,
        is_held_by: |user| user.admin == AdminLevel::Main,
    },
    DefaultRole {
        role_id: 4_000_000_003,
        name: "子管理员",
        v1_type: 102,
        is_held_by: |user| user.admin == AdminLevel::Sub,
    },
    DefaultRole {
        role_id: 4_000_000_004,
        name: "主管",
        v1_type: 104,
        is_held_by: User::leads_any_department,
    },
];

/// The ids of the default group and its roles.
pub(crate) fn default_ids() -> impl Iterator<Item = i64> {
    let roles = DEFAULT_ROLES.iter().map(|role| role.role_id);
    roles.chain([DEFAULT_GROUP.0])
}

/// v1's type of a role; what people have made has none.
pub(crate) fn v1_type(role_id: i64) -> Option<i64> {
    let role = DEFAULT_ROLES.iter().find(|role| role.role_id == role_id);
    role.map(|role| role.v1_type)
}

/// The default group, with everybody who has its roles.
fn default_group(users: &[User]) -> RoleGroup {
    let members = |role: &DefaultRole| {
        let holders = users.iter().filter(|user| (role.is_held_by)(user));
        holders
            .map(|user| RoleMember::new(user.userid.clone()))
            .collect()
    };
    let roles = DEFAULT_ROLES.iter().map(|role| Role {
        role_id: role.role_id,
        name: role.name.to_owned(),
        members: members(role),
    });
    RoleGroup {
        group_id: DEFAULT_GROUP.0,
        name: DEFAULT_GROUP.1.to_owned(),
        roles: roles.collect(),
    }
}

/// One of the roles that a person has.
pub(crate) struct HeldRole<'a> {
    pub group_name: &'a str,
    pub role_id: i64,
    pub name: &'a str,
}

impl Organisation {
    /// Every group, the default one first.
    pub(crate) fn all_role_groups(&self) -> Vec<RoleGroup> {
        let mut groups = vec![default_group(&self.users)];
        groups.extend(self.role_groups.iter().cloned());
        groups
    }

    /// A role of any group, and the group's id.
    pub(crate) fn role(&self, role_id: i64) -> Result<(i64, Role), Code> {
        self.all_role_groups()
            .into_iter()
            .find_map(|group| {
                let mut roles = group.roles.into_iter();
                let role = roles.find(|role| role.role_id == role_id)?;
                Some((group.group_id, role))
            })
            .ok_or(Code::ROLE_NOT_FOUND)
    }

    /// The roles that a person has, DingTalk's own first.
    pub(crate) fn roles_of(&self, user: &User) -> Vec<HeldRole<'_>> {
        let own = self.role_groups.iter().flat_map(|group| {
            let held = group.roles.iter().filter(|role| role.has(&user.userid));
            held.map(|role| HeldRole {
                group_name: &group.name,
                role_id: role.role_id,
                name: &role.name,
            })
        });
        DEFAULT_ROLES
            .iter()
            .filter(|role| (role.is_held_by)(user))
            .map(|role| HeldRole {
                group_name: DEFAULT_GROUP.1,
                role_id: role.role_id,
                name: role.name,
            })
            .chain(own)
            .collect()
    }

    /// Changes a role's name.
    pub(crate) fn rename_role(&mut self, role_id: i64, name: String) -> Result<(), Code> {
        self.own_role(role_id)?;
        self.check_role_name(role_id, &name)?;
        self.own_role(role_id)?.name = name;
        Ok(())
    }

    /// Deletes a role that nobody has.
    pub(crate) fn delete_role(&mut self, role_id: i64) -> Result<(), Code> {
        let role = self.own_role(role_id)?;
        refuse_unless(role.members.is_empty(), Code::ROLE_HAS_MEMBERS)?;
        for group in &mut self.role_groups {
            group.roles.retain(|role| role.role_id != role_id);
        }
        for user in &mut self.users {
            let permitted = &mut user.senior_settings.permit_tag_ids;
            permitted.retain(|id| *id != role_id);
        }
        Ok(())
    }

    /// Gives each of the roles to each of these people, or none of them to anybody. Who has one keeps it.
    pub(crate) fn give_roles(&mut self, role_ids: &[i64], userids: &[String]) -> Result<(), Code> {
        self.check_roles_and_users(role_ids, userids)?;
        for role_id in role_ids {
            let role = self.own_role(*role_id)?;
            for userid in userids {
                if !role.has(userid) {
                    role.members.push(RoleMember::new(userid.clone()));
                }
            }
        }
        Ok(())
    }

    /// Takes each of the roles from each of these people. Who has none stays without.
    pub(crate) fn take_roles(&mut self, role_ids: &[i64], userids: &[String]) -> Result<(), Code> {
        self.check_roles_and_users(role_ids, userids)?;
        for role_id in role_ids {
            let members = &mut self.own_role(*role_id)?.members;
            members.retain(|member| !userids.contains(&member.userid));
        }
        Ok(())
    }

    /// Says whom somebody manages in a role: people in these departments, or everybody.
    pub(crate) fn set_role_scope(
        &mut self,
        role_id: i64,
        userid: &str,
        dept_ids: Vec<i64>,
    ) -> Result<(), Code> {
        refuse_unless(dept_ids.len() <= SCOPES, Code::BAD_PARAMETER)?;
        for dept_id in &dept_ids {
            self.department(*dept_id)?;
        }
        let members = &mut self.own_role(role_id)?.members;
        let member = members
            .iter_mut()
            .find(|member| member.userid == userid)
            .ok_or(Code::NOT_IN_ROLE)?;
        member.manage_scopes = dept_ids;
        Ok(())
    }

    /// Takes a person out of every role.
    pub(crate) fn leave_roles(&mut self, userid: &str) {
        for role in self.own_roles() {
            role.members.retain(|member| member.userid != userid);
        }
    }

    /// Takes departments out of everybody's management. A role that was for these alone ends with them: an
    /// empty scope would be everybody.
    pub(crate) fn narrow_role_scopes(&mut self, gone: &BTreeSet<i64>) {
        for role in self.own_roles() {
            role.members.retain_mut(|member| {
                let everybody = member.manage_scopes.is_empty();
                member.manage_scopes.retain(|id| !gone.contains(id));
                everybody || !member.manage_scopes.is_empty()
            });
        }
    }

    fn own_roles(&mut self) -> impl Iterator<Item = &mut Role> {
        self.role_groups
            .iter_mut()
            .flat_map(|group| &mut group.roles)
    }

    /// A role that calls may change.
    fn own_role(&mut self, role_id: i64) -> Result<&mut Role, Code> {
        refuse_unless(
            !default_ids().any(|default| default == role_id),
            Code::SYSTEM_ROLE,
        )?;
        self.own_roles()
            .find(|role| role.role_id == role_id)
            .ok_or(Code::ROLE_NOT_FOUND)
    }

    fn check_roles_and_users(&mut self, role_ids: &[i64], userids: &[String]) -> Result<(), Code> {
        for role_id in role_ids {
            self.own_role(*role_id)?;
        }
        let all_exist = userids.iter().all(|userid| self.user(userid).is_ok());
        refuse_unless(all_exist, Code::INVALID_USERID)
    }

    /// Refuses a name that is empty or another role's.
    pub(crate) fn check_role_name(&self, role_id: i64, name: &str) -> Result<(), Code> {
        let default = DEFAULT_ROLES.iter().map(|role| (role.role_id, role.name));
        let own = self.role_groups.iter().flat_map(|group| &group.roles);
        let own = own.map(|role| (role.role_id, role.name.as_str()));
        check_name((role_id, name), default.chain(own))
    }

    /// Refuses a name that is empty or another group's.
    pub(crate) fn check_role_group_name(&self, group_id: i64, name: &str) -> Result<(), Code> {
        let own = self.role_groups.iter();
        let own = own.map(|group| (group.group_id, group.name.as_str()));
        check_name((group_id, name), own.chain([DEFAULT_GROUP]))
    }
}

/// Refuses an empty name, and the name of something with another id.
fn check_name<'a>(
    (id, name): (i64, &str),
    mut others: impl Iterator<Item = (i64, &'a str)>,
) -> Result<(), Code> {
    refuse_unless(!name.is_empty(), Code::ROLE_NAME_EMPTY)?;
    let taken = others.any(|(other, its)| its == name && other != id);
    refuse_unless(!taken, Code::ROLE_NAME_TAKEN)
}

impl Role {
    fn has(&self, userid: &str) -> bool {
        self.members.iter().any(|member| member.userid == userid)
    }
}

impl State {
    /// Makes a role in one of the organisation's own groups and gives its id.
    pub fn add_role(&mut self, group_id: i64, name: String) -> Result<i64, Code> {
        let role_id = self.free_role_id();
        self.organisation.check_role_name(role_id, &name)?;
        let mut groups = self.organisation.role_groups.iter_mut();
        let group = groups
            .find(|group| group.group_id == group_id)
            .ok_or(Code::ROLE_GROUP_NOT_FOUND)?;
        group.roles.push(Role {
            role_id,
            name,
            members: Vec::new(),
        });
        Ok(role_id)
    }

    /// Makes a group and gives its id.
    pub fn add_role_group(&mut self, name: String) -> Result<i64, Code> {
        let group_id = self.free_role_id();
        self.organisation.check_role_group_name(group_id, &name)?;
        self.organisation.role_groups.push(RoleGroup {
            group_id,
            name,
            roles: Vec::new(),
        });
        Ok(group_id)
    }

    /// A generated id that no group and no role has.
    fn free_role_id(&mut self) -> i64 {
        loop {
            let id = self.generator.role_id();
            let taken = self.organisation.role_groups.iter().any(|group| {
                group.group_id == id || group.roles.iter().any(|role| role.role_id == id)
            });
            if !taken {
                return id;
            }
        }
    }
}
