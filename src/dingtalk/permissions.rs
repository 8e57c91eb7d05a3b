//! Which permission is for what. Source: section 8.

/// A permission of an app.
pub struct Permission {
    /// DingTalk's code, or the code name of a field permission.
    pub code: &'static str,
    /// The functions of the interface that need it.
    pub functions: &'static [&'static str],
    /// What it is for.
    pub purpose: &'static str,
}

/// To obtain a token.
pub const BASE: Permission = Permission {
    code: "qyapi_base",
    functions: &["*", "organisation.get-access-scope"],
    purpose: "obtain the access token that every call needs, and read the app's own scope",
};
/// To read departments and roles.
pub const DEPARTMENT_LIST: Permission = Permission {
    code: "qyapi_get_department_list",
    functions: &[
        "departments.get-department",
        "departments.list-department-ids",
        "departments.list-departments",
        "departments.create-department",
        "department-queries.get-department-path",
        "department-queries.list-user-department-paths",
        "roles.list-roles",
        "dingtalk-role-groups.list-role-groups",
        "dingtalk-role-groups.get-role-group",
    ],
    purpose: "read departments and role groups; creating a department needs it to find the one \
              with the same source identifier, or who has the name",
};
/// To write.
pub const MANAGE: Permission = Permission {
    code: "qyapi_manage_addresslist",
    functions: &[
        "users.create-user",
        "users.update-user",
        "users.delete-user",
        "departments.create-department",
        "departments.update-department",
        "departments.delete-department",
        "dingtalk-role-groups.create-role-group",
        "roles.create-role",
        "roles.rename-role",
        "roles.delete-role",
        "role-members.add-role-members",
        "role-members.remove-role-members",
        "role-members.set-role-member-scope",
        "dingtalk-accounts.create-sso-account",
        "dingtalk-accounts.create-login-account",
        "dingtalk-accounts.invite-account",
        "dingtalk-senior-mode.set-senior-mode",
    ],
    purpose: "create, change and delete users, departments and roles",
};
/// To read a user.
pub const MEMBER: Permission = Permission {
    code: "qyapi_get_member",
    functions: &[
        "users.get-user",
        "users.find-user-by-mobile",
        "users.create-user",
        "users.update-user",
        "user-queries.find-user-by-attribute",
        "user-queries.list-user-ids",
        "organisation.count-users",
        "organisation.list-administrators",
        "organisation.get-administrator-scope",
        "dingtalk-accounts.create-sso-account",
        "dingtalk-accounts.create-login-account",
        "dingtalk-accounts.invite-account",
        "dingtalk-senior-mode.get-senior-mode-settings",
    ],
    purpose: "read a user; creating and updating need it to find out what came of a lost answer, \
              of an identifier that is taken, and of changes that DingTalk may ignore",
};
/// To list the people of a department or a role.
pub const DEPARTMENT_MEMBER: Permission = Permission {
    code: "qyapi_get_department_member",
    functions: &[
        "users.list-users",
        "user-queries.list-user-refs",
        "roles.get-role",
        "roles.delete-role",
        "role-members.list-role-members",
    ],
    purpose: "list the people of a department or of a role; deleting a role needs it to tell that \
              somebody holds it",
};
/// To find a user by mobile number.
pub const MEMBER_BY_MOBILE: Permission = Permission {
    code: "qyapi_get_member_by_mobile",
    functions: &["users.find-user-by-mobile", "users.create-user"],
    purpose: "find a user by mobile number; creating a user needs it to tell who holds a number \
              that is taken",
};
/// To search by name.
pub const SEARCH: Permission = Permission {
    code: "qyapi_addresslist_search",
    functions: &[
        "user-queries.search-user-ids",
        "department-queries.search-department-ids",
    ],
    purpose: "search users and departments by name",
};
/// To see who logs in.
pub const LIVENESS: Permission = Permission {
    code: "qyapi_liveness_base",
    functions: &["user-queries.list-inactive-user-ids"],
    purpose: "list users who did not log in",
};
/// To see who left.
pub const COMMON_READ: Permission = Permission {
    code: "Contact.Common.Read",
    functions: &["user-queries.list-departed-users"],
    purpose: "list users who left",
};
/// To control exclusive accounts.
pub const ACCOUNTS: Permission = Permission {
    code: "Contact.OrgAccountSecurity.ReadWrite",
    functions: &[
        "dingtalk-accounts.permit-account-invitations",
        "dingtalk-accounts.enable-account",
        "dingtalk-accounts.disable-account",
        "dingtalk-accounts.sign-out-account",
        "dingtalk-accounts.get-account-status",
        "dingtalk-accounts.list-account-organisations",
    ],
    purpose: "control exclusive accounts, in organisations that have them",
};
/// To see mobile numbers.
pub const FIELD_MOBILE: Permission = Permission {
    code: "fieldMobile",
    functions: &[
        "users.get-user",
        "users.find-user-by-mobile",
        "users.list-users",
        "users.create-user",
        "user-queries.find-user-by-attribute",
    ],
    purpose: "see mobile numbers; without it they are silently absent",
};
/// To see personal information.
pub const FIELD_EMAIL: Permission = Permission {
    code: "fieldEmail",
    functions: &[
        "users.get-user",
        "users.find-user-by-mobile",
        "users.list-users",
        "users.update-user",
        "user-queries.find-user-by-attribute",
    ],
    purpose: "see e-mail address, work place, remark and custom fields; without it they are \
              silently absent, and no custom field can be removed",
};

/// The keys of a user's record that [`FIELD_MOBILE`] shows.
pub const FIELD_MOBILE_KEYS: &[&str] = &["mobile", "state_code"];
/// The keys of a user's record that [`FIELD_EMAIL`] shows.
pub const FIELD_EMAIL_KEYS: &[&str] = &["email", "work_place", "remark", "extension"];

/// All permissions that the functions need.
pub const PERMISSIONS: &[Permission] = &[
    BASE,
    DEPARTMENT_LIST,
    MANAGE,
    MEMBER,
    DEPARTMENT_MEMBER,
    MEMBER_BY_MOBILE,
    SEARCH,
    LIVENESS,
    COMMON_READ,
    ACCOUNTS,
    FIELD_MOBILE,
    FIELD_EMAIL,
];
