//! The endpoints: one table, one file per resource.

mod departments;
mod object;
mod roles;
mod scopes;
mod search;
mod token;
mod users;
mod v1;

use http::Method;

use users::org_accounts;

use crate::envelope::{Answer, Payload};
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
    /// Where the gateway puts what the handler gives.
    pub payload: Payload,
    pub handler: Handler,
}

/// How the calling app is known.
pub(crate) enum Caller {
    /// By its access token.
    Token,
    /// By the credentials in the request.
    Credentials(for<'a> fn(&Incoming, &'a Organisation) -> Result<&'a App, Failure>),
}

const BASE: &str = "qyapi_base";
const MANAGE: &str = "qyapi_manage_addresslist";
const MEMBER: &str = "qyapi_get_member";
const DEPARTMENT_MEMBER: &str = "qyapi_get_department_member";
const BY_MOBILE: &str = "qyapi_get_member_by_mobile";
const DEPARTMENTS: &str = "qyapi_get_department_list";
const SEARCH: &str = "qyapi_addresslist_search";
const LIVENESS: &str = "qyapi_liveness_base";
const COMMON: &str = "Contact.Common.Read";
const ACCOUNTS: &str = "Contact.OrgAccountSecurity.ReadWrite";

const APIS: &[Api] = &[
    Api {
        path: "/gettoken",
        method: Method::GET,
        caller: Caller::Credentials(token::of_query),
        permission: None,
        payload: Payload::TopLevel,
        handler: token::snake_case,
    },
    Api {
        path: "/v1.0/oauth2/accessToken",
        method: Method::POST,
        caller: Caller::Credentials(token::of_body),
        permission: Some(BASE),
        payload: Payload::TopLevel,
        handler: token::camel_case,
    },
    Api {
        path: "/v1.0/oauth2/{corpId}/token",
        method: Method::POST,
        caller: Caller::Credentials(token::of_grant),
        permission: Some(BASE),
        payload: Payload::TopLevel,
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
    topapi(
        "/topapi/user/listsimple",
        DEPARTMENT_MEMBER,
        users::list_simple,
    ),
    topapi("/topapi/user/listid", MEMBER, users::list_id),
    topapi("/topapi/user/getbyunionid", MEMBER, users::get_by_unionid),
    topapi("/topapi/user/count", MEMBER, users::count),
    topapi("/topapi/user/listadmin", MEMBER, users::list_admin),
    topapi_top_level(
        "/topapi/user/get_admin_scope",
        MEMBER,
        users::get_admin_scope,
    ),
    topapi("/topapi/inactive/user/v2/get", LIVENESS, users::inactive),
    topapi("/topapi/v2/user/getuserinfo", BASE, users::get_user_info),
    new_api(
        Method::POST,
        "/v1.0/contact/users/search",
        SEARCH,
        users::search,
    ),
    new_api(
        Method::GET,
        "/v1.0/contact/empLeaveRecords",
        COMMON,
        users::leave_records,
    ),
    new_api(
        Method::POST,
        "/v1.0/contact/seniorSettings",
        MANAGE,
        users::set_senior,
    ),
    new_api(
        Method::GET,
        "/v1.0/contact/seniorSettings",
        MEMBER,
        users::get_senior,
    ),
    new_api(
        Method::POST,
        "/v1.0/contact/orgAccounts/enable",
        ACCOUNTS,
        org_accounts::enable,
    ),
    new_api(
        Method::POST,
        "/v1.0/contact/orgAccounts/disable",
        ACCOUNTS,
        org_accounts::disable,
    ),
    new_api(
        Method::POST,
        "/v1.0/contact/orgAccounts/signOut",
        ACCOUNTS,
        org_accounts::sign_out,
    ),
    new_api(
        Method::GET,
        "/v1.0/contact/orgAccounts/status",
        ACCOUNTS,
        org_accounts::status,
    ),
    new_api(
        Method::GET,
        "/v1.0/contact/orgAccounts/ownedOrganizations",
        ACCOUNTS,
        org_accounts::owned_organizations,
    ),
    new_api(
        Method::POST,
        "/v1.0/contact/orgAccounts/multiOrgPermissions/auth",
        ACCOUNTS,
        org_accounts::authorise,
    ),
    topapi("/topapi/v2/department/create", MANAGE, departments::create),
    topapi("/topapi/v2/department/update", MANAGE, departments::update),
    topapi("/topapi/v2/department/delete", MANAGE, departments::delete),
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
    new_api(
        Method::POST,
        "/v1.0/contact/departments/search",
        SEARCH,
        departments::search,
    ),
    bare(Method::POST, "/role/add_role", MANAGE, roles::add_role),
    bare(
        Method::POST,
        "/role/update_role",
        MANAGE,
        roles::update_role,
    ),
    bare(
        Method::POST,
        "/role/add_role_group",
        MANAGE,
        roles::add_role_group,
    ),
    topapi("/topapi/role/deleterole", MANAGE, roles::delete_role),
    topapi("/topapi/role/list", DEPARTMENTS, roles::list),
    topapi_top_level("/topapi/role/getrole", DEPARTMENT_MEMBER, roles::get_role),
    topapi_top_level(
        "/topapi/role/getrolegroup",
        DEPARTMENTS,
        roles::get_role_group,
    ),
    topapi(
        "/topapi/role/simplelist",
        DEPARTMENT_MEMBER,
        roles::simple_list,
    ),
    topapi(
        "/topapi/role/addrolesforemps",
        MANAGE,
        roles::add_roles_for_emps,
    ),
    topapi(
        "/topapi/role/removerolesforemps",
        MANAGE,
        roles::remove_roles_for_emps,
    ),
    topapi("/topapi/role/scope/update", MANAGE, roles::update_scope),
    bare(Method::GET, "/auth/scopes", BASE, scopes::scopes),
    topapi("/topapi/v2/auth/scopes", BASE, scopes::behind_gateway),
    bare(Method::GET, "/user/get", MEMBER, v1::users::get),
    bare(
        Method::GET,
        "/user/list",
        DEPARTMENT_MEMBER,
        v1::users::list,
    ),
    bare(
        Method::GET,
        "/user/simplelist",
        DEPARTMENT_MEMBER,
        v1::users::simple_list,
    ),
    bare(
        Method::GET,
        "/user/getDeptMember",
        MEMBER,
        v1::users::dept_member,
    ),
    bare(Method::POST, "/user/create", MANAGE, v1::users::create),
    bare(Method::POST, "/user/update", MANAGE, v1::users::update),
    bare(Method::GET, "/user/delete", MANAGE, users::delete),
    bare(
        Method::GET,
        "/department/list",
        DEPARTMENTS,
        v1::departments::list,
    ),
    bare(
        Method::GET,
        "/department/list_ids",
        DEPARTMENTS,
        v1::departments::list_ids,
    ),
    bare(
        Method::GET,
        "/department/get",
        DEPARTMENTS,
        v1::departments::get,
    ),
    bare(
        Method::POST,
        "/department/create",
        MANAGE,
        v1::departments::create,
    ),
    bare(
        Method::POST,
        "/department/update",
        MANAGE,
        v1::departments::update,
    ),
    bare(
        Method::GET,
        "/department/delete",
        MANAGE,
        v1::departments::delete,
    ),
];

type Handler = fn(&mut Call<'_>) -> Answer;

/// An endpoint of the gateway, with its payload in `result`.
const fn topapi(path: &'static str, permission: &'static str, handler: Handler) -> Api {
    behind_token(Method::POST, path, permission, Payload::Result, handler)
}

/// An endpoint of the gateway, with its payload beside `errcode`.
const fn topapi_top_level(path: &'static str, permission: &'static str, handler: Handler) -> Api {
    behind_token(Method::POST, path, permission, Payload::TopLevel, handler)
}

/// A legacy endpoint outside the gateway, where a GET has its parameters in the query.
const fn bare(
    method: Method,
    path: &'static str,
    permission: &'static str,
    handler: Handler,
) -> Api {
    behind_token(method, path, permission, Payload::TopLevel, handler)
}

/// An endpoint of the new API, where a GET has its parameters in the query.
const fn new_api(
    method: Method,
    path: &'static str,
    permission: &'static str,
    handler: Handler,
) -> Api {
    behind_token(method, path, permission, Payload::TopLevel, handler)
}

const fn behind_token(
    method: Method,
    path: &'static str,
    permission: &'static str,
    payload: Payload,
    handler: Handler,
) -> Api {
    Api {
        path,
        method,
        caller: Caller::Token,
        permission: Some(permission),
        payload,
        handler,
    }
}

/// The endpoints with this path: one per method.
pub(crate) fn at_path(path: &str) -> impl Iterator<Item = &'static Api> {
    APIS.iter().filter(move |api| matches(api.path, path))
}

/// All endpoints that need a permission, with its code.
pub(crate) fn permissions() -> impl Iterator<Item = (&'static str, &'static Api)> {
    APIS.iter().filter_map(|api| Some((api.permission?, api)))
}

/// Whether a path is one of those that a pattern stands for.
pub(crate) fn matches(pattern: &str, path: &str) -> bool {
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
