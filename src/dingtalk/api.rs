//! DingTalk's endpoints as the provider uses them. Source: sections 1.1, 2.0 and 3.

use crate::prelude::*;

/// An endpoint of the legacy family: `POST`, JSON in and out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Api {
    /// The path below the base URL.
    pub path: &'static str,
    /// For an API that changes the organisation: what tells, after a lost answer, whether it did.
    /// `None`: it only reads.
    pub check: Option<&'static str>,
}

const fn reads(path: &'static str) -> Api {
    Api { path, check: None }
}

const fn writes(path: &'static str, check: &'static str) -> Api {
    Api {
        path,
        check: Some(check),
    }
}

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
/// U8, section 2.7.
pub const USER_GET_BY_MOBILE: Api = reads("/topapi/v2/user/getbymobile");
/// D4, section 3.5.
pub const DEPARTMENT_GET: Api = reads("/topapi/v2/department/get");
/// D5, section 3.6.
pub const DEPARTMENT_LIST_SUB: Api = reads("/topapi/v2/department/listsub");
/// D6, section 3.6.
pub const DEPARTMENT_LIST_SUB_ID: Api = reads("/topapi/v2/department/listsubid");

/// T2, section 1.1, in the new family.
pub const ACCESS_TOKEN_PATH: &str = "/v1.0/oauth2/accessToken";

/// T3, section 1.1, in the new family: the token endpoint of one organisation. The identifier has
/// to be percent-encoded.
pub fn corp_token_path(corp_id: &str) -> String {
    format!("/v1.0/oauth2/{corp_id}/token")
}
