//! Values of the component model, in few words.

use wasmtime::component::Val;

pub fn text(value: &str) -> Val {
    Val::String(value.to_owned())
}

pub fn option(value: Option<Val>) -> Val {
    Val::Option(value.map(Box::new))
}

pub fn optional_text(value: Option<&str>) -> Val {
    option(value.map(text))
}

pub fn record<const N: usize>(fields: [(&str, Val); N]) -> Val {
    Val::Record(fields.map(|(name, value)| (name.to_owned(), value)).into())
}

pub fn list(items: impl IntoIterator<Item = Val>) -> Val {
    Val::List(items.into_iter().collect())
}

pub fn texts(values: &[String]) -> Val {
    list(values.iter().map(|value| text(value)))
}

pub fn case(name: &str, payload: Val) -> Val {
    Val::Variant(name.to_owned(), Some(Box::new(payload)))
}

pub fn assignment(department_id: &str, sort_key: Option<&str>) -> Val {
    record([
        ("department-id", text(department_id)),
        ("sort-key", optional_text(sort_key)),
        ("title", option(None)),
    ])
}

pub fn attribute(name: &str, value: &str) -> Val {
    record([("name", text(name)), ("value", text(value))])
}
