//! One request and its answer.

use core::time::Duration;

use futures_lite::future::or;

use super::Call;
use crate::bindings::types::ErrorKind;
use crate::dingtalk::api::{Api, Family};
use crate::dingtalk::ban::Ban;
use crate::dingtalk::failure::{Failure, Result};
use crate::dingtalk::json::{self, Json};
use crate::dingtalk::retry::Retry;
use crate::dingtalk::secret::Secret;
use crate::dingtalk::settings::{BaseUrl, names};
use crate::dingtalk::text::percent_encoded;
use crate::dingtalk::{Directory, answer, wire};
use crate::platform::{Limits, Method, Platform, Request, Response, SendError};
use crate::prelude::*;

impl<P: Platform> Call<'_, P> {
    /// Sends one request with a token.
    pub(super) async fn send_with(
        &self,
        token: &Secret,
        api: Api,
        parameters: &Json,
    ) -> Result<Json> {
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
                get(base, with_query(api.path, &query))
            }
        };
        if api.family == Family::New {
            let header = ("x-acs-dingtalk-access-token", token.expose().to_owned());
            request.headers.push(header);
        }
        self.exchange(request, api.family, api.void, Some(token))
            .await
    }

    /// Sends one request and reads its answer, which may be empty where it is `void`, within the
    /// deadline; nothing that it says on failure contains a secret.
    pub(super) async fn exchange(
        &self,
        request: Request,
        family: Family,
        void: bool,
        token: Option<&Secret>,
    ) -> Result<Json> {
        let attempted = attempted(&request);
        let outcome = match self.send(request).await {
            Ok(response) => {
                let wall_clock = self.directory.platform.wall_clock();
                let outcome = answer::read(&response, family, void, wall_clock);
                if outcome.as_ref().is_err_and(|it| it.retry == Retry::Banned) {
                    self.remember_ban();
                }
                outcome
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
        let _place = self.pace(&request).await?;
        let remaining = self.remaining();
        if remaining.is_zero() {
            return Err(late());
        }
        let limits = Limits {
            connect: self.settings.connect_timeout.min(remaining),
            first_byte: self.settings.first_byte_timeout.min(remaining),
            answer_bytes: self.settings.answer_bytes,
        };
        let late_first = limits.first_byte < remaining;
        let authority = request.authority.clone();
        let answered = async { Some(platform.send(request, limits).await) };
        let expired = async {
            platform.sleep(remaining).await;
            None
        };
        match or(answered, expired).await {
            Some(Ok(response)) => Ok(response),
            Some(Err(error)) if error != SendError::Late || late_first => {
                Err(transport_failure(error, &authority))
            }
            // What was left of the deadline was shorter than the wait for a first byte.
            Some(Err(_)) | None => Err(late().undecided()),
        }
    }

    fn remember_ban(&self) {
        let ban = Ban::begins(&self.settings, self.directory.platform.now());
        self.directory.ban.replace(Some(ban));
    }

    fn banned_for(&self, now: Duration) -> Option<Duration> {
        let ban = self.directory.ban.borrow();
        ban.as_ref()?.left(&self.settings, now)
    }

    /// Waits until the request may be sent; what is given back is held until its answer has come.
    async fn pace(&self, request: &Request) -> Result<Option<Place<'_, P>>> {
        let directory = self.directory;
        let api = api_of(request);
        loop {
            let now = directory.platform.now();
            if let Some(left) = self.banned_for(now) {
                return Err(answer::banned(left));
            }
            let Some(calls_per_second) = self.settings.calls_per_second else {
                return Ok(None);
            };
            let taken = directory
                .pacer
                .borrow_mut()
                .take(&api, calls_per_second, now);
            match taken {
                Ok(()) => return Ok(Some(Place { directory, api })),
                Err(wait) if wait >= self.remaining() => {
                    return Err(answer::too_fast(wait));
                }
                Err(wait) => directory.platform.sleep(wait).await,
            }
        }
    }
}

/// A request that is on its way.
struct Place<'a, P: Platform> {
    directory: &'a Directory<P>,
    api: String,
}

impl<P: Platform> Drop for Place<'_, P> {
    fn drop(&mut self) {
        let now = self.directory.platform.now();
        self.directory.pacer.borrow_mut().leave(&self.api, now);
    }
}

// The two families count by themselves, and so does everything behind another base URL.
fn api_of(request: &Request) -> String {
    let path = request.path_with_query.split('?').next();
    format!("{}{}", request.authority, path.unwrap_or_default())
}

/// The call's time is up, and nothing was sent.
pub(super) fn late() -> Box<Failure> {
    Failure::new(
        ErrorKind::Timeout,
        "the deadline of the call (ORGBOOK_DEADLINE_MS) passed before DingTalk answered",
    )
}

fn get(base: &BaseUrl, path_with_query: String) -> Request {
    Request {
        method: Method::Get,
        tls: base.tls,
        authority: base.authority.clone(),
        path_with_query: format!("{}{path_with_query}", base.prefix),
        headers: vec![("accept", "application/json".to_owned())],
        body: Vec::new(),
    }
}

pub(super) fn post(base: &BaseUrl, path_with_query: String, body: &Json) -> Request {
    let mut request = get(base, path_with_query);
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
pub(super) fn attempted(request: &Request) -> String {
    let scheme = if request.tls { "https" } else { "http" };
    format!("{scheme}://{}", api_of(request))
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
        )
        .retried(Retry::Transient),
        SendError::Lost => failure(
            ErrorKind::Unavailable,
            format!("the connection to {authority} was lost before the answer was complete"),
        )
        .retried(Retry::Transient)
        .undecided(),
        SendError::Late => failure(
            ErrorKind::Timeout,
            format!("{authority} took longer to answer than ORGBOOK_FIRST_BYTE_TIMEOUT_MS allows"),
        )
        .retried(Retry::Transient)
        .undecided(),
        SendError::TooLarge => failure(
            ErrorKind::BadResponse,
            format!("the answer of {authority} is larger than ORGBOOK_MAX_ANSWER_BYTES allows"),
        )
        .undecided(),
    }
}
