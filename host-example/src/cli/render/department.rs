//! Departments as text.

use serde_json::Value;

use super::{attributes, created_by, details, items, more, several, shown, table};

pub fn one(department: &Value) -> String {
    let mut rows: Vec<[String; 2]> = [
        ("id", "Id"),
        ("name", "Name"),
        ("parent-id", "Parent"),
        ("sort-key", "Sort key"),
        ("source-identifier", "Source identifier"),
        ("member-count", "Members"),
        ("total-member-count", "Members, with below"),
    ]
    .map(|(field, label)| [label.to_owned(), shown(&department[field])])
    .into();
    rows.push([
        "Managers".into(),
        several(&department["manager-ids"], shown),
    ]);
    rows.extend(attributes(department));
    details(rows)
}

pub fn list(page: &Value) -> String {
    let rows = items(&page["departments"]).iter().map(|department| {
        ["id", "name", "parent-id", "sort-key"].map(|field| shown(&department[field]))
    });
    table(["Id", "Name", "Parent", "Sort key"], rows) + &more(page)
}

pub fn created(created: &Value) -> String {
    let id = shown(&created["id"]);
    format!("The department {id} was created{}.\n", created_by(created))
}

/// The ways up from a user's departments, one a line.
pub fn paths(paths: &Value) -> String {
    let path = |path| several(path, shown).replace('\n', " < ") + "\n";
    items(paths).iter().map(path).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_way_up_is_a_line() {
        let text = paths(&json!([["7", "5", "1"], ["1"]]));
        assert_eq!(text, "7 < 5 < 1\n1\n");
    }

    #[test]
    fn a_department_that_was_there_is_told_apart_from_a_new_one() {
        assert_eq!(
            created(&json!({ "id": "7", "replayed": false })),
            "The department 7 was created.\n"
        );
        assert_eq!(
            created(&json!({ "id": "7", "replayed": true })),
            "The department 7 was created, by an earlier call.\n"
        );
    }
}
