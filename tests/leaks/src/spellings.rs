//! How a secret may be written.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::SHORTEST;

const NOT_UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The text as it is, in a URL, in a form, in JSON, as `Debug` shows it, as a list of bytes, and in base64 wherever it
/// may begin in what is encoded.
pub fn of(secret: &str) -> Vec<String> {
    let in_url = utf8_percent_encode(secret, NOT_UNRESERVED).to_string();
    let in_json = serde_json::to_string(secret).expect("a text is JSON");
    let all = [
        secret.to_owned(),
        in_url.replace("%20", "+"),
        lower_case_escapes(&in_url),
        in_url,
        unquoted(&in_json.replace('/', "\\/")),
        unquoted(&in_json),
        unquoted(&format!("{secret:?}")),
        unquoted(&format!("{:?}", secret.as_bytes())),
    ];
    let in_base64 = (0..3).flat_map(|offset| base64(secret.as_bytes(), offset));
    let in_base64 = in_base64.filter(|part| part.len() >= SHORTEST);
    let different: BTreeSet<_> = all.into_iter().chain(in_base64).collect();
    different.into_iter().collect()
}

fn unquoted(text: &str) -> String {
    text[1..text.len() - 1].to_owned()
}

fn lower_case_escapes(text: &str) -> String {
    let mut parts = text.split('%');
    let mut lower = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        lower = lower + "%" + &digits.to_lowercase() + rest;
    }
    lower
}

/// The characters that depend on the secret alone, where so many bytes stand before it; both alphabets.
fn base64(secret: &[u8], offset: usize) -> [String; 2] {
    let bytes = [&[0; 2][..offset], secret].concat();
    let whole = bytes.len() / 3 * 4;
    let first = [0, 2, 3][offset];
    [STANDARD_NO_PAD, URL_SAFE_NO_PAD].map(|engine| engine.encode(&bytes)[first..whole].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all_found_in(text: &str, secret: &str) -> bool {
        of(secret).iter().any(|spelling| text.contains(spelling))
    }

    #[test]
    fn a_secret_is_found_in_base64_wherever_it_begins() {
        for before in ["", "a", "ab", "abc", "abcd"] {
            for after in ["", "x", "xy", "xyz"] {
                let text = format!("{before}s3cret/+value{after}");
                for engine in [STANDARD_NO_PAD, URL_SAFE_NO_PAD] {
                    let encoded = engine.encode(&text);
                    assert!(all_found_in(&encoded, "s3cret/+value"), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_secret_is_found_in_urls_json_and_debug() {
        let secret = "a+b/c d\"\\é";
        for text in [
            "?t=a%2Bb%2Fc%20d%22%5C%C3%A9&x",
            "?t=a%2bb%2fc%20d%22%5c%c3%a9&x",
            "t=a%2Bb%2Fc+d%22%5C%C3%A9",
            r#"{"t":"a+b/c d\"\\é"}"#,
            r#"{"t":"a+b\/c d\"\\é"}"#,
            &format!("{:?}", Some(secret)),
            &format!("{:?}", secret.as_bytes()),
        ] {
            assert!(all_found_in(text, secret), "{text}");
        }
        assert!(!all_found_in("a+b/c d", secret));
    }
}
