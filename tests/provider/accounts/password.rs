//! Passwords: their rules, and that they are seen nowhere.

use super::*;

#[test]
fn a_weak_password_is_refused_before_anything_is_sent() {
    let directory = silent();
    for password in [
        "",
        "a",
        "pass",
        "Aa1-567",
        "abcdefgh",
        "ABCDefgh",
        "12345678",
        "0000000000000000",
        "🙂1a",
    ] {
        let draft = draft();
        let outcome = login(&directory, &draft, "ann", password, None);
        // The field is named in full, whatever of it is in the password.
        invalid(&error_of(run(directory.platform(), outcome)), "password");
    }
}

#[test]
fn a_password_of_eight_mixed_characters_is_sent_as_it_is() {
    for password in [
        "abcdefg1",
        "1234567a",
        "-------1",
        "a b c d ",
        "pä🙂\"\\/12",
        " 7654321",
    ] {
        let (outcome, sent) = through(result(json!({"userid": "u1"})), async |it| {
            login(it, &draft(), "ann", password, None).await
        });
        created(outcome);
        assert_eq!(sent.json()["init_password"], password);
    }
}

/// With characters that are written in other ways in an address, in JSON and in both.
const PASSWORDS: [&str; 3] = [PASSWORD, "a+b/c=d e&1", "q\"uo\\te\n1🙂"];

/// The password as it stands, in an address, and in JSON.
fn spellings(password: &str) -> Vec<String> {
    let in_json = json!(password).to_string();
    let in_json = in_json[1..in_json.len() - 1].to_owned();
    let in_url = password.bytes().map(|byte| match byte {
        b'-' | b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    });
    vec![password.to_owned(), in_json, in_url.collect()]
}

/// Refusals that repeat the password wherever a server can put one, and failures of all kinds.
fn echoes(password: &str) -> Vec<Reply> {
    let mut replies = Vec::new();
    for spelling in spellings(password) {
        let text =
            format!("no good: {spelling}, request ip={spelling} https://x.example/{spelling}");
        let scopes = json!({"requiredScopes": [spelling]});
        let bodies: Vec<Value> = vec![
            json!({"errcode": spelling, "errmsg": text, "request_id": spelling}),
            json!({"errcode": 400002, "errmsg": text}),
            json!({"errcode": 60011, "errmsg": format!("{text} {{requiredScopes=[{spelling}]}}")}),
            json!({"errcode": 88, "sub_code": spelling, "sub_msg": text, "errmsg": text}),
            json!({"errcode": 60102, "errmsg": text}),
            json!({"errcode": 40103, "errmsg": text}),
            json!({"errcode": 15, "errmsg": text, "request_id": spelling}),
            json!({"errcode": -1, "errmsg": text}),
            json!({"code": spelling, "message": text, "accessdenieddetail": scopes}),
        ];
        replies.extend(bodies.into_iter().map(ok));
        replies.push(answer(502, &text));
        replies.push(answer(200, &text));
    }
    replies.push(Reply::Fails(SendError::Lost));
    replies
}

#[test]
fn a_password_is_in_no_error_whatever_the_server_repeats() {
    for password in PASSWORDS {
        for reply in echoes(password) {
            for key in [None, Some("row 1")] {
                let reply = reply.clone();
                let directory = Directory::new(Scripted::calls_answered_by(move |_| reply.clone()));
                let draft = draft();
                let outcome = login(&directory, &draft, "ann", password, key);
                let shown = match run(directory.platform(), outcome) {
                    Ok(outcome) => format!("{outcome:?}"),
                    // The fields one by one, because Debug escapes what it shows.
                    Err(failure) => {
                        let error = failure.error;
                        let backend = error.backend.as_ref();
                        let details = error.details.iter().map(|it| it.value.as_str());
                        let mut shown: Vec<_> = details.collect();
                        shown.push(&error.message);
                        shown.extend(backend.map(|it| it.code.as_str()));
                        shown.extend(backend.map(|it| it.message.as_str()));
                        shown.extend(backend.and_then(|it| it.request_id.as_deref()));
                        format!("{} {error:?}", shown.join(" "))
                    }
                };
                for hidden in spellings(password) {
                    assert!(!shown.contains(&hidden), "{hidden} in {shown}");
                }
            }
        }
    }
}

#[test]
fn a_password_does_not_show_itself() {
    let secret = Secret::new(PASSWORD.to_owned());
    assert_eq!(format!("{secret:?}"), "Secret(***)");
}
