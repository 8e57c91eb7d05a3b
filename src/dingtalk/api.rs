//! DingTalk's endpoints as the provider uses them. Source: sections 1.1, 2, 3 and 4.

use crate::platform::Method;
use crate::prelude::*;

/// Which of DingTalk's two families an endpoint belongs to (section 0.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// `oapi`: the token in the query, an `errcode` in every answer.
    Legacy,
    /// The new OpenAPI: the token in a header, the HTTP status tells failure.
    New,
}

/// An endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Api {
    /// The family, which decides the base URL, the token's place and the envelope.
    pub family: Family,
    /// How it is called: with the parameters as JSON, or in the query.
    pub method: Method,
    /// The path below the base URL.
    pub path: &'static str,
    /// For an API that changes the organisation: what tells, after a lost answer, whether it did.
    /// `None`: it only reads.
    pub check: Option<&'static str>,
    /// Whether an answer without a body is a success.
    pub void: bool,
}

impl Api {
    /// The same endpoint for a request that changes nothing, as one without its arguments.
    pub const fn probe(self) -> Self {
        Self {
            check: None,
            ..self
        }
    }

    const fn void(self) -> Self {
        Self { void: true, ..self }
    }

    const fn get(self) -> Self {
        Self {
            method: Method::Get,
            ..self
        }
    }

    const fn new_family(self) -> Self {
        Self {
            family: Family::New,
            ..self
        }
    }
}

const fn reads(path: &'static str) -> Api {
    Api {
        family: Family::Legacy,
        method: Method::Post,
        path,
        check: None,
        void: false,
    }
}

const fn writes(path: &'static str, check: &'static str) -> Api {
    Api {
        check: Some(check),
        ..reads(path)
    }
}

const AGAIN: &str = "nothing: the call may be repeated";

/// U1, section 2.1.
pub const USER_CREATE: Api = writes(
    "/topapi/v2/user/create",
    "get-user with the identifier, or find-user-by-mobile; nobody there: create again",
);
/// U2, section 2.4.
pub const USER_UPDATE: Api = writes("/topapi/v2/user/update", "get-user, or repeat the update");
/// U3, section 2.5.
pub const USER_DELETE: Api = writes(
    "/topapi/v2/user/delete",
    "get-user; not-found means that it is done",
);
/// U4, section 2.2.
pub const USER_GET: Api = reads("/topapi/v2/user/get");
/// U5, section 2.6.
pub const USER_LIST: Api = reads("/topapi/v2/user/list");
/// U6, section 2.7.
pub const USER_LIST_SIMPLE: Api = reads("/topapi/user/listsimple");
/// U7, section 2.7.
pub const USER_LIST_ID: Api = reads("/topapi/user/listid");
/// U8, section 2.7.
pub const USER_GET_BY_MOBILE: Api = reads("/topapi/v2/user/getbymobile");
/// U9, section 2.7.
pub const USER_GET_BY_UNION_ID: Api = reads("/topapi/user/getbyunionid");
/// U10, section 2.7.
pub const USER_COUNT: Api = reads("/topapi/user/count");
/// U11, section 2.7.
pub const USER_LIST_ADMIN: Api = reads("/topapi/user/listadmin");
/// U12, section 2.7.
pub const USER_ADMIN_SCOPE: Api = reads("/topapi/user/get_admin_scope");
/// U13, section 2.7.
pub const USER_INACTIVE: Api = reads("/topapi/inactive/user/v2/get");
/// U16, section 2.8.
pub const USER_SEARCH: Api = reads("/v1.0/contact/users/search").new_family();
/// U17, section 2.8.
pub const LEAVE_RECORDS: Api = reads("/v1.0/contact/empLeaveRecords").new_family().get();
/// U18, section 2.8.
pub const SENIOR_SETTINGS_GET: Api = reads("/v1.0/contact/seniorSettings").new_family().get();
/// U18, section 2.8.
pub const SENIOR_SETTINGS_SET: Api = writes("/v1.0/contact/seniorSettings", AGAIN)
    .new_family()
    .void();
/// U22, section 2.3.
pub const ACCOUNT_ENABLE: Api = writes(
    "/v1.0/contact/orgAccounts/enable",
    "get-account-status, or repeat the call",
)
.new_family();
/// U22, section 2.3.
pub const ACCOUNT_DISABLE: Api = writes(
    "/v1.0/contact/orgAccounts/disable",
    "get-account-status, or repeat the call",
)
.new_family();
/// U22, section 2.3.
pub const ACCOUNT_SIGN_OUT: Api = writes("/v1.0/contact/orgAccounts/signOut", AGAIN).new_family();
/// U22, section 2.3.
pub const ACCOUNT_STATUS: Api = reads("/v1.0/contact/orgAccounts/status").new_family().get();
/// U22, section 2.3.
pub const ACCOUNT_ORGANISATIONS: Api = reads("/v1.0/contact/orgAccounts/ownedOrganizations")
    .new_family()
    .get();
/// U22, section 2.3.
pub const ACCOUNT_PERMIT: Api = writes("/v1.0/contact/orgAccounts/multiOrgPermissions/auth", AGAIN)
    .new_family()
    .void();
/// D1, section 3.2.
pub const DEPARTMENT_CREATE: Api = writes(
    "/topapi/v2/department/create",
    "list-departments of the parent; no such name there: create again",
);
/// D2, section 3.3.
pub const DEPARTMENT_UPDATE: Api = writes(
    "/topapi/v2/department/update",
    "get-department, or repeat the update",
);
/// D3, section 3.4.
pub const DEPARTMENT_DELETE: Api = writes(
    "/topapi/v2/department/delete",
    "get-department; not-found means that it is done",
);
/// D4, section 3.5.
pub const DEPARTMENT_GET: Api = reads("/topapi/v2/department/get");
/// D5, section 3.6.
pub const DEPARTMENT_LIST_SUB: Api = reads("/topapi/v2/department/listsub");
/// D6, section 3.6.
pub const DEPARTMENT_LIST_SUB_ID: Api = reads("/topapi/v2/department/listsubid");
/// D7, section 3.6.
pub const DEPARTMENT_PARENTS: Api = reads("/topapi/v2/department/listparentbydept");
/// D8, section 3.6.
pub const USER_DEPARTMENT_PARENTS: Api = reads("/topapi/v2/department/listparentbyuser");
/// D9, section 3.6.
pub const DEPARTMENT_SEARCH: Api = reads("/v1.0/contact/departments/search").new_family();
/// Section 4.
pub const ROLE_LIST: Api = reads("/topapi/role/list");
/// Section 4.
pub const ROLE_GET: Api = reads("/topapi/role/getrole");
/// Section 4.
pub const ROLE_GROUP_GET: Api = reads("/topapi/role/getrolegroup");
/// Section 4.
pub const ROLE_CREATE: Api = writes(
    "/role/add_role",
    "list-roles, or repeat the call: already-exists means that it is done",
);
/// Section 4.
pub const ROLE_GROUP_CREATE: Api = writes(
    "/role/add_role_group",
    "list-role-groups; no such name there: create again",
);
/// Section 4.
pub const ROLE_RENAME: Api = writes("/role/update_role", "get-role, or repeat the call");
/// Section 4.
pub const ROLE_DELETE: Api = writes(
    "/topapi/role/deleterole",
    "get-role; not-found means that it is done",
);
/// Section 4.
pub const ROLE_MEMBERS: Api = reads("/topapi/role/simplelist");
/// Section 4.
pub const ROLE_MEMBERS_ADD: Api = writes(
    "/topapi/role/addrolesforemps",
    "list-role-members, or repeat the call",
);
/// Section 4.
pub const ROLE_MEMBERS_REMOVE: Api = writes(
    "/topapi/role/removerolesforemps",
    "list-role-members, or repeat the call",
);
/// Section 4.
pub const ROLE_MEMBER_SCOPE: Api = writes(
    "/topapi/role/scope/update",
    "list-role-members, or repeat the call",
);
/// Section 4.
pub const AUTH_SCOPES: Api = reads("/auth/scopes").get();

/// T2, section 1.1, in the new family.
pub const ACCESS_TOKEN_PATH: &str = "/v1.0/oauth2/accessToken";

/// T3, section 1.1, in the new family: the token endpoint of one organisation. The identifier has
/// to be percent-encoded.
pub fn corp_token_path(corp_id: &str) -> String {
    format!("/v1.0/oauth2/{corp_id}/token")
}
