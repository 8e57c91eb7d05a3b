//! Small things on text that the standard library does in many more bytes, or with a panic.

use crate::prelude::*;

/// What follows the first occurrence of `marker`, which must not be empty.
pub fn after<'a>(text: &'a str, marker: &str) -> Option<&'a str> {
    let start = position(text, marker)?;
    text.get(start.checked_add(marker.len())?..)
}

/// `text` with every occurrence of `hidden` replaced.
pub fn mask(text: &str, hidden: &str) -> String {
    let mut masked = String::new();
    let mut rest = text;
    while let (Some(start), Some(next)) = (position(rest, hidden), after(rest, hidden)) {
        masked.push_str(rest.get(..start).unwrap_or_default());
        masked.push_str("***");
        rest = next;
    }
    masked.push_str(rest);
    masked
}

/// The parts with `separator` between them.
pub fn joined<T: AsRef<str>>(parts: &[T], separator: &str) -> String {
    let mut joined = String::new();
    for (position, part) in parts.iter().enumerate() {
        if position > 0 {
            joined.push_str(separator);
        }
        joined.push_str(part.as_ref());
    }
    joined
}

/// Text that can stand in a path or a query of a URL.
pub fn percent_encoded(text: &str) -> String {
    let digit = |number: u8| {
        char::from_digit(number.into(), 16)
            .unwrap_or('0')
            .to_ascii_uppercase()
    };
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(byte.into());
        } else {
            encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    encoded
}

fn position(text: &str, marker: &str) -> Option<usize> {
    if marker.is_empty() {
        return None;
    }
    let mut windows = text.as_bytes().windows(marker.len());
    windows.position(|window| window == marker.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_occurrence_is_masked() {
        assert_eq!(mask("a密码b密码密码", "密码"), "a***b******");
        assert_eq!(mask("nothing", "secret"), "nothing");
        assert_eq!(mask("nothing", ""), "nothing");
        assert_eq!(after("a=b=c", "="), Some("b=c"));
        assert_eq!(after("a", "="), None);
    }

    #[test]
    fn only_unreserved_characters_stand_for_themselves() {
        assert_eq!(percent_encoded("aZ09-._~"), "aZ09-._~");
        assert_eq!(
            percent_encoded("a b/?&=%\n员"),
            "a%20b%2F%3F%26%3D%25%0A%E5%91%98"
        );
    }

    #[test]
    fn parts_are_joined() {
        assert_eq!(joined(&["", "b", "c"], ", "), ", b, c");
        assert_eq!(joined::<&str>(&[], ", "), "");
    }
}
