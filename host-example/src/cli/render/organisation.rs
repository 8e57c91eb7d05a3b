//! The organisation as text.

use serde_json::Value;

use super::{case, details, items, more, several, shown, table};

pub fn administrators(page: &Value) -> String {
    let rows = items(&page["administrators"])
        .iter()
        .map(|it| [shown(&it["user-id"]), case(&it["level"])]);
    table(["User", "Level"], rows) + &more(page)
}

pub fn access_scope(scope: &Value) -> String {
    details(
        [
            ("department-ids", "Departments, with all below"),
            ("user-ids", "Users beside these"),
            ("user-fields", "Fields of users"),
        ]
        .map(|(field, label)| [label.to_owned(), several(&scope[field], shown)]),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_level_without_a_case_of_its_own_shows_the_directorys_word() {
        let text = administrators(&json!({ "administrators": [
            { "user-id": "u1", "level": { "tag": "main" } },
            { "user-id": "u2", "level": { "tag": "other", "val": "100" } },
            { "user-id": "u3", "level": null },
        ], "next": null }));
        let rows: Vec<&str> = text.lines().skip(2).map(str::trim).collect();
        assert!(rows[0].ends_with("main"), "{text}");
        assert!(rows[1].ends_with("other (100)"), "{text}");
        assert!(rows[2].ends_with('-'), "{text}");
    }
}
