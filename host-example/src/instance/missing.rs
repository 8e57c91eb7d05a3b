//! Interfaces that a component may not export.

use super::CallError;
use crate::types::{Error, ErrorKind};

/// Why interfaces cannot be called.
#[derive(Clone)]
pub(super) struct Missing(String);

impl Missing {
    /// What the component does not offer, and what tells so.
    pub(super) fn new(what: &str, error: &wasmtime::Error) -> Self {
        Self(format!("this component does not offer {what}: {error:#}"))
    }

    /// The same for functions that answer no error of the directory.
    pub(super) fn failure(&self) -> wasmtime::Error {
        wasmtime::Error::msg(self.0.clone())
    }
}

impl From<&Missing> for CallError {
    fn from(Missing(message): &Missing) -> Self {
        Self::Directory(Error {
            kind: ErrorKind::Unsupported,
            message: message.clone(),
            retry_after_ms: None,
            backend: None,
            details: Vec::new(),
        })
    }
}
