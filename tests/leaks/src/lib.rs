//! Watches what the tests show for the secrets that they use.
//!
//! A test tells of each secret before anybody can show it ([`hide`]; a [`Watched`] sandbox does so for its own), and of
//! everything that somebody gets to see ([`shown`]). A secret counts for the whole process and in every spelling. With
//! the variable `ORGBOOK_TEST_SECRETS` the spellings are also added to the file of this name, a line each, to search
//! what the test run as a whole has printed.

mod spellings;
mod watched;

use std::collections::BTreeSet;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, fmt};

use aho_corasick::AhoCorasick;

pub use watched::Watched;

/// Shorter texts are part of ordinary words.
const SHORTEST: usize = 8;

static HIDDEN: Mutex<Hidden> = Mutex::new(Hidden {
    secrets: BTreeSet::new(),
    searcher: None,
});

/// The secrets of this process.
struct Hidden {
    secrets: BTreeSet<String>,
    /// Absent where there is none yet that knows all secrets.
    searcher: Option<Arc<AhoCorasick>>,
}

impl Hidden {
    fn searcher(&mut self) -> Arc<AhoCorasick> {
        let spellings = || self.secrets.iter().flat_map(|secret| spellings::of(secret));
        let searcher = self.searcher.get_or_insert_with(|| {
            Arc::new(AhoCorasick::new(spellings()).expect("the secrets are few"))
        });
        searcher.clone()
    }
}

/// From now on nothing that is shown may contain this text. Those of less than eight bytes are ignored, because they are
/// part of ordinary words.
pub fn hide(secret: &str) {
    let mut hidden = HIDDEN.lock().unwrap_or_else(PoisonError::into_inner);
    if secret.len() < SHORTEST || !hidden.secrets.insert(secret.to_owned()) {
        return;
    }
    hidden.searcher = None;
    if let Some(path) = env::var_os("ORGBOOK_TEST_SECRETS") {
        let mut lines = spellings::of(secret);
        lines.retain(|spelling| !spelling.contains(['\n', '\r']));
        let text = lines.join("\n") + "\n";
        let file = OpenOptions::new().create(true).append(true).open(path);
        file.and_then(|mut file| file.write_all(text.as_bytes()))
            .expect("the file of secrets can be written");
    }
}

/// Hides what among the component's settings is secret. A client id in the place of a secret is none.
pub fn hide_settings<'a>(settings: impl IntoIterator<Item = (&'a str, &'a str)>) {
    for (name, value) in settings {
        let is_secret = ["DINGTALK_CLIENT_SECRET", "DINGTALK_ACCESS_TOKEN"].contains(&name);
        if is_secret && !value.starts_with("ding") {
            hide(value);
        }
    }
}

/// Gives back the memory that is not needed until somebody gets to see something again: a test that
/// measures memory does not mean that of this watch, which grows with every secret.
pub fn let_go() {
    let mut hidden = HIDDEN.lock().unwrap_or_else(PoisonError::into_inner);
    hidden.searcher = None;
}

/// Somebody gets to see this text.
///
/// # Panics
///
/// Where it contains a secret. The message shows the text around it and not the secret itself.
#[track_caller]
pub fn shown(what: &str, text: &str) {
    watched::hide_secrets_of_all();
    let searcher = HIDDEN
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .searcher();
    if searcher.is_match(text) {
        let masks = vec!["[SECRET]"; searcher.patterns_len()];
        let masked = searcher.replace_all(text, &masks);
        let at = masked.find(masks[0]).unwrap_or_default();
        let (start, end) = (at.saturating_sub(200), at.saturating_add(200));
        let around = &masked[masked.floor_char_boundary(start)..masked.floor_char_boundary(end)];
        panic!("{what} shows a secret: …{around}…");
    }
}

/// Somebody gets to see this value as `Debug` shows it; gives the value back.
#[track_caller]
pub fn debugged<T: fmt::Debug>(what: &str, value: T) -> T {
    shown(what, &format!("{value:?}"));
    value
}
