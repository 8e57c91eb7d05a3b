//! The access token: obtained, kept, and when it has to be renewed. Source: section 1.

use core::time::Duration;

use super::api;
use super::failure::{Failure, Result};
use super::json::{Json, object, text};
use super::secret::Secret;
use super::settings::{Credentials, TokenSource};
use super::text::percent_encoded;
use super::wire;
use crate::bindings::types::ErrorKind;
use crate::prelude::*;

// The documented lifetime, for an answer that tells none (section 1.2).
const LIFETIME: Duration = Duration::from_secs(7200);
// A token is renewed this long before it expires.
const MARGIN: Duration = Duration::from_secs(300);

/// A token that the instance remembers.
pub struct Token {
    /// The token.
    pub value: Secret,
    /// What it was obtained with; settings that differ make it worthless.
    pub source: TokenSource,
    /// From when on it is renewed, on the platform's monotonic clock; `None`: never, it was lent.
    pub renew_at: Option<Duration>,
    /// Until when it is good; `None`: not known, it was lent.
    pub expires_at: Option<Duration>,
}

impl Token {
    /// Whether the token can be used with these settings at this moment.
    pub fn serves(&self, source: &TokenSource, now: Duration) -> bool {
        self.source == *source && self.renew_at.is_none_or(|renew_at| now < renew_at)
    }

    /// Whether the token is still good with these settings, though it may be time to renew it.
    pub fn is_good(&self, source: &TokenSource, now: Duration) -> bool {
        self.source == *source && self.expires_at.is_some_and(|end| now < end)
    }

    /// Reads the answer of a token endpoint, each of which has its own names for the same thing.
    pub fn from_answer(answer: &Json, source: TokenSource, now: Duration) -> Result<Self> {
        let value =
            wire::text(answer, "accessToken").or_else(|| wire::text(answer, "access_token"));
        let value = value
            .filter(|value| !value.is_empty())
            .ok_or_else(|| Failure::bad_response("access token"))?;
        let lifetime = wire::integer(answer, "expireIn")
            .or_else(|| wire::integer(answer, "expires_in"))
            .and_then(|seconds| u64::try_from(seconds).ok())
            .filter(|seconds| *seconds > 0)
            .map_or(LIFETIME, Duration::from_secs);
        let margin = MARGIN.min(lifetime.checked_div(2).unwrap_or_default());
        Ok(Self {
            value: Secret::new(value),
            source,
            renew_at: Some(now.saturating_add(lifetime.saturating_sub(margin))),
            expires_at: Some(now.saturating_add(lifetime)),
        })
    }
}

/// What to ask a token endpoint: the path and the body.
pub fn question(credentials: &Credentials, corp_id: Option<&str>) -> (String, Json) {
    let (id, secret) = (&credentials.client_id, credentials.client_secret.expose());
    match corp_id {
        Some(corp_id) => (
            api::corp_token_path(&percent_encoded(corp_id)),
            object([
                ("client_id", text(id)),
                ("client_secret", text(secret)),
                ("grant_type", text("client_credentials")),
            ]),
        ),
        None => (
            api::ACCESS_TOKEN_PATH.to_owned(),
            object([("appKey", text(id)), ("appSecret", text(secret))]),
        ),
    }
}

/// A lent token was refused, and there is nothing to get another one with.
pub fn lent_token_refused(failure: Box<Failure>) -> Box<Failure> {
    let mut failure = failure.with("setting", super::settings::names::ACCESS_TOKEN);
    failure.error.kind = ErrorKind::Unauthenticated;
    failure.error.message = "DingTalk does not accept the token that the host lends, and there is \
                             no client id and secret to get another one with"
        .to_owned();
    failure
}
