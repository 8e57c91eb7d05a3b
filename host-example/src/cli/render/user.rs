//! Users as text.

use serde_json::Value;

use super::{attributes, case, created_by, details, items, more, plain, several, shown, table};

/// The fields of a user that hold one value, and what they are called.
pub const FIELDS: [(&str, &str); 13] = [
    ("id", "Id"),
    ("name", "Name"),
    ("mobile", "Mobile"),
    ("email", "E-mail"),
    ("work-email", "Work e-mail"),
    ("telephone", "Telephone"),
    ("employee-number", "Employee number"),
    ("title", "Title"),
    ("work-place", "Work place"),
    ("remark", "Remark"),
    ("manager-id", "Manager"),
    ("hired-on", "Hired on"),
    ("active", "Active"),
];

pub fn one(user: &Value) -> String {
    let mut rows: Vec<[String; 2]> = FIELDS
        .iter()
        .map(|(field, label)| [(*label).to_owned(), shown(&user[*field])])
        .collect();
    rows.push([
        "Departments".into(),
        several(&user["memberships"], membership),
    ]);
    rows.push(["Roles".into(), several(&user["roles"], role)]);
    rows.extend(attributes(user));
    details(rows)
}

pub fn found(user_or_none: &Value) -> String {
    match user_or_none {
        Value::Null => "Nobody was found.\n".to_owned(),
        found => one(found),
    }
}

pub fn list(page: &Value) -> String {
    let rows = items(&page["users"]).iter().map(|user| {
        [
            "id",
            "name",
            "mobile",
            "email",
            "title",
            "employee-number",
            "active",
        ]
        .map(|field| shown(&user[field]))
    });
    let header = [
        "Id",
        "Name",
        "Mobile",
        "E-mail",
        "Title",
        "Employee number",
        "Active",
    ];
    table(header, rows) + &more(page)
}

pub fn names(page: &Value) -> String {
    let rows = items(&page["users"])
        .iter()
        .map(|user| ["id", "name"].map(|field| shown(&user[field])));
    table(["Id", "Name"], rows) + &more(page)
}

pub fn departed(page: &Value) -> String {
    let rows = items(&page["users"]).iter().map(|user| {
        let [id, name, mobile, left] =
            ["id", "name", "mobile", "left-at"].map(|field| shown(&user[field]));
        [id, name, mobile, left, case(&user["reason"])]
    });
    table(["Id", "Name", "Mobile", "Left at", "Reason"], rows) + &more(page)
}

pub fn created(outcome: &Value) -> String {
    let user = &outcome["val"];
    if outcome["tag"] == "created" {
        let id = shown(&user["id"]);
        format!("The user {id} was created{}.\n", created_by(user))
    } else {
        format!(
            "An invitation was sent: the person has to agree before {} exists. Do not repeat this.\n",
            shown(&user["requested-id"])
        )
    }
}

pub fn membership(membership: &Value) -> String {
    let facts = [
        ("sort key ", &membership["sort-key"]),
        ("title ", &membership["title"]),
    ];
    let mut text = shown(&membership["department-id"]);
    for (label, value) in facts {
        if !value.is_null() {
            text.push_str(&format!(", {label}{}", shown(value)));
        }
    }
    if membership["leader"] == true {
        text.push_str(", leader");
    }
    text
}

pub fn role(role: &Value) -> String {
    match role["group-name"].as_str() {
        Some(group) => format!("{} ({})", shown(&role["name"]), plain(group)),
        None => shown(&role["name"]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_user_shows_every_field_and_attribute() {
        let text = one(&json!({
            "id": "u1",
            "email": "",
            "memberships": [{ "department-id": "1", "sort-key": "5", "title": null, "leader": true }],
            "roles": null,
            "attributes": [{ "name": "extension.Badge", "value": "A-17" }],
        }));
        let row = |label: &str| {
            let line = text
                .lines()
                .find(|line| line.trim_start().starts_with(label));
            line.map(|line| line.trim_start()[label.len()..].trim().to_owned())
        };
        assert_eq!(row("Id").as_deref(), Some("u1"), "{text}");
        assert_eq!(row("E-mail").as_deref(), Some("\"\""), "{text}");
        assert_eq!(row("Mobile").as_deref(), Some("-"), "{text}");
        assert_eq!(
            row("Departments").as_deref(),
            Some("1, sort key 5, leader"),
            "{text}"
        );
        assert_eq!(row("extension.Badge").as_deref(), Some("A-17"), "{text}");
    }

    #[test]
    fn who_left_shows_when_and_why() {
        let text = departed(&json!({
            "users": [
                { "id": "u1", "name": "Ada", "mobile": null, "left-at": "2026-03-02T08:00:00Z",
                  "reason": { "tag": "removed-by-program" } },
                { "id": "u2", "name": null, "mobile": null, "left-at": null,
                  "reason": { "tag": "other", "val": "merged" } },
            ],
            "next": "c1",
        }));
        let row = |id: &str| {
            let line = text.lines().find(|line| line.trim_start().starts_with(id));
            line.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        assert_eq!(
            row("u1").as_deref(),
            Some("u1 Ada - 2026-03-02T08:00:00Z removed-by-program"),
            "{text}"
        );
        assert_eq!(
            row("u2").as_deref(),
            Some("u2 - - - other (merged)"),
            "{text}"
        );
        assert!(
            text.ends_with("There are more: add --cursor 'c1'\n"),
            "{text}"
        );
    }
}
