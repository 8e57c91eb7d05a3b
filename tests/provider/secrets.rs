//! Secrets stay secret, also when the server repeats them.

use orgbook::bindings::types::{NameMatch, UserChange};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::secret::Secret;
use orgbook::dingtalk::settings::{Credentials, Settings};
use orgbook::platform::SendError;
use serde_json::{Value, json};

use crate::expect::error_of;
use crate::platform::{CLIENT_SECRET, Reply, Scripted, answer, ok, run, token_answer};
use crate::writing::draft;

/// Both have characters that are written in other ways in an address.
const TOKEN: &str = "token+with/reserved=characters";
const ENCODED_TOKEN: &str = "token%2Bwith%2Freserved%3Dcharacters";

/// Everything that must not be seen.
const HIDDEN: [&str; 3] = [TOKEN, ENCODED_TOKEN, CLIENT_SECRET];

fn all_hidden(shown: &str) {
    for hidden in HIDDEN {
        assert!(!shown.contains(hidden), "{hidden} in {shown}");
    }
}

/// Refusals that repeat a text wherever a server can put one.
fn echoes(text: &str) -> Vec<Reply> {
    let sentence = format!(
        "no good: {text}, request ip={text} https://x.example/{text} {{requiredScopes=[{text}]}}"
    );
    let scopes = json!({"requiredScopes": [text, format!("x{text}y")]});
    let bodies: Vec<Value> = vec![
        json!({"errcode": text, "errmsg": sentence, "request_id": text}),
        json!({"errcode": 88, "sub_code": text, "sub_msg": sentence, "errmsg": sentence, "request_id": text}),
        json!({"errcode": 88, "errmsg": format!("ding talk error[subcode=60011,submsg={sentence}]")}),
        json!({"errcode": 60011, "errmsg": sentence, "request_id": format!("a{text}b{text}")}),
        json!({"errcode": 60020, "errmsg": sentence}),
        json!({"errcode": 60121, "errmsg": sentence}),
        json!({"errcode": 60102, "errmsg": sentence}),
        json!({"errcode": 40103, "errmsg": sentence}),
        json!({"errcode": -1, "errmsg": sentence}),
        json!({"errcode": 15, "errmsg": sentence, "request_id": text}),
        json!({"errcode": 90002, "errmsg": sentence}),
        json!({"errcode": 40014, "errmsg": sentence}),
        json!({"code": text, "requestid": text, "message": sentence, "accessdenieddetail": scopes}),
        json!({"code": "Forbidden.AccessDenied.AccessTokenPermissionDenied", "message": sentence, "requestid": text, "AccessDeniedDetail": scopes}),
        json!({(text): text}),
        json!({"errcode": 0, "result": text}),
    ];
    let mut replies: Vec<_> = bodies.into_iter().map(ok).collect();
    replies.push(answer(502, &sentence));
    replies.push(answer(200, &sentence));
    replies.push(Reply::Fails(SendError::Lost));
    replies.push(Reply::Never);
    replies
}

fn all_hidden_in_every_call(directory: &Directory<Scripted>) {
    let platform = directory.platform();
    let change = [UserChange::Name("Ann".to_owned())];
    let remove = [UserChange::RemoveAttribute("extension.a".to_owned())];
    let errors = [
        error_of(run(platform, directory.get_user("u1"))),
        error_of(run(platform, directory.list_users("1", None, None))),
        error_of(run(platform, directory.list_departments("1", None))),
    ];
    errors
        .iter()
        .for_each(|error| all_hidden(&format!("{error:?}")));
    all_hidden(&format!(
        "{:?}",
        run(platform, directory.find_user_by_mobile("13800000000"))
    ));
    all_hidden(&format!(
        "{:?}",
        run(platform, directory.create_user(&draft(), Some("row 1")))
    ));
    all_hidden(&format!(
        "{:?}",
        run(platform, directory.update_user("u1", &change))
    ));
    all_hidden(&format!(
        "{:?}",
        run(platform, directory.update_user("u1", &remove))
    ));
    all_hidden(&format!("{:?}", run(platform, directory.delete_user("u1"))));
    let found = directory.search_user_ids("x", NameMatch::Fuzzy, None);
    all_hidden(&format!("{:?}", run(platform, found)));
    let departed = directory.list_departed_users("2024-07-15T00:00:00Z", None, None);
    all_hidden(&format!("{:?}", run(platform, departed)));
    let users = ["u1".to_owned()];
    let added = directory.add_role_members("7", &users);
    all_hidden(&format!("{:?}", run(platform, added)));
    let enabled = directory.enable_account("u1");
    all_hidden(&format!("{:?}", run(platform, enabled)));
    all_hidden(&format!("{:?}", run(platform, directory.check())));
}

#[test]
fn a_server_that_repeats_secrets_in_a_call_does_not_betray_them() {
    for hidden in HIDDEN {
        for reply in echoes(hidden) {
            let directory = Directory::new(Scripted::answering(move |sent| {
                match sent.asks_for_token() {
                    true => token_answer(TOKEN),
                    false => reply.clone(),
                }
            }));
            all_hidden_in_every_call(&directory);
        }
    }
}

#[test]
fn a_server_that_repeats_the_secret_when_asked_for_a_token_does_not_betray_it() {
    for reply in echoes(CLIENT_SECRET) {
        let directory = Directory::new(Scripted::answering(move |_| reply.clone()));
        all_hidden_in_every_call(&directory);
    }
}

#[test]
fn a_server_that_repeats_a_lent_token_does_not_betray_it() {
    for hidden in [TOKEN, ENCODED_TOKEN] {
        for reply in echoes(hidden) {
            let platform = Scripted::answering(move |_| reply.clone());
            platform.unset("DINGTALK_CLIENT_ID");
            platform.unset("DINGTALK_CLIENT_SECRET");
            platform.set("DINGTALK_ACCESS_TOKEN", TOKEN);
            all_hidden_in_every_call(&Directory::new(platform));
        }
    }
}

#[test]
fn what_is_masked_leaves_the_rest_readable() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| {
        ok(
            json!({"errcode": 60121, "errmsg": "token-1 knows nobody (token-1)", "request_id": "id-token-1"}),
        )
    }));
    let error = error_of(crate::expect::get_user(&directory));
    let backend = error.backend.unwrap();
    assert_eq!(backend.message, "*** knows nobody (***)");
    assert_eq!(backend.request_id.as_deref(), Some("id-***"));
    assert_eq!(backend.code, "60121");
}

#[test]
fn a_secret_does_not_show_itself() {
    let secret = Secret::new("hidden".to_owned());
    assert_eq!(format!("{secret:?} {secret:#?}"), "Secret(***) Secret(***)");
    assert_eq!(format!("{:?}", Some(&secret)), "Some(Secret(***))");
}

#[test]
fn the_report_on_the_settings_shows_no_secret() {
    let platform = Scripted::answering(|_| Reply::Never);
    platform.set("DINGTALK_ACCESS_TOKEN", TOKEN);
    let (settings, report) = Settings::inspect(&platform);
    all_hidden(&format!("{report:?}"));
    let source = settings.expect("usable settings").token_source;
    let Credentials { client_secret, .. } = source.credentials.expect("credentials");
    all_hidden(&format!(
        "{client_secret:?} {:?} {:?}",
        source.lent, source.api
    ));
    assert_eq!(client_secret.expose(), CLIENT_SECRET);
}
