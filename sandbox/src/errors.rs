//! Every way in which the server refuses, with DingTalk's codes and texts (specification 6).

use std::net::IpAddr;

use http::StatusCode;

use crate::throttle::Throttled;

/// A numeric error code with its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    pub number: i64,
    pub text: &'static str,
}

macro_rules! codes {
    ($($name:ident = $number:literal $text:literal;)*) => {
        impl Code {
            $(pub const $name: Code = Code { number: $number, text: $text };)*
        }
    };
}

// Where the specification gives a text only in English, the Chinese one is a plain rendering of it.
codes! {
    // The server (specification 6.1)
    SYSTEM_BUSY = -1 "系统繁忙";

    // Requests (specification 6.1)
    BAD_PARAMETER = 400002 "参数错误";
    ILLEGAL_PARAMETER = 40035 "不合法的参数";
    CREDENTIALS_MISSING = 40035 "缺少参数 corpid or appkey";
    EMPTY_PARAMETER = 40036 "参数为空";
    JSON_MISSING = 40035 "缺少参数 json";
    SERVICE_MISSING = 15 "Remote service error[submsg=远程服务不存在]";
    NEEDS_GET = 43001 "需要GET请求";
    NEEDS_POST = 43002 "需要POST请求";
    UNREADABLE_BODY = 47001 "解析JSON/XML内容错误";
    UNKNOWN_PATH = 404 "请求的URI地址不存在";

    // Credentials, permissions and range (specification 6.2)
    TOKEN_BLANK = 40000 "access_token is blank";
    TOKEN_MISSING = 41001 "缺少access_token参数";
    TOKEN_INVALID = 40014 "不合法的access_token";
    TOKEN_EXPIRED = 42001 "access_token超时";
    CREDENTIAL_INVALID = 40001 "获取access_token时Secret错误，或者access_token无效";
    BAD_CORP_SECRET = 40089 "不合法的corpId或corpSecret";
    BAD_APP_SECRET = 40096 "不合法的appKey或appSecret";
    ILLEGAL_AUTH_CODE = 40029 "不合法的oauth_code";
    UNKNOWN_AUTH_CODE = 40078 "不存在的临时授权码";
    NOT_AUTHORISED = 43007 "需要授权";
    BAD_CORP_ID = 52010 "无效的corpid";
    USER_OUT_OF_RANGE = 50002 "请求的员工userid不在授权范围内";
    DEPARTMENT_OUT_OF_RANGE = 50004 "请求的部门id不在授权范围内";

    // Users (specification 6.3)
    INVALID_USERID = 33012 "无效的USERID";
    MOBILE_UNCHANGEABLE = 40022 "企业中的手机号码和登录钉钉的手机号码不一致，暂时不支持修改用户信息，可以删除后重新添加";
    BAD_TELEPHONE = 40063 "不合法的分机号";
    BAD_WORK_PLACE = 40064 "不合法的办公地点";
    BAD_REMARK = 40065 "不合法的备注";
    BAD_OFFSET = 40068 "不合法的偏移量";
    BAD_PAGE_SIZE = 40069 "不合法的分页大小";
    BAD_ORDER = 40070 "不合法的排序参数";
    TELEPHONE_TAKEN = 40100 "分机号已经存在";
    CONSENT_NEEDED = 40103 "已发出邀请，对方同意后即可加入组织";
    INVALID_NUMBER = 40104 "电话号码无效";
    USERID_TAKEN = 60102 "UserID在公司中已存在";
    BAD_MOBILE = 60103 "手机号码不合法，如果是国际号码，请使用+xx-xxxxxx的格式";
    MOBILE_TAKEN = 60104 "手机号码在公司中已存在";
    BAD_EMAIL = 60105 "邮箱不合法";
    EMAIL_TAKEN = 60106 "邮箱已存在";
    PERSON_IS_HERE = 60107 "使用该手机登录钉钉的用户已经在企业中";
    BAD_NAME = 60112 "不合法的用户名称";
    BAD_TITLE = 60119 "不合法的职位";
    USER_DISABLED = 60120 "用户已禁用";
    USER_NOT_FOUND = 60121 "找不到该用户";
    BAD_EXTENSION = 60122 "不合法的扩展属性";
    BAD_JOB_NUMBER = 60123 "不合法的工号";
    UNKNOWN_MANAGER = 60128 "无效的主管id";

    // Roles (specification 4 and 6)
    ROLE_HAS_MEMBERS = 1002 "系统繁忙";
    SYSTEM_ROLE = 23004 "系统默认角色不允许操作";
    ROLE_NOT_FOUND = 33011 "角色不存在";
    ROLE_NAME_EMPTY = 34018 "角色名称为空";
    ROLE_GROUP_NOT_FOUND = 34020 "角色组不存在";
    ROLE_NAME_TAKEN = 34021 "角色名称已存在";
    ILLEGAL_USERID = 40003 "不合法的UserID";
    BAD_LIST_LENGTH = 40032 "不合法的列表长度";
    EMPLOYEE_NOT_FOUND = 46004 "不存在的员工";
    NOT_IN_ROLE = 60301 "该员工没有此角色";
    SIZE_WITHOUT_OFFSET = 400043 "分页参数size和offset必须同时存在";
    ROLE_PARAMETER_EMPTY = 660000 "参数为空";

    // Departments (specification 6.4)
    BAD_DEPARTMENT_ID = 40009 "不合法的部门id";
    BAD_DEPARTMENT_ORDER = 40011 "不合法的部门排序";
    BAD_DEPARTMENT_LIST_FORMAT = 40025 "不合法的部门列表格式";
    BAD_DEPARTMENT_LIST = 40066 "不合法的部门列表";
    BAD_GROUP_OWNER = 40093 "不合法的群主";
    BAD_DEPARTMENT_NAME = 60001 "不合法的部门名称";
    DEPARTMENT_TOO_DEEP = 60002 "部门层级超出限制";
    DEPARTMENT_NOT_FOUND = 60003 "部门不存在";
    PARENT_NOT_FOUND = 60004 "父亲部门不存在";
    DEPARTMENT_HAS_MEMBERS = 60005 "部门下存在成员，不允许删除";
    DEPARTMENT_HAS_CHILDREN = 60006 "部门下存在子部门，不允许删除";
    ROOT_UNDELETABLE = 60007 "根部门不允许删除";
    DEPARTMENT_NAME_CHARACTER = 60009 "部门名称含有非法字符";
    DEPARTMENT_CYCLE = 60010 "部门存在循环关系";
    ROOT_UNCHANGEABLE = 60018 "不允许更新根部门";
    DEPARTMENT_NAME_TAKEN = 60021 "父部门下该部门名称已存在";
    GROUP_OWNER_NOT_FOUND = 60067 "群主不存在";
    DEPARTMENT_MANAGER_NOT_FOUND = 60068 "部门主管不存在";
    BAD_VISIBLE_LIST = 60109 "不合法的可见范围列表";
    TOO_MANY_DEPARTMENTS = 60110 "部门个数超出限制";
}

/// Why a request was refused. How it looks on the wire depends on the API family; see `envelope`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// No endpoint has this path, or on the new API this verb.
    UnknownEndpoint,
    /// The token is blank, unknown or expired.
    Token(Code),
    /// The caller's address is not on the app's allow list.
    IpNotAllowed { ip: IpAddr, client_id: String },
    /// The app lacks an API permission.
    PermissionMissing {
        client_id: String,
        permission: &'static str,
    },
    /// There were too many calls; this one was not executed.
    Throttled(Throttled),
    /// As older endpoints refuse: what the gateway refuses is not wrapped.
    Direct(Box<Failure>),
    /// A required argument is absent.
    MissingArgument(&'static str),
    /// An argument has another type.
    InvalidArgument(&'static str),
    /// A business rule refuses.
    Business(Code),
    /// A special department was asked for; the reply says `success:false` as well (specification 3.5).
    SpecialDepartment,
    /// An error of the new API.
    New(NewApiError),
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::Business(code)
    }
}

/// An error of the new API (specification 1.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NewApiError {
    pub status: StatusCode,
    pub code: String,
    pub message: String,
}

impl NewApiError {
    pub fn new(status: StatusCode, code: &str, message: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
        }
    }

    /// What the caller got wrong: status 400.
    pub fn bad_request(code: &str, message: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// A parameter has a value that is not accepted.
    pub fn bad_parameter() -> Self {
        Self::bad_request("parameter.error", Code::BAD_PARAMETER.text)
    }

    /// What the server could not find or do. The new API says the first with status 500 too
    /// (specification 2.8).
    pub fn server_error(code: &str, message: &str) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, code, message)
    }

    /// A mandatory part of the request is absent: `body`, or the name of a field.
    pub fn missing(name: &str) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            code: format!("Missing{name}"),
            message: format!("{name} is mandatory for this action."),
        }
    }
}

impl From<NewApiError> for Failure {
    fn from(error: NewApiError) -> Self {
        Self::New(error)
    }
}
