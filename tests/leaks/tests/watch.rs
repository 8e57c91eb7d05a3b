//! That the watch sees what is shown.

use std::panic::{AssertUnwindSafe, catch_unwind};

use leaks::{Watched, debugged, hide, shown};
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Sandbox};

/// The message of the panic that must come.
fn caught(action: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(action)).expect_err("a secret is shown");
    *panic.downcast::<String>().expect("a message")
}

fn token(sandbox: &Sandbox) -> String {
    let path = format!("/gettoken?appkey={DEFAULT_CLIENT_ID}&appsecret={DEFAULT_CLIENT_SECRET}");
    let request = http::Request::get(path)
        .body(Vec::new())
        .expect("a valid request");
    let reply = sandbox.handle(request, [127, 0, 0, 1].into());
    let reply: serde_json::Value = serde_json::from_slice(reply.body()).expect("JSON");
    reply["access_token"].as_str().expect("a token").to_owned()
}

#[test]
fn a_secret_that_is_shown_is_told_of_and_not_repeated() {
    hide("no-one-may-see-this");
    shown("an error", "no one may see this");
    let message = caught(|| shown("an error", "before no-one-may-see-this after"));
    assert!(message.contains("an error"), "{message}");
    assert!(message.contains("before [SECRET] after"), "{message}");
}

#[test]
fn bytes_in_debug_are_told_of() {
    hide("nor-may-anyone-see-this");
    caught(|| {
        debugged("an answer", b"{nor-may-anyone-see-this}".to_vec());
    });
}

#[test]
fn a_token_is_hidden_once_a_sandbox_has_issued_it() {
    let sandbox = Watched::new(Sandbox::builder().seed(71).build().expect("a sandbox"));
    let first = token(&sandbox);
    caught(|| shown("a log", &first));
    sandbox.revoke_tokens();
    let second = token(&sandbox);
    assert_ne!(first, second);
    for token in [first, second, DEFAULT_CLIENT_SECRET.to_owned()] {
        caught(|| shown("a log", &token));
    }
}

#[test]
fn a_secret_in_the_record_is_told_of_when_the_sandbox_ends() {
    let sandbox = Watched::new(Sandbox::new());
    let request = http::Request::get("/found-in-the-record").body(Vec::new());
    sandbox.handle(request.expect("a valid request"), [127, 0, 0, 1].into());
    hide("found-in-the-record");
    let message = caught(|| drop(sandbox));
    assert!(message.contains("the record of requests"), "{message}");
}

#[test]
fn a_secret_that_the_administration_serves_is_told_of_when_the_sandbox_ends() {
    let organisation = orgbook_sandbox::Organisation {
        corp_id: "ding-served-by-the-administration".to_owned(),
        ..Default::default()
    };
    let builder = Sandbox::builder().organisation(organisation);
    let sandbox = Watched::new(builder.build().expect("a sandbox"));
    hide("ding-served-by-the-administration");
    let message = caught(|| drop(sandbox));
    assert!(message.contains("shows a secret"), "{message}");
}
