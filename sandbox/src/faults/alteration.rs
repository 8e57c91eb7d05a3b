//! True answers, strangely written.

use serde_json::Value;

const BEYOND_64_BITS: &str = "123456789012345678901234567890";
/// How much a body grows that has a huge text in it, in bytes.
const HUGE: usize = 10 * 1024 * 1024;

/// How a JSON text differs from the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alteration {
    WrongTypes,
    DuplicateKeys,
    ErrcodeAsText,
    NumbersAsText,
    NumbersBeyond64Bits,
}

impl Alteration {
    /// The JSON text, altered. A text that is not JSON, as an empty one, stays.
    pub fn of(self, body: &[u8]) -> Vec<u8> {
        let Ok(value) = serde_json::from_slice::<Value>(body) else {
            return body.to_vec();
        };
        let mut out = String::new();
        self.write("", &value, &mut out);
        out.into_bytes()
    }

    fn write(self, key: &str, value: &Value, out: &mut String) {
        match value {
            Value::Object(fields) => {
                out.push('{');
                let mut first = true;
                for (key, value) in fields {
                    let name = Value::from(key.as_str());
                    if !std::mem::take(&mut first) {
                        out.push(',');
                    }
                    if self == Self::DuplicateKeys {
                        out.push_str(&format!("{name}:null,"));
                    }
                    out.push_str(&format!("{name}:"));
                    self.write(key, value, out);
                }
                out.push('}');
            }
            Value::Array(elements) => {
                out.push('[');
                for (place, element) in elements.iter().enumerate() {
                    if place > 0 {
                        out.push(',');
                    }
                    self.write("", element, out);
                }
                out.push(']');
            }
            Value::Number(number) => out.push_str(&self.number(key, &number.to_string())),
            Value::String(_) if self == Self::WrongTypes => out.push_str("true"),
            other => out.push_str(&other.to_string()),
        }
    }

    fn number(self, key: &str, number: &str) -> String {
        let is_errcode = key == "errcode";
        match self {
            Self::NumbersAsText => format!("\"{number}\""),
            Self::ErrcodeAsText if is_errcode => format!("\"{number}\""),
            Self::WrongTypes if !is_errcode => "{}".to_owned(),
            Self::NumbersBeyond64Bits if !is_errcode => BEYOND_64_BITS.to_owned(),
            _ => number.to_owned(),
        }
    }
}

/// The body with bytes in it that are not UTF-8: in the first text, or at the end.
pub(super) fn with_invalid_utf_8(mut body: Vec<u8>) -> Vec<u8> {
    let text = body.windows(2).position(|pair| pair == b":\"");
    let place = text.map_or(body.len(), |place| place + 2);
    body.splice(place..place, *b"\xff\xfe");
    body
}

/// The JSON object with a huge text as its first field; in the place of another body such an object.
pub(super) fn with_huge_text(body: &[u8]) -> Vec<u8> {
    let text = "x".repeat(HUGE);
    let rest = match body.strip_prefix(b"{") {
        None | Some(b"}") => b"}".to_vec(),
        Some(fields) => [b",", fields].concat(),
    };
    [format!("{{\"padding\":\"{text}\"").as_bytes(), &rest].concat()
}
