//! Texts behind their escapes, however often they were escaped.

use std::ops::Range;

/// A text of which escapes were undone, with the place in the original that each of its bytes comes from.
pub(super) struct Unescaped {
    pub bytes: Vec<u8>,
    places: Vec<usize>,
    end: usize,
}

impl Unescaped {
    /// A text as it is.
    pub fn of(text: &str) -> Self {
        Self {
            bytes: text.as_bytes().to_vec(),
            places: (0..text.len()).collect(),
            end: text.len(),
        }
    }

    /// Undoes what was escaped last, for URLs as well as for JSON. `None` where nothing is escaped.
    pub fn once_more(self) -> Option<Self> {
        if !self.bytes.iter().any(|byte| matches!(byte, b'%' | b'\\')) {
            return None;
        }
        let mut bytes = Vec::with_capacity(self.bytes.len());
        let mut places = Vec::with_capacity(self.places.len());
        let mut at = 0;
        while let Some(rest @ [first, ..]) = self.bytes.get(at..) {
            let place = self.place(at);
            at += undo(rest, &mut bytes).unwrap_or_else(|| {
                bytes.push(*first);
                1
            });
            places.resize(bytes.len(), place);
        }
        (bytes.len() < self.bytes.len()).then_some(Self {
            bytes,
            places,
            end: self.end,
        })
    }

    /// Where in the original these bytes stand.
    pub fn original(&self, range: &Range<usize>) -> Range<usize> {
        self.place(range.start)..self.place(range.end)
    }

    fn place(&self, at: usize) -> usize {
        self.places.get(at).copied().unwrap_or(self.end)
    }
}

/// Adds what the escape stands for with which a text begins, and gives the escape's length. `None` where there is
/// none.
fn undo(text: &[u8], bytes: &mut Vec<u8>) -> Option<usize> {
    let plain = match text {
        [b'%', digits @ ..] => {
            bytes.push(u8::try_from(hexadecimal(digits, 2)?).ok()?);
            return Some(3);
        }
        [b'\\', b'u', digits @ ..] => {
            let (character, length) = unicode(digits)?;
            bytes.extend(character.encode_utf8(&mut [0; 4]).bytes());
            return Some(length);
        }
        [b'\\', escaped @ (b'"' | b'\\' | b'/'), ..] => *escaped,
        [b'\\', b'n', ..] => b'\n',
        [b'\\', b'r', ..] => b'\r',
        [b'\\', b't', ..] => b'\t',
        [b'\\', b'b', ..] => 0x08,
        [b'\\', b'f', ..] => 0x0c,
        _ => return None,
    };
    bytes.push(plain);
    Some(2)
}

/// The character behind the digits after `\u`, perhaps with those of a second half, and the length of all.
fn unicode(digits: &[u8]) -> Option<(char, usize)> {
    let first = hexadecimal(digits, 4)?;
    if let Some(character) = char::from_u32(first) {
        return Some((character, 6));
    }
    let second = hexadecimal(digits.get(4..)?.strip_prefix(b"\\u")?, 4)?;
    let halves = [u16::try_from(first).ok()?, u16::try_from(second).ok()?];
    let character = char::decode_utf16(halves).next()?.ok()?;
    Some((character, 12))
}

fn hexadecimal(digits: &[u8], count: usize) -> Option<u32> {
    digits.get(..count)?.iter().try_fold(0, |number, digit| {
        Some(number * 16 + char::from(*digit).to_digit(16)?)
    })
}
