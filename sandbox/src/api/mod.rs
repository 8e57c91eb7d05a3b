//! The endpoints: one table, one file per resource.

mod departments;
mod object;
mod token;
mod users;

use http::Method;

use crate::envelope::Answer;
use crate::errors::Failure;
use crate::gate::Call;
use crate::incoming::Incoming;
use crate::organisation::{App, Organisation};

/// One endpoint.
pub(crate) struct Api {
    /// The path; a part in braces stands for any one part.
    pub path: &'static str,
    pub method: Method,
    pub caller: Caller,
    /// The code of the permission that the calling app needs.
    pub permission: Option<&'static str>,
    pub handler: fn(&mut Call<'_>) -> Answer,
}

/// How the calling app is known.
pub(crate) enum Caller {
    /// By its access token.
    Token,
    /// By the credentials in the request.
    Credentials(for<'a> fn(&Incoming, &'a Organisation) -> Result<&'a App, Failure>),
}

const MANAGE: &str = "qyapi_manage_addresslist";
const MEMBER: &str = "qyapi_get_member";
const DEPARTMENT_MEMBER: &str = "qyapi_get_department_member";
const BY_MOBILE: &str = "qyapi_get_member_by_mobile";
const DEPARTMENTS: &str = "qyapi_get_department_list";

const APIS: &[Api] = &[
    Api {
        path: "/gettoken",
        method: Method::GET,
        caller: Caller::Credentials(token::of_query),
        permission: None,
        handler: token::snake_case,
    },
    Api {
        path: "/v1.0/oauth2/accessToken",
        method: Method::POST,
        caller: Caller::Credentials(token::of_body),
        permission: Some("qyapi_base"),
        handler: token::camel_case,
    },
    Api {
        path: "/v1.0/oauth2/{corpId}/token",
        method: Method::POST,
        caller: Caller::Credentials(token::of_grant),
        permission: Some("qyapi_base"),
        handler: token::snake_case,
    },
    topapi("/topapi/v2/user/create", MANAGE, users::create),
    topapi("/topapi/v2/user/update", MANAGE, users::update),
    topapi("/topapi/v2/user/delete", MANAGE, users::delete),
    topapi("/topapi/v2/user/get", MEMBER, users::get),
    topapi("/topapi/v2/user/list", DEPARTMENT_MEMBER, users::list),
    topapi(
        "/topapi/v2/user/getbymobile",
        BY_MOBILE,
        users::get_by_mobile,
    ),
    topapi("/topapi/v2/department/get", DEPARTMENTS, departments::get),
    topapi(
        "/topapi/v2/department/listsub",
        DEPARTMENTS,
        departments::list_sub,
    ),
    topapi(
        "/topapi/v2/department/listsubid",
        DEPARTMENTS,
        departments::list_sub_id,
    ),
    topapi(
        "/topapi/v2/department/listparentbydept",
        DEPARTMENTS,
        departments::list_parent_by_dept,
    ),
    topapi(
        "/topapi/v2/department/listparentbyuser",
        DEPARTMENTS,
        departments::list_parent_by_user,
    ),
];

const fn topapi(
    path: &'static str,
    permission: &'static str,
    handler: fn(&mut Call<'_>) -> Answer,
) -> Api {
    Api {
        path,
        method: Method::POST,
        caller: Caller::Token,
        permission: Some(permission),
        handler,
    }
}

/// The endpoint with this path.
pub(crate) fn find(path: &str) -> Option<&'static Api> {
    APIS.iter().find(|api| matches(api.path, path))
}

fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    let each_fits = pattern.split('/').all(|expected| {
        parts
            .next()
            .is_some_and(|part| part == expected || expected.starts_with('{') && !part.is_empty())
    });
    each_fits && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_in_braces_stands_for_any_one_part() {
        assert!(matches(
            "/v1.0/oauth2/{corpId}/token",
            "/v1.0/oauth2/ding1/token"
        ));
        assert!(!matches(
            "/v1.0/oauth2/{corpId}/token",
            "/v1.0/oauth2//token"
        ));
        assert!(!matches(
            "/v1.0/oauth2/{corpId}/token",
            "/v1.0/oauth2/ding1"
        ));
        assert!(!matches(
            "/v1.0/oauth2/{corpId}/token",
            "/v1.0/oauth2/ding1/token/x"
        ));
        assert!(!matches("/gettoken", "/gettoken/"));
    }
}
