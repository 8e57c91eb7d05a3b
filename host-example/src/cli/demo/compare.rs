//! What a user should look like, and what has changed.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::steps::Report;
use crate::cli::render;

/// Checks fields and attributes of a user. `memberships` is expected to be one department, and
/// `sort-key` is the place in it.
pub fn compare(mut report: Report, user: &Value, expected: &[(&str, Option<&str>)]) -> Report {
    for (name, value) in expected {
        let met = match *name {
            "memberships" => value.is_some_and(|id| departments_of(user) == [id]),
            "sort-key" => user["memberships"][0]["sort-key"] == json!(value),
            name => told(user, name) == json!(value),
        };
        report = report.check(format!("{name} is {}", value.unwrap_or("absent")), met);
    }
    report
}

pub fn departments_of(user: &Value) -> Vec<&str> {
    let memberships = render::items(&user["memberships"]).iter();
    memberships
        .filter_map(|membership| membership["department-id"].as_str())
        .collect()
}

/// A field of a user, or an attribute; `null` if it is not told.
fn told(user: &Value, name: &str) -> Value {
    let attribute = || {
        let mut attributes = render::items(&user["attributes"]).iter();
        attributes
            .find(|given| given["name"] == name)
            .map(|given| &given["value"])
    };
    user.get(name)
        .or_else(attribute)
        .unwrap_or(&Value::Null)
        .clone()
}

/// The fields and attributes that differ, with what they were and what they are.
pub fn differences<'a>(before: &'a Value, after: &'a Value) -> BTreeMap<&'a str, (Value, Value)> {
    let names = |user: &'a Value| {
        let fields = user
            .as_object()
            .into_iter()
            .flat_map(|fields| fields.keys());
        let attributes = render::items(&user["attributes"]).iter();
        fields
            .map(String::as_str)
            .filter(|name| *name != "attributes")
            .chain(attributes.filter_map(|given| given["name"].as_str()))
    };
    names(before)
        .chain(names(after))
        .map(|name| (name, (told(before, name), told(after, name))))
        .filter(|(_, (was, is))| was != is)
        .collect()
}

pub fn change((field, (was, is)): (&&str, &(Value, Value))) -> Value {
    json!({ "field": field, "before": was, "after": is })
}

pub fn brief(value: &Value) -> String {
    match value.as_array() {
        Some(_) => render::several(value, render::user::membership).replace('\n', "; "),
        None => render::shown(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_by_field_and_by_attribute() {
        let before = json!({
            "id": "u1", "title": "A", "email": null,
            "attributes": [{ "name": "x", "value": "1" }, { "name": "y", "value": "2" }],
        });
        let after = json!({
            "id": "u1", "title": "A", "email": "",
            "attributes": [{ "name": "y", "value": "3" }, { "name": "z", "value": "4" }],
        });
        let found: Vec<_> = differences(&before, &after).into_iter().collect();
        assert_eq!(
            found,
            [
                ("email", (Value::Null, json!(""))),
                ("x", (json!("1"), Value::Null)),
                ("y", (json!("2"), json!("3"))),
                ("z", (Value::Null, json!("4"))),
            ]
        );
    }
}
