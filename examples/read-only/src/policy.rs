//! Which functions are let through.

use crate::bindings::exports::orgbook::directory as exports;
use crate::bindings::orgbook::directory as behind;
use crate::bindings::orgbook::directory::types::*;
use crate::forward::directory;

directory! {
    users {
        read get_user(id: String) -> Result<User, Error>;
        read find_user_by_mobile(mobile: String) -> Result<Option<User>, Error>;
        read list_users(department: String, order: Option<UserOrder>, page: Option<PageRequest>) -> Result<UserPage, Error>;
        refuse create_user(draft: UserDraft, key: Option<String>) -> Result<CreateOutcome, Error>;
        refuse update_user(id: String, changes: Vec<UserChange>) -> Result<(), Error>;
        refuse delete_user(id: String) -> Result<(), Error>;
    }
    user_queries {
        read find_user_by_attribute(name: String, value: String) -> Result<Option<User>, Error>;
        read search_user_ids(name: String, matching: NameMatch, page: Option<PageRequest>) -> Result<IdPage, Error>;
        read list_user_ids(department: String, page: Option<PageRequest>) -> Result<IdPage, Error>;
        read list_user_refs(department: String, order: Option<UserOrder>, page: Option<PageRequest>) -> Result<UserRefPage, Error>;
        read list_inactive_user_ids(day: String, departments: Option<Vec<String>>, page: Option<PageRequest>) -> Result<IdPage, Error>;
        read list_departed_users(since: String, until: Option<String>, page: Option<PageRequest>) -> Result<DepartedUserPage, Error>;
    }
    departments {
        read get_department(id: String) -> Result<Department, Error>;
        read list_department_ids(parent: String, page: Option<PageRequest>) -> Result<IdPage, Error>;
        read list_departments(parent: String, page: Option<PageRequest>) -> Result<DepartmentPage, Error>;
        refuse create_department(draft: DepartmentDraft) -> Result<CreatedDepartment, Error>;
        refuse update_department(id: String, changes: Vec<DepartmentChange>) -> Result<(), Error>;
        refuse delete_department(id: String) -> Result<(), Error>;
    }
    department_queries {
        read get_department_path(id: String) -> Result<Vec<String>, Error>;
        read list_user_department_paths(user: String) -> Result<Vec<Vec<String>>, Error>;
        read search_department_ids(name: String, page: Option<PageRequest>) -> Result<IdPage, Error>;
    }
    organisation {
        read count_users(selection: UserSelection) -> Result<u32, Error>;
        read list_administrators(page: Option<PageRequest>) -> Result<AdministratorPage, Error>;
        read get_administrator_scope(user: String) -> Result<Vec<String>, Error>;
        read get_access_scope() -> Result<AccessScope, Error>;
    }
    roles {
        read list_roles(page: Option<PageRequest>) -> Result<RolePage, Error>;
        read get_role(id: String) -> Result<Role, Error>;
        refuse create_role(name: String, group: Option<String>) -> Result<String, Error>;
        refuse rename_role(id: String, name: String) -> Result<(), Error>;
        refuse delete_role(id: String) -> Result<(), Error>;
    }
    role_members {
        read list_role_members(role: String, page: Option<PageRequest>) -> Result<RoleMemberPage, Error>;
        refuse add_role_members(role: String, users: Vec<String>) -> Result<(), Error>;
        refuse remove_role_members(role: String, users: Vec<String>) -> Result<(), Error>;
        refuse set_role_member_scope(role: String, user: String, departments: Option<Vec<String>>) -> Result<(), Error>;
    }
    diagnostics {
        read describe_directory() -> DirectoryDescription;
        read check_directory() -> Vec<Finding>;
    }
}
