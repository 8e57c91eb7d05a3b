//! A JSON object under construction.

use serde_json::{Map, Value};

/// Collects the fields of a reply; a field without a value is left out.
#[derive(Default)]
pub(crate) struct Object(Map<String, Value>);

impl Object {
    pub fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Adds the fields of another object.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub fn put_some(&mut self, name: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(name, value);
        }
    }
}

impl From<Object> for Value {
    fn from(object: Object) -> Self {
        Self::Object(object.0)
    }
}
