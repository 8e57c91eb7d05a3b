//! How answers look on the wire, for each API family (specification 1.4 and 1.5).

use std::net::IpAddr;

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::errors::{Code, Failure, NewApiError};
use crate::generator::Generator;
use crate::incoming::Incoming;

/// What a handler gives: the payload, or nothing for calls without one.
pub(crate) type Answer = Result<Option<Value>, Failure>;

/// Where the payload of a success stands on the gateway. Other families have it at top level always.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Payload {
    /// In `result`.
    Result,
    /// Beside `errcode` (specification 1.4).
    TopLevel,
}

/// The API families, told apart by path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// The legacy gateway, `/topapi/...`.
    Topapi,
    /// Legacy paths outside the gateway, such as `/gettoken`.
    Bare,
    /// The new API, `/v1.0/...`.
    New,
}

impl Family {
    pub fn of(path: &str) -> Self {
        let first = path.trim_start_matches('/').split('/').next();
        match first.unwrap_or_default() {
            "topapi" => Self::Topapi,
            "v1.0" | "v2.0" => Self::New,
            _ => Self::Bare,
        }
    }
}

/// A reply, and the code that goes into the record of requests.
#[derive(Debug)]
pub(crate) struct Reply {
    pub status: StatusCode,
    pub code: String,
    pub body: Vec<u8>,
    pub content_type: &'static str,
}

impl Reply {
    /// What stands for an answer where there is none.
    pub fn nothing() -> Self {
        Self {
            status: StatusCode::OK,
            code: String::new(),
            body: Vec::new(),
            content_type: "application/json",
        }
    }

    pub fn into_response(self) -> Response<Vec<u8>> {
        let mut response = Response::new(self.body);
        *response.status_mut() = self.status;
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        response
    }
}

/// Puts an answer into its family's envelope.
pub(crate) fn reply(
    incoming: &Incoming,
    payload: Payload,
    answer: Answer,
    generator: &mut Generator,
) -> Reply {
    match incoming.family {
        Family::Topapi => topapi(&incoming.path, payload, answer, generator.request_id()),
        Family::Bare => bare(answer),
        Family::New => new_api(answer, generator),
    }
}

/// The legacy object: keys in alphabetical order and the request id last, as live replies have it.
#[derive(Serialize)]
struct Legacy {
    #[serde(flatten)]
    fields: Map<String, Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
}

fn topapi(path: &str, payload: Payload, answer: Answer, request_id: String) -> Reply {
    let (code, fields) = match answer {
        Ok(value) => success(payload, value),
        Err(failure) => refusal(path, failure),
    };
    let body = text(&Legacy {
        fields,
        request_id: Some(request_id),
    });
    Reply {
        status: StatusCode::OK,
        code,
        content_type: "application/json;charset=UTF-8",
        // The gateway escapes slashes, which only occur inside strings (specification 11, Q26).
        body: body.replace('/', "\\/").into_bytes(),
    }
}

fn success(payload: Payload, value: Option<Value>) -> (String, Map<String, Value>) {
    let mut fields = object(json!({"errcode": 0, "errmsg": "ok"}));
    match (payload, value) {
        (_, None) => {}
        (Payload::Result, Some(value)) => {
            fields.insert("result".to_owned(), value);
        }
        (Payload::TopLevel, Some(value)) => fields.extend(object(value)),
    }
    ("0".to_owned(), fields)
}

fn refusal(path: &str, failure: Failure) -> (String, Map<String, Value>) {
    if let Some((code, text)) = gateway_condition(&failure) {
        return wrapped(code, &text);
    }
    match failure {
        Failure::UnknownEndpoint => {
            let reason = format!("不合法ApiName，ApiName = {}", api_name(path));
            let fields = json!({
                "errcode": 22,
                "errmsg": format!("Invalid method[submsg={reason}]"),
                "sub_msg": reason,
            });
            ("22".to_owned(), object(fields))
        }
        Failure::MissingArgument(name) => direct(40, &format!("Missing required arguments:{name}")),
        Failure::InvalidArgument(name) => direct(41, &format!("Invalid arguments:{name}")),
        Failure::Business(code) => business(code),
        Failure::Direct(failure) => match gateway_condition(&failure) {
            Some((code, text)) => direct(code, &text),
            None => refusal(path, *failure),
        },
        Failure::SpecialDepartment => {
            let (code, mut fields) =
                direct(Code::BAD_DEPARTMENT_ID.number, Code::BAD_DEPARTMENT_ID.text);
            fields.insert("success".to_owned(), Value::Bool(false));
            (code, fields)
        }
        // Gateway conditions are handled above, and errors of the new API do not occur here.
        Failure::Token(_)
        | Failure::IpNotAllowed { .. }
        | Failure::PermissionMissing { .. }
        | Failure::Throttled(_)
        | Failure::New(_) => direct(Code::BAD_PARAMETER.number, Code::BAD_PARAMETER.text),
    }
}

/// The name that the gateway has for the API at this path (specification 1.4).
pub(crate) fn api_name(path: &str) -> String {
    let behind_gateway = path.strip_prefix("/topapi/");
    let name = behind_gateway.unwrap_or(path.trim_start_matches('/'));
    format!("dingtalk.oapi.{}", name.replace('/', "."))
}

/// The code and the text of a failure, for those who want no envelope.
pub(crate) fn explain(path: &str, failure: Failure) -> (String, String) {
    if let Failure::New(error) = failure {
        return (error.code, error.message);
    }
    let (code, fields) = refusal(path, failure);
    let text = fields.get("sub_msg").or_else(|| fields.get("errmsg"));
    let text = text.and_then(Value::as_str).unwrap_or_default();
    (code, text.to_owned())
}

/// What the gateway itself refuses, with its code and text.
fn gateway_condition(failure: &Failure) -> Option<(i64, String)> {
    match failure {
        Failure::Token(code) => Some((code.number, code.text.to_owned())),
        Failure::IpNotAllowed { ip, client_id } => Some((60020, address_text(ip, client_id))),
        Failure::PermissionMissing {
            client_id,
            permission,
        } => Some((
            60011,
            format!(
                "应用尚未开通所需的权限：[{permission}]，点击链接申请并开通即可：\
                 https://open-dev.dingtalk.com/appscope/apply?content={client_id}%23{permission}, \
                 {{requiredScopes=[{permission}]}}"
            ),
        )),
        Failure::Throttled(throttled) => Some((throttled.number(), throttled.text())),
        _ => None,
    }
}

fn address_text(ip: &IpAddr, client_id: &str) -> String {
    format!("访问ip不在白名单之中,request ip={ip} appKey({client_id})")
}

/// On the gateway its own refusals come as 88 with the real code beside it, as text.
fn wrapped(code: i64, text: &str) -> (String, Map<String, Value>) {
    let fields = json!({
        "errcode": 88,
        "errmsg": format!("ding talk error[subcode={code},submsg={text}]"),
        "sub_code": code.to_string(),
        "sub_msg": text,
    });
    (code.to_string(), object(fields))
}

fn direct(code: i64, text: &str) -> (String, Map<String, Value>) {
    (
        code.to_string(),
        object(json!({"errcode": code, "errmsg": text})),
    )
}

fn business(code: Code) -> (String, Map<String, Value>) {
    direct(code.number, code.text)
}

/// Bare paths answer at top level and without a request id; their errors are never wrapped.
fn bare(answer: Answer) -> Reply {
    let (code, fields) = match answer {
        Ok(value) => success(Payload::TopLevel, value),
        Err(Failure::UnknownEndpoint) => direct(Code::UNKNOWN_PATH.number, Code::UNKNOWN_PATH.text),
        Err(Failure::Token(Code::TOKEN_BLANK)) => business(Code::TOKEN_MISSING),
        Err(Failure::MissingArgument(name)) => {
            direct(Code::ILLEGAL_PARAMETER.number, &format!("缺少参数 {name}"))
        }
        Err(Failure::InvalidArgument(_)) => business(Code::ILLEGAL_PARAMETER),
        Err(failure) => match gateway_condition(&failure) {
            Some((code, text)) => direct(code, &text),
            None => refusal("", failure),
        },
    };
    Reply {
        status: StatusCode::OK,
        code,
        content_type: "application/json",
        body: text(&Legacy {
            fields,
            request_id: None,
        })
        .into_bytes(),
    }
}

fn new_api(answer: Answer, generator: &mut Generator) -> Reply {
    let failure = match answer {
        Ok(payload) => {
            return Reply {
                status: StatusCode::OK,
                code: "0".to_owned(),
                content_type: "application/json;charset=utf-8",
                body: payload
                    .map(|payload| payload.to_string().into_bytes())
                    .unwrap_or_default(),
            };
        }
        Err(failure) => failure,
    };
    let detail = match &failure {
        Failure::PermissionMissing { permission, .. } => {
            Some(json!({"requiredScopes": [permission]}))
        }
        _ => None,
    };
    let error = new_api_error(failure);
    let mut fields = object(json!({
        "code": error.code,
        "message": error.message,
        "requestid": generator.uuid(),
    }));
    if let Some(detail) = detail {
        fields.insert("accessdenieddetail".to_owned(), detail);
    }
    Reply {
        status: error.status,
        code: error.code,
        content_type: "application/json;charset=utf-8",
        body: text(&fields).into_bytes(),
    }
}

fn new_api_error(failure: Failure) -> NewApiError {
    match failure {
        Failure::New(error) => error,
        Failure::UnknownEndpoint => NewApiError::new(
            StatusCode::NOT_FOUND,
            "InvalidAction.NotFound",
            "Specified api is not found, please check your url and method.",
        ),
        Failure::Token(Code::TOKEN_BLANK) => NewApiError::bad_request(
            "AuthenticationFailed.MissingParameter",
            "缺少参数：x-acs-dingtalk-access-token",
        ),
        Failure::Token(_) => {
            NewApiError::bad_request("InvalidAuthentication", Code::TOKEN_INVALID.text)
        }
        Failure::IpNotAllowed { ip, client_id } => NewApiError::new(
            StatusCode::FORBIDDEN,
            "Forbidden.AccessDenied.IpNotInWhiteList",
            &address_text(&ip, &client_id),
        ),
        Failure::PermissionMissing { .. } => NewApiError::new(
            StatusCode::FORBIDDEN,
            "Forbidden.AccessDenied.AccessTokenPermissionDenied",
            "没有调用该接口的权限，接口权限申请参考：https://open.dingtalk.com/document/orgapp-server/add-api-permission",
        ),
        Failure::Throttled(throttled) => {
            NewApiError::new(StatusCode::FORBIDDEN, throttled.code(), &throttled.text())
        }
        Failure::Direct(failure) => new_api_error(*failure),
        Failure::MissingArgument(_)
        | Failure::InvalidArgument(_)
        | Failure::Business(_)
        | Failure::SpecialDepartment => NewApiError::bad_parameter(),
    }
}

/// The fields of what `json!({..})` made.
fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// JSON text. Maps with text keys always serialise.
fn text(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(path: &str, failure: Failure) -> (u16, Value) {
        let request = http::Request::get(path).body(Vec::new()).unwrap();
        let reply = reply(
            &Incoming::new(&request, [127, 0, 0, 1].into()),
            Payload::Result,
            Err(failure),
            &mut Generator::new(1),
        );
        (
            reply.status.as_u16(),
            serde_json::from_slice(&reply.body).unwrap(),
        )
    }

    #[test]
    fn a_blank_token_on_the_new_api_names_the_header() {
        let (status, body) = body("/v1.0/x", Failure::Token(Code::TOKEN_BLANK));
        assert_eq!(status, 400);
        assert_eq!(body["code"], "AuthenticationFailed.MissingParameter");
    }

    #[test]
    fn an_invalid_or_expired_token_on_the_new_api_is_invalid_authentication() {
        for code in [Code::TOKEN_INVALID, Code::TOKEN_EXPIRED] {
            let (status, body) = body("/v1.0/x", Failure::Token(code));
            assert_eq!(
                (status, &body["code"]),
                (400, &json!("InvalidAuthentication"))
            );
        }
    }

    #[test]
    fn a_strange_address_on_the_new_api_is_forbidden() {
        let failure = Failure::IpNotAllowed {
            ip: [192, 0, 2, 1].into(),
            client_id: "app".to_owned(),
        };
        let (status, body) = body("/v1.0/x", failure);
        assert_eq!(
            (status, &body["code"]),
            (403, &json!("Forbidden.AccessDenied.IpNotInWhiteList"))
        );
    }

    #[test]
    fn gateway_errors_on_bare_paths_are_not_wrapped() {
        let (_, body) = body("/x", Failure::Token(Code::TOKEN_INVALID));
        assert_eq!(
            body,
            json!({"errcode": 40014, "errmsg": "不合法的access_token"})
        );
    }

    #[test]
    fn the_family_is_told_by_the_first_part_of_the_path() {
        assert_eq!(Family::of("/topapi/v2/user/get"), Family::Topapi);
        assert_eq!(Family::of("/v1.0/oauth2/accessToken"), Family::New);
        assert_eq!(Family::of("/gettoken"), Family::Bare);
        assert_eq!(Family::of("/"), Family::Bare);
    }
}
