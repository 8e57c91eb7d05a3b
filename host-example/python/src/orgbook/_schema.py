# Generated from the WIT by `cargo run -p orgbook-interface`.
"""The types and the functions of the interface, for the conversion of their values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from ._convert import (
    BOOL,
    STRING,
    U32,
    Enum,
    List,
    Option,
    Record,
    Variant,
    WitType,
)
from ._error import OrgbookError
from ._function import Function, Result
from ._types import (
    AccessScope,
    AccountProfile,
    AccountStatus,
    Administrator,
    AdministratorLevel,
    AdministratorPage,
    Assignment,
    Attribute,
    BackendError,
    CreateOutcome,
    CreatedDepartment,
    CreatedUser,
    DepartedUser,
    DepartedUserPage,
    Department,
    DepartmentChange,
    DepartmentDraft,
    DepartmentField,
    DepartmentPage,
    DepartmentRef,
    DepartureReason,
    Detail,
    DirectoryDescription,
    ErrorKind,
    ExceptionKind,
    Finding,
    ForeignAccount,
    IdPage,
    Membership,
    NameMatch,
    OrganisationRef,
    PageRequest,
    PendingUser,
    Requirement,
    Role,
    RoleGroup,
    RoleGroupPage,
    RoleMember,
    RoleMemberPage,
    RolePage,
    RoleRef,
    SeniorModeException,
    SeniorModeSettings,
    Setting,
    SettingSource,
    Severity,
    User,
    UserChange,
    UserDraft,
    UserField,
    UserOrder,
    UserPage,
    UserRef,
    UserRefPage,
    UserSelection,
)
from .errors import error_of

ERROR_KIND: Final[Variant[ErrorKind.Case]] = Variant(
    (ErrorKind.NotFound, None),
    (ErrorKind.AlreadyExists, None),
    (ErrorKind.Conflict, None),
    (ErrorKind.InvalidArgument, None),
    (ErrorKind.Misconfigured, None),
    (ErrorKind.Unauthenticated, None),
    (ErrorKind.PermissionDenied, None),
    (ErrorKind.EgressDenied, None),
    (ErrorKind.RateLimited, None),
    (ErrorKind.QuotaExceeded, None),
    (ErrorKind.Timeout, None),
    (ErrorKind.Unavailable, None),
    (ErrorKind.BadResponse, None),
    (ErrorKind.OutcomeUnknown, None),
    (ErrorKind.Unsupported, None),
    (ErrorKind.Other, STRING),
)
DETAIL: Final = Record(Detail, name=STRING, value=STRING)
BACKEND_ERROR: Final = Record(BackendError, code=STRING, message=STRING, request_id=Option(STRING))
ERROR: Final = Record(
    OrgbookError,
    error_of,
    kind=ERROR_KIND,
    message=STRING,
    retry_after_ms=Option(U32),
    backend=Option(BACKEND_ERROR),
    details=List(DETAIL),
)
ATTRIBUTE: Final = Record(Attribute, name=STRING, value=STRING)
MEMBERSHIP: Final = Record(
    Membership,
    department_id=STRING,
    sort_key=Option(STRING),
    title=Option(STRING),
    leader=Option(BOOL),
)
ASSIGNMENT: Final = Record(
    Assignment,
    department_id=STRING,
    sort_key=Option(STRING),
    title=Option(STRING),
)
ROLE_REF: Final = Record(RoleRef, id=STRING, name=Option(STRING), group_name=Option(STRING))
USER: Final = Record(
    User,
    id=STRING,
    name=Option(STRING),
    mobile=Option(STRING),
    email=Option(STRING),
    work_email=Option(STRING),
    telephone=Option(STRING),
    employee_number=Option(STRING),
    title=Option(STRING),
    work_place=Option(STRING),
    remark=Option(STRING),
    manager_id=Option(STRING),
    memberships=Option(List(MEMBERSHIP)),
    roles=Option(List(ROLE_REF)),
    hired_on=Option(STRING),
    active=Option(BOOL),
    attributes=List(ATTRIBUTE),
)
USER_DRAFT: Final = Record(
    UserDraft,
    id=Option(STRING),
    name=STRING,
    mobile=Option(STRING),
    email=Option(STRING),
    work_email=Option(STRING),
    telephone=Option(STRING),
    employee_number=Option(STRING),
    title=Option(STRING),
    work_place=Option(STRING),
    remark=Option(STRING),
    manager_id=Option(STRING),
    hired_on=Option(STRING),
    departments=List(ASSIGNMENT),
    attributes=List(ATTRIBUTE),
)
USER_FIELD: Final = Enum(UserField)
USER_CHANGE: Final[Variant[UserChange.Case]] = Variant(
    (UserChange.Name, STRING),
    (UserChange.Mobile, STRING),
    (UserChange.Email, STRING),
    (UserChange.WorkEmail, STRING),
    (UserChange.Telephone, STRING),
    (UserChange.EmployeeNumber, STRING),
    (UserChange.Title, STRING),
    (UserChange.WorkPlace, STRING),
    (UserChange.Remark, STRING),
    (UserChange.Manager, STRING),
    (UserChange.HiredOn, STRING),
    (UserChange.Departments, List(ASSIGNMENT)),
    (UserChange.Attribute, ATTRIBUTE),
    (UserChange.Clear, USER_FIELD),
    (UserChange.RemoveAttribute, STRING),
)
CREATED_USER: Final = Record(CreatedUser, id=STRING, replayed=BOOL, attributes=List(ATTRIBUTE))
PENDING_USER: Final = Record(PendingUser, requested_id=Option(STRING), attributes=List(ATTRIBUTE))
CREATE_OUTCOME: Final[Variant[CreateOutcome.Case]] = Variant(
    (CreateOutcome.Created, CREATED_USER),
    (CreateOutcome.Pending, PENDING_USER),
)
USER_ORDER: Final = Enum(UserOrder)
PAGE_REQUEST: Final = Record(PageRequest, cursor=Option(STRING), limit=Option(U32))
USER_PAGE: Final = Record(UserPage, users=List(USER), next=Option(STRING))
DEPARTMENT: Final = Record(
    Department,
    id=STRING,
    name=Option(STRING),
    parent_id=Option(STRING),
    sort_key=Option(STRING),
    source_identifier=Option(STRING),
    manager_ids=Option(List(STRING)),
    member_count=Option(U32),
    total_member_count=Option(U32),
    attributes=List(ATTRIBUTE),
)
DEPARTMENT_DRAFT: Final = Record(
    DepartmentDraft,
    name=STRING,
    parent_id=STRING,
    sort_key=Option(STRING),
    source_identifier=Option(STRING),
    attributes=List(ATTRIBUTE),
)
CREATED_DEPARTMENT: Final = Record(CreatedDepartment, id=STRING, replayed=BOOL)
DEPARTMENT_FIELD: Final = Enum(DepartmentField)
DEPARTMENT_CHANGE: Final[Variant[DepartmentChange.Case]] = Variant(
    (DepartmentChange.Name, STRING),
    (DepartmentChange.Parent, STRING),
    (DepartmentChange.SortKey, STRING),
    (DepartmentChange.SourceIdentifier, STRING),
    (DepartmentChange.Managers, List(STRING)),
    (DepartmentChange.Attribute, ATTRIBUTE),
    (DepartmentChange.Clear, DEPARTMENT_FIELD),
    (DepartmentChange.RemoveAttribute, STRING),
)
DEPARTMENT_PAGE: Final = Record(DepartmentPage, departments=List(DEPARTMENT), next=Option(STRING))
NAME_MATCH: Final = Enum(NameMatch)
USER_SELECTION: Final = Enum(UserSelection)
USER_REF: Final = Record(UserRef, id=STRING, name=Option(STRING))
USER_REF_PAGE: Final = Record(UserRefPage, users=List(USER_REF), next=Option(STRING))
ID_PAGE: Final = Record(IdPage, ids=List(STRING), next=Option(STRING))
DEPARTURE_REASON: Final[Variant[DepartureReason.Case]] = Variant(
    (DepartureReason.Left, None),
    (DepartureReason.RemovedByAdministrator, None),
    (DepartureReason.RemovedByProgram, None),
    (DepartureReason.AccountCancelled, None),
    (DepartureReason.Other, STRING),
)
DEPARTED_USER: Final = Record(
    DepartedUser,
    id=STRING,
    name=Option(STRING),
    mobile=Option(STRING),
    left_at=Option(STRING),
    reason=Option(DEPARTURE_REASON),
    attributes=List(ATTRIBUTE),
)
DEPARTED_USER_PAGE: Final = Record(DepartedUserPage, users=List(DEPARTED_USER), next=Option(STRING))
ADMINISTRATOR_LEVEL: Final[Variant[AdministratorLevel.Case]] = Variant(
    (AdministratorLevel.Main, None),
    (AdministratorLevel.Sub, None),
    (AdministratorLevel.Other, STRING),
)
ADMINISTRATOR: Final = Record(Administrator, user_id=STRING, level=Option(ADMINISTRATOR_LEVEL))
ADMINISTRATOR_PAGE: Final = Record(
    AdministratorPage,
    administrators=List(ADMINISTRATOR),
    next=Option(STRING),
)
ACCESS_SCOPE: Final = Record(
    AccessScope,
    department_ids=List(STRING),
    user_ids=List(STRING),
    user_fields=List(STRING),
)
ROLE: Final = Record(
    Role,
    id=STRING,
    name=Option(STRING),
    group_id=Option(STRING),
    attributes=List(ATTRIBUTE),
)
ROLE_PAGE: Final = Record(RolePage, roles=List(ROLE), next=Option(STRING))
DEPARTMENT_REF: Final = Record(DepartmentRef, id=STRING, name=Option(STRING))
ROLE_MEMBER: Final = Record(
    RoleMember,
    user_id=STRING,
    name=Option(STRING),
    scope=Option(List(DEPARTMENT_REF)),
)
ROLE_MEMBER_PAGE: Final = Record(RoleMemberPage, members=List(ROLE_MEMBER), next=Option(STRING))
SEVERITY: Final = Enum(Severity)
FINDING: Final = Record(
    Finding,
    id=STRING,
    severity=SEVERITY,
    subject=STRING,
    observed=STRING,
    action=Option(STRING),
    url=Option(STRING),
    details=List(DETAIL),
)
SETTING_SOURCE: Final = Enum(SettingSource)
SETTING: Final = Record(
    Setting,
    name=STRING,
    value=Option(STRING),
    source=SETTING_SOURCE,
    problem=Option(STRING),
)
REQUIREMENT: Final = Record(Requirement, permission=STRING, functions=List(STRING), purpose=STRING)
DIRECTORY_DESCRIPTION: Final = Record(
    DirectoryDescription,
    provider=STRING,
    version=STRING,
    root_department_id=STRING,
    settings=List(SETTING),
    requirements=List(REQUIREMENT),
)
ROLE_GROUP: Final = Record(RoleGroup, id=STRING, name=Option(STRING), roles=List(ROLE))
ROLE_GROUP_PAGE: Final = Record(RoleGroupPage, groups=List(ROLE_GROUP), next=Option(STRING))
ACCOUNT_PROFILE: Final = Record(
    AccountProfile,
    mobile=Option(STRING),
    nickname=Option(STRING),
    avatar_media_id=Option(STRING),
)
FOREIGN_ACCOUNT: Final = Record(ForeignAccount, corp_id=STRING, user_id=STRING)
ACCOUNT_STATUS: Final = Enum(AccountStatus)
ORGANISATION_REF: Final = Record(OrganisationRef, corp_id=STRING, name=Option(STRING))
EXCEPTION_KIND: Final = Enum(ExceptionKind)
SENIOR_MODE_EXCEPTION: Final = Record(
    SeniorModeException,
    kind=EXCEPTION_KIND,
    id=STRING,
    name=Option(STRING),
)
SENIOR_MODE_SETTINGS: Final = Record(
    SeniorModeSettings,
    protected_scenes=List(STRING),
    exceptions=List(SENIOR_MODE_EXCEPTION),
)

TYPES: Final[Sequence[WitType[Any]]] = [
    ERROR_KIND,
    DETAIL,
    BACKEND_ERROR,
    ERROR,
    ATTRIBUTE,
    MEMBERSHIP,
    ASSIGNMENT,
    ROLE_REF,
    USER,
    USER_DRAFT,
    USER_FIELD,
    USER_CHANGE,
    CREATED_USER,
    PENDING_USER,
    CREATE_OUTCOME,
    USER_ORDER,
    PAGE_REQUEST,
    USER_PAGE,
    DEPARTMENT,
    DEPARTMENT_DRAFT,
    CREATED_DEPARTMENT,
    DEPARTMENT_FIELD,
    DEPARTMENT_CHANGE,
    DEPARTMENT_PAGE,
    NAME_MATCH,
    USER_SELECTION,
    USER_REF,
    USER_REF_PAGE,
    ID_PAGE,
    DEPARTURE_REASON,
    DEPARTED_USER,
    DEPARTED_USER_PAGE,
    ADMINISTRATOR_LEVEL,
    ADMINISTRATOR,
    ADMINISTRATOR_PAGE,
    ACCESS_SCOPE,
    ROLE,
    ROLE_PAGE,
    DEPARTMENT_REF,
    ROLE_MEMBER,
    ROLE_MEMBER_PAGE,
    SEVERITY,
    FINDING,
    SETTING_SOURCE,
    SETTING,
    REQUIREMENT,
    DIRECTORY_DESCRIPTION,
    ROLE_GROUP,
    ROLE_GROUP_PAGE,
    ACCOUNT_PROFILE,
    FOREIGN_ACCOUNT,
    ACCOUNT_STATUS,
    ORGANISATION_REF,
    EXCEPTION_KIND,
    SENIOR_MODE_EXCEPTION,
    SENIOR_MODE_SETTINGS,
]

_USERS = "orgbook:directory/users@0.1.0"
GET_USER: Final = Function(_USERS, "get-user", Result(USER, ERROR), id=STRING)
FIND_USER_BY_MOBILE: Final = Function(
    _USERS,
    "find-user-by-mobile",
    Result(Option(USER), ERROR),
    mobile=STRING,
)
LIST_USERS: Final = Function(
    _USERS,
    "list-users",
    Result(USER_PAGE, ERROR),
    department_id=STRING,
    order=Option(USER_ORDER),
    page=Option(PAGE_REQUEST),
)
CREATE_USER: Final = Function(
    _USERS,
    "create-user",
    Result(CREATE_OUTCOME, ERROR),
    draft=USER_DRAFT,
    idempotency_key=Option(STRING),
)
UPDATE_USER: Final = Function(
    _USERS,
    "update-user",
    Result[None](None, ERROR),
    id=STRING,
    changes=List(USER_CHANGE),
)
DELETE_USER: Final = Function(_USERS, "delete-user", Result[None](None, ERROR), id=STRING)

_USER_QUERIES = "orgbook:directory/user-queries@0.1.0"
FIND_USER_BY_ATTRIBUTE: Final = Function(
    _USER_QUERIES,
    "find-user-by-attribute",
    Result(Option(USER), ERROR),
    name=STRING,
    value=STRING,
)
SEARCH_USER_IDS: Final = Function(
    _USER_QUERIES,
    "search-user-ids",
    Result(ID_PAGE, ERROR),
    name=STRING,
    matching=NAME_MATCH,
    page=Option(PAGE_REQUEST),
)
LIST_USER_IDS: Final = Function(
    _USER_QUERIES,
    "list-user-ids",
    Result(ID_PAGE, ERROR),
    department_id=STRING,
    page=Option(PAGE_REQUEST),
)
LIST_USER_REFS: Final = Function(
    _USER_QUERIES,
    "list-user-refs",
    Result(USER_REF_PAGE, ERROR),
    department_id=STRING,
    order=Option(USER_ORDER),
    page=Option(PAGE_REQUEST),
)
LIST_INACTIVE_USER_IDS: Final = Function(
    _USER_QUERIES,
    "list-inactive-user-ids",
    Result(ID_PAGE, ERROR),
    day=STRING,
    department_ids=Option(List(STRING)),
    page=Option(PAGE_REQUEST),
)
LIST_DEPARTED_USERS: Final = Function(
    _USER_QUERIES,
    "list-departed-users",
    Result(DEPARTED_USER_PAGE, ERROR),
    since=STRING,
    until=Option(STRING),
    page=Option(PAGE_REQUEST),
)

_DEPARTMENTS = "orgbook:directory/departments@0.1.0"
GET_DEPARTMENT: Final = Function(
    _DEPARTMENTS,
    "get-department",
    Result(DEPARTMENT, ERROR),
    id=STRING,
)
LIST_DEPARTMENT_IDS: Final = Function(
    _DEPARTMENTS,
    "list-department-ids",
    Result(ID_PAGE, ERROR),
    parent_id=STRING,
    page=Option(PAGE_REQUEST),
)
LIST_DEPARTMENTS: Final = Function(
    _DEPARTMENTS,
    "list-departments",
    Result(DEPARTMENT_PAGE, ERROR),
    parent_id=STRING,
    page=Option(PAGE_REQUEST),
)
CREATE_DEPARTMENT: Final = Function(
    _DEPARTMENTS,
    "create-department",
    Result(CREATED_DEPARTMENT, ERROR),
    draft=DEPARTMENT_DRAFT,
)
UPDATE_DEPARTMENT: Final = Function(
    _DEPARTMENTS,
    "update-department",
    Result[None](None, ERROR),
    id=STRING,
    changes=List(DEPARTMENT_CHANGE),
)
DELETE_DEPARTMENT: Final = Function(
    _DEPARTMENTS,
    "delete-department",
    Result[None](None, ERROR),
    id=STRING,
)

_DEPARTMENT_QUERIES = "orgbook:directory/department-queries@0.1.0"
GET_DEPARTMENT_PATH: Final = Function(
    _DEPARTMENT_QUERIES,
    "get-department-path",
    Result(List(STRING), ERROR),
    id=STRING,
)
LIST_USER_DEPARTMENT_PATHS: Final = Function(
    _DEPARTMENT_QUERIES,
    "list-user-department-paths",
    Result(List(List(STRING)), ERROR),
    user_id=STRING,
)
SEARCH_DEPARTMENT_IDS: Final = Function(
    _DEPARTMENT_QUERIES,
    "search-department-ids",
    Result(ID_PAGE, ERROR),
    name=STRING,
    page=Option(PAGE_REQUEST),
)

_ORGANISATION = "orgbook:directory/organisation@0.1.0"
COUNT_USERS: Final = Function(
    _ORGANISATION,
    "count-users",
    Result(U32, ERROR),
    selection=USER_SELECTION,
)
LIST_ADMINISTRATORS: Final = Function(
    _ORGANISATION,
    "list-administrators",
    Result(ADMINISTRATOR_PAGE, ERROR),
    page=Option(PAGE_REQUEST),
)
GET_ADMINISTRATOR_SCOPE: Final = Function(
    _ORGANISATION,
    "get-administrator-scope",
    Result(List(STRING), ERROR),
    user_id=STRING,
)
GET_ACCESS_SCOPE: Final = Function(_ORGANISATION, "get-access-scope", Result(ACCESS_SCOPE, ERROR))

_ROLES = "orgbook:directory/roles@0.1.0"
LIST_ROLES: Final = Function(
    _ROLES,
    "list-roles",
    Result(ROLE_PAGE, ERROR),
    page=Option(PAGE_REQUEST),
)
GET_ROLE: Final = Function(_ROLES, "get-role", Result(ROLE, ERROR), id=STRING)
CREATE_ROLE: Final = Function(
    _ROLES,
    "create-role",
    Result(STRING, ERROR),
    name=STRING,
    group_id=Option(STRING),
)
RENAME_ROLE: Final = Function(
    _ROLES,
    "rename-role",
    Result[None](None, ERROR),
    id=STRING,
    name=STRING,
)
DELETE_ROLE: Final = Function(_ROLES, "delete-role", Result[None](None, ERROR), id=STRING)

_ROLE_MEMBERS = "orgbook:directory/role-members@0.1.0"
LIST_ROLE_MEMBERS: Final = Function(
    _ROLE_MEMBERS,
    "list-role-members",
    Result(ROLE_MEMBER_PAGE, ERROR),
    role_id=STRING,
    page=Option(PAGE_REQUEST),
)
ADD_ROLE_MEMBERS: Final = Function(
    _ROLE_MEMBERS,
    "add-role-members",
    Result[None](None, ERROR),
    role_id=STRING,
    user_ids=List(STRING),
)
REMOVE_ROLE_MEMBERS: Final = Function(
    _ROLE_MEMBERS,
    "remove-role-members",
    Result[None](None, ERROR),
    role_id=STRING,
    user_ids=List(STRING),
)
SET_ROLE_MEMBER_SCOPE: Final = Function(
    _ROLE_MEMBERS,
    "set-role-member-scope",
    Result[None](None, ERROR),
    role_id=STRING,
    user_id=STRING,
    department_ids=Option(List(STRING)),
)

_DIAGNOSTICS = "orgbook:directory/diagnostics@0.1.0"
DESCRIBE_DIRECTORY: Final = Function(_DIAGNOSTICS, "describe-directory", DIRECTORY_DESCRIPTION)
CHECK_DIRECTORY: Final = Function(_DIAGNOSTICS, "check-directory", List(FINDING))

_DINGTALK_ACCOUNTS = "orgbook:directory/dingtalk-accounts@0.1.0"
CREATE_SSO_ACCOUNT: Final = Function(
    _DINGTALK_ACCOUNTS,
    "create-sso-account",
    Result(CREATE_OUTCOME, ERROR),
    draft=USER_DRAFT,
    profile=ACCOUNT_PROFILE,
    idempotency_key=Option(STRING),
)
CREATE_LOGIN_ACCOUNT: Final = Function(
    _DINGTALK_ACCOUNTS,
    "create-login-account",
    Result(CREATE_OUTCOME, ERROR),
    draft=USER_DRAFT,
    login_id=STRING,
    password=STRING,
    send_password=BOOL,
    profile=ACCOUNT_PROFILE,
    idempotency_key=Option(STRING),
)
INVITE_ACCOUNT: Final = Function(
    _DINGTALK_ACCOUNTS,
    "invite-account",
    Result(CREATE_OUTCOME, ERROR),
    draft=USER_DRAFT,
    account=FOREIGN_ACCOUNT,
    idempotency_key=Option(STRING),
)
PERMIT_ACCOUNT_INVITATIONS: Final = Function(
    _DINGTALK_ACCOUNTS,
    "permit-account-invitations",
    Result[None](None, ERROR),
    corp_id=STRING,
    department_ids=Option(List(STRING)),
)
ENABLE_ACCOUNT: Final = Function(
    _DINGTALK_ACCOUNTS,
    "enable-account",
    Result[None](None, ERROR),
    user_id=STRING,
)
DISABLE_ACCOUNT: Final = Function(
    _DINGTALK_ACCOUNTS,
    "disable-account",
    Result[None](None, ERROR),
    user_id=STRING,
    reason=Option(STRING),
)
SIGN_OUT_ACCOUNT: Final = Function(
    _DINGTALK_ACCOUNTS,
    "sign-out-account",
    Result[None](None, ERROR),
    user_id=STRING,
    reason=Option(STRING),
)
GET_ACCOUNT_STATUS: Final = Function(
    _DINGTALK_ACCOUNTS,
    "get-account-status",
    Result(ACCOUNT_STATUS, ERROR),
    user_id=STRING,
)
LIST_ACCOUNT_ORGANISATIONS: Final = Function(
    _DINGTALK_ACCOUNTS,
    "list-account-organisations",
    Result(List(ORGANISATION_REF), ERROR),
    user_id=STRING,
)

_DINGTALK_SENIOR_MODE = "orgbook:directory/dingtalk-senior-mode@0.1.0"
GET_SENIOR_MODE_SETTINGS: Final = Function(
    _DINGTALK_SENIOR_MODE,
    "get-senior-mode-settings",
    Result(SENIOR_MODE_SETTINGS, ERROR),
    user_id=STRING,
)
SET_SENIOR_MODE: Final = Function(
    _DINGTALK_SENIOR_MODE,
    "set-senior-mode",
    Result[None](None, ERROR),
    user_id=STRING,
    on=BOOL,
    settings=SENIOR_MODE_SETTINGS,
)

_DINGTALK_ROLE_GROUPS = "orgbook:directory/dingtalk-role-groups@0.1.0"
LIST_ROLE_GROUPS: Final = Function(
    _DINGTALK_ROLE_GROUPS,
    "list-role-groups",
    Result(ROLE_GROUP_PAGE, ERROR),
    page=Option(PAGE_REQUEST),
)
GET_ROLE_GROUP: Final = Function(
    _DINGTALK_ROLE_GROUPS,
    "get-role-group",
    Result(ROLE_GROUP, ERROR),
    id=STRING,
)
CREATE_ROLE_GROUP: Final = Function(
    _DINGTALK_ROLE_GROUPS,
    "create-role-group",
    Result(STRING, ERROR),
    name=STRING,
)

FUNCTIONS: Final[Mapping[str, Function[Any]]] = {
    "get-user": GET_USER,
    "find-user-by-mobile": FIND_USER_BY_MOBILE,
    "list-users": LIST_USERS,
    "create-user": CREATE_USER,
    "update-user": UPDATE_USER,
    "delete-user": DELETE_USER,
    "find-user-by-attribute": FIND_USER_BY_ATTRIBUTE,
    "search-user-ids": SEARCH_USER_IDS,
    "list-user-ids": LIST_USER_IDS,
    "list-user-refs": LIST_USER_REFS,
    "list-inactive-user-ids": LIST_INACTIVE_USER_IDS,
    "list-departed-users": LIST_DEPARTED_USERS,
    "get-department": GET_DEPARTMENT,
    "list-department-ids": LIST_DEPARTMENT_IDS,
    "list-departments": LIST_DEPARTMENTS,
    "create-department": CREATE_DEPARTMENT,
    "update-department": UPDATE_DEPARTMENT,
    "delete-department": DELETE_DEPARTMENT,
    "get-department-path": GET_DEPARTMENT_PATH,
    "list-user-department-paths": LIST_USER_DEPARTMENT_PATHS,
    "search-department-ids": SEARCH_DEPARTMENT_IDS,
    "count-users": COUNT_USERS,
    "list-administrators": LIST_ADMINISTRATORS,
    "get-administrator-scope": GET_ADMINISTRATOR_SCOPE,
    "get-access-scope": GET_ACCESS_SCOPE,
    "list-roles": LIST_ROLES,
    "get-role": GET_ROLE,
    "create-role": CREATE_ROLE,
    "rename-role": RENAME_ROLE,
    "delete-role": DELETE_ROLE,
    "list-role-members": LIST_ROLE_MEMBERS,
    "add-role-members": ADD_ROLE_MEMBERS,
    "remove-role-members": REMOVE_ROLE_MEMBERS,
    "set-role-member-scope": SET_ROLE_MEMBER_SCOPE,
    "describe-directory": DESCRIBE_DIRECTORY,
    "check-directory": CHECK_DIRECTORY,
    "create-sso-account": CREATE_SSO_ACCOUNT,
    "create-login-account": CREATE_LOGIN_ACCOUNT,
    "invite-account": INVITE_ACCOUNT,
    "permit-account-invitations": PERMIT_ACCOUNT_INVITATIONS,
    "enable-account": ENABLE_ACCOUNT,
    "disable-account": DISABLE_ACCOUNT,
    "sign-out-account": SIGN_OUT_ACCOUNT,
    "get-account-status": GET_ACCOUNT_STATUS,
    "list-account-organisations": LIST_ACCOUNT_ORGANISATIONS,
    "get-senior-mode-settings": GET_SENIOR_MODE_SETTINGS,
    "set-senior-mode": SET_SENIOR_MODE,
    "list-role-groups": LIST_ROLE_GROUPS,
    "get-role-group": GET_ROLE_GROUP,
    "create-role-group": CREATE_ROLE_GROUP,
}
