//! Hides secrets in the texts that the record of requests shows.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher, RandomState};
use std::ops::Range;

use crate::parameters::Encoding;
use escapes::Unescaped;

mod escapes;

/// What stands in the place of a secret.
const MASK: &str = "***";
/// The most of one text that is kept, in bytes; what was cut off is marked with an ellipsis.
const KEPT: usize = 4096;
/// How often a secret may have been escaped.
const LAYERS: usize = 4;
/// How many bytes one byte of an escaped secret takes at most: `\u0061`, percent-encoded twice.
const LONGEST_ESCAPE: usize = 30;
/// Shorter values are hidden by the name of their field only, because they may be part of anything.
const SHORTEST: usize = 6;
/// Longer ones too, because every later text would have to be read that much further.
const LONGEST: usize = 128;
/// What the name of a field that holds a secret contains, in lower case and without `_` and `-`.
const NAMES: [&str; 4] = ["token", "secret", "password", "authcode"];

/// The values that were ever secret. Only digests of them are kept.
#[derive(Default)]
pub(crate) struct Secrets {
    /// Lengths and digests of the secrets that begin alike, by a digest of the beginning: nearly everything that
    /// is searched begins like none of them.
    by_beginning: BTreeMap<u64, BTreeSet<(usize, u64)>>,
    /// Which bytes a secret begins with, one bit each, which is quicker to look up than a digest.
    first_bytes: u128,
    longest: usize,
    hasher: RandomState,
}

impl Secrets {
    /// Hides these values from now on.
    pub fn extend<'a>(&mut self, secrets: impl IntoIterator<Item = &'a str>) {
        for secret in secrets {
            self.remember(secret);
        }
    }

    /// Hides this value from now on, also as forms write it.
    pub fn remember(&mut self, secret: &str) {
        self.remember_as_written(secret);
        if secret.contains(' ') {
            self.remember_as_written(&secret.replace(' ', "+"));
        }
    }

    fn remember_as_written(&mut self, secret: &str) {
        let bytes = secret.as_bytes();
        if (SHORTEST..=LONGEST).contains(&bytes.len()) {
            self.first_bytes |= bytes.first().map_or(0, bit);
            self.longest = self.longest.max(bytes.len());
            let beginning = bytes.get(..SHORTEST).map(|part| self.hasher.hash_one(part));
            self.by_beginning
                .entry(beginning.unwrap_or_default())
                .or_default()
                .insert((bytes.len(), self.hasher.hash_one(bytes)));
        }
    }

    /// A path or a method, in which nothing has a name.
    pub fn nameless(&self, text: &str) -> String {
        self.redact(text, |_| Vec::new())
    }

    /// A query.
    pub fn query(&self, text: &str) -> String {
        self.redact(text, |text| self.in_form(text))
    }

    /// A body of a request or a reply, as it was written.
    pub fn body(&self, bytes: &[u8], encoding: Encoding) -> String {
        let read = self.read_length().min(bytes.len());
        let text = String::from_utf8_lossy(bytes.get(..read).unwrap_or_default());
        match encoding {
            Encoding::Json => self.redact(&text, |text| self.in_json(text)),
            Encoding::Form => self.redact(&text, |text| self.in_form(text)),
            Encoding::Empty | Encoding::Unreadable => {
                self.redact(&text, |text| after_a_name(text).into_iter().collect())
            }
        }
    }

    /// As much as must be read so that no secret that begins in what is kept is cut.
    fn read_length(&self) -> usize {
        KEPT + self.longest.saturating_mul(LONGEST_ESCAPE) + LONGEST_ESCAPE
    }

    fn redact(&self, text: &str, named: impl Fn(&str) -> Vec<Range<usize>>) -> String {
        let read = text.floor_char_boundary(self.read_length());
        let text = text.get(..read).unwrap_or_default();
        let mut spans = named(text);
        spans.extend(self.values(text));
        spans.sort_by_key(|span| span.start);

        let kept = text.floor_char_boundary(KEPT);
        let mut shown = String::new();
        let mut at = 0;
        for span in spans.into_iter().filter(|span| span.start < kept) {
            if span.start >= at {
                shown.push_str(text.get(at..span.start).unwrap_or_default());
                shown.push_str(MASK);
            }
            at = at.max(span.end);
        }
        shown.push_str(text.get(at..kept).unwrap_or_default());
        if kept < text.len() {
            shown.push('…');
        }
        shown
    }

    /// Where known secrets stand, as they are or escaped.
    fn values(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = self.as_they_are(text.as_bytes());
        let mut layer = Unescaped::of(text);
        for _ in 0..LAYERS {
            let Some(next) = layer.once_more() else {
                break;
            };
            let secrets = self.as_they_are(&next.bytes);
            found.extend(secrets.iter().map(|secret| next.original(secret)));
            layer = next;
        }
        found
    }

    /// Where known secrets stand, letter for letter.
    fn as_they_are(&self, bytes: &[u8]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        for (start, beginning) in bytes.windows(SHORTEST).enumerate() {
            if beginning.first().map_or(0, bit) & self.first_bytes == 0 {
                continue;
            }
            let beginning = self.hasher.hash_one(beginning);
            for (length, digest) in self.by_beginning.get(&beginning).into_iter().flatten() {
                let end = start + length;
                let part = bytes.get(start..end);
                if part.is_some_and(|part| self.hasher.hash_one(part) == *digest) {
                    found.push(start..end);
                }
            }
        }
        found
    }

    /// Whether a decoded value holds a secret, by itself or by its name in JSON as text.
    fn hidden_in(&self, value: &str) -> bool {
        !self.values(value).is_empty()
            || value.trim_start().starts_with(['{', '[']) && !self.in_json(value).is_empty()
    }

    /// The values in a form or a query that are secret by name or by what they hold.
    fn in_form(&self, text: &str) -> Vec<Range<usize>> {
        let mut spans = Vec::new();
        let mut at = 0;
        for pair in text.split('&') {
            let value = at + pair.find('=').map_or(pair.len(), |sign| sign + 1);
            let end = at + pair.len();
            let hidden = form_urlencoded::parse(pair.as_bytes()).any(|(name, value)| {
                !value.is_empty() && is_secret(&name) || self.hidden_in(&value)
            });
            if hidden {
                spans.push(value..end);
            }
            // Something else than a form was sent as one.
            let name = text.get(at..value).unwrap_or_default();
            spans.extend(after_a_name(name.trim_end_matches('=')).map(|rest| at + rest.start..end));
            at = end + 1;
        }
        spans
    }

    /// The values in JSON text, whole or cut, that are secret by name or by what they hold.
    fn in_json(&self, text: &str) -> Vec<Range<usize>> {
        let bytes = text.as_bytes();
        let mut spans = Vec::new();
        let mut secret = false;
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => {
                    let inner = at + 1..end_of_string(bytes, at + 1);
                    at = inner.end + 1;
                    let raw = text.get(inner.clone()).unwrap_or_default();
                    let value = serde_json::from_str::<String>(&format!("\"{raw}\""));
                    let names = bytes
                        .iter()
                        .skip(at)
                        .find(|byte| !byte.is_ascii_whitespace())
                        .is_some_and(|byte| *byte == b':');
                    if names {
                        secret = value.is_ok_and(|name| is_secret(&name));
                        continue;
                    }
                    // A string that was cut inside an escape cannot be read.
                    let hidden = value.map_or(true, |value| self.hidden_in(&value));
                    if hidden || secret && !raw.is_empty() {
                        spans.push(inner);
                    }
                    secret = false;
                }
                b'{' | b'[' if secret => {
                    spans.push(at..bytes.len());
                    return spans;
                }
                b',' | b'{' | b'[' | b'}' | b']' => {
                    secret = false;
                    at += 1;
                }
                b'0'..=b'9' | b'-' if secret => {
                    let start = at;
                    while bytes
                        .get(at)
                        .is_some_and(|byte| !b",}] \t\r\n".contains(byte))
                    {
                        at += 1;
                    }
                    spans.push(start..at);
                }
                _ => at += 1,
            }
        }
        spans
    }
}

/// Where the string that begins here ends: at its closing quotation mark, or where the text does.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// In a text of which nothing is known: everything after the first name of a secret.
fn after_a_name(text: &str) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    NAMES
        .iter()
        .chain(&["auth_code"])
        .filter_map(|name| Some(lower.find(name)? + name.len()))
        .min()
        .filter(|start| *start < text.len())
        .map(|start| start..text.len())
}

/// One bit for a byte; those beyond ASCII share the bits of those within.
fn bit(byte: &u8) -> u128 {
    1 << (byte & 0x7f)
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace(['_', '-'], "");
    NAMES.iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests;
