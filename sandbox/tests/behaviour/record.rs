//! The record of requests: what was said is kept, and no secret with it.

use http::Method;
use leaks::Watched;
use orgbook_sandbox::{
    DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, DEFAULT_CORP_ID, Exchange, REMEMBERED_EXCHANGES,
    Sandbox, Secret,
};
use serde_json::json;

use crate::world::{BOSS, World, json_of, newcomer, send};

fn last(sandbox: &Sandbox) -> Exchange {
    sandbox.requests().pop().unwrap().exchange.unwrap()
}

/// Everything that the record shows.
fn shown(sandbox: &Sandbox) -> String {
    let requests = sandbox.requests();
    format!("{requests:?} {}", serde_json::to_string(&requests).unwrap())
}

#[test]
fn query_body_and_reply_are_kept_as_they_were_sent() {
    let world = World::new();
    let body = r#"{ "userid" : "nobody", "n": 1.0 }"#;
    let reply = world.raw("user/get", "application/json", body.as_bytes());
    let said = last(&world.sandbox);
    assert_eq!(
        (said.query.as_str(), said.body.as_str()),
        ("access_token=***", body)
    );
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&said.reply).unwrap(),
        reply
    );
}

#[test]
fn the_record_of_every_token_endpoint_holds_no_secret_and_no_token() {
    let world = World::new();
    let sandbox = &world.sandbox;
    let post = |path: &str, kind: &str, body: String| {
        json_of(&send(sandbox, Method::POST, path, kind, body.as_bytes()))
    };
    let tokens = || {
        let query =
            format!("/gettoken?corpid={DEFAULT_CORP_ID}&corpsecret={DEFAULT_CLIENT_SECRET}");
        let of_corp = json_of(&send(sandbox, Method::GET, &query, "", b""));
        let body = json!({"appKey": DEFAULT_CLIENT_ID, "appSecret": DEFAULT_CLIENT_SECRET});
        let of_body = post(
            "/v1.0/oauth2/accessToken",
            "application/json",
            body.to_string(),
        );
        let body = json!({"client_id": DEFAULT_CLIENT_ID, "client_secret": DEFAULT_CLIENT_SECRET,
            "grant_type": "client_credentials"});
        let path = format!("/v1.0/oauth2/{DEFAULT_CORP_ID}/token");
        let of_grant = post(&path, "application/json", body.to_string());
        [
            of_corp["access_token"].clone(),
            of_body["accessToken"].clone(),
            of_grant["access_token"].clone(),
        ]
        .map(|token| token.as_str().unwrap().to_owned())
    };
    let mut secrets = tokens().to_vec();
    sandbox.revoke_tokens();
    secrets.extend(tokens());
    // Misplaced and mistaken ones count too.
    let kinds = [
        "application/json",
        "application/x-www-form-urlencoded",
        "text/plain",
    ];
    for kind in kinds {
        let form = format!("appKey={DEFAULT_CLIENT_ID}&appSecret={DEFAULT_CLIENT_SECRET}");
        post("/v1.0/oauth2/accessToken", kind, form);
        post(
            "/topapi/v2/user/get",
            kind,
            format!("access_token={}", secrets[0]),
        );
        post(
            "/topapi/v2/user/get",
            kind,
            "{'appSecret': 'mistaken-secret'}".to_owned(),
        );
    }
    send(
        sandbox,
        Method::GET,
        "/gettoken?appkey=x&appsecret=mistaken-secret",
        "",
        b"",
    );
    send(sandbox, Method::GET, &format!("/{}", secrets[0]), "", b"");

    secrets.extend([
        world.token.clone(),
        DEFAULT_CLIENT_SECRET.to_owned(),
        "mistaken-secret".to_owned(),
    ]);
    let shown = shown(sandbox);
    for secret in secrets {
        assert!(!shown.contains(&secret));
    }
    assert!(shown.contains(DEFAULT_CLIENT_ID));
}

#[test]
fn former_secrets_stay_hidden() {
    let world = World::new();
    for secret in ["former-one", "former-two", "present-one"] {
        world.change_app(|app| app.client_secret = Secret::new(secret));
    }
    for secret in [
        DEFAULT_CLIENT_SECRET,
        "former-one",
        "former-two",
        "present-one",
    ] {
        world.code("user/get", json!({"userid": secret}));
        assert_eq!(last(&world.sandbox).body, r#"{"userid":"***"}"#);
    }
}

#[test]
fn a_token_in_the_path_or_in_the_place_of_the_method_is_hidden() {
    let world = World::new();
    let percent: String = world.token.bytes().map(|b| format!("%{b:02x}")).collect();
    let method = Method::from_bytes(world.token.as_bytes()).unwrap();
    send(&world.sandbox, method, &format!("/{percent}"), "", b"");
    let last = world.sandbox.requests().pop().unwrap();
    assert_eq!((&*last.method, &*last.path), ("***", "/***"));
}

#[test]
fn a_password_is_hidden_by_name_and_ever_after_by_value() {
    let world = World::new();
    leaks::hide("Sesame+2026");
    world.call(
        "user/create",
        newcomer(json!({"init_password": "Sesame+2026"})),
    );
    let form = b"userid=a&init_password=Sesame%2B2026";
    world.raw("user/update", "application/x-www-form-urlencoded", form);
    world.call("user/get", json!({"userid": "Sesame+2026"}));
    let shown = shown(&world.sandbox);
    assert!(!shown.contains("Sesame"), "{shown}");
}

#[test]
fn long_texts_are_cut() {
    let world = World::new();
    world.call("user/get", json!({"userid": "x".repeat(10_000)}));
    let body = last(&world.sandbox).body;
    assert!(body.len() < 5000 && body.ends_with('…'), "{}", body.len());
}

#[test]
fn texts_are_kept_of_the_latest_requests_only() {
    let sandbox = Watched::new(Sandbox::new());
    for _ in 0..=REMEMBERED_EXCHANGES {
        send(&sandbox, Method::GET, "/x", "", b"");
    }
    let requests = sandbox.requests();
    assert_eq!(requests.len(), REMEMBERED_EXCHANGES + 1);
    assert!(requests[0].exchange.is_none());
    assert!(
        requests[1..]
            .iter()
            .all(|request| request.exchange.is_some())
    );
}

#[test]
fn a_cleared_record_goes_on_counting() {
    let world = World::new();
    world.user(BOSS);
    assert_eq!(world.sandbox.requests().pop().unwrap().number, 2);
    world.sandbox.clear_requests();
    assert_eq!(world.sandbox.requests(), []);
    world.user(BOSS);
    assert_eq!(world.sandbox.requests().pop().unwrap().number, 3);
}
