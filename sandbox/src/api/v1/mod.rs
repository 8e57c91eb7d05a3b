//! The frozen v1 paths, `/user/...` and `/department/...` (specification 9): other names, other shapes and
//! smaller limits around the rules of v2. A handler here puts a request into v2's words, calls v2's handler
//! and puts the reply into v1's.

pub(crate) mod departments;
pub(crate) mod users;

mod user_fields;
mod user_view;

use serde_json::{Map, Value};

use crate::api::object::Object;

/// v2's name of a value and v1's.
type Names = &'static [(&'static str, &'static str)];

/// The values under v1's names. What v1 does not know is left out.
fn in_v1_words(values: &Map<String, Value>, names: Names) -> Object {
    let mut renamed = Object::default();
    for (v2, v1) in names {
        renamed.put_some(v1, values.get(*v2).cloned());
    }
    renamed
}

/// The fields of a reply of v2, which is an object.
fn fields(reply: Option<Value>) -> Map<String, Value> {
    match reply {
        Some(Value::Object(fields)) => fields,
        _ => Map::new(),
    }
}

/// The objects in a list.
fn objects(list: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    list.as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
}

/// Text as it is, anything else as JSON.
fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}
