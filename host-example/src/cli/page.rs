//! A user's information page: one HTML file that needs nothing else.

use std::collections::BTreeMap;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::Value;

use super::render::{self, items};

const CUSTOM: &str = "extension.";

/// Which fields stand together, by their names in the WIT; the labels are those of the text.
const GROUPS: [(&str, &[&str]); 3] = [
    ("Identity", &["id", "name", "employee-number"]),
    ("Contact", &["mobile", "telephone", "email", "work-email"]),
    (
        "Employment",
        &["title", "work-place", "manager-id", "hired-on", "remark"],
    ),
];

/// The page of a user, as `get-user` answers; `departments` are names by identifier.
pub fn of(user: &Value, departments: &BTreeMap<&str, Value>) -> String {
    let title = user["name"]
        .as_str()
        .or(user["id"].as_str())
        .unwrap_or_default();
    let attributes = |custom: bool| {
        items(&user["attributes"]).iter().filter(move |attribute| {
            attribute["name"]
                .as_str()
                .is_some_and(|name| name.starts_with(CUSTOM))
                == custom
        })
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (title) }
                    @if let Some(position) = user["title"].as_str() { p { (position) } }
                }
                main {
                    @for (name, fields) in GROUPS {
                        (group(name, html! {
                            @for field in fields { (row(label(field), value(&user[*field]))) }
                        }))
                    }
                    (group("Departments", several(&user["memberships"], |membership| {
                        let id = membership["department-id"].as_str().unwrap_or_default();
                        html! {
                            dt { (departments.get(id).and_then(Value::as_str).unwrap_or(id)) }
                            dd { (render::user::membership(membership)) }
                        }
                    })))
                    (group("Roles", several(&user["roles"], |role| {
                        row("Role", html! { (render::user::role(role)) })
                    })))
                    (group("Custom fields", html! {
                        @for attribute in attributes(true) {
                            (row(&name(attribute)[CUSTOM.len()..], value(&attribute["value"])))
                        }
                        @if attributes(true).next().is_none() { (row("All", absent())) }
                    }))
                    (group("Account", html! {
                        (row(label("active"), value(&user["active"])))
                        @for attribute in attributes(false) {
                            (row(name(attribute), value(&attribute["value"])))
                        }
                    }))
                }
            }
        }
    };
    page.into_string()
}

fn group(name: &str, rows: Markup) -> Markup {
    html! {
        section {
            h2 { (name) }
            dl { (rows) }
        }
    }
}

fn row(label: &str, value: Markup) -> Markup {
    html! {
        dt { (label) }
        dd { (value) }
    }
}

fn several(list: &Value, item: impl Fn(&Value) -> Markup) -> Markup {
    match list.as_array() {
        None => row("All", absent()),
        Some(items) if items.is_empty() => row("All", html! { span.quiet { "none" } }),
        Some(items) => html! { @for entry in items { (item(entry)) } },
    }
}

fn value(value: &Value) -> Markup {
    match value {
        Value::Null => absent(),
        Value::String(text) if text.is_empty() => html! { span.quiet { "empty" } },
        Value::String(text) => html! { (text) },
        other => html! { (render::shown(other)) },
    }
}

/// The directory did not say; that is not the same as an empty text.
fn absent() -> Markup {
    html! { span.quiet { "not told" } }
}

fn label(field: &str) -> &str {
    let known = render::user::FIELDS.iter().find(|(name, _)| *name == field);
    known.map_or(field, |(_, label)| label)
}

fn name(attribute: &Value) -> &str {
    attribute["name"].as_str().unwrap_or_default()
}

const STYLE: &str = "
:root { color-scheme: light dark; --line: #8884; --quiet: #767676; }
@media (prefers-color-scheme: dark) { :root { --quiet: #9a9a9a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0; font-size: 1.75rem; overflow-wrap: anywhere; }
h2 { margin: 0 0 .5rem; font-size: 1rem; }
header { margin-bottom: 1rem; }
header p { margin: 0; color: var(--quiet); }
main { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
section { padding: 1rem; border: 1px solid var(--line); border-radius: .5rem; }
dl { margin: 0; display: grid; grid-template-columns: minmax(7rem, 2fr) 3fr; gap: .25rem .75rem; }
dt { color: var(--quiet); overflow-wrap: anywhere; }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
.quiet { color: var(--quiet); font-style: italic; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; row-gap: 0; } dd + dt { margin-top: .5rem; } }
";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn page(user: Value) -> String {
        of(&user, &BTreeMap::from([("7", json!("R&D"))]))
    }

    #[test]
    fn what_people_wrote_is_escaped_everywhere() {
        let nasty = "<script>alert(1)</script>\"&";
        let html = page(json!({
            "id": nasty, "name": nasty, "title": nasty, "remark": nasty,
            "memberships": [{ "department-id": nasty, "title": nasty }],
            "roles": [{ "name": nasty, "group-name": nasty }],
            "attributes": [
                { "name": format!("extension.{nasty}"), "value": nasty },
                { "name": format!("dingtalk.{nasty}"), "value": nasty },
            ],
        }));
        assert!(!html.contains("<script"), "{html}");
        assert!(
            html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp;"),
            "{html}"
        );
    }

    #[test]
    fn absent_is_told_apart_from_empty() {
        let html = page(json!({ "id": "u1", "email": "", "attributes": [] }));
        assert!(
            html.contains("<dt>E-mail</dt><dd><span class=\"quiet\">empty</span></dd>"),
            "{html}"
        );
        assert!(
            html.contains("<dt>Mobile</dt><dd><span class=\"quiet\">not told</span></dd>"),
            "{html}"
        );
    }

    #[test]
    fn a_department_has_its_name() {
        let html = page(json!({
            "id": "u1", "memberships": [{ "department-id": "7", "leader": true }], "attributes": [],
        }));
        assert!(
            html.contains("<dt>R&amp;D</dt><dd>7, leader</dd>"),
            "{html}"
        );
    }

    #[test]
    fn nothing_is_loaded_or_run() {
        let html = page(json!({
            "id": "u1",
            "attributes": [{ "name": "dingtalk.avatar-url", "value": "https://img.example/a.png" }],
        }));
        for tag in ["<img", "<link", "<script", "<iframe", "url(", "@import"] {
            assert!(!html.contains(tag), "{tag}");
        }
        assert!(html.contains("default-src 'none'"));
    }
}
