//! What only DingTalk has, as text.

use serde_json::Value;

use super::{details, items, several, shown, table};

pub fn organisations(organisations: &Value) -> String {
    let rows = items(organisations)
        .iter()
        .map(|it| ["corp-id", "name"].map(|field| shown(&it[field])));
    table(["CorpId", "Name"], rows)
}

pub fn senior_mode(settings: &Value) -> String {
    details([
        [
            "Kept from the user".to_owned(),
            several(&settings["protected-scenes"], shown),
        ],
        [
            "But not for".to_owned(),
            several(&settings["exceptions"], exception),
        ],
    ])
}

fn exception(exception: &Value) -> String {
    let name = match &exception["name"] {
        Value::Null => String::new(),
        name => format!(" ({})", shown(name)),
    };
    format!(
        "{} {}{name}",
        shown(&exception["kind"]),
        shown(&exception["id"])
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_exception_of_senior_mode_shows_its_kind_and_its_name() {
        let text = senior_mode(&json!({
            "protected-scenes": ["CALL", "CHAT"],
            "exceptions": [
                { "kind": "user", "id": "u1", "name": "Ada" },
                { "kind": "role", "id": "91", "name": null },
            ],
        }));
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        assert_eq!(lines.len(), 4, "{text}");
        assert!(lines[2].ends_with("user u1 (Ada)"), "{text}");
        assert_eq!(lines[3], "role 91", "{text}");
    }
}
