//! Why the administration refuses.

use http::{HeaderValue, StatusCode};
use serde_json::{Value, json};

use crate::{InvalidMobile, InvitationError, OrganisationError, Refused, UnknownApp};

/// A refusal with its reason. On the wire: `{"error": "…"}`, and `errcode` where DingTalk's rules refuse.
#[derive(Debug)]
pub(super) struct Problem {
    pub status: StatusCode,
    message: String,
    errcode: Option<String>,
    methods: Option<String>,
}

impl Problem {
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
            errcode: None,
            methods: None,
        }
    }

    pub fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    pub fn wrong_method(allowed: &str) -> Self {
        Self {
            methods: Some(allowed.to_owned()),
            ..Self::new(
                StatusCode::METHOD_NOT_ALLOWED,
                format!("this path takes {allowed}"),
            )
        }
    }

    /// The organisation's rules do not permit it.
    fn refused(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, message)
    }

    pub fn body(&self) -> Value {
        let mut body = json!({"error": self.message});
        if let Some(code) = &self.errcode {
            let number = code.parse::<i64>().map(Value::from);
            body["errcode"] = number.unwrap_or_else(|_| code.as_str().into());
        }
        body
    }

    /// The header `Allow`, where the method is wrong.
    pub fn allow(&self) -> Option<HeaderValue> {
        HeaderValue::from_str(self.methods.as_deref()?).ok()
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Self {
        Self {
            errcode: Some(refused.code),
            ..Self::refused(refused.text)
        }
    }
}

impl From<OrganisationError> for Problem {
    fn from(error: OrganisationError) -> Self {
        match error {
            OrganisationError::Format(_) => Self::bad_request(error.to_string()),
            _ => Self::refused(error.to_string()),
        }
    }
}

impl From<UnknownApp> for Problem {
    fn from(error: UnknownApp) -> Self {
        Self::not_found(error.to_string())
    }
}

impl From<InvalidMobile> for Problem {
    fn from(error: InvalidMobile) -> Self {
        Self::bad_request(error.to_string())
    }
}

impl From<InvitationError> for Problem {
    fn from(error: InvitationError) -> Self {
        match error {
            InvitationError::NoInvitation => Self::not_found(error.to_string()),
            InvitationError::Refused { code, .. } => Self {
                errcode: Some(code.to_string()),
                ..Self::refused(error.to_string())
            },
        }
    }
}
