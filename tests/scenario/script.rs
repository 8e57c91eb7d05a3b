//! The scenario as its file has it; `README.md` beside it says what each part means.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::servers::Description;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// The members whose values no report tells.
    pub hide: Vec<String>,
    /// The members of which no report tells even that they are there.
    #[serde(default)]
    pub omit: Vec<String>,
    #[serde(default)]
    pub servers: BTreeMap<String, Description>,
    pub steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub step: String,
    /// What a host must be capable of.
    #[serde(default)]
    pub needs: Vec<String>,
    /// The environment of a fresh instance.
    pub instance: Option<BTreeMap<String, String>>,
    /// The base URLs that the instance may reach.
    pub allow: Option<Vec<String>>,
    /// The function to call.
    pub call: Option<String>,
    #[serde(default)]
    pub arguments: Vec<Value>,
    /// Names for parts of the result, each by a JSON pointer.
    #[serde(default)]
    pub keep: BTreeMap<String, String>,
}

impl Script {
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).expect("a scenario")
    }
}

/// The texts in the place of `${name}`.
pub struct Names(pub BTreeMap<String, String>);

impl Names {
    pub fn fill(&self, text: &str) -> String {
        let names = self.0.iter();
        names.fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("${{{name}}}"), value)
        })
    }

    pub fn fill_all(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.fill(text)),
            Value::Array(items) => items.iter().map(|item| self.fill_all(item)).collect(),
            Value::Object(members) => members
                .iter()
                .map(|(name, value)| (name.clone(), self.fill_all(value)))
                .collect(),
            other => other.clone(),
        }
    }
}
