//! Errors, each with the details that the interface names.

use crate::types::{Detail, Error, ErrorKind};

/// What the functions answer.
pub type Result<T> = std::result::Result<T, Error>;

/// An error without details.
pub fn error(kind: ErrorKind, message: impl Into<String>) -> Error {
    Error {
        kind,
        message: message.into(),
        retry_after_ms: None,
        backend: None,
        details: Vec::new(),
    }
}

/// There is no such thing.
pub fn not_found(what: &str, id: &str) -> Error {
    error(ErrorKind::NotFound, format!("there is no {what} {id}"))
}

/// A value cannot be taken.
pub fn invalid(field: &str, message: impl Into<String>) -> Error {
    error(ErrorKind::InvalidArgument, message).with("field", field)
}

/// A value that must be unique is another's.
pub fn taken(field: &str, holder: &str) -> Error {
    let message = format!("{holder} has the same {field}, which must be unique");
    error(ErrorKind::AlreadyExists, message)
        .with("field", field)
        .with("existing-id", holder)
}

/// The present state forbids it.
pub fn conflict(message: impl Into<String>) -> Error {
    error(ErrorKind::Conflict, message)
}

/// This directory cannot do it.
pub fn unsupported(message: impl Into<String>) -> Error {
    error(ErrorKind::Unsupported, message)
}

impl Error {
    /// The same error with one more detail.
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.details.push(Detail {
            name: name.into(),
            value: value.into(),
        });
        self
    }
}
