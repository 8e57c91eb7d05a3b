//! The state of a sandbox, comparable between runs.

use std::collections::{BTreeMap, BTreeSet};

use orgbook_sandbox::{Organisation, Sandbox, User};
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

    /// Apart from times and from what is random. What was not there `before` has the place in which it was
    /// created in the place of its identifier.
    fn apart_from(&self, before: &BTreeSet<String>) -> Value {
        let mut value = self.value();
        let mut found = Vec::new();
        identifiers(&value, &mut found);
        let mut new = BTreeMap::new();
        for identifier in found {
            if !before.contains(&identifier) {
                let place = format!("new {}", new.len());
                new.entry(identifier).or_insert(place);
            }
        }
        clean(&mut value, &new);
        value
    }

    fn value(&self) -> Value {
        json!([self.organisation, self.invitations])
    }
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
        identifiers(&self.0.value(), &mut found);
        let identifiers = found.into_iter().collect();
        Change {
            after: Known::of(sandbox).apart_from(&identifiers),
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
        match now.apart_from(&self.identifiers) == self.after {
            true => State::Once,
            false => State::Other,
        }
    }
}

fn identifiers(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                if IDENTIFIERS.contains(&key.as_str()) && !value.is_null() {
                    found.push(value.to_string());
                }
                identifiers(value, found);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|it| identifiers(it, found)),
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
