//! JSON as a tree, in and out. Numbers are kept as they are written, so that none loses digits.

use hifijson::num::Parts;
use hifijson::token::Lex as _;
use hifijson::{IterLexer, value};

use crate::prelude::*;

/// A JSON value. An object keeps the order of its members.
pub type Json = value::Value<String, String>;

// As deep as anything that DingTalk sends, and far from the end of the stack.
const DEPTH: usize = 64;

// Each value but the first, and each part of a text with commas, takes one of these bytes. A value
// takes many times the memory of its text, so they are counted before there is one: with as many
// users, each record of a few bytes, an answer still fits into what hosts give an instance.
const SEPARATORS: &[u8] = b",[{\\";
const MOST_SEPARATORS: usize = 250_000;

/// Reads a text that is one JSON value and nothing else; `None` also if it is nested deeper, or has
/// more values, than anything that DingTalk sends.
pub fn parse(text: &[u8]) -> Option<Json> {
    let separators = text.iter().filter(|byte| SEPARATORS.contains(byte));
    if separators.count() > MOST_SEPARATORS {
        return None;
    }
    let bytes = text.iter().map(|byte| Ok::<u8, ()>(*byte));
    let mut lexer = IterLexer::new(bytes);
    let value = |next, lexer: &mut _| value::parse_bounded(DEPTH, next, lexer);
    lexer.exactly_one(IterLexer::ws_peek, value).ok()
}

/// A string.
pub fn text(text: impl Into<String>) -> Json {
    Json::String(text.into())
}

/// A whole number.
pub fn number(number: i64) -> Json {
    Json::Number((number.to_string(), Parts::default()))
}

/// An object; members that are null are left out.
pub fn object<const N: usize>(members: [(&str, Json); N]) -> Json {
    let members = members
        .into_iter()
        .filter(|(_, value)| !matches!(value, Json::Null));
    Json::Object(
        members
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    )
}

/// Writes a value.
pub fn write(value: &Json) -> String {
    let mut output = String::new();
    append(&mut output, value);
    output
}

fn append(output: &mut String, value: &Json) {
    match value {
        Json::Null => output.push_str("null"),
        Json::Bool(true) => output.push_str("true"),
        Json::Bool(false) => output.push_str("false"),
        Json::Number((digits, _)) => output.push_str(digits),
        Json::String(text) => append_text(output, text),
        Json::Array(elements) => {
            output.push('[');
            for (position, element) in elements.iter().enumerate() {
                if position > 0 {
                    output.push(',');
                }
                append(output, element);
            }
            output.push(']');
        }
        Json::Object(members) => {
            output.push('{');
            for (position, (key, value)) in members.iter().enumerate() {
                if position > 0 {
                    output.push(',');
                }
                append_text(output, key);
                output.push(':');
                append(output, value);
            }
            output.push('}');
        }
    }
}

// DingTalk wants everything that need not be escaped as it is (section 6.1, 40033).
fn append_text(output: &mut String, text: &str) {
    output.push('"');
    for character in text.chars() {
        match character {
            '"' => output.push_str("\\\""),
            '\\' => output.push_str("\\\\"),
            '\n' => output.push_str("\\n"),
            '\r' => output.push_str("\\r"),
            '\t' => output.push_str("\\t"),
            control @ '\0'..='\x1f' => {
                let digit = |number| char::from_digit(number, 16).unwrap_or('0');
                output.push_str("\\u00");
                output.push(digit(u32::from(control) / 16));
                output.push(digit(u32::from(control) % 16));
            }
            other => output.push(other),
        }
    }
    output.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_the_same() {
        let every: String = ('\0'..='\u{7f}')
            .chain("员工 😀 \u{202e}\u{2028}".chars())
            .collect();
        let value = object([
            ("text", text(every)),
            ("number", number(i64::MIN)),
            (
                "list",
                Json::Array(vec![Json::Null, Json::Bool(true), object([])]),
            ),
        ]);
        let written = write(&value);
        assert!(!written.chars().any(char::is_control) || written.contains('\u{7f}'));
        assert_eq!(write(&parse(written.as_bytes()).expect("JSON")), written);
    }

    #[test]
    fn other_parsers_read_what_is_written() {
        let every: String = ('\0'..='\u{7f}').collect();
        let written = write(&object([("text", text(every.clone()))]));
        let read: serde_json::Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(read, serde_json::json!({"text": every}));
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "",
            " ",
            "{",
            "{}{}",
            "[1,]",
            "nul",
            "<html>",
            "{\"a\":1 \"b\":2}",
            "\"\u{1}\"",
            "01",
        ] {
            assert!(parse(text.as_bytes()).is_none(), "{text}");
        }
        assert!(parse(b"\"\xff\"").is_none());
        assert!(parse("[".repeat(100_000).as_bytes()).is_none());
    }

    #[test]
    fn more_values_than_there_is_memory_for_are_refused() {
        let list = |count| format!("[{}0]", "0,".repeat(count)).into_bytes();
        assert!(parse(&list(249_999)).is_some());
        assert!(parse(&list(250_000)).is_none());
        let commas = |comma: &str| format!("\"{}\"", comma.repeat(250_001)).into_bytes();
        assert!(parse(&commas(",")).is_none());
        assert!(parse(&commas("\\u002c")).is_none());
    }
}
