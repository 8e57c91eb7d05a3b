//! What a browser may be made to do to the administration.

use http::Request;

use super::ask_with;
use crate::world::{BOSS, LOCAL, NOW, World};

#[test]
fn another_sites_page_changes_nothing() {
    let world = World::new();
    for headers in [
        [
            ("host", "127.0.0.1:8080"),
            ("origin", "https://evil.example"),
        ],
        [
            ("host", "127.0.0.1:8080"),
            ("origin", "http://127.0.0.1:9090"),
        ],
        [("host", "127.0.0.1:8080"), ("origin", "null")],
        [("host", "127.0.0.1:8080"), ("sec-fetch-site", "cross-site")],
        [("host", "127.0.0.1:8080"), ("sec-fetch-site", "same-site")],
        [
            ("host", "rebound.example:8080"),
            ("origin", "http://rebound.example:8080"),
        ],
    ] {
        let reply = ask_with(&world, "POST", "/tokens/revoke", None, &headers);
        assert_eq!(reply.status(), 403, "{headers:?}");
    }
    let reply = ask_with(
        &world,
        "GET",
        "/organisation",
        None,
        &[("host", "rebound.example")],
    );
    assert_eq!(reply.status(), 403);
    world.user(BOSS);
}

#[test]
fn the_sandboxs_own_page_may_change_things() {
    let headers = [
        ("host", "127.0.0.1:8080"),
        ("origin", "http://127.0.0.1:8080"),
        ("sec-fetch-site", "same-origin"),
    ];
    let reply = ask_with(&World::new(), "POST", "/tokens/revoke", None, &headers);
    assert_eq!(reply.status(), 204);
}

#[test]
fn a_body_that_a_plain_form_could_send_is_refused() {
    let world = World::new();
    for kind in ["text/plain", "application/x-www-form-urlencoded", ""] {
        let request = Request::post("/_sandbox/clock/advance")
            .header("content-type", kind)
            .body(br#"{"seconds":1}"#.to_vec())
            .unwrap();
        assert_eq!(world.sandbox.handle(request, LOCAL.into()).status(), 415);
    }
    assert_eq!(world.clock.now(), NOW);
}
