//! A sandbox on a frozen clock, and short ways to call it.

use std::net::IpAddr;
use std::time::Duration;

use http::{Method, Request, Response};
use leaks::Watched;
use orgbook_sandbox::{App, Clock, DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Sandbox};
use serde_json::{Value, json};

pub const LOCAL: [u8; 4] = [127, 0, 0, 1];

/// Departments and people of the default organisation.
pub const RESEARCH: i64 = 36948801;
pub const PLATFORM: i64 = 574367301;
pub const DATA: i64 = 574367388;
pub const MARKET: i64 = 36948802;
pub const STAFF: i64 = 36948803;
pub const BOSS: &str = "manager4220";
pub const CHEN: &str = "014259637226893741";
pub const WANG: &str = "203118450962371845";
pub const LI: &str = "0367512098441526";
pub const SUN: &str = "073548196623740";

/// 2026-09-21T14:13:20Z
pub const NOW: Duration = Duration::from_secs(1_790_000_000);

pub struct World {
    pub sandbox: Watched,
    pub clock: Clock,
    pub token: String,
}

impl World {
    pub fn new() -> Self {
        Self::with_seed(1)
    }

    pub fn with_seed(seed: u64) -> Self {
        let clock = Clock::frozen_at(NOW);
        let sandbox = Sandbox::builder()
            .clock(clock.clone())
            .seed(seed)
            .build()
            .unwrap();
        let token = get_token(&sandbox);
        Self {
            sandbox: Watched::new(sandbox),
            clock,
            token,
        }
    }

    /// A path with the token: `/topapi/v2/<api>`, or a whole one.
    pub fn path(&self, api: &str) -> String {
        let prefix = if api.starts_with('/') {
            ""
        } else {
            "/topapi/v2/"
        };
        format!("{prefix}{api}?access_token={}", self.token)
    }

    /// Calls `/topapi/v2/<api>`, or an endpoint of the legacy API by its whole path, with a JSON body.
    pub fn call(&self, api: &str, body: Value) -> Value {
        self.raw(api, "application/json", body.to_string().as_bytes())
    }

    /// Calls with these bytes as the body.
    pub fn raw(&self, api: &str, content_type: &str, body: &[u8]) -> Value {
        json_of(&send(
            &self.sandbox,
            Method::POST,
            &self.path(api),
            content_type,
            body,
        ))
    }

    /// Calls an endpoint of the new API and gives status and body, `null` for an empty one. A body of
    /// `null` is not sent.
    pub fn new_api(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/json")
            .header("x-acs-dingtalk-access-token", &self.token)
            .body(if body.is_null() {
                Vec::new()
            } else {
                body.to_string().into_bytes()
            })
            .unwrap();
        let reply = self.sandbox.handle(request, LOCAL.into());
        let body = match reply.body().as_slice() {
            [] => Value::Null,
            body => serde_json::from_slice(body).unwrap(),
        };
        (reply.status().as_u16(), body)
    }

    /// Calls and gives the code; a failure has no result.
    pub fn code(&self, api: &str, body: Value) -> i64 {
        let reply = self.call(api, body);
        assert!(
            reply["errcode"] == 0 || reply.get("result").is_none(),
            "{reply}"
        );
        code_of(&reply)
    }

    /// Calls and gives the result of a success.
    pub fn result(&self, api: &str, body: Value) -> Value {
        let reply = self.call(api, body);
        assert_eq!(reply["errcode"], 0, "{reply}");
        reply["result"].clone()
    }

    /// Calls a v1 path, with its parameters in the query.
    pub fn v1_get(&self, path: &str, query: &[(&str, &str)]) -> Value {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.append_pair("access_token", &self.token);
        let query = pairs.extend_pairs(query).finish();
        json_of(&send(
            &self.sandbox,
            Method::GET,
            &format!("{path}?{query}"),
            "",
            b"",
        ))
    }

    pub fn user(&self, userid: &str) -> Value {
        self.result("user/get", json!({"userid": userid}))
    }

    /// Creates a user from the usual fields and these, and gives the userid.
    pub fn create(&self, fields: Value) -> String {
        let result = self.result("user/create", newcomer(fields));
        result["userid"].as_str().unwrap().to_owned()
    }

    pub fn update(&self, fields: Value) {
        assert_eq!(self.code("user/update", fields), 0);
    }

    pub fn department(&self, dept_id: i64) -> Value {
        self.result("department/get", json!({"dept_id": dept_id}))
    }

    /// Creates a department and gives its id.
    pub fn create_department(&self, name: &str, parent_id: i64) -> i64 {
        let fields = json!({"name": name, "parent_id": parent_id});
        let result = self.result("department/create", fields);
        result["dept_id"].as_i64().unwrap()
    }

    pub fn update_department(&self, fields: Value) {
        assert_eq!(self.code("department/update", fields), 0);
    }

    pub fn change_app(&self, change: impl FnOnce(&mut App)) {
        self.sandbox.change_app(DEFAULT_CLIENT_ID, change).unwrap();
    }

    pub fn without(&self, permission: &str) {
        self.change_app(|app| assert!(app.permissions.remove(permission)));
    }

    pub fn range(&self, departments: &[i64]) {
        self.change_app(|app| app.data_range.departments = departments.to_vec());
    }
}

/// What a create needs, and these fields.
pub fn newcomer(fields: Value) -> Value {
    let mut user =
        json!({"name": "新人", "mobile": "13900000001", "dept_id_list": RESEARCH.to_string()});
    for (name, value) in fields.as_object().unwrap() {
        user[name] = value.clone();
    }
    user
}

pub fn send(
    sandbox: &Sandbox,
    method: Method,
    path: &str,
    content_type: &str,
    body: &[u8],
) -> Response<Vec<u8>> {
    send_from(sandbox, LOCAL.into(), method, path, content_type, body)
}

pub fn send_from(
    sandbox: &Sandbox,
    caller: IpAddr,
    method: Method,
    path: &str,
    content_type: &str,
    body: &[u8],
) -> Response<Vec<u8>> {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("content-type", content_type)
        .body(body.to_vec())
        .unwrap();
    sandbox.handle(request, caller)
}

pub fn json_of(reply: &Response<Vec<u8>>) -> Value {
    serde_json::from_slice(reply.body()).unwrap()
}

/// The code that a client branches on: `sub_code` behind 88, else `errcode`.
pub fn code_of(reply: &Value) -> i64 {
    match reply["sub_code"].as_str() {
        Some(code) => code.parse().unwrap(),
        None => reply["errcode"].as_i64().unwrap(),
    }
}

pub fn get_token(sandbox: &Sandbox) -> String {
    let path = format!("/gettoken?appkey={DEFAULT_CLIENT_ID}&appsecret={DEFAULT_CLIENT_SECRET}");
    let reply = json_of(&send(sandbox, Method::GET, &path, "", b""));
    reply["access_token"].as_str().unwrap().to_owned()
}

pub fn keys(object: &Value) -> Vec<&str> {
    object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}
