//! Replies as text for people. A value that the directory did not tell is `-`, an empty one `""`.

pub mod account;
pub mod department;
pub mod diagnostics;
pub mod organisation;
pub mod role;
pub mod user;

use comfy_table::{LineStyle, Table, TableStyle, presets};
use serde_json::Value;

pub fn json(value: &Value) -> String {
    format!("{value:#}\n")
}

/// A value that a person reads as it is.
pub fn line(value: &Value) -> String {
    shown(value) + "\n"
}

pub fn ids(ids: &Value) -> String {
    items(ids).iter().map(|id| shown(id) + "\n").collect()
}

/// A page of identifiers.
pub fn id_page(page: &Value) -> String {
    ids(&page["ids"]) + &more(page)
}

/// A WIT `error`.
pub fn error(error: &Value) -> String {
    let mut text = format!("{}: {}\n", case(&error["kind"]), shown(&error["message"]));
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

/// The name of a case, where `other` has the directory's own word with it.
fn case(case: &Value) -> String {
    match case.get("val") {
        Some(word) => format!("{} ({})", shown(&case["tag"]), shown(word)),
        None => shown(&case["tag"]),
    }
}

/// How to go on after a page that is not the last.
fn more(page: &Value) -> String {
    match page["next"].as_str() {
        Some(next) => format!("There are more: add --cursor '{}'\n", plain(next)),
        None => String::new(),
    }
}

/// Whether it was this call that created something.
fn created_by(created: &Value) -> &'static str {
    match created["replayed"] {
        Value::Bool(true) => ", by an earlier call",
        _ => "",
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

pub fn table<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
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
            "kind": { "tag": "other", "val": "33001" },
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
}
