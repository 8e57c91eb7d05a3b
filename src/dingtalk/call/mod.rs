//! One call of the interface, and the one way to DingTalk's server: every request is paced, sent,
//! bounded, decoded and classified here, and sent again where that helps.

mod exchange;
pub mod settle;
mod token;

pub use token::Obtained;

use core::cell::Cell;
use core::time::Duration;

use super::Directory;
use super::api::Api;
use super::failure::{Delivery, Failure, Result};
use super::json::Json;
use super::retry::Attempts;
use super::settings::Settings;
use crate::bindings::types::ErrorKind;
use crate::platform::Platform;
use crate::prelude::*;

/// A call of the interface in progress: its settings and its deadline are fixed when it begins.
pub struct Call<'a, P> {
    directory: &'a Directory<P>,
    /// The settings as they stood when the call began.
    pub settings: Settings,
    // On the platform's monotonic clock.
    deadline: Duration,
    /// Whether a refused token was replaced, which is done once.
    replaced: Cell<bool>,
}

/// What has become of a request that failed.
pub enum Outcome<T> {
    /// It was carried out all the same.
    Done(T),
    /// It was not carried out, and may be sent again if that helps against this failure.
    NotDone(Box<Failure>),
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
            replaced: Cell::new(false),
        })
    }

    /// A call of the interface that is one call of an API.
    pub async fn ask(&self, api: Api, parameters: &Json) -> Result<Json> {
        self.call()?.request(api, parameters).await
    }
}

impl<P: Platform> Call<'_, P> {
    /// Calls an API that reads, or that sets what it names: it does no harm to send that again, also
    /// when it is not known whether it was carried out.
    pub async fn request(&self, api: Api, parameters: &Json) -> Result<Json> {
        let outcome = self
            .attempt(
                async || self.authorised(api, parameters).await,
                async |failure, lost| {
                    Ok(Outcome::NotDone(match lost {
                        true => failure.undecided(),
                        false => failure,
                    }))
                },
            )
            .await;
        outcome.map_err(|failure| match api.check {
            Some(check) if failure.delivery == Delivery::Unknown => outcome_unknown(failure, check),
            _ => failure,
        })
    }

    /// Calls an API that must not do its work twice. `read` takes the answer apart. `settle` tells
    /// of a failure what has become of the request; it is told, too, whether the answer to an
    /// earlier attempt was lost, so that what stands in the way may be its work.
    pub async fn request_once<T>(
        &self,
        api: Api,
        parameters: &Json,
        read: impl Fn(&Json) -> Result<T>,
        settle: impl AsyncFn(Box<Failure>, bool) -> Result<Outcome<T>>,
    ) -> Result<T> {
        self.attempt(
            async || read(&self.authorised(api, parameters).await?),
            settle,
        )
        .await
    }

    /// Sends, and sends again as long as it was not done, by what `settle` tells of each failure and
    /// of whether an earlier answer was lost, and that may help.
    async fn attempt<T>(
        &self,
        send: impl AsyncFn() -> Result<T>,
        settle: impl AsyncFn(Box<Failure>, bool) -> Result<Outcome<T>>,
    ) -> Result<T> {
        let (mut attempts, mut lost) = (Attempts::first(), false);
        loop {
            let failure = match send().await {
                Ok(value) => {
                    attempts.succeeded(&mut self.directory.budget.borrow_mut());
                    return Ok(value);
                }
                Err(failure) => failure,
            };
            let lost_before = lost;
            lost |= failure.delivery == Delivery::Unknown;
            match settle(failure, lost_before).await {
                Ok(Outcome::Done(value)) => return Ok(value),
                Ok(Outcome::NotDone(failure)) => self.wait(&mut attempts, failure).await?,
                Err(failure) => return Err(failure.after(attempts.made())),
            }
        }
    }

    /// Waits until a request that failed so is sent again; the failure, if it is not.
    async fn wait(&self, attempts: &mut Attempts, failure: Box<Failure>) -> Result<()> {
        let directory = self.directory;
        let made = attempts.made();
        let wait = attempts.again(
            &self.settings.retry,
            failure.retry,
            &mut directory.budget.borrow_mut(),
            self.remaining(),
            random(&directory.platform),
        );
        match wait {
            Some(wait) => {
                directory.platform.sleep(wait).await;
                Ok(())
            }
            None => Err(failure.after(made)),
        }
    }

    /// What is left of the time that the call may take.
    fn remaining(&self) -> Duration {
        self.deadline.saturating_sub(self.directory.platform.now())
    }
}

fn random(platform: &impl Platform) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = platform.random_bytes();
    u64::from_le_bytes([a, b, c, d, e, f, g, h])
}

/// An answer that says that it is done and lacks what it is asked for.
pub fn incomplete(api: Api, missing: &str) -> Box<Failure> {
    let failure = Failure::bad_response(missing);
    match api.check {
        Some(check) => outcome_unknown(failure.undecided(), check),
        None => failure,
    }
}

/// A failure that leaves open whether the request was carried out; `check` tells how to find out.
pub fn outcome_unknown(mut failure: Box<Failure>, check: &str) -> Box<Failure> {
    let cause = core::mem::take(&mut failure.error.message);
    failure.error.kind = ErrorKind::OutcomeUnknown;
    failure.error.message =
        format!("DingTalk may or may not have done it, because its answer was lost: {cause}");
    failure.delivery = Delivery::Unknown;
    failure.with("check", check)
}
