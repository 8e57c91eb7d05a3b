//! What an identifier leads to, as `manifest/references.json` states it: WIT has only strings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The file's content.
pub const FILE: &str = include_str!("../../../manifest/references.json");

/// A kind of thing that identifiers lead to.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The function that reads one.
    pub read: Read,
    /// The function that lists those to choose from.
    pub choose: Choose,
    /// The function that finds identifiers by name; absent: there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
    /// The WIT paths of such identifiers; each field of the manifest names its reference itself.
    #[serde(skip_serializing)]
    pub paths: Vec<String>,
}

/// How one is read.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// The function.
    pub function: String,
    /// The parameter that takes the identifier.
    pub argument: String,
}

/// How people choose one.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Choose {
    /// The function, which pages.
    pub function: String,
    /// The entries in its answer.
    pub items: String,
    /// The identifier in an entry.
    pub value: String,
    /// What is shown of an entry.
    pub label: String,
    /// What has to be chosen before; absent: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
}

/// What has to be chosen before.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Within {
    /// The parameter that takes its identifier.
    pub argument: String,
    /// What it is.
    pub reference: String,
}

/// How identifiers are found by name.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    /// The function, which pages.
    pub function: String,
    /// The parameter that takes the name.
    pub argument: String,
    /// The identifiers in its answer.
    pub items: String,
}

/// The file.
pub struct References(pub BTreeMap<String, Reference>);

impl References {
    /// Reads the file.
    pub fn read() -> Self {
        Self(
            serde_json::from_str(FILE).expect("manifest/references.json has the form of Reference"),
        )
    }

    /// What the identifier at this path leads to.
    pub fn of(&self, path: &str) -> Option<&str> {
        let mut all = self.0.iter();
        let found = all.find(|(_, reference)| reference.paths.iter().any(|it| it == path));
        found.map(|(name, _)| name.as_str())
    }
}
