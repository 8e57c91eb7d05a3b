//! Text that must not be shown.

use core::fmt;

use super::{json, text};
use crate::prelude::*;

/// A client secret, an access token or a password. It does not show itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the text in.
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text, to be sent to DingTalk and nowhere else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// `text` with every occurrence of this secret masked: as it is, as it stands in a URL and as it
    /// stands in JSON.
    pub fn mask(&self, text: &str) -> String {
        let quoted = json::write(&json::text(self.expose()));
        let in_json = quoted.get(1..quoted.len().saturating_sub(1));
        let masked = text::mask(text, in_json.unwrap_or_default());
        let masked = text::mask(&masked, self.expose());
        text::mask(&masked, &text::percent_encoded(self.expose()))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(***)")
    }
}
