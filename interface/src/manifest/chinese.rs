//! `manifest/zh.json`: label and help in Chinese for every WIT path.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::english::{Text, Texts};

/// The file's content.
pub const FILE: &str = include_str!("../../../manifest/zh.json");

/// What stands for a path in Chinese.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// A name.
    pub label: String,
    /// What it means, where the English text says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The [`source`] of the English text that was translated.
    pub source: String,
}

/// Reads the file.
pub fn read() -> BTreeMap<String, Entry> {
    serde_json::from_str(FILE).expect("manifest/zh.json has the form of Entry")
}

/// Eight hexadecimal digits that stand for an English text.
pub fn source(english: &Text) -> String {
    let mut hash = Sha256::new();
    hash.update(&english.label);
    hash.update("\n");
    hash.update(english.help.as_deref().unwrap_or_default());
    let digits = hash.finalize();
    digits[..4]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What is missing, left over, or translated from another text than today's, each in a line that
/// says what to do.
pub fn faults(texts: &Texts, chinese: &BTreeMap<String, Entry>) -> Vec<String> {
    let mut faults = Vec::new();
    for (path, english) in texts {
        let source = source(english);
        let said = format!(
            "{:?} {:?}",
            english.label,
            english.help.as_deref().unwrap_or_default()
        );
        match chinese.get(path) {
            None => faults.push(format!("{path}: translate {said}, source {source}")),
            Some(entry) if entry.source != source => {
                faults.push(format!("{path}: translate anew {said}, source {source}"));
            }
            Some(entry) if entry.help.is_some() != english.help.is_some() => {
                faults.push(format!(
                    "{path}: there has to be a help exactly where English has one"
                ));
            }
            Some(entry) if !in_chinese(&entry.label) => {
                faults.push(format!("{path}: the label is not Chinese: {}", entry.label));
            }
            Some(_) => {}
        }
    }
    let left_over = chinese.keys().filter(|path| !texts.contains_key(*path));
    faults.extend(left_over.map(|path| format!("{path}: remove it, there is no such path")));
    faults
}

fn in_chinese(text: &str) -> bool {
    text.chars()
        .any(|it| ('\u{4e00}'..='\u{9fff}').contains(&it))
}
