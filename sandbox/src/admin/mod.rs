//! The administration: what the console, the people and the passing of time do to an organisation, as JSON
//! over HTTP below a path that DingTalk does not have.

mod apps;
mod controls;
mod faults;
mod guard;
mod organisation;
mod page;
mod problem;
mod request;

use http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode};
use serde_json::{Value, json};

use crate::Sandbox;
use problem::Problem;
use request::AdminRequest;

/// Where the administration begins.
const PREFIX: &str = "/_sandbox";

/// What every reply says to a browser: keep nothing, believe the content type, run the page's own scripts and
/// talk to nobody else.
const HEADERS: [(HeaderName, &str); 4] = [
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "no-referrer"),
    (
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
];

/// What an endpoint gives.
enum Reply {
    Json(Value),
    /// It is done, and there is nothing to say.
    Done,
    File(page::File),
}

type Outcome = Result<Reply, Problem>;

/// One endpoint of the administration.
struct Endpoint {
    method: Method,
    /// The path below the prefix; a part in braces stands for any one part.
    path: &'static str,
    /// What it does, in one line for the index.
    does: &'static str,
    handler: fn(&AdminRequest<'_>) -> Outcome,
}

const ENDPOINTS: &[Endpoint] = &[
    get("", "lists these endpoints", index),
    get(
        "/page",
        "the page that shows all this in a browser",
        page::page,
    ),
    get("/page/{file}", "the page's scripts and styles", page::file),
    get(
        "/organisation",
        "the organisation in the format of its file, without secrets",
        organisation::read,
    ),
    put(
        "/organisation",
        "begins anew with another organisation; an app without client_secret keeps the one it has",
        organisation::replace,
    ),
    post(
        "/users",
        "adds a person: the fields of /topapi/v2/user/create; gives userid and unionId",
        organisation::create_user,
    ),
    patch(
        "/users/{userid}",
        "changes a person: the fields of /topapi/v2/user/update",
        organisation::update_user,
    ),
    delete(
        "/users/{userid}",
        "removes a person",
        organisation::delete_user,
    ),
    post(
        "/departments",
        "adds a department: the fields of /topapi/v2/department/create; gives dept_id",
        organisation::create_department,
    ),
    patch(
        "/departments/{dept_id}",
        "changes a department: the fields of /topapi/v2/department/update",
        organisation::update_department,
    ),
    delete(
        "/departments/{dept_id}",
        "removes a department",
        organisation::delete_department,
    ),
    get(
        "/permissions",
        "the permission codes that matter here, and what each one opens",
        apps::permissions,
    ),
    post(
        "/apps",
        "adds an app, as it is written in an organisation file",
        apps::add,
    ),
    patch(
        "/apps/{client_id}",
        "changes an app's permissions, data_range, ip_allow_list or client_secret",
        apps::change,
    ),
    get(
        "/settings",
        "the switches of the organisation",
        controls::settings,
    ),
    patch(
        "/settings",
        "changes the switches that are named",
        controls::change_settings,
    ),
    get(
        "/clock",
        "the sandbox's time in Unix milliseconds",
        controls::clock,
    ),
    post(
        "/clock/advance",
        "moves the clock forward: {\"seconds\": 7200}",
        controls::advance_clock,
    ),
    get("/tokens", "how many tokens were issued", controls::tokens),
    post(
        "/tokens/expire",
        "lets every token expire now",
        controls::expire_tokens,
    ),
    post(
        "/tokens/revoke",
        "makes every token unknown, as if it had never been issued",
        controls::revoke_tokens,
    ),
    get(
        "/protected-mobiles",
        "the numbers whose owners join only with consent",
        controls::protected_mobiles,
    ),
    post(
        "/protected-mobiles",
        "protects a number: {\"mobile\": \"13900000001\"}",
        controls::protect_mobile,
    ),
    get(
        "/invitations",
        "the people who were invited and have not answered",
        controls::invitations,
    ),
    post(
        "/invitations/accept",
        "the owner of a number consents and joins: {\"mobile\": \"13900000001\"}; gives userid",
        controls::accept_invitation,
    ),
    post(
        "/auth-codes",
        "a person opens an app: {\"userid\": …}; gives the code that getuserinfo takes once within 5 minutes",
        controls::issue_auth_code,
    ),
    get(
        "/faults",
        "the rules that inject faults, in the order in which they are consulted",
        faults::rules,
    ),
    get(
        "/faults/kinds",
        "the faults that there are, when each can strike, and what it does",
        faults::kinds,
    ),
    post(
        "/faults",
        "injects a fault: {\"fault\": \"http-503\"}, with stage, path, times, probability, duration; gives number",
        faults::inject,
    ),
    delete("/faults", "withdraws all rules", faults::clear_all),
    delete(
        "/faults/{number}",
        "withdraws one rule, by its number",
        faults::clear,
    ),
    get(
        "/bans",
        "the addresses that are banned, with the seconds that are left",
        faults::bans,
    ),
    post(
        "/bans",
        "bans an address for five minutes: {\"address\": \"192.0.2.1\"}",
        faults::ban,
    ),
    delete(
        "/bans/{address}",
        "lets a banned address call again",
        faults::unban,
    ),
    get(
        "/requests",
        "the latest requests with what was said, oldest first; ?after=NUMBER&limit=100",
        controls::requests,
    ),
    delete(
        "/requests",
        "forgets the requests so far",
        controls::clear_requests,
    ),
];

type Handler = fn(&AdminRequest<'_>) -> Outcome;

macro_rules! methods {
    ($($name:ident $method:ident)*) => {
        $(const fn $name(path: &'static str, does: &'static str, handler: Handler) -> Endpoint {
            Endpoint { method: Method::$method, path, does, handler }
        })*
    };
}

methods! { get GET post POST put PUT patch PATCH delete DELETE }

/// Whether a path belongs to the administration.
pub(crate) fn is_meant(path: &str) -> bool {
    path.strip_prefix(PREFIX)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Answers a request to the administration.
pub(crate) fn answer(sandbox: &Sandbox, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    let mut response = match find_and_do(sandbox, request) {
        Ok(Reply::Json(value)) => json_response(StatusCode::OK, &value),
        Ok(Reply::Done) => empty(StatusCode::NO_CONTENT),
        Ok(Reply::File(file)) => response(StatusCode::OK, file.content_type, file.text),
        Err(problem) => {
            let mut response = json_response(problem.status, &problem.body());
            if let Some(methods) = problem.allow() {
                response.headers_mut().insert(ALLOW, methods);
            }
            response
        }
    };
    response
        .headers_mut()
        .extend(HEADERS.map(|(name, value)| (name, HeaderValue::from_static(value))));
    response
}

fn find_and_do(sandbox: &Sandbox, request: &Request<Vec<u8>>) -> Outcome {
    guard::check(request)?;
    let path = request.uri().path();
    let path = path.strip_prefix(PREFIX).unwrap_or(path);
    let here: Vec<_> = ENDPOINTS
        .iter()
        .filter_map(|endpoint| Some((endpoint, request::variables(endpoint.path, path)?)))
        .collect();
    let allowed: Vec<_> = here
        .iter()
        .map(|(endpoint, _)| endpoint.method.as_str())
        .collect();
    let wrong = match allowed.is_empty() {
        true => Problem::not_found(format!("no such endpoint; GET {PREFIX} lists them")),
        false => Problem::wrong_method(&allowed.join(", ")),
    };
    let (endpoint, variables) = here
        .into_iter()
        .find(|(endpoint, _)| endpoint.method == request.method())
        .ok_or(wrong)?;
    (endpoint.handler)(&AdminRequest::new(sandbox, request, variables))
}

fn index(_: &AdminRequest<'_>) -> Outcome {
    let endpoints: Vec<_> = ENDPOINTS
        .iter()
        .map(|endpoint| {
            json!({
                "method": endpoint.method.as_str(),
                "path": format!("{PREFIX}{}", endpoint.path),
                "does": endpoint.does,
            })
        })
        .collect();
    Ok(Reply::Json(json!({"endpoints": endpoints})))
}

fn json_response(status: StatusCode, value: &Value) -> Response<Vec<u8>> {
    response(status, "application/json", &value.to_string())
}

fn response(status: StatusCode, content_type: &'static str, text: &str) -> Response<Vec<u8>> {
    let mut response = empty(status);
    *response.body_mut() = text.as_bytes().to_vec();
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}
