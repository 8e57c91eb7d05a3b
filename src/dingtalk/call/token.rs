//! The access token of a call: remembered, lent, or obtained; replaced once where it is refused.

use core::time::Duration;

use futures_lite::future::or;

use super::exchange::{attempted, late, post};
use super::{Call, Outcome};
use crate::bindings::types::ErrorKind;
use crate::dingtalk::api::{Api, Family};
use crate::dingtalk::failure::{Delivery, Failure, Result};
use crate::dingtalk::json::Json;
use crate::dingtalk::retry::Retry;
use crate::dingtalk::secret::Secret;
use crate::dingtalk::settings::{BaseUrl, TokenSource, names};
use crate::dingtalk::token::{self, Token};
use crate::platform::Platform;
use crate::prelude::*;

// What keeps a token from being renewed now, and says nothing against the credentials.
const PASSING: [ErrorKind; 4] = [
    ErrorKind::Unavailable,
    ErrorKind::RateLimited,
    ErrorKind::Timeout,
    ErrorKind::BadResponse,
];

impl<P: Platform> Call<'_, P> {
    /// Sends a request with the access token. The first token of a call that is refused is renewed,
    /// and the request is then sent once more; it was not carried out before.
    pub(super) async fn authorised(&self, api: Api, parameters: &Json) -> Result<Json> {
        let token = self.token().await?;
        let mut outcome = self.send_with(&token, api, parameters).await;
        if let Err(refusal) = &outcome
            && refusal.refresh
            && !self.replaced.replace(true)
        {
            let renewed = self.replace(&token, refusal).await?;
            outcome = self.send_with(&renewed, api, parameters).await;
            if let Err(failure) = &mut outcome {
                failure.mask(&token);
            }
        }
        outcome.map_err(|failure| match failure.refresh {
            // A new token is refused too: it may be good for another deployment.
            true => {
                self.directory.token.take();
                failure
                    .with("setting", names::OAPI_URL)
                    .with("setting", names::API_URL)
            }
            false => failure,
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
                expires_at: None,
            })),
            None => self.renew().await,
        }
    }

    /// A new token or, where there is none for now, the one that is not over yet.
    async fn renew(&self) -> Result<Secret> {
        let good = || {
            let (source, now) = (&self.settings.token_source, self.directory.platform.now());
            let token = self.directory.token.borrow();
            let token = token.as_ref().filter(|token| token.is_good(source, now));
            token.map(|token| token.value.clone())
        };
        // With a good token at hand half of the time is left to the request itself.
        let time = self.remaining();
        let time = match good() {
            Some(_) => time.checked_div(2).unwrap_or_default(),
            None => time,
        };
        match self.obtain(time).await {
            Err(failure) if PASSING.contains(&failure.error.kind) => good().ok_or(failure),
            outcome => outcome,
        }
    }

    /// Another token in place of one that was refused.
    async fn replace(&self, refused: &Secret, refusal: &Failure) -> Result<Secret> {
        let source = &self.settings.token_source;
        if source.credentials.is_none() {
            return Err(token::lent_token_refused(Box::new(refusal.clone())));
        }
        let remembered = self.directory.token.borrow().as_ref().and_then(|token| {
            (token.value != *refused && token.source == *source).then(|| token.value.clone())
        });
        match remembered {
            Some(newer) => Ok(newer),
            None => self.obtain(self.remaining()).await,
        }
    }

    /// A token from DingTalk, within this time. Calls that need one at the same time share the request for it.
    async fn obtain(&self, time: Duration) -> Result<Secret> {
        let source = self.settings.token_source.clone();
        let obtained = async {
            loop {
                let outcome = self.directory.obtaining.join(self.obtain_alone()).await;
                // Calls that began before the settings changed want another token, and those that
                // began later have more time.
                let out_of_time = outcome.out_of_time && !self.remaining().is_zero();
                if outcome.source == source && !out_of_time {
                    return outcome.token;
                }
            }
        };
        let expired = async {
            self.directory.platform.sleep(time).await;
            Err(late())
        };
        or(obtained, expired).await
    }

    async fn obtain_alone(&self) -> Obtained {
        let token = self.ask_for_token().await;
        Obtained {
            source: self.settings.token_source.clone(),
            out_of_time: token.is_err() && self.remaining().is_zero(),
            token,
        }
    }

    async fn ask_for_token(&self) -> Result<Secret> {
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
        let read = |answer: &Json| {
            let now = self.directory.platform.now();
            Token::from_answer(answer, source.clone(), now)
                .map_err(|failure| failure.with("attempted", attempted.clone()))
        };
        let outcome = self
            .attempt(
                async || {
                    let answer = self
                        .exchange(request.clone(), Family::New, false, None)
                        .await;
                    read(&answer?)
                },
                async |failure, _| Ok(Outcome::NotDone(failure)),
            )
            .await;
        let token = outcome.map_err(|mut failure| {
            // What is refused here is not a token, and what the token was for was not sent.
            failure.refresh = false;
            failure.delivery = Delivery::NotDone;
            // Where a code points to the base URL, it is that of the family with this endpoint.
            for detail in &mut failure.error.details {
                if detail.value == names::OAPI_URL {
                    detail.value = names::API_URL.to_owned();
                }
            }
            // It was tried as often as it may be.
            failure.retry = Retry::Never;
            failure
        })?;
        Ok(self.remember(token))
    }

    /// Whether the token endpoint behind another base URL accepts the credentials; `None` if it could
    /// not be asked. The token that it gives is not kept.
    pub async fn is_accepted_by(&self, base: &BaseUrl) -> Option<bool> {
        let source = &self.settings.token_source;
        let credentials = source.credentials.as_ref()?;
        let (path, question) = token::question(credentials, source.corp_id.as_deref());
        match self
            .exchange(post(base, path, &question), Family::New, false, None)
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
}

/// A token, or why there is none, and what it was asked for with.
#[derive(Clone)]
pub struct Obtained {
    source: TokenSource,
    /// There is none because the call that asked had no time left.
    out_of_time: bool,
    token: Result<Secret>,
}
