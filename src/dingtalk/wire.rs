//! Tolerant access to DingTalk's JSON (section 11): numbers and booleans may come as strings, lists
//! as a single value or as JSON in a string, and every key may be missing.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text or, as text, a number; `None` if the key is missing, null or something else.
pub fn text(object: &Value, key: &str) -> Option<String> {
    scalar(object.get(key)?)
}

/// A text that is worth telling: as [`text`], without the empty one.
pub fn filled(object: &Value, key: &str) -> Option<String> {
    text(object, key).filter(|text| !text.is_empty())
}

/// A whole number of up to 64 bits, also when it comes as a string.
pub fn integer(object: &Value, key: &str) -> Option<i64> {
    whole(object.get(key)?)
}

/// A truth value, also when it comes as a string or as 0 or 1.
pub fn boolean(object: &Value, key: &str) -> Option<bool> {
    match object.get(key)? {
        Value::Bool(value) => Some(*value),
        other => match scalar(other)?.as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
    }
}

/// The elements of a list; a single object stands for a list of one.
pub fn elements<'a>(object: &'a Value, key: &str) -> Option<&'a [Value]> {
    list(object.get(key)?)
}

/// A list as [`elements`] takes it.
pub fn list(value: &Value) -> Option<&[Value]> {
    match value {
        Value::Array(elements) => Some(elements),
        Value::Object(_) => Some(std::slice::from_ref(value)),
        _ => None,
    }
}

/// The department identifiers in a list of numbers, or of strings, or in a string with commas.
/// Special departments with a negative identifier (section 3.6) are left out.
pub fn department_ids(object: &Value, key: &str) -> Option<Vec<String>> {
    match object.get(key)? {
        Value::Array(ids) => Some(ids.iter().filter_map(department_id).collect()),
        Value::String(ids) => Some(
            ids.split(',')
                .filter_map(|id| department_id(&Value::from(id.trim())))
                .collect(),
        ),
        _ => None,
    }
}

/// A department identifier; `None` for a special department.
pub fn department_id(id: &Value) -> Option<String> {
    whole(id).filter(|id| *id >= 1).map(|id| id.to_string())
}

/// An object that comes as JSON in a string, as custom fields do.
pub fn object_in_text(object: &Value, key: &str) -> Option<Map<String, Value>> {
    match object.get(key)? {
        Value::Object(map) => Some(map.clone()),
        Value::String(text) => match serde_json::from_slice(text.as_bytes()) {
            Ok(Value::Object(map)) => Some(map),
            _ => None,
        },
        _ => None,
    }
}

/// The value of a key, taken out of its object; `None` if it is missing or null.
pub fn take(object: &mut Value, key: &str) -> Option<Value> {
    object.get_mut(key).map(Value::take).filter(|value| !value.is_null())
}

/// Sets a key of an object.
pub fn insert(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(map) = object {
        map.insert(key.to_owned(), value);
    }
}

/// A value as text: a string as it is, everything else as JSON.
pub fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Text that can stand in a path or a query.
pub fn percent_encoded(text: &str) -> String {
    utf8_percent_encode(text, UNRESERVED).to_string()
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_and_booleans_may_come_as_strings() {
        let object = json!({"n": "176200000000000512", "m": 7, "b": "true", "c": 0, "s": 42});
        assert_eq!(integer(&object, "n"), Some(176_200_000_000_000_512));
        assert_eq!(integer(&object, "m"), Some(7));
        assert_eq!(boolean(&object, "b"), Some(true));
        assert_eq!(boolean(&object, "c"), Some(false));
        assert_eq!(text(&object, "s").as_deref(), Some("42"));
    }

    #[test]
    fn absent_null_and_empty_are_different() {
        let object = json!({"null": null, "empty": ""});
        assert_eq!(text(&object, "absent"), None);
        assert_eq!(text(&object, "null"), None);
        assert_eq!(text(&object, "empty").as_deref(), Some(""));
        assert_eq!(filled(&object, "empty"), None);
    }

    #[test]
    fn special_departments_are_left_out() {
        let object = json!({"ids": [1, -7, "23", -1, 0, 4.5, 1e300], "text": "1, -7,23,x"});
        assert_eq!(department_ids(&object, "ids"), Some(vec!["1".into(), "23".into()]));
        assert_eq!(department_ids(&object, "text"), Some(vec!["1".into(), "23".into()]));
        assert_eq!(department_ids(&object, "none"), None);
    }

    #[test]
    fn a_single_object_stands_for_a_list_of_one() {
        assert_eq!(elements(&json!({"l": {"a": 1}}), "l").map(<[_]>::len), Some(1));
        assert_eq!(elements(&json!({"l": []}), "l").map(<[_]>::len), Some(0));
        assert_eq!(elements(&json!({"l": "x"}), "l").map(<[_]>::len), None);
    }

    #[test]
    fn numbers_beyond_64_bits_are_not_told() {
        let object: Value = serde_json::from_str(r#"{"n": 98765432109876543210}"#).expect("JSON");
        assert_eq!(integer(&object, "n"), None);
    }
}
