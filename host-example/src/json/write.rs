//! To JSON.

use serde_json::{Value, json};
use wasmtime::component::Val;

/// A value as JSON.
///
/// Names are those of the WIT (`department-id`). A record is an object, and a field that is `none`
/// is left out; anywhere else `none` is `null`, and the value of `some` stands for itself. An enum
/// is its name, a variant `{"tag": name}` or `{"tag": name, "val": payload}`, a result
/// `{"ok": value}` or `{"err": value}`. [`Host::call_from_json`](crate::Host::call_from_json) reads
/// the same form.
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
            .filter(|(_, value)| *value != Val::Option(None))
            .map(|(name, value)| (name.clone(), to_json(value)))
            .collect(),
        Val::Variant(name, None) => json!({ "tag": name }),
        Val::Variant(name, Some(payload)) => json!({ "tag": name, "val": to_json(payload) }),
        Val::Option(value) => payload(value),
        Val::Result(Ok(value)) => json!({ "ok": payload(value) }),
        Val::Result(Err(value)) => json!({ "err": payload(value) }),
        // Handles mean nothing outside of their instance, and the package has none.
        Val::Resource(_) | Val::Future(_) | Val::Stream(_) | Val::ErrorContext(_) => Value::Null,
    }
}

fn payload(value: &Option<Box<Val>>) -> Value {
    value.as_deref().map_or(Value::Null, to_json)
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
    fn none_is_left_out_of_a_record_and_null_elsewhere_and_an_empty_text_is_neither() {
        let record = Val::Record(vec![
            ("email".into(), Val::Option(None)),
            ("remark".into(), some(text(""))),
        ]);
        assert_eq!(to_json(&record), json!({ "remark": "" }));
        assert_eq!(to_json(&Val::Option(None)), json!(null));
    }

    #[test]
    fn an_enum_is_its_name_and_a_variant_has_a_tag() {
        assert_eq!(to_json(&Val::Enum("manager".into())), json!("manager"));
        assert_eq!(
            to_json(&Val::Variant("not-found".into(), None)),
            json!({ "tag": "not-found" })
        );
        let other = Val::Variant("other".into(), Some(Box::new(text("33001"))));
        assert_eq!(to_json(&other), json!({ "tag": "other", "val": "33001" }));
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
