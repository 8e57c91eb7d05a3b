//! What a value must be like, as `manifest/constraints.json` states it by WIT path.
//!
//! WIT has only types; lengths, forms and ranges stand in its comments, in words. Each entry quotes
//! the words that it puts into figures (`says`), and a test fails when they are not in the comment
//! of the path, or of the type or function around it, any more.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The limits of a value, in the terms of JSON Schema where it has them.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Limits {
    /// The fewest characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_length: Option<u32>,
    /// The most characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// The most bytes of UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_bytes: Option<u32>,
    /// A regular expression that matches, as ECMAScript has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// The least number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<u32>,
    /// The largest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u32>,
    /// The fewest entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_items: Option<u32>,
    /// The most entries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u32>,
    /// Whether no entry may be there twice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unique_items: Option<bool>,
    /// Entries to offer; others are possible.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub suggestions: Vec<String>,
}

/// An entry of the file.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Entry {
    /// The words of the comment.
    pub says: String,
    /// Another path that has the same limits; of a variant: the record whose fields have the names
    /// of the cases.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// What kind of text it is: `date`, `date-time` or `password`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The figures.
    #[serde(flatten)]
    pub limits: Limits,
}

/// The file.
pub struct Constraints(pub BTreeMap<String, Entry>);

/// The file's content.
pub const FILE: &str = include_str!("../../../manifest/constraints.json");

impl Constraints {
    /// Reads the file.
    pub fn read() -> Self {
        Self(serde_json::from_str(FILE).expect("manifest/constraints.json has the form of Entry"))
    }

    /// What holds for this path.
    pub fn of(&self, path: &str) -> Option<&Entry> {
        if let Some(entry) = self.0.get(path) {
            return match &entry.same_as {
                Some(other) => self.of(other),
                None => Some(entry),
            };
        }
        let (around, name) = path.rsplit_once('.')?;
        let record = self.0.get(around)?.same_as.as_ref()?;
        self.0.get(&format!("{record}.{name}"))
    }
}
