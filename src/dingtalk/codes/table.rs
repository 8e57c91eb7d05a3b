//! The rows of the error table, in the order of the specification.

use super::Kind::{
    AlreadyExists, Conflict, InvalidArgument, NotFound, Other, PermissionDenied, QuotaExceeded,
    RateLimited, Unauthenticated, Unavailable, Unsupported,
};
use super::{Hint, Row, row};

const BUSY: &str = "DingTalk is busy or has an error of its own; try again later";
const CREDENTIALS: &str = "DingTalk does not know this client id and secret; copy both from the \
     app's page, and see that they belong to the region in use";
const TOKEN: &str = "DingTalk does not accept the access token";
const NO_TOKEN: &str = "the request reached DingTalk without an access token; a proxy or gateway \
     may have removed it";
const SUITE: &str = "DingTalk takes these for credentials of a third-party app; use those of an \
     internal app";
const AUTH_CODE: &str = "the authorisation code is unknown, used up or expired; ask for a new one";
const GATEWAY: &str = "DingTalk refused the form of the request; a proxy or gateway may have \
     changed it";
const ARGUMENT: &str = "DingTalk does not accept a value of the request; its own message names it";
const NO_USER: &str = "there is no such user: unknown, gone, or invited and not yet a member";
const BAD_USER_ID: &str = "DingTalk does not accept the user identifier";
const BAD_DEPARTMENTS: &str = "DingTalk does not accept the list of departments";
const NO_DEPARTMENT: &str = "there is no such department";
const BAD_DEPARTMENT: &str = "DingTalk does not accept the department identifier";
const NAME_TAKEN: &str = "a sibling department has this name";
const EMAIL_TAKEN: &str = "somebody in the organisation has this e-mail address";
const MEMBERS: &str = "a limit of the number of people is reached; the organisation has to be \
     certified, or the department split";
const MOBILE_FIXED: &str = "DingTalk does not change mobile numbers; delete the user and create it \
     again with the new number";
const BAD_MOBILE: &str = "DingTalk does not accept the mobile number; numbers from abroad are \
     written +<country>-<number>";
const THROTTLED: &str = "too many calls at this moment; DingTalk did not carry this one out";
const QUOTA: &str = "the organisation's monthly allowance of API calls is used up";
const RANGE: &str = "the app's data range does not cover this; widen it on the app's permission \
     page in the developer console";
const PERMISSION: &str = "the app lacks a permission; request it on the page in help-url (or on \
     the app's permission page in the developer console), and try again";
const ADDRESS: &str = "DingTalk refuses the address that this call came from; add it to the app's \
     IP allow list in the developer console";
const DISABLED: &str = "the app or the organisation is disabled; enable it in DingTalk's console";
const CALLBACK: &str = "DingTalk does not accept the callback registration";
const CRYPTO: &str = "DingTalk could not verify or decrypt the callback";
const NO_ROLE: &str = "there is no such role or role group";
const NOT_CONTACTS: &str = "DingTalk refused for a reason outside its Contacts APIs";
const NOT_EXCLUSIVE: &str = "the user's account is not an exclusive one of this organisation";
const NO_ORGANISATION: &str = "DingTalk does not know this organisation";
const NO_API: &str = "this server does not offer the API that was called; look at the base URL";

/// All rows. A code that ends in `*` stands for all that begin like it.
pub const TABLE: &[Row] = &[
    // 6.1 Generic
    row("-1", Unavailable, BUSY).transient().open(),
    row("1002", Unavailable, BUSY).transient().open(),
    row("15", Unavailable, BUSY).transient().open(),
    row("22", Unsupported, NO_API).hint(Hint::LegacyUrl),
    row(
        "40",
        InvalidArgument,
        "a required argument is missing; DingTalk's own message names it",
    ),
    row("41", InvalidArgument, ARGUMENT),
    row("88", Other, "DingTalk refused without saying why"),
    row("404", Unsupported, NO_API).hint(Hint::LegacyUrl),
    row("400001", Unavailable, BUSY).transient().open(),
    row("400002", InvalidArgument, ARGUMENT),
    row("40035", InvalidArgument, ARGUMENT),
    row("40036", InvalidArgument, ARGUMENT),
    row("40038", Unsupported, GATEWAY).hint(Hint::LegacyUrl),
    row("40033", InvalidArgument, ARGUMENT),
    row(
        "41101",
        InvalidArgument,
        "the request is longer than DingTalk accepts",
    ),
    row(
        "41102",
        InvalidArgument,
        "a value is longer than DingTalk accepts",
    ),
    row("43001", Unsupported, GATEWAY).hint(Hint::LegacyUrl),
    row("43002", Unsupported, GATEWAY).hint(Hint::LegacyUrl),
    row(
        "43003",
        Unsupported,
        "DingTalk wants HTTPS; the base URL must begin with https",
    )
    .hint(Hint::LegacyUrl),
    row("43004", Unsupported, GATEWAY).hint(Hint::LegacyUrl),
    row("43005", Unsupported, GATEWAY).hint(Hint::LegacyUrl),
    row("43007", PermissionDenied, PERMISSION),
    row("43008", Unsupported, GATEWAY).hint(Hint::LegacyUrl),
    row("43009", Unsupported, GATEWAY).hint(Hint::LegacyUrl),
    row("44002", Unsupported, GATEWAY).hint(Hint::LegacyUrl),
    row("47001", Unsupported, GATEWAY).hint(Hint::LegacyUrl),
    row("48002", Unsupported, "DingTalk has switched this API off"),
    row("660000", InvalidArgument, ARGUMENT),
    // 6.2 Credentials, permission, scope
    row("40000", Unauthenticated, NO_TOKEN).hint(Hint::LegacyUrl),
    row("40001", Unauthenticated, TOKEN).refresh(),
    row("40002", Unauthenticated, CREDENTIALS).hint(Hint::Credentials),
    row("40013", Unauthenticated, NO_ORGANISATION).hint(Hint::Organisation),
    row("40014", Unauthenticated, TOKEN).refresh(),
    row("40078", InvalidArgument, AUTH_CODE).field("code"),
    row("40029", InvalidArgument, AUTH_CODE).field("code"),
    row("40102", InvalidArgument, AUTH_CODE).field("code"),
    row("40080", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("40082", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("40083", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("40084", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("40085", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("40086", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("40087", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("40088", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("40089", Unauthenticated, CREDENTIALS).hint(Hint::Credentials),
    row("40090", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("40091", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("40096", Unauthenticated, CREDENTIALS).hint(Hint::Credentials),
    row("41001", Unauthenticated, NO_TOKEN).hint(Hint::LegacyUrl),
    row("41002", Unauthenticated, CREDENTIALS).hint(Hint::Organisation),
    row("41004", Unauthenticated, CREDENTIALS).hint(Hint::Credentials),
    row("42001", Unauthenticated, TOKEN).refresh(),
    row("42002", Unauthenticated, AUTH_CODE),
    row("42003", Unauthenticated, AUTH_CODE),
    row("42007", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("42008", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("42009", Unauthenticated, SUITE).hint(Hint::Credentials),
    row("50002", PermissionDenied, RANGE),
    row("50003", PermissionDenied, DISABLED),
    row("50004", PermissionDenied, RANGE),
    row("50005", PermissionDenied, DISABLED),
    row("52010", Unauthenticated, NO_ORGANISATION).hint(Hint::Organisation),
    row("60011", PermissionDenied, PERMISSION),
    row("60020", PermissionDenied, ADDRESS),
    row(
        "70001",
        PermissionDenied,
        "the organisation does not exist or was dissolved",
    ),
    row("71006", AlreadyExists, CALLBACK),
    row("71007", NotFound, CALLBACK),
    row("71008", InvalidArgument, CALLBACK),
    row("71009", InvalidArgument, CALLBACK),
    row("71010", InvalidArgument, CALLBACK),
    row("71011", InvalidArgument, CALLBACK),
    row("71012", InvalidArgument, CALLBACK),
    row("71013", InvalidArgument, CALLBACK),
    row(
        "800001",
        Unsupported,
        "only third-party apps may call this API",
    ),
    row("900001", InvalidArgument, CRYPTO),
    row("900002", InvalidArgument, CRYPTO),
    row("900003", InvalidArgument, CRYPTO),
    row("900004", InvalidArgument, CRYPTO),
    row("900005", InvalidArgument, CRYPTO),
    row("900006", InvalidArgument, CRYPTO),
    row("900007", InvalidArgument, CRYPTO),
    row("900008", InvalidArgument, CRYPTO),
    row("900009", InvalidArgument, CRYPTO),
    row("900010", InvalidArgument, CRYPTO),
    // 6.3 User
    row("33001", Unauthenticated, NO_ORGANISATION).hint(Hint::Organisation),
    row("33012", InvalidArgument, BAD_USER_ID).field("id"),
    row("40003", InvalidArgument, BAD_USER_ID).field("id"),
    row(
        "40031",
        InvalidArgument,
        "the list names somebody who is not in the organisation",
    ),
    row(
        "40032",
        InvalidArgument,
        "the list of users is empty or too long",
    ),
    row(
        "40019",
        QuotaExceeded,
        "this person has joined as many uncertified organisations as DingTalk allows",
    ),
    row("40020", QuotaExceeded, MEMBERS),
    row("40024", QuotaExceeded, MEMBERS),
    row(
        "40021",
        AlreadyExists,
        "somebody has registered this mobile number",
    )
    .field("mobile"),
    row("40022", Unsupported, MOBILE_FIXED).field("mobile"),
    row("40023", QuotaExceeded, MEMBERS).field("departments"),
    row("40056", InvalidArgument, NOT_CONTACTS),
    row("40063", InvalidArgument, "the telephone number is too long").field("telephone"),
    row("40064", InvalidArgument, "the work place is too long").field("work-place"),
    row("40065", InvalidArgument, "the remark is too long").field("remark"),
    row(
        "40068",
        InvalidArgument,
        "DingTalk does not accept the page's offset",
    )
    .field("cursor"),
    row(
        "40069",
        InvalidArgument,
        "DingTalk does not accept the page's size",
    )
    .field("limit"),
    row(
        "40070",
        InvalidArgument,
        "DingTalk does not accept the order",
    )
    .field("order"),
    row(
        "40100",
        AlreadyExists,
        "somebody in the organisation has this telephone number",
    )
    .field("telephone"),
    row("40101", AlreadyExists, EMAIL_TAKEN).field("email"),
    row(
        "40103",
        Conflict,
        "the person was invited and has to agree before anything else",
    ),
    row("40104", InvalidArgument, BAD_MOBILE).field("mobile"),
    row("41009", InvalidArgument, BAD_USER_ID).field("id"),
    row("41054", Unsupported, MOBILE_FIXED).field("mobile"),
    row("46004", NotFound, NO_USER),
    row(
        "60102",
        AlreadyExists,
        "somebody in the organisation has this user identifier",
    )
    .field("id"),
    row("60103", InvalidArgument, BAD_MOBILE).field("mobile"),
    row(
        "60104",
        AlreadyExists,
        "somebody in the organisation has this mobile number",
    )
    .field("mobile"),
    row(
        "60105",
        InvalidArgument,
        "DingTalk does not accept the e-mail address",
    )
    .field("email"),
    row("60106", AlreadyExists, EMAIL_TAKEN).field("email"),
    row(
        "60107",
        AlreadyExists,
        "the person with this mobile number is in the organisation with another number",
    )
    .field("mobile"),
    row("60111", NotFound, NO_USER),
    row(
        "60112",
        InvalidArgument,
        "DingTalk does not accept the name",
    )
    .field("name"),
    row(
        "60113",
        InvalidArgument,
        "a mobile number or an e-mail address is needed",
    )
    .field("mobile"),
    row("60114", InvalidArgument, ARGUMENT),
    row(
        "60118",
        InvalidArgument,
        "there is nothing to invite the person by",
    )
    .field("mobile"),
    row(
        "60119",
        InvalidArgument,
        "DingTalk does not accept the title",
    )
    .field("title"),
    row(
        "60122",
        InvalidArgument,
        "DingTalk does not accept the custom fields",
    )
    .field("attributes"),
    row(
        "60123",
        InvalidArgument,
        "DingTalk does not accept the employee number",
    )
    .field("employee-number"),
    row("60120", Conflict, "the user is disabled"),
    row("60121", NotFound, NO_USER),
    row("60124", Other, NOT_CONTACTS),
    row("60125", Other, NOT_CONTACTS),
    row("60126", Other, NOT_CONTACTS),
    row("60127", Other, NOT_CONTACTS),
    row("60128", InvalidArgument, "there is no such manager").field("manager-id"),
    row(
        "12150",
        Unsupported,
        "the organisation manages positions in DingTalk's HR app; change title and departments there",
    ),
    // 6.4 Department and role
    row("40009", InvalidArgument, BAD_DEPARTMENT).field("department-id"),
    row("40010", InvalidArgument, BAD_DEPARTMENT).field("parent-id"),
    row(
        "40011",
        InvalidArgument,
        "DingTalk does not accept the place among the siblings",
    )
    .field("sort-key"),
    row(
        "40018",
        Unsupported,
        "DingTalk does not list the members of all departments below one",
    ),
    row("40025", InvalidArgument, BAD_DEPARTMENTS).field("departments"),
    row("40066", InvalidArgument, BAD_DEPARTMENTS).field("departments"),
    row(
        "40093",
        InvalidArgument,
        "the owner of the department's group is not a member",
    ),
    row(
        "60001",
        InvalidArgument,
        "the department's name must have 1 to 64 characters",
    )
    .field("name"),
    row(
        "60002",
        Conflict,
        "the tree of departments must not get deeper",
    )
    .field("parent-id"),
    row("60003", NotFound, NO_DEPARTMENT),
    row("60004", NotFound, "there is no such parent department").field("parent-id"),
    row(
        "60005",
        Conflict,
        "the department, or one below it, has members",
    ),
    row("60006", Conflict, "the department has departments below it"),
    row(
        "60007",
        Unsupported,
        "the root department cannot be deleted",
    ),
    row("60008", AlreadyExists, NAME_TAKEN).field("name"),
    row(
        "60009",
        InvalidArgument,
        "the department's name must not contain hyphen, comma or quotation mark",
    )
    .field("name"),
    row(
        "60010",
        Conflict,
        "a department cannot be moved below itself",
    )
    .field("parent-id"),
    row("60016", AlreadyExists, "the department identifier is taken").field("id"),
    row(
        "60018",
        Unsupported,
        "the root department cannot be changed",
    ),
    row(
        "60019",
        Unavailable,
        "DingTalk could not list the department's people; try again later",
    ),
    row("60021", AlreadyExists, NAME_TAKEN).field("name"),
    row(
        "60022",
        InvalidArgument,
        "DingTalk takes a text for sensitive content; change it",
    ),
    row(
        "60067",
        InvalidArgument,
        "the owner of the department's group does not exist",
    ),
    row(
        "60068",
        InvalidArgument,
        "the department's manager does not exist",
    )
    .field("manager-ids"),
    row(
        "60109",
        InvalidArgument,
        "DingTalk does not accept the list of those who may see the department",
    ),
    row(
        "600109",
        InvalidArgument,
        "DingTalk does not accept the list of those who may see the department",
    ),
    row(
        "60110",
        QuotaExceeded,
        "the organisation has as many departments as DingTalk allows",
    ),
    row(
        "60510",
        Other,
        "DingTalk could not set who may see the department",
    ),
    row(
        "23004",
        Unsupported,
        "DingTalk's own roles cannot be changed",
    ),
    row("33011", NotFound, NO_ROLE),
    row(
        "34018",
        InvalidArgument,
        "the role's name must not be empty",
    )
    .field("name"),
    row("34020", NotFound, NO_ROLE),
    row("34021", AlreadyExists, "a role has this name").field("name"),
    row("12012", Other, "DingTalk could not change who has the role"),
    row("60301", NotFound, "the user does not hold the role"),
    row("400043", InvalidArgument, ARGUMENT),
    // 6.5 Throttling
    row("90001", RateLimited, THROTTLED).throttled(1000),
    row("90002", RateLimited, THROTTLED).throttled(1000),
    row("90003", RateLimited, THROTTLED).throttled(1000),
    row("90004", RateLimited, THROTTLED).throttled(1000),
    row("90005", RateLimited, THROTTLED).throttled(1000),
    row("90006", RateLimited, THROTTLED).throttled(1000),
    row("90007", RateLimited, THROTTLED).throttled(1000),
    row("90008", RateLimited, THROTTLED).throttled(1000),
    row("90009", RateLimited, THROTTLED).throttled(1000),
    row("90010", RateLimited, THROTTLED).throttled(1000),
    row("90011", RateLimited, THROTTLED).throttled(1000),
    row("90012", RateLimited, THROTTLED).throttled(1000),
    row("90013", RateLimited, THROTTLED).throttled(1000),
    row("90014", RateLimited, THROTTLED).throttled(1000),
    row("90017", RateLimited, THROTTLED).throttled(1000),
    row("90018", RateLimited, THROTTLED).throttled(1000),
    row("90019", RateLimited, THROTTLED).throttled(1000),
    row("90020", QuotaExceeded, QUOTA),
    // 1.1 and 1.5: the new family
    row("InvalidAuthentication", Unauthenticated, TOKEN).refresh(),
    row(
        "AuthenticationFailed.MissingParameter",
        Unauthenticated,
        NO_TOKEN,
    )
    .hint(Hint::NewUrl),
    row("MissingParameter", InvalidArgument, ARGUMENT),
    row("Missingbody", Unsupported, GATEWAY).hint(Hint::NewUrl),
    row("parameter.error", InvalidArgument, ARGUMENT),
    row("parameter.userNotExists", NotFound, NO_USER),
    row("parameter.orgNotExists", Unauthenticated, NO_ORGANISATION).hint(Hint::Organisation),
    row("invalid.param", InvalidArgument, ARGUMENT),
    row("user.not.exist", NotFound, NO_USER),
    row("employee.not.exist", NotFound, NO_USER),
    row("profile.not.exist", NotFound, NO_USER),
    row("exclusive.account.only", Unsupported, NOT_EXCLUSIVE),
    row("exclusive.account.limit", Unsupported, NOT_EXCLUSIVE),
    row("invalidParameter.user.notFound", NotFound, NO_USER),
    row("invalidParameter.*", InvalidArgument, ARGUMENT),
    row("listsize.too.long", InvalidArgument, "the list is too long"),
    row("invalidClientIdOrSecret", Unauthenticated, CREDENTIALS).hint(Hint::Credentials),
    row("invalid.client", Unauthenticated, CREDENTIALS).hint(Hint::Credentials),
    row(
        "unauthorized.client",
        Unauthenticated,
        "the app does not belong to this organisation",
    )
    .hint(Hint::OrganisationAndApp),
    row("unsupported.grant.type", Unsupported, GATEWAY).hint(Hint::NewUrl),
    row(
        "Forbidden.AccessDenied.AccessTokenPermissionDenied",
        PermissionDenied,
        PERMISSION,
    ),
    row(
        "Forbidden.AccessDenied.IpNotInWhiteList",
        PermissionDenied,
        ADDRESS,
    ),
    row(
        "Forbidden.AccessDenied.QpsLimitForApi",
        RateLimited,
        THROTTLED,
    )
    .throttled(1000),
    row(
        "Forbidden.AccessDenied.QpsLimitForAppkeyAndApi",
        RateLimited,
        THROTTLED,
    )
    .throttled(1000),
    row(
        "Forbidden.AccessDenied.QpsLimitForSuitekeyAndOrgAndApi",
        RateLimited,
        THROTTLED,
    )
    .throttled(1000),
    row(
        "Forbidden.AccessDenied.QpmLimitForAppkeyAndApi",
        RateLimited,
        THROTTLED,
    )
    .throttled(60_000),
    row(
        "Forbidden.AccessDenied.QpmLimitForSuitekeyAndOrgAndApi",
        RateLimited,
        THROTTLED,
    )
    .throttled(60_000),
    row(
        "Forbidden.AccessDenied.ApiCountLimitForOrg",
        QuotaExceeded,
        QUOTA,
    ),
    row("InvalidAction.NotFound", Unsupported, NO_API).hint(Hint::NewUrl),
    row("system.busy", Unavailable, BUSY).transient().open(),
    row("system.error", Unavailable, BUSY).transient().open(),
    row("unknownError", Unavailable, BUSY).transient().open(),
    row("server.error", Unavailable, BUSY).transient().open(),
    row("serviceBusy", Unavailable, BUSY).transient().open(),
    row("operationTimeout", Unavailable, BUSY)
        .transient()
        .open(),
    row("service.timeout", Unavailable, BUSY).transient().open(),
];
