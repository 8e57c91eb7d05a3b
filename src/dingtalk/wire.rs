//! Tolerant access to DingTalk's JSON (section 11): numbers and booleans may come as strings, a
//! list of objects as a single object, custom fields as JSON in a string, and every key may be
//! missing.

use super::json::{self, Json};
use crate::prelude::*;

/// The value of a key; `None` if it is missing or null. Of a repeated key the last value counts.
pub fn get<'a>(object: &'a Json, key: &str) -> Option<&'a Json> {
    let Json::Object(members) = object else {
        return None;
    };
    let member = members.iter().rev().find(|(name, _)| name == key);
    member
        .map(|(_, value)| value)
        .filter(|value| !matches!(value, Json::Null))
}

/// The payload of an answer of the legacy family; null if there is none.
pub fn result(answer: &Json) -> &Json {
    get(answer, "result").unwrap_or(&Json::Null)
}

/// The payload of an answer of the legacy family, without the rest.
pub fn into_result(answer: Json) -> Option<Json> {
    into_member(answer, "result")
}

/// The list under a key, without the rest.
pub fn into_list(object: Json, key: &str) -> Option<Vec<Json>> {
    match into_member(object, key)? {
        Json::Array(elements) => Some(elements),
        single @ Json::Object(_) => Some(vec![single]),
        _ => None,
    }
}

fn into_member(object: Json, key: &str) -> Option<Json> {
    let Json::Object(members) = object else {
        return None;
    };
    let member = members.into_iter().rev().find(|(name, _)| name == key);
    member
        .map(|(_, value)| value)
        .filter(|value| !matches!(value, Json::Null))
}

/// A text or, as text, a number; `None` if the key is missing, null or something else.
pub fn text(object: &Json, key: &str) -> Option<String> {
    scalar(get(object, key)?)
}

/// A text that is worth telling: as [`text`], without the empty one.
pub fn filled(object: &Json, key: &str) -> Option<String> {
    text(object, key).filter(|text| !text.is_empty())
}

/// A whole number of up to 64 bits, also when it comes as a string.
pub fn integer(object: &Json, key: &str) -> Option<i64> {
    whole(get(object, key)?)
}

/// A truth value, also when it comes as a string or as 0 or 1.
pub fn boolean(object: &Json, key: &str) -> Option<bool> {
    match get(object, key)? {
        Json::Bool(value) => Some(*value),
        other => match scalar(other)?.as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
    }
}

/// The elements of a list; a single object stands for a list of one.
pub fn elements<'a>(object: &'a Json, key: &str) -> Option<&'a [Json]> {
    list(get(object, key)?)
}

/// A list as [`elements`] takes it.
pub fn list(value: &Json) -> Option<&[Json]> {
    match value {
        Json::Array(elements) => Some(elements),
        Json::Object(_) => Some(core::slice::from_ref(value)),
        _ => None,
    }
}

/// A list as it is read, where a missing one is an empty one; `None` if it is there and cannot be read.
pub fn or_empty<T>(
    object: &Json,
    key: &str,
    read: impl FnOnce() -> Option<Vec<T>>,
) -> Option<Vec<T>> {
    match get(object, key) {
        None => Some(Vec::new()),
        Some(_) => read(),
    }
}

/// The elements of a list, without those that are null; `None` if one of the others cannot be read,
/// so that nobody takes a shorter list for the whole.
pub fn readable<'a, T>(
    elements: &'a [Json],
    read: impl Fn(&'a Json) -> Option<T>,
) -> Option<Vec<T>> {
    // A loop, because it is in the component for every kind of element.
    let mut known = Vec::new();
    for element in elements {
        if !matches!(element, Json::Null) {
            known.push(read(element)?);
        }
    }
    Some(known)
}

/// The texts in a list, numbers among them as text; the empty ones are left out.
pub fn texts(object: &Json, key: &str) -> Option<Vec<String>> {
    let mut texts = readable(elements(object, key)?, scalar)?;
    texts.retain(|text| !text.is_empty());
    Some(texts)
}

/// An identifier that is a number of up to 64 bits, as text.
pub fn numeric_id(object: &Json, key: &str) -> Option<String> {
    integer(object, key).map(|id| id.to_string())
}

/// The department identifiers in a list of numbers, or of strings, or in a string with commas.
/// Special departments with a negative identifier (section 3.6) are left out.
pub fn department_ids(object: &Json, key: &str) -> Option<Vec<String>> {
    let ids = match get(object, key)? {
        Json::Array(ids) => readable(ids, whole)?,
        Json::String(ids) => {
            let ids = ids.split(',').map(str::trim).filter(|id| !id.is_empty());
            ids.map(|id| id.parse().ok())
                .collect::<Option<Vec<i64>>>()?
        }
        _ => return None,
    };
    let ids = ids.into_iter().filter(|id| *id >= 1);
    Some(ids.map(|id| id.to_string()).collect())
}

/// A department identifier; `None` for a special department.
pub fn department_id(id: &Json) -> Option<String> {
    whole(id).filter(|id| *id >= 1).map(|id| id.to_string())
}

/// An object that comes as JSON in a string, as custom fields do.
pub fn object_in_text(object: &Json, key: &str) -> Option<Vec<(String, Json)>> {
    let parsed = match get(object, key)? {
        Json::String(text) => json::parse(text.as_bytes())?,
        // A copy: the tree has no other way.
        other => json::parse(json::write(other).as_bytes())?,
    };
    match parsed {
        Json::Object(members) => Some(members),
        _ => None,
    }
}

/// A value as text: a string as it is, everything else as JSON.
pub fn as_text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => json::write(other),
    }
}

fn scalar(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number((digits, _)) => Some(digits.clone()),
        _ => None,
    }
}

fn whole(value: &Json) -> Option<i64> {
    match value {
        Json::Number((digits, _)) => digits.parse().ok(),
        Json::String(text) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn tree(value: serde_json::Value) -> Json {
        json::parse(value.to_string().as_bytes()).expect("JSON")
    }

    #[test]
    fn numbers_and_booleans_may_come_as_strings() {
        let object = tree(json!({"n": "176200000000000512", "m": 7, "b": "true", "c": 0, "s": 42}));
        assert_eq!(integer(&object, "n"), Some(176_200_000_000_000_512));
        assert_eq!(integer(&object, "m"), Some(7));
        assert_eq!(boolean(&object, "b"), Some(true));
        assert_eq!(boolean(&object, "c"), Some(false));
        assert_eq!(text(&object, "s").as_deref(), Some("42"));
    }

    #[test]
    fn absent_null_and_empty_are_different() {
        let object = tree(json!({"null": null, "empty": ""}));
        assert_eq!(text(&object, "absent"), None);
        assert_eq!(text(&object, "null"), None);
        assert_eq!(text(&object, "empty").as_deref(), Some(""));
        assert_eq!(filled(&object, "empty"), None);
    }

    #[test]
    fn special_departments_are_left_out() {
        let object = tree(json!({"ids": [1, -7, "23", -1, 0, null], "text": "1, -7,23,"}));
        assert_eq!(
            department_ids(&object, "ids"),
            Some(vec!["1".into(), "23".into()])
        );
        assert_eq!(
            department_ids(&object, "text"),
            Some(vec!["1".into(), "23".into()])
        );
        assert_eq!(department_ids(&object, "none"), None);
    }

    #[test]
    fn a_list_with_what_is_no_department_identifier_is_unreadable() {
        for ids in [
            json!([1, 4.5]),
            json!([1, 1e300]),
            json!([1, {}]),
            json!("1,x"),
        ] {
            assert_eq!(department_ids(&tree(json!({"ids": ids})), "ids"), None);
        }
    }

    #[test]
    fn what_is_empty_is_left_out_of_a_list_of_texts() {
        let object = tree(json!({"l": ["u1", "", null, 7], "e": [], "t": "u1"}));
        assert_eq!(texts(&object, "l"), Some(vec!["u1".into(), "7".into()]));
        assert_eq!(texts(&object, "e"), Some(vec![]));
        assert_eq!(texts(&object, "t"), None);
        assert_eq!(texts(&object, "absent"), None);
    }

    #[test]
    fn a_list_with_what_is_no_text_is_unreadable() {
        for other in [json!(true), json!({"a": 1}), json!(["u2"])] {
            assert_eq!(texts(&tree(json!({"l": ["u1", other]})), "l"), None);
        }
    }

    #[test]
    fn a_single_object_stands_for_a_list_of_one() {
        assert_eq!(
            elements(&tree(json!({"l": {"a": 1}})), "l").map(<[_]>::len),
            Some(1)
        );
        assert_eq!(
            elements(&tree(json!({"l": []})), "l").map(<[_]>::len),
            Some(0)
        );
        assert_eq!(
            elements(&tree(json!({"l": "x"})), "l").map(<[_]>::len),
            None
        );
    }

    #[test]
    fn numbers_beyond_64_bits_are_not_told() {
        let object = json::parse(br#"{"n": 98765432109876543210}"#).expect("JSON");
        assert_eq!(integer(&object, "n"), None);
    }
}
