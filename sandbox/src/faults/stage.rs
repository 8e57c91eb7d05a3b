//! When a fault strikes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// When a fault strikes a request.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Before the request is read: it is not applied. In texts `before`.
    Before,
    /// After the request was applied and before anything of the answer is sent. In texts `after`.
    After,
    /// In the middle of the answer, after the request was applied. In texts `mid-answer`.
    MidAnswer,
}

impl Stage {
    /// All stages, in the order in which a request passes them.
    pub const ALL: &[Self] = &[Self::Before, Self::After, Self::MidAnswer];

    /// The name in texts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::MidAnswer => "mid-answer",
        }
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.name())
    }
}

impl FromStr for Stage {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let named = |stage: &&Self| stage.name() == text;
        Self::ALL.iter().find(named).copied().ok_or(())
    }
}
