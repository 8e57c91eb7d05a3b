//! How inputs are cut up, and the secrets that they stand for.

use orgbook::bindings::types::{Error, ErrorKind};

/// The access token, with characters that are written in other ways in a URL and in JSON.
pub const TOKEN: &str = "token+with/reserved=\"characters\"";
/// The client secret.
pub const CLIENT_SECRET: &str = "secret&of\\the\"app";

/// The parts between the bytes 0xFF, which no UTF-8 text has.
pub fn parts(input: &[u8]) -> impl Iterator<Item = &[u8]> {
    input.split(|byte| *byte == 0xff)
}

/// The bytes with the token in place of 0xFE and the client secret in place of 0xFD, so that a
/// mutation of one byte makes a server betray them; 0xFC and 0xFB stand for the same as they are
/// written in a JSON string.
pub fn with_secrets(bytes: &[u8]) -> Vec<u8> {
    let in_json = |secret: &str| {
        let quoted = serde_json::Value::from(secret).to_string();
        quoted.as_bytes()[1..quoted.len() - 1].to_vec()
    };
    let written = |byte: &u8| match byte {
        0xfe => TOKEN.as_bytes().to_vec(),
        0xfd => CLIENT_SECRET.as_bytes().to_vec(),
        0xfc => in_json(TOKEN),
        0xfb => in_json(CLIENT_SECRET),
        other => vec![*other],
    };
    bytes.iter().flat_map(written).collect()
}

/// Panics if a text betrays one of these secrets.
pub fn assert_hidden(shown: &str, secrets: &[&str]) {
    for secret in secrets {
        assert!(!shown.contains(secret), "a secret comes out: {shown}");
    }
}

/// Panics if an error betrays one of these secrets. It is looked at as it comes out, not as Rust quotes it.
pub fn assert_error_hides(error: &Error, secrets: &[&str]) {
    let assert_hidden = |text: &str| assert_hidden(text, secrets);
    assert_hidden(&error.message);
    if let ErrorKind::Other(code) = &error.kind {
        assert_hidden(code);
    }
    if let Some(backend) = &error.backend {
        assert_hidden(&backend.code);
        assert_hidden(&backend.message);
        backend
            .request_id
            .as_deref()
            .iter()
            .for_each(|id| assert_hidden(id));
    }
    for detail in &error.details {
        assert_hidden(&detail.value);
    }
}
