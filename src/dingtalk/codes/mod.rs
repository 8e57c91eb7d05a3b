//! The error table: what each of DingTalk's codes means for a caller. Source: section 6 for the
//! numbers of the legacy family, section 1.5 for the words of the new one.

mod table;

use super::retry::Retry;
use super::settings::names::{API_URL, CLIENT_ID, CLIENT_SECRET, CORP_ID, OAPI_URL};
use crate::bindings::types::ErrorKind;
use crate::prelude::*;

pub use table::TABLE;

/// The kind of error that a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `not-found`
    NotFound,
    /// `already-exists`
    AlreadyExists,
    /// `conflict`
    Conflict,
    /// `invalid-argument`
    InvalidArgument,
    /// `unauthenticated`
    Unauthenticated,
    /// `permission-denied`
    PermissionDenied,
    /// `rate-limited`
    RateLimited,
    /// `quota-exceeded`
    QuotaExceeded,
    /// `unavailable`
    Unavailable,
    /// `unsupported`
    Unsupported,
    /// `other`, with the code
    Other,
}

/// The settings to look at when a code comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// None.
    Nothing,
    /// The credentials of the app.
    Credentials,
    /// The organisation.
    Organisation,
    /// The organisation and the app.
    OrganisationAndApp,
    /// The base URL of the legacy family.
    LegacyUrl,
    /// The base URL of the new family.
    NewUrl,
}

impl Hint {
    /// The environment variables.
    pub fn settings(self) -> &'static [&'static str] {
        match self {
            Self::Nothing => &[],
            Self::Credentials => &[CLIENT_ID, CLIENT_SECRET],
            Self::Organisation => &[CORP_ID],
            Self::OrganisationAndApp => &[CORP_ID, CLIENT_ID],
            Self::LegacyUrl => &[OAPI_URL],
            Self::NewUrl => &[API_URL],
        }
    }
}

/// What is known of one code.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The code, as text.
    pub code: &'static str,
    /// What it means.
    pub kind: Kind,
    /// Whether it helps to wait.
    pub retry: Retry,
    /// Whether it helps to get another token.
    pub refresh: bool,
    /// Whether the server may have carried the request out all the same.
    pub open: bool,
    /// The interface's name of the field that it is about; empty if it is about none.
    pub field: &'static str,
    /// The settings to look at.
    pub hint: Hint,
    /// What it says and what to do.
    pub message: &'static str,
}

impl Row {
    const fn field(mut self, field: &'static str) -> Self {
        self.field = field;
        self
    }

    const fn hint(mut self, hint: Hint) -> Self {
        self.hint = hint;
        self
    }

    const fn refresh(mut self) -> Self {
        self.refresh = true;
        self
    }

    const fn transient(mut self) -> Self {
        self.retry = Retry::Transient;
        self
    }

    const fn throttled(mut self, milliseconds: u16) -> Self {
        self.retry = Retry::Throttled(milliseconds);
        self
    }

    const fn open(mut self) -> Self {
        self.open = true;
        self
    }

    /// The kind in the terms of the interface.
    pub fn error_kind(&self) -> ErrorKind {
        match self.kind {
            Kind::NotFound => ErrorKind::NotFound,
            Kind::AlreadyExists => ErrorKind::AlreadyExists,
            Kind::Conflict => ErrorKind::Conflict,
            Kind::InvalidArgument => ErrorKind::InvalidArgument,
            Kind::Unauthenticated => ErrorKind::Unauthenticated,
            Kind::PermissionDenied => ErrorKind::PermissionDenied,
            Kind::RateLimited => ErrorKind::RateLimited,
            Kind::QuotaExceeded => ErrorKind::QuotaExceeded,
            Kind::Unavailable => ErrorKind::Unavailable,
            Kind::Unsupported => ErrorKind::Unsupported,
            Kind::Other => ErrorKind::Other(self.code.to_owned()),
        }
    }
}

const fn row(code: &'static str, kind: Kind, message: &'static str) -> Row {
    Row {
        code,
        kind,
        retry: Retry::Never,
        refresh: false,
        open: false,
        field: "",
        hint: Hint::Nothing,
        message,
    }
}

/// The row of a code, if the specification knows it.
pub fn find(code: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| match row.code.strip_suffix('*') {
        Some(prefix) => code.starts_with(prefix),
        None => row.code == code,
    })
}
