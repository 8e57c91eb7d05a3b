//! Replies as text for people. A value that the directory did not tell is `-`, an empty one `""`.

use comfy_table::{LineStyle, Table, TableStyle, presets};
use serde_json::Value;

/// The fields of a user that hold one value, and what they are called.
pub const USER_FIELDS: [(&str, &str); 13] = [
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

pub fn user(user: &Value) -> String {
    let mut rows: Vec<[String; 2]> = USER_FIELDS
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
        Value::Null => "Nobody has this number.\n".to_owned(),
        found => user(found),
    }
}

pub fn users(page: &Value) -> String {
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
    let mut text = table(header, rows);
    if let Some(next) = page["next"].as_str() {
        text.push_str(&format!("There are more: add --cursor '{}'\n", plain(next)));
    }
    text
}

pub fn created(outcome: &Value) -> String {
    let created = &outcome["created"];
    let pending = &outcome["pending"];
    if created.is_object() {
        let replayed = match created["replayed"] {
            Value::Bool(true) => ", by an earlier call",
            _ => "",
        };
        format!(
            "The user {} was created{replayed}.\n",
            shown(&created["id"])
        )
    } else {
        format!(
            "An invitation was sent: the person has to agree before {} exists. Do not repeat this.\n",
            shown(&pending["requested-id"])
        )
    }
}

pub fn ids(ids: &Value) -> String {
    items(ids).iter().map(|id| shown(id) + "\n").collect()
}

pub fn departments(departments: &Value) -> String {
    let rows = items(departments).iter().map(|department| {
        ["id", "name", "parent-id", "sort-key"].map(|field| shown(&department[field]))
    });
    table(["Id", "Name", "Parent", "Sort key"], rows)
}

pub fn department(department: &Value) -> String {
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

pub fn findings(findings: &Value) -> String {
    let mut text = String::new();
    for finding in items(findings) {
        let severity = shown(&finding["severity"]);
        text.push_str(&format!("{severity:<8} {}\n", shown(&finding["subject"])));
        for (label, field) in [("", "observed"), ("do: ", "action"), ("see: ", "url")] {
            if let Some(value) = finding[field].as_str() {
                text.push_str(&format!("{:8} {label}{}\n", "", plain(value)));
            }
        }
    }
    text
}

pub fn description(description: &Value) -> String {
    let settings = items(&description["settings"])
        .iter()
        .map(|setting| ["name", "value", "source", "problem"].map(|field| shown(&setting[field])));
    let mut text = format!(
        "Provider {} {}, root department {}\n\n{}\n",
        shown(&description["provider"]),
        shown(&description["version"]),
        shown(&description["root-department-id"]),
        table(["Setting", "Value", "From", "Problem"], settings),
    );
    for requirement in items(&description["requirements"]) {
        text.push_str(&format!(
            "{}: {}\n  {}\n",
            shown(&requirement["permission"]),
            shown(&requirement["purpose"]),
            several(&requirement["functions"], shown).replace('\n', ", "),
        ));
    }
    text
}

pub fn json(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A WIT `error`.
pub fn error(error: &Value) -> String {
    let mut text = format!("{}: {}\n", kind(&error["kind"]), shown(&error["message"]));
    let mut add = |name: &str, value: String| text.push_str(&format!("  {name}: {value}\n"));
    let backend = &error["backend"];
    if backend.is_object() {
        let request = backend["request-id"]
            .as_str()
            .map(|id| format!(" (request {})", plain(id)));
        let said = format!("{} {}", shown(&backend["code"]), shown(&backend["message"]));
        add("the server said", said + &request.unwrap_or_default());
    }
    for detail in items(&error["details"]) {
        add(&shown(&detail["name"]), shown(&detail["value"]));
    }
    if let Some(wait) = error["retry-after-ms"].as_u64() {
        add("retry after", format!("{wait} ms"));
    }
    text
}

/// The name of an error's kind.
pub fn kind(kind: &Value) -> String {
    match kind.get("other") {
        Some(code) => format!("other ({})", shown(code)),
        None => shown(kind),
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

/// The members of a list, one a line.
pub fn several(list: &Value, item: fn(&Value) -> String) -> String {
    match list.as_array() {
        None => shown(list),
        Some(items) if items.is_empty() => "none".to_owned(),
        Some(items) => items.iter().map(item).collect::<Vec<_>>().join("\n"),
    }
}

/// One value.
pub fn shown(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::String(text) if text.is_empty() || text == "-" => format!("\"{text}\""),
        Value::String(text) => plain(text),
        other => plain(&other.to_string()),
    }
}

/// The members of a list; none if it is not told.
pub fn items(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

/// Text that cannot act on a terminal: what people wrote into a directory is not to be trusted.
fn plain(text: &str) -> String {
    let acts = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .flat_map(|c| {
            let escaped = acts(c).then(|| c.escape_default());
            let kept = (!acts(c)).then_some(c);
            escaped.into_iter().flatten().chain(kept)
        })
        .collect()
}

fn attributes(record: &Value) -> impl Iterator<Item = [String; 2]> {
    items(&record["attributes"])
        .iter()
        .map(|attribute| [shown(&attribute["name"]), shown(&attribute["value"])])
}

fn details(rows: impl IntoIterator<Item = [String; 2]>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).add_rows(rows);
    table.trim_fmt() + "\n"
}

fn table<const N: usize>(header: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let style = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));
    let mut table = Table::new();
    table.load_style(style).set_header(header).add_rows(rows);
    table.trim_fmt() + "\n"
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn absent_and_empty_look_different() {
        assert_eq!(shown(&Value::Null), "-");
        assert_eq!(shown(&json!("")), "\"\"");
        assert_eq!(shown(&json!("-")), "\"-\"");
        assert_eq!(several(&Value::Null, shown), "-");
        assert_eq!(several(&json!([]), shown), "none");
    }

    #[test]
    fn what_people_wrote_cannot_act_on_the_terminal() {
        assert_eq!(
            shown(&json!("a\u{1b}[2Jb\n\u{202e}c 钉")),
            "a\\u{1b}[2Jb\\n\\u{202e}c 钉"
        );
    }

    #[test]
    fn an_error_tells_the_servers_words_and_when_to_try_again() {
        let text = error(&json!({
            "kind": { "other": "33001" },
            "message": "It was refused.",
            "retry-after-ms": 1500,
            "backend": { "code": "33001", "message": "no", "request-id": "r1" },
            "details": [{ "name": "field", "value": "mobile" }],
        }));
        assert_eq!(
            text,
            "other (33001): It was refused.\n  the server said: 33001 no (request r1)\n  \
             field: mobile\n  retry after: 1500 ms\n"
        );
    }

    #[test]
    fn a_user_shows_every_field_and_attribute() {
        let text = user(&json!({
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
}
