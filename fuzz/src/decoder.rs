//! The JSON reader and the conversions: any bytes.
//!
//! The whole input is the text. Another JSON library says what it means.

use orgbook::dingtalk::convert::{department, user};
use orgbook::dingtalk::date;
use orgbook::dingtalk::json::{self, Json};
use orgbook::dingtalk::wire;
use serde_json::Value;

/// What is read must mean what another reader says, and survive being written; whatever it is, the
/// conversions must tell only what the interface allows.
pub fn run(input: &[u8]) {
    let other = serde_json::from_slice::<Value>(input);
    let Some(tree) = json::parse(input) else {
        // Refused there too, or deeper than anything that DingTalk sends.
        assert!(other.is_err() || other.is_ok_and(|value| depth(&value) > 60));
        return;
    };
    match other {
        Ok(value) => assert_same(&tree, &value),
        // The one thing that is read here and not there: numbers are kept as they are written.
        Err(error) => assert!(error.to_string().contains("number out of range"), "{error}"),
    }
    let written = json::write(&tree);
    let again = json::parse(written.as_bytes()).expect("what is written can be read");
    assert_eq!(json::write(&again), written);
    check_conversions(&tree);
    check_conversions(wire::result(&tree));
}

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(depth).max().unwrap_or(0),
        Value::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

fn assert_same(tree: &Json, value: &Value) {
    match (tree, value) {
        (Json::Null, Value::Null) => {}
        (Json::Bool(one), Value::Bool(other)) => assert_eq!(one, other),
        (Json::String(one), Value::String(other)) => assert_eq!(one, other),
        (Json::Number((digits, _)), Value::Number(other)) => {
            let object = Value::from_iter([("n", value.clone())]);
            let tree = json::parse(object.to_string().as_bytes()).expect("JSON");
            if let Some(whole) = other.as_i64().filter(|_| digits != "-0") {
                assert_eq!(digits.parse(), Ok(whole));
                assert_eq!(wire::integer(&tree, "n"), Some(whole));
            }
        }
        (Json::Array(elements), Value::Array(others)) => {
            assert_eq!(elements.len(), others.len());
            let pairs = elements.iter().zip(others);
            pairs.for_each(|(one, other)| assert_same(one, other));
        }
        // Of a repeated key the last value counts.
        (Json::Object(members), Value::Object(others)) => {
            assert!(members.iter().all(|(key, _)| others.contains_key(key)));
            for (key, other) in others {
                match wire::get(tree, key) {
                    Some(member) => assert_same(member, other),
                    None => assert!(other.is_null(), "{key}"),
                }
            }
        }
        _ => panic!("{} is not {value}", json::write(tree)),
    }
}

fn check_conversions(tree: &Json) {
    for department in [None, Some("1")] {
        if let Some(user) = user::from_wire(tree, department) {
            assert!(!user.id.is_empty());
            let day = user.hired_on.as_deref();
            assert!(
                day.is_none_or(|day| date::to_milliseconds(day).is_some()),
                "{day:?}"
            );
            for membership in user.memberships.into_iter().flatten() {
                assert_department_id(&membership.department_id);
                assert_whole(membership.sort_key.as_deref());
            }
            let roles = user.roles.unwrap_or_default();
            assert!(roles.iter().all(|role| !role.id.is_empty()));
            assert!(user.attributes.iter().all(|it| !it.name.is_empty()));
        }
    }
    if let Some(department) = department::from_wire(tree) {
        assert_department_id(&department.id);
        department
            .parent_id
            .as_deref()
            .iter()
            .for_each(|id| assert_department_id(id));
        assert_whole(department.sort_key.as_deref());
        let managers = department.manager_ids.unwrap_or_default();
        assert!(managers.iter().all(|id| !id.is_empty()));
    }
    let created = user::attributes_of_created(tree);
    assert!(created.iter().all(|it| it.name.starts_with("dingtalk.")));
}

fn assert_department_id(id: &str) {
    assert!(
        id.parse()
            .is_ok_and(|number: i64| number >= 1 && number.to_string() == id),
        "{id}"
    );
}

fn assert_whole(number: Option<&str>) {
    let canonical = |text: &str| {
        text.parse()
            .is_ok_and(|number: i64| number.to_string() == text)
    };
    assert!(number.is_none_or(canonical), "{number:?}");
}
