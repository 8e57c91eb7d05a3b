//! The manifest's own shape; `manifest/manifest.schema.json` describes it to others.

use serde::Serialize;

use super::{constraints::Limits, references::Reference};
use std::collections::BTreeMap;

/// The whole manifest.
#[derive(Debug, Serialize)]
pub struct Manifest<'a> {
    /// The JSON Schema.
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    /// Namespace and name of the WIT package.
    pub package: &'a str,
    /// Its version.
    pub version: &'a str,
    /// What it is.
    pub help: String,
    /// The groups of functions: the interfaces.
    pub groups: Vec<Group>,
    /// The functions.
    pub functions: Vec<Function>,
    /// What a function answers when it fails.
    pub error: Field,
    /// What an identifier can lead to, and how people choose one.
    pub references: BTreeMap<String, Reference>,
}

/// A group of functions.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The interface's name.
    pub name: String,
    /// The WIT path.
    pub key: String,
    /// The name as components import it.
    pub interface: String,
    /// A name for people.
    pub label: String,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// The only directory that has it; absent: every directory has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
}

/// A function.
#[derive(Debug, Serialize)]
pub struct Function {
    /// The name, unique over all groups.
    pub name: String,
    /// The WIT path.
    pub key: String,
    /// The group's name.
    pub group: String,
    /// A name for people.
    pub label: String,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Where more is written.
    pub documentation: String,
    /// Whether it changes the directory.
    pub effect: Effect,
    /// The parameters, in order.
    pub fields: Vec<Field>,
    /// What it answers when it succeeds; absent: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<Field>,
    /// The kinds of error that it can answer.
    pub errors: Vec<String>,
    /// How it pages; absent: the answer is the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paging: Option<Paging>,
    /// A call in WAVE.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

/// Whether a function changes the directory.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// It does not, and may be repeated.
    Read,
    /// It may.
    Write,
}

/// How a function that answers a list page by page is called.
#[derive(Debug, Serialize)]
pub struct Paging {
    /// The path of the field that takes the cursor.
    pub cursor: String,
    /// The path of the field that takes the wanted number.
    pub limit: String,
    /// The path of the entries in the answer.
    pub items: String,
    /// The path of the next page's cursor in the answer; absent there: this was the last page.
    pub next: String,
}

/// A value that goes in or comes out.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// The parameter's, the field's or the case's name.
    pub name: String,
    /// Where the value is among the arguments, or in the answer.
    pub path: String,
    /// The WIT path.
    pub key: String,
    /// A name for people.
    pub label: String,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What kind of control it takes.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Whether there has to be a value.
    pub required: bool,
    /// What a value must be like.
    #[serde(flatten)]
    pub limits: Limits,
    /// What the identifier leads to, a name in the manifest's `references`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Of a choice: what can be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Of a group: its fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
    /// Of alternatives: of which there is exactly one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternatives: Vec<Alternative>,
    /// Of a list: each entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Box<Field>>,
}

/// A value that can be chosen.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// The value.
    pub value: String,
    /// The WIT path.
    pub key: String,
    /// A name for people.
    pub label: String,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

/// One of several alternatives.
#[derive(Debug, Serialize)]
pub struct Alternative {
    /// The tag, the WIT path, and what it means.
    #[serde(flatten)]
    pub choice: Choice,
    /// What it carries; absent: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
}
