//! Values of the component model as JSON.

use serde_json::{Value, json};
use wasmtime::component::Val;

/// A value as JSON, with the names of the WIT (`department-id`).
///
/// A record is an object, and `none` is `null`; the value of `some` stands for itself. An enum or a
/// variant without a payload is its name, a variant with one is `{"name": payload}`, and a result is
/// `{"ok": value}` or `{"err": value}`.
pub fn to_json(value: &Val) -> Value {
    match value {
        Val::Bool(value) => json!(value),
        Val::S8(value) => json!(value),
        Val::U8(value) => json!(value),
        Val::S16(value) => json!(value),
        Val::U16(value) => json!(value),
        Val::S32(value) => json!(value),
        Val::U32(value) => json!(value),
        Val::S64(value) => json!(value),
        Val::U64(value) => json!(value),
        Val::Float32(value) => json!(value),
        Val::Float64(value) => json!(value),
        Val::Char(value) => json!(value),
        Val::String(value) | Val::Enum(value) => json!(value),
        Val::Flags(names) => json!(names),
        Val::List(items) | Val::Tuple(items) | Val::FixedLengthList(items) => {
            items.iter().map(to_json).collect()
        }
        Val::Map(entries) => entries
            .iter()
            .map(|(key, value)| json!([to_json(key), to_json(value)]))
            .collect(),
        Val::Record(fields) => fields
            .iter()
            .map(|(name, value)| (name.clone(), to_json(value)))
            .collect(),
        Val::Variant(name, None) => json!(name),
        Val::Variant(name, Some(payload)) => case(name, to_json(payload)),
        Val::Option(value) => payload(value),
        Val::Result(Ok(value)) => case("ok", payload(value)),
        Val::Result(Err(value)) => case("err", payload(value)),
        // Handles mean nothing outside of their instance, and the package has none.
        Val::Resource(_) | Val::Future(_) | Val::Stream(_) | Val::ErrorContext(_) => Value::Null,
    }
}

fn payload(value: &Option<Box<Val>>) -> Value {
    value.as_deref().map_or(Value::Null, to_json)
}

fn case(name: &str, payload: Value) -> Value {
    json!({ name: payload })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(value: &str) -> Val {
        Val::String(value.into())
    }

    fn some(value: Val) -> Val {
        Val::Option(Some(Box::new(value)))
    }

    #[test]
    fn a_record_keeps_the_names_of_the_wit() {
        let record = Val::Record(vec![
            ("department-id".into(), text("1")),
            ("leader".into(), some(Val::Bool(true))),
        ]);
        assert_eq!(
            to_json(&record),
            json!({ "department-id": "1", "leader": true })
        );
    }

    #[test]
    fn none_is_null_and_an_empty_text_is_not() {
        assert_eq!(to_json(&Val::Option(None)), json!(null));
        assert_eq!(to_json(&some(text(""))), json!(""));
    }

    #[test]
    fn a_case_is_its_name_and_with_a_payload_an_object() {
        assert_eq!(to_json(&Val::Enum("manager".into())), json!("manager"));
        assert_eq!(
            to_json(&Val::Variant("not-found".into(), None)),
            json!("not-found")
        );
        let other = Val::Variant("other".into(), Some(Box::new(text("33001"))));
        assert_eq!(to_json(&other), json!({ "other": "33001" }));
    }

    #[test]
    fn lists_nest() {
        let lists = Val::List(vec![Val::List(vec![Val::U32(1)]), Val::List(vec![])]);
        assert_eq!(to_json(&lists), json!([[1], []]));
    }

    #[test]
    fn a_result_tells_its_side() {
        assert_eq!(to_json(&Val::Result(Ok(None))), json!({ "ok": null }));
        let refused = Val::Result(Err(Some(Box::new(text("no")))));
        assert_eq!(to_json(&refused), json!({ "err": "no" }));
    }

    #[test]
    fn whole_numbers_stay_exact() {
        assert_eq!(
            to_json(&Val::U64(u64::MAX)).to_string(),
            "18446744073709551615"
        );
    }
}
