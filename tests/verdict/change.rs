//! The state of a sandbox, comparable between runs.

use std::collections::{BTreeMap, BTreeSet};

use orgbook_sandbox::{Organisation, Sandbox, User};
use serde::Serialize;
use serde_json::{Value, json};

/// Times, and what the sandbox draws at random.
const VOLATILE: &[&str] = &[
    "create_time",
    "modify_time",
    "leave_time",
    "unionid",
    "order",
    "dept_group_chat_id",
];
const IDENTIFIERS: &[&str] = &["userid", "dept_id", "role_id", "group_id"];

/// Everything that a sandbox knows of its organisation.
#[derive(Clone, PartialEq)]
struct Known {
    organisation: Organisation,
    invitations: Vec<User>,
}

impl Known {
    fn of(sandbox: &Sandbox) -> Self {
        Self {
            organisation: sandbox.organisation(),
            invitations: sandbox.invitations(),
        }
    }

    /// What is other than `before`, apart from times and from what is random. What was not there has the place in
    /// which it was created in the place of its identifier.
    fn since(&self, before: &Self, identifiers: &BTreeSet<String>) -> Value {
        let (old, new) = (&before.organisation, &self.organisation);
        let mut difference = json!([
            between(&old.users, &new.users),
            between(&old.departments, &new.departments),
            between(&old.role_groups, &new.role_groups),
            between(&old.leave_records, &new.leave_records),
            between(&old.other_organisations, &new.other_organisations),
            between(&before.invitations, &self.invitations),
            old.settings == new.settings && old.apps == new.apps,
        ]);
        let mut found = Vec::new();
        identifiers_in(&difference, &mut found);
        let mut created = BTreeMap::new();
        for identifier in found {
            if !identifiers.contains(&identifier) {
                let place = format!("new {}", created.len());
                created.entry(identifier).or_insert(place);
            }
        }
        clean(&mut difference, &created);
        difference
    }
}

/// What has gone, and what has come.
fn between<T: PartialEq + Serialize>(old: &[T], new: &[T]) -> Value {
    let gone: Vec<_> = old.iter().filter(|it| !new.contains(it)).collect();
    let come: Vec<_> = new.iter().filter(|it| !old.contains(it)).collect();
    json!([gone, come, new.len()])
}

/// The organisation before a call and after it, as it goes without a fault.
pub struct Change {
    before: Known,
    identifiers: BTreeSet<String>,
    after: Value,
}

/// Which of the two an organisation is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As before the call. A call that leaves no trace leaves this.
    Before,
    /// As after one such call.
    Once,
    /// Neither.
    Other,
}

/// A call is about to begin.
pub struct Before(Known);

impl Before {
    /// The state now.
    pub fn of(sandbox: &Sandbox) -> Self {
        Self(Known::of(sandbox))
    }

    /// The call has gone as it goes without a fault.
    pub fn then(self, sandbox: &Sandbox) -> Change {
        let mut found = Vec::new();
        let known = json!([self.0.organisation, self.0.invitations]);
        identifiers_in(&known, &mut found);
        let identifiers = found.into_iter().collect();
        Change {
            after: Known::of(sandbox).since(&self.0, &identifiers),
            before: self.0,
            identifiers,
        }
    }
}

impl Change {
    /// What has become of another sandbox that began alike.
    pub fn state(&self, sandbox: &Sandbox) -> State {
        let now = Known::of(sandbox);
        if now == self.before {
            return State::Before;
        }
        match now.since(&self.before, &self.identifiers) == self.after {
            true => State::Once,
            false => State::Other,
        }
    }
}

fn identifiers_in(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                if IDENTIFIERS.contains(&key.as_str()) && !value.is_null() {
                    found.push(value.to_string());
                }
                identifiers_in(value, found);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|it| identifiers_in(it, found)),
        _ => {}
    }
}

fn clean(state: &mut Value, names: &BTreeMap<String, String>) {
    match state {
        Value::Object(fields) => {
            fields.retain(|key, _| !VOLATILE.contains(&key.as_str()));
            fields.values_mut().for_each(|value| clean(value, names));
        }
        Value::Array(elements) => elements
            .iter_mut()
            .for_each(|element| clean(element, names)),
        Value::Number(_) | Value::String(_) => {
            if let Some(name) = names.get(&state.to_string()) {
                *state = Value::from(name.as_str());
            }
        }
        _ => {}
    }
}
