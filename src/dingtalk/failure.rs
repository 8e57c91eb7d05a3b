//! Why an API call failed, as the provider sees it and as the interface tells it.

use super::retry::Retry;
use super::secret::Secret;
use super::text::joined;
use crate::bindings::types::{BackendError, Detail, Error, ErrorKind, Setting};
use crate::prelude::*;

// How often the request was sent, where that is more than once.
const ATTEMPTS: &str = "attempts";

/// The result of the provider's functions.
pub type Result<T> = core::result::Result<T, Box<Failure>>;

/// What is known of a request that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The server has not carried it out: nothing was sent, or it was refused.
    NotDone,
    /// The server may have carried it out.
    Unknown,
}

/// A failure, with what the provider needs to decide what to do about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// What the interface answers.
    pub error: Error,
    /// Whether the server may have carried the request out.
    pub delivery: Delivery,
    /// Whether a new token may help.
    pub refresh: bool,
    /// Whether it may help to send the request again.
    pub retry: Retry,
}

impl Failure {
    /// A failure of a request that was not carried out.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Box<Self> {
        Box::new(Self {
            error: Error {
                kind,
                message: message.into(),
                retry_after_ms: None,
                backend: None,
                details: Vec::new(),
            },
            delivery: Delivery::NotDone,
            refresh: false,
            retry: Retry::Never,
        })
    }

    /// An argument that cannot be sent.
    pub fn invalid(field: &str, message: impl Into<String>) -> Box<Self> {
        Self::new(ErrorKind::InvalidArgument, message).with("field", field)
    }

    /// Something that DingTalk cannot do to a field.
    pub fn unsupported(field: &str, message: impl Into<String>) -> Box<Self> {
        Self::new(ErrorKind::Unsupported, message).with("field", field)
    }

    /// A field that nothing is known to clear.
    pub fn not_clearable(field: &str) -> Box<Self> {
        let message = format!("DingTalk has no documented way to clear {field}");
        Self::unsupported(field, message)
    }

    /// An answer that is JSON and no error, yet lacks what it is asked for.
    pub fn bad_response(missing: &str) -> Box<Self> {
        Self::new(
            ErrorKind::BadResponse,
            format!("DingTalk's answer has no usable {missing}"),
        )
    }

    /// Settings that cannot be used.
    pub fn misconfigured<'a>(problems: impl Iterator<Item = &'a Setting>) -> Box<Self> {
        let mut failure = Self::new(ErrorKind::Misconfigured, "");
        let mut sentences: Vec<String> = Vec::new();
        let mut problems = problems.peekable();
        while let Some(setting) = problems.next() {
            let same = |next: &&Setting| next.problem == setting.problem;
            let end = match problems.peek().is_some_and(same) {
                true => None,
                false => setting.problem.as_deref(),
            };
            sentences.push(match end {
                Some(problem) => format!("{}: {problem}", setting.name),
                None => setting.name.clone(),
            });
            failure = failure.with("setting", &setting.name);
        }
        failure.error.message = joined(&sentences, ", ");
        failure
    }

    /// The same failure with one more detail.
    pub fn with(mut self: Box<Self>, name: &str, value: impl Into<String>) -> Box<Self> {
        self.error.details.push(Detail {
            name: name.to_owned(),
            value: value.into(),
        });
        self
    }

    /// The same failure with what the server said.
    pub fn from_backend(mut self: Box<Self>, backend: BackendError) -> Box<Self> {
        self.error.backend = Some(backend);
        self
    }

    /// The same failure of a request that was sent so often.
    pub fn after(mut self: Box<Self>, attempts: u32) -> Box<Self> {
        match attempts {
            0 | 1 => self,
            attempts => {
                self.error.details.retain(|it| it.name != ATTEMPTS);
                self.with(ATTEMPTS, attempts.to_string())
            }
        }
    }

    /// The same failure, against which this may help.
    pub fn retried(mut self: Box<Self>, retry: Retry) -> Box<Self> {
        self.retry = retry;
        self
    }

    /// The same failure of a request that the server may have carried out.
    pub fn undecided(mut self: Box<Self>) -> Box<Self> {
        self.delivery = Delivery::Unknown;
        self
    }

    /// The same failure, once it is known that the server has not carried the request out: `what`
    /// did not happen.
    pub fn refuted(mut self: Box<Self>, what: &str) -> Box<Self> {
        self.delivery = Delivery::NotDone;
        self.error.kind = ErrorKind::Unavailable;
        let cause = core::mem::take(&mut self.error.message);
        self.error.message = format!("{what}, and the call may be repeated: {cause}");
        self.error.details.retain(|detail| detail.name != "check");
        self
    }

    /// The same failure, if looking for what came of the request failed too: `what` may have
    /// happened, and `check` tells what to look at.
    pub fn unresolved(
        mut self: Box<Self>,
        what: &str,
        unreadable: &Self,
        check: &str,
    ) -> Box<Self> {
        self.delivery = Delivery::Unknown;
        self.error.kind = ErrorKind::OutcomeUnknown;
        self.error.message = format!(
            "{what}, or not, and this could not be looked up: {}",
            unreadable.error.message
        );
        let wait = unreadable.error.retry_after_ms;
        self.error.retry_after_ms = self.error.retry_after_ms.max(wait);
        self.error.details.retain(|detail| detail.name != "check");
        let details = unreadable.error.details.iter();
        self.error
            .details
            .extend(details.filter(|it| it.name != ATTEMPTS).cloned());
        self.with("check", check)
    }

    /// Masks a secret wherever the failure repeats what the server said.
    pub fn mask(&mut self, secret: &Secret) {
        let error = &mut self.error;
        if let ErrorKind::Other(code) = &mut error.kind {
            *code = secret.mask(code);
        }
        if let Some(backend) = &mut error.backend {
            backend.code = secret.mask(&backend.code);
            backend.message = secret.mask(&backend.message);
            backend.request_id = backend.request_id.as_deref().map(|id| secret.mask(id));
        }
        for detail in &mut error.details {
            detail.value = secret.mask(&detail.value);
        }
    }

    /// Whether the server does not offer what was called, so that a base URL may lead elsewhere.
    pub fn is_no_api(&self) -> bool {
        self.error.kind == ErrorKind::Unsupported && self.detail("setting").is_some()
    }

    /// The same failure about an argument that has another name in this function.
    pub fn about(mut self: Box<Self>, field: &str) -> Box<Self> {
        self.error.details.retain(|detail| detail.name != "field");
        self.with("field", field)
    }

    /// Whether the server answered with one of these codes.
    pub fn has_code(&self, codes: &[&str]) -> bool {
        let code = self
            .error
            .backend
            .as_ref()
            .map(|backend| backend.code.as_str());
        code.is_some_and(|code| codes.contains(&code))
    }

    /// The values of all details with this name.
    pub fn details(&self, name: &str) -> Vec<&str> {
        let details = self.error.details.iter();
        details
            .filter(|detail| detail.name == name)
            .map(|detail| detail.value.as_str())
            .collect()
    }

    /// The value of the first detail with this name.
    pub fn detail(&self, name: &str) -> Option<&str> {
        let mut details = self.error.details.iter();
        details
            .find(|detail| detail.name == name)
            .map(|detail| detail.value.as_str())
    }
}
