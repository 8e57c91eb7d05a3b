//! A sandbox that may show no secret.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;

use orgbook_sandbox::Sandbox;
use serde_json::Value;

use crate::{debugged, hide, shown};

/// The sandboxes of the tests that run now.
static SANDBOXES: Mutex<Vec<Weak<Sandbox>>> = Mutex::new(Vec::new());

/// A sandbox whose secrets are hidden, and that may show none of them: when it is dropped, its record of requests,
/// its `Debug` and, once for each organisation, everything that its administration serves are looked at.
pub struct Watched(Arc<Sandbox>);

impl Watched {
    /// Watches a sandbox.
    pub fn new(sandbox: Sandbox) -> Self {
        let sandbox = Arc::new(sandbox);
        hide_secrets_of(&sandbox);
        sandboxes().push(Arc::downgrade(&sandbox));
        Self(sandbox)
    }
}

/// The whole record of requests.
const RECORD: &str = "/_sandbox/requests?limit=1000000";

impl Watched {
    fn look_at(&self, path: &str) {
        shown(path, &get(&self.0, path));
    }
}

/// Whether no such organisation was looked at by this process.
fn is_new(organisation: &str) -> bool {
    static SEEN: Mutex<BTreeSet<u64>> = Mutex::new(BTreeSet::new());
    let mut hasher = DefaultHasher::new();
    organisation.hash(&mut hasher);
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    seen.insert(hasher.finish())
}

impl Deref for Watched {
    type Target = Sandbox;

    fn deref(&self) -> &Sandbox {
        &self.0
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        // A test that fails has said why.
        if thread::panicking() {
            return;
        }
        hide_secrets_of(&self.0);
        debugged("the sandbox", &*self.0);
        debugged("the record of requests", self.0.requests());
        self.look_at(RECORD);
        let organisation = format!("{:?}", self.0.organisation());
        shown("the organisation", &organisation);
        if is_new(&organisation) {
            served(&self.0).iter().for_each(|path| self.look_at(path));
        }
    }
}

fn sandboxes() -> MutexGuard<'static, Vec<Weak<Sandbox>>> {
    SANDBOXES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Hides what the sandboxes have handed out so far.
pub fn hide_secrets_of_all() {
    sandboxes().retain(|sandbox| sandbox.upgrade().as_deref().map(hide_secrets_of).is_some());
}

fn hide_secrets_of(sandbox: &Sandbox) {
    sandbox
        .secrets()
        .iter()
        .for_each(|secret| hide(secret.expose()));
}

/// What can be read of the administration, by its own list.
fn served(sandbox: &Sandbox) -> Vec<String> {
    let index: Value = serde_json::from_str(&get(sandbox, "/_sandbox")).expect("a list");
    let endpoints = index["endpoints"].as_array().expect("endpoints");
    let read = endpoints
        .iter()
        .filter(|endpoint| endpoint["method"] == "GET");
    let paths = read.filter_map(|endpoint| endpoint["path"].as_str());
    // What has a name in its path is a file that comes with the program.
    let paths = paths.filter(|path| !path.contains('{'));
    paths.map(str::to_owned).collect()
}

fn get(sandbox: &Sandbox, path: &str) -> String {
    let request = http::Request::get(path)
        .body(Vec::new())
        .expect("a valid request");
    let reply = sandbox.handle(request, [127, 0, 0, 1].into());
    assert!(reply.status().is_success(), "{path}: {}", reply.status());
    String::from_utf8(reply.into_body()).expect("text")
}
