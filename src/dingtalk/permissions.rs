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
    functions: &["users.*", "departments.*", "diagnostics.check-directory"],
    purpose: "obtain the access token that every call needs",
};
/// To read departments.
pub const DEPARTMENT_LIST: Permission = Permission {
    code: "qyapi_get_department_list",
    functions: &[
        "departments.get-department",
        "departments.list-department-ids",
        "departments.list-departments",
    ],
    purpose: "read departments",
};
/// To write.
pub const MANAGE: Permission = Permission {
    code: "qyapi_manage_addresslist",
    functions: &[
        "users.create-user",
        "users.update-user",
        "users.delete-user",
    ],
    purpose: "create, change and delete users",
};
/// To read a user.
pub const MEMBER: Permission = Permission {
    code: "qyapi_get_member",
    functions: &[
        "users.get-user",
        "users.find-user-by-mobile",
        "users.create-user",
        "users.update-user",
    ],
    purpose: "read a user; creating and updating need it to find out what came of a lost answer, \
              of an identifier that is taken, and of changes that DingTalk may ignore",
};
/// To list the people of a department.
pub const DEPARTMENT_MEMBER: Permission = Permission {
    code: "qyapi_get_department_member",
    functions: &["users.list-users"],
    purpose: "list the people of a department",
};
/// To find a user by mobile number.
pub const MEMBER_BY_MOBILE: Permission = Permission {
    code: "qyapi_get_member_by_mobile",
    functions: &["users.find-user-by-mobile", "users.create-user"],
    purpose: "find a user by mobile number; creating a user needs it to tell who holds a number \
              that is taken",
};
/// To see mobile numbers.
pub const FIELD_MOBILE: Permission = Permission {
    code: "fieldMobile",
    functions: &[
        "users.get-user",
        "users.find-user-by-mobile",
        "users.list-users",
        "users.create-user",
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
    FIELD_MOBILE,
    FIELD_EMAIL,
];
