//! One call of the interface, and the one way to DingTalk's server.

use core::time::Duration;

use futures_lite::future::or;

use super::api::{Api, Family};
use super::failure::{Delivery, Failure, Result};
use super::json::{self, Json};
use super::secret::Secret;
use super::settings::{BaseUrl, Settings, names};
use super::text::percent_encoded;
use super::token::{self, Token};
use super::{Directory, answer, wire};
use crate::bindings::types::ErrorKind;
use crate::platform::{Limits, Method, Platform, Request, Response, SendError};
use crate::prelude::*;

/// A call of the interface in progress: its settings and its deadline are fixed when it begins.
pub struct Call<'a, P> {
    directory: &'a Directory<P>,
    /// The settings as they stood when the call began.
    pub settings: Settings,
    // On the platform's monotonic clock.
    deadline: Duration,
}

impl<P: Platform> Directory<P> {
    /// Begins a call of the interface.
    pub fn call(&self) -> Result<Call<'_, P>> {
        let settings = Settings::read(&self.platform)?;
        let deadline = self.platform.now().saturating_add(settings.deadline);
        Ok(Call {
            directory: self,
            settings,
            deadline,
        })
    }

    /// A call of the interface that is one call of an API.
    pub async fn ask(&self, api: Api, parameters: &Json) -> Result<Json> {
        self.call()?.request(api, parameters).await
    }
}

impl<P: Platform> Call<'_, P> {
    /// Calls an API. A token that is refused is renewed once, and the request is then sent once
    /// more; it was not carried out before.
    pub async fn request(&self, api: Api, parameters: &Json) -> Result<Json> {
        let token = self.token().await?;
        let outcome = match self.attempt(api, &token, parameters).await {
            Err(refusal) if refusal.refresh => {
                let renewed = self.replace(&token, refusal).await?;
                let mut outcome = self.attempt(api, &renewed, parameters).await;
                if let Err(failure) = &mut outcome {
                    failure.mask(&token);
                }
                outcome
            }
            outcome => outcome,
        };
        outcome.map_err(|mut failure| {
            // A new token is refused too: it may be good for another deployment.
            if failure.refresh {
                self.directory.token.take();
                failure = failure
                    .with("setting", names::OAPI_URL)
                    .with("setting", names::API_URL);
            }
            match api.check {
                Some(check) if failure.delivery == Delivery::Unknown => {
                    outcome_unknown(failure, check)
                }
                _ => failure,
            }
        })
    }

    /// The access token: the one in the instance, the one that the host lends, or a new one.
    pub async fn token(&self) -> Result<Secret> {
        let source = &self.settings.token_source;
        let now = self.directory.platform.now();
        // A remembered token of the same source that is about to expire has replaced the lent one.
        let mut lent = source.lent.clone();
        if let Some(token) = self.directory.token.borrow().as_ref() {
            if token.serves(source, now) {
                return Ok(token.value.clone());
            }
            lent = lent.filter(|_| token.source != *source);
        }
        match lent {
            Some(value) => Ok(self.remember(Token {
                value,
                source: source.clone(),
                renew_at: None,
            })),
            None => self.obtain().await,
        }
    }

    /// Another token in place of one that was refused.
    async fn replace(&self, refused: &Secret, refusal: Box<Failure>) -> Result<Secret> {
        let source = &self.settings.token_source;
        if source.credentials.is_none() {
            return Err(token::lent_token_refused(refusal));
        }
        let remembered = self.directory.token.borrow().as_ref().and_then(|token| {
            (token.value != *refused && token.source == *source).then(|| token.value.clone())
        });
        match remembered {
            Some(newer) => Ok(newer),
            None => self.obtain().await,
        }
    }

    /// Asks DingTalk for a token.
    async fn obtain(&self) -> Result<Secret> {
        let source = &self.settings.token_source;
        let Some(credentials) = &source.credentials else {
            return Err(Failure::new(
                ErrorKind::Misconfigured,
                "there is no client id and secret to get an access token with",
            )
            .with("setting", names::CLIENT_ID)
            .with("setting", names::CLIENT_SECRET));
        };
        let (path, question) = token::question(credentials, source.corp_id.as_deref());
        let request = post(&source.api, path, &question);
        let attempted = attempted(&request);
        let outcome = self.exchange(request, Family::New, None).await;
        let answer = outcome.map_err(|mut failure| {
            // What is refused here is not a token, and what the token was for was not sent.
            failure.refresh = false;
            failure.delivery = Delivery::NotDone;
            // Where a code points to the base URL, it is that of the family with this endpoint.
            for detail in &mut failure.error.details {
                if detail.value == names::OAPI_URL {
                    detail.value = names::API_URL.to_owned();
                }
            }
            failure
        })?;
        let now = self.directory.platform.now();
        let token = Token::from_answer(&answer, source.clone(), now)
            .map_err(|failure| failure.with("attempted", attempted))?;
        Ok(self.remember(token))
    }

    /// Whether the token endpoint behind another base URL accepts the credentials; `None` if it could
    /// not be asked. The token that it gives is not kept.
    pub async fn is_accepted_by(&self, base: &BaseUrl) -> Option<bool> {
        let source = &self.settings.token_source;
        let credentials = source.credentials.as_ref()?;
        let (path, question) = token::question(credentials, source.corp_id.as_deref());
        match self
            .exchange(post(base, path, &question), Family::New, None)
            .await
        {
            Ok(_) => Some(true),
            Err(failure) if failure.error.kind == ErrorKind::Unauthenticated => Some(false),
            // The lack of a permission is found out after the credentials.
            Err(failure) if failure.error.kind == ErrorKind::PermissionDenied => Some(true),
            Err(_) => None,
        }
    }

    fn remember(&self, token: Token) -> Secret {
        let value = token.value.clone();
        self.directory.token.replace(Some(token));
        value
    }

    async fn attempt(&self, api: Api, token: &Secret, parameters: &Json) -> Result<Json> {
        let mut query = Vec::new();
        let base = match api.family {
            Family::Legacy => {
                query.push(("access_token", token.expose().to_owned()));
                &self.settings.oapi
            }
            Family::New => &self.settings.token_source.api,
        };
        let mut request = match api.method {
            Method::Post => post(base, with_query(api.path, &query), parameters),
            Method::Get => {
                if let Json::Object(members) = parameters {
                    let value = |value: &Json| wire::as_text(value);
                    query.extend(members.iter().map(|(name, it)| (name.as_str(), value(it))));
                }
                request(base, with_query(api.path, &query))
            }
        };
        if api.family == Family::New {
            let header = ("x-acs-dingtalk-access-token", token.expose().to_owned());
            request.headers.push(header);
        }
        self.exchange(request, api.family, Some(token)).await
    }

    /// Sends one request and reads its answer, within the deadline; nothing that it says on
    /// failure contains a secret.
    async fn exchange(
        &self,
        request: Request,
        family: Family,
        token: Option<&Secret>,
    ) -> Result<Json> {
        let attempted = attempted(&request);
        let outcome = match self.send(request).await {
            Ok(response) => {
                let wall_clock = self.directory.platform.wall_clock();
                answer::read(&response, family, wall_clock)
            }
            Err(failure) => Err(failure),
        };
        outcome.map_err(|failure| {
            let mut failure = match failure.error.backend {
                // A server that answers without being DingTalk's can be told by its name alone.
                Some(_) if !failure.is_no_api() => failure,
                _ => failure.with("attempted", attempted),
            };
            let source = &self.settings.token_source;
            let client_secret = source.credentials.as_ref().map(|pair| &pair.client_secret);
            // A lent token stays in the settings when another one has replaced it.
            let secrets = [token, client_secret, source.lent.as_ref()];
            for secret in secrets.into_iter().flatten() {
                failure.mask(secret);
            }
            failure
        })
    }

    async fn send(&self, request: Request) -> Result<Response> {
        let platform = &self.directory.platform;
        let remaining = self.deadline.saturating_sub(platform.now());
        if remaining.is_zero() {
            return Err(Failure::new(ErrorKind::Timeout, DEADLINE));
        }
        let limits = Limits {
            connect: self.settings.connect_timeout.min(remaining),
            first_byte: self.settings.first_byte_timeout.min(remaining),
            answer_bytes: self.settings.answer_bytes,
        };
        let late = limits.first_byte < remaining;
        let authority = request.authority.clone();
        let answered = async { Some(platform.send(request, limits).await) };
        let expired = async {
            platform.sleep(remaining).await;
            None
        };
        match or(answered, expired).await {
            Some(Ok(response)) => Ok(response),
            Some(Err(error)) if error != SendError::Late || late => {
                Err(transport_failure(error, &authority))
            }
            // What was left of the deadline was shorter than the wait for a first byte.
            Some(Err(_)) | None => Err(Failure::new(ErrorKind::Timeout, DEADLINE).undecided()),
        }
    }
}

const DEADLINE: &str =
    "the deadline of the call (ORGBOOK_DEADLINE_MS) passed before DingTalk answered";

fn request(base: &BaseUrl, path_with_query: String) -> Request {
    Request {
        method: Method::Get,
        tls: base.tls,
        authority: base.authority.clone(),
        path_with_query: format!("{}{path_with_query}", base.prefix),
        headers: vec![("accept", "application/json".to_owned())],
        body: Vec::new(),
    }
}

fn post(base: &BaseUrl, path_with_query: String, body: &Json) -> Request {
    let mut request = request(base, path_with_query);
    request.method = Method::Post;
    request.body = json::write(body).into_bytes();
    let content_type = "application/json; charset=utf-8".to_owned();
    request.headers.push(("content-type", content_type));
    request
}

fn with_query(path: &str, parameters: &[(&str, String)]) -> String {
    let mut target = path.to_owned();
    for (position, (name, value)) in parameters.iter().enumerate() {
        target.push(if position == 0 { '?' } else { '&' });
        target.push_str(name);
        target.push('=');
        target.push_str(&percent_encoded(value));
    }
    target
}

// Without the query, which carries the token.
fn attempted(request: &Request) -> String {
    let scheme = if request.tls { "https" } else { "http" };
    let path = request
        .path_with_query
        .split('?')
        .next()
        .unwrap_or_default();
    format!("{scheme}://{}{path}", request.authority)
}

fn transport_failure(error: SendError, authority: &str) -> Box<Failure> {
    let failure = |kind, message: String| Failure::new(kind, message);
    match error {
        SendError::Denied => failure(
            ErrorKind::EgressDenied,
            format!("the host does not allow outbound HTTP to {authority}; allow it there"),
        ),
        SendError::Malformed => failure(
            ErrorKind::Misconfigured,
            format!("the host cannot send a request to {authority}; look at the base URLs"),
        )
        .with("setting", names::OAPI_URL)
        .with("setting", names::API_URL),
        SendError::Unreachable => failure(
            ErrorKind::Unavailable,
            format!("no connection to {authority} came about; look at name, network and TLS"),
        ),
        SendError::Lost => failure(
            ErrorKind::Unavailable,
            format!("the connection to {authority} was lost before the answer was complete"),
        )
        .undecided(),
        SendError::Late => failure(
            ErrorKind::Timeout,
            format!("{authority} took longer to answer than ORGBOOK_FIRST_BYTE_TIMEOUT_MS allows"),
        )
        .undecided(),
        SendError::TooLarge => failure(
            ErrorKind::BadResponse,
            format!("the answer of {authority} is larger than ORGBOOK_MAX_ANSWER_BYTES allows"),
        )
        .undecided(),
    }
}

/// An answer that says that it is done and lacks what it is asked for.
pub fn incomplete(api: Api, missing: &str) -> Box<Failure> {
    let failure = Failure::bad_response(missing);
    match api.check {
        Some(check) => outcome_unknown(failure.undecided(), check),
        None => failure,
    }
}

fn outcome_unknown(mut failure: Box<Failure>, check: &str) -> Box<Failure> {
    let cause = core::mem::take(&mut failure.error.message);
    failure.error.kind = ErrorKind::OutcomeUnknown;
    failure.error.message =
        format!("DingTalk may or may not have done it, because its answer was lost: {cause}");
    failure.with("check", check)
}
