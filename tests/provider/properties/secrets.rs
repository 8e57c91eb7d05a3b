//! Masking.

use orgbook::bindings::types::{BackendError, ErrorKind};
use orgbook::dingtalk::failure::Failure;
use orgbook::dingtalk::secret::Secret;
use orgbook::dingtalk::text::percent_encoded;
use proptest::prelude::*;

use super::config;

/// A secret as it stands, in a URL, and in JSON.
fn forms(secret: &str) -> [String; 3] {
    let quoted = serde_json::Value::from(secret).to_string();
    let in_json = quoted[1..quoted.len() - 1].to_owned();
    [secret.to_owned(), percent_encoded(secret), in_json]
}

/// Words with a secret in between, in one of its forms.
fn words_with(secret: &str) -> impl Strategy<Value = String> + use<> {
    let form = prop::sample::select(forms(secret).to_vec());
    let piece = prop_oneof![".{0,12}", form];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// A secret as settings allow it, and what a server says.
fn betrayal() -> impl Strategy<Value = (String, [String; 4])> {
    "[!-~]{6,40}".prop_flat_map(|secret| {
        let words = || words_with(&secret);
        let said = (words(), words(), words(), words());
        let said = said.prop_map(|(one, two, three, four)| [one, two, three, four]);
        (Just(secret), said)
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_masked_failure_shows_no_form_of_the_secret((secret, said) in betrayal()) {
        let [code, message, id, detail] = said;
        let backend = BackendError { code: code.clone(), message, request_id: Some(id) };
        let failure = Failure::new(ErrorKind::Other(code), "refused").from_backend(backend);
        let mut failure = failure.with("help-url", detail);
        failure.mask(&Secret::new(secret.clone()));
        let backend = failure.error.backend.as_ref().expect("what the server said");
        let ErrorKind::Other(code) = &failure.error.kind else {
            panic!("the kind stays");
        };
        let url = failure.detail("help-url").expect("the detail");
        let id = backend.request_id.as_ref().expect("the identifier");
        for shown in [code, &backend.code, &backend.message, id, url] {
            for form in forms(&secret) {
                prop_assert!(!shown.contains(&form), "{} in {}", form, shown);
            }
        }
    }

    #[test]
    fn what_is_no_secret_stays(secret in "[!-~]{6,40}", words in ".{0,80}") {
        prop_assume!(!forms(&secret).iter().any(|form| words.contains(form)));
        prop_assert_eq!(Secret::new(secret).mask(&words), words);
    }
}
