//! Text that must not be shown.

use core::fmt;

use super::text;
use crate::prelude::*;

/// A client secret or an access token. It does not show itself.
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

    /// `text` with every occurrence of this secret masked, as it is and as it stands in a URL.
    pub fn mask(&self, text: &str) -> String {
        let masked = text::mask(text, &self.0);
        text::mask(&masked, &text::percent_encoded(&self.0))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(***)")
    }
}
