//! Whole functions against a server that answers anything.
//!
//! The first byte of an input chooses the function, the second the conditions ([`Conditions`]). Then
//! come parts with 0xFF between them: the argument, and the answers, each beginning with a byte for
//! the HTTP status or for what goes wrong instead.

use std::time::Duration;

use orgbook::bindings::types::{Error, ErrorKind};
use orgbook::dingtalk::Directory;
use orgbook::platform::{Method, Platform, Request};

use crate::functions::{FUNCTIONS, Function};
use crate::input::{CLIENT_SECRET, TOKEN, assert_error_hides, parts};
use crate::peer::{Conditions, Peer, asks_for_token};

const DEADLINE: Duration = Duration::from_secs(30);
const DAY_MS: u32 = 86_400_000;

/// Calls the function once or twice. It must not panic, must end within its deadline, make no more
/// requests than it needs, well-formed ones, and betray no secret.
pub fn run(input: &[u8]) {
    let [choice, conditions, rest @ ..] = input else {
        return;
    };
    let function = &FUNCTIONS[usize::from(choice.wrapping_sub(b'a')) % FUNCTIONS.len()];
    let conditions = Conditions::new(*conditions);
    let mut parts = parts(rest);
    let argument = String::from_utf8_lossy(parts.next().unwrap_or_default());
    // A caller's own words may be repeated to it.
    if [TOKEN, CLIENT_SECRET]
        .iter()
        .any(|secret| argument.contains(secret))
    {
        return;
    }
    let directory = Directory::new(Peer::new(conditions, parts));
    assert!(directory.call().is_ok(), "the settings can be used");
    call(&directory, function, &argument);
    if conditions.repeats() {
        call(&directory, function, &argument);
    }
}

fn call(directory: &Directory<Peer>, function: &Function, argument: &str) {
    let peer = directory.platform();
    let begin = peer.now();
    peer.requests.borrow_mut().clear();
    let outcome = peer.run((function.run)(directory, argument));
    if let Err(failure) = outcome {
        assert_error_hides(&failure.error, &peer.secrets());
        check_error(&failure.error, function);
    }
    let took = peer.now() - begin;
    assert!(took <= DEADLINE, "{}: {took:?}", function.name);
    let requests = peer.requests.borrow();
    let most = function.most_requests();
    let made = requests.len();
    assert!(
        made <= most,
        "{}: {made} requests, not {most}",
        function.name
    );
    requests.iter().for_each(check_request);
}

fn check_error(error: &Error, function: &Function) {
    let shown = format!("{error:?}");
    assert!(!error.message.is_empty(), "{shown}");
    assert!(
        error.retry_after_ms.is_none_or(|wait| wait <= DAY_MS),
        "{shown}"
    );
    let reads = !function.writes;
    assert!(
        !(reads && error.kind == ErrorKind::OutcomeUnknown),
        "{shown}"
    );
    let empty = error.details.iter().find(|detail| detail.name.is_empty());
    assert!(empty.is_none(), "{shown}");
}

fn check_request(request: &Request) {
    assert!(request.tls);
    let host = request.authority.as_str();
    let hosts = [
        "api.dingtalk.com",
        "oapi.dingtalk.com",
        "api.dingtalk.io",
        "oapi.dingtalk.io",
    ];
    assert!(hosts.contains(&host), "{host}");
    let target = request.path_with_query.as_str();
    let printable = target.bytes().all(|byte| byte.is_ascii_graphic());
    assert!(printable && target.starts_with('/'), "{target}");
    let headers = request.headers.iter().map(|(_, value)| value.as_str());
    assert!(!headers.clone().any(|value| value.contains(['\r', '\n'])));
    let body = String::from_utf8(request.body.clone()).expect("a body is text");
    match request.method {
        Method::Get => assert!(body.is_empty(), "{body}"),
        Method::Post => {
            let json = serde_json::from_str::<serde_json::Value>(&body);
            assert!(json.is_ok_and(|json| json.is_object()), "{body}");
        }
    }
    assert!(
        !target.contains(CLIENT_SECRET) && !target.contains(TOKEN),
        "{target}"
    );
    assert!(headers.clone().all(|value| value != CLIENT_SECRET));
    let names = |key: &str| body.contains(&format!("\"{key}\":"));
    let tells_secret = names("appSecret") || names("client_secret");
    assert_eq!(tells_secret, asks_for_token(request), "{body}");
}
