//! A platform whose peer answers as the input says, on a virtual clock that moves only when
//! everybody waits.

use std::cell::{Cell, RefCell};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use orgbook::platform::{Limits, Platform, Request, Response, SendError};
use serde_json::json;

use crate::input::{CLIENT_SECRET, TOKEN, with_secrets};

/// 2026-09-21 14:13:20 UTC.
const WALL_CLOCK: Duration = Duration::from_secs(1_790_000_000);
const SLOW: Duration = Duration::from_secs(7);

#[derive(Clone, Copy)]
enum Outcome {
    Answered(u16),
    /// HTTP 429 with a `Retry-After` of so many seconds.
    Throttled(u64),
    Slowly,
    Fails(SendError),
    Never,
}

/// What the first byte of an answer stands for, from `a` on. New ones go to the end, so that
/// inputs keep their meaning.
const OUTCOMES: &[Outcome] = &[
    Outcome::Answered(200),                 // a
    Outcome::Answered(400),                 // b
    Outcome::Answered(403),                 // c
    Outcome::Answered(404),                 // d
    Outcome::Answered(429),                 // e
    Outcome::Answered(500),                 // f
    Outcome::Answered(503),                 // g
    Outcome::Answered(302),                 // h
    Outcome::Slowly,                        // i
    Outcome::Never,                         // j
    Outcome::Fails(SendError::Lost),        // k
    Outcome::Fails(SendError::Late),        // l
    Outcome::Fails(SendError::TooLarge),    // m
    Outcome::Fails(SendError::Denied),      // n
    Outcome::Fails(SendError::Malformed),   // o
    Outcome::Fails(SendError::Unreachable), // p
    Outcome::Throttled(2),                  // q
    Outcome::Throttled(u64::MAX),           // r
];

/// What the second byte of an input says, bit by bit.
#[derive(Clone, Copy)]
pub struct Conditions(u8);

impl Conditions {
    /// Reads the byte.
    pub fn new(byte: u8) -> Self {
        Self(byte)
    }

    /// Requests for a token get scripted answers too.
    fn scripts_tokens(self) -> bool {
        self.0 & 1 != 0
    }

    /// The host lends a token.
    fn lends(self) -> bool {
        self.0 & 2 != 0
    }

    /// The host gives no credentials; then it lends a token.
    fn withholds_credentials(self) -> bool {
        self.0 & 6 == 6
    }

    /// The function is called twice on one instance.
    pub fn repeats(self) -> bool {
        self.0 & 8 != 0
    }

    /// The organisation is served outside mainland China.
    fn international(self) -> bool {
        self.0 & 16 != 0
    }
}

/// The platform.
pub struct Peer {
    conditions: Conditions,
    // The last one is repeated.
    answers: Vec<(Outcome, Vec<u8>)>,
    given: Cell<usize>,
    now: Cell<Duration>,
    wakes_at: Cell<Option<Duration>>,
    random: Cell<u8>,
    /// The requests so far.
    pub requests: RefCell<Vec<Request>>,
}

impl Peer {
    /// A peer that answers one request after the other with these parts of an input.
    pub fn new<'a>(conditions: Conditions, answers: impl Iterator<Item = &'a [u8]>) -> Self {
        let answer = |part: &[u8]| {
            let (first, body) = part.split_first()?;
            let outcome = usize::from(first.wrapping_sub(b'a')) % OUTCOMES.len();
            Some((OUTCOMES[outcome], with_secrets(body)))
        };
        Self {
            conditions,
            answers: answers.filter_map(answer).collect(),
            given: Cell::new(0),
            now: Cell::default(),
            wakes_at: Cell::default(),
            random: Cell::default(),
            requests: RefCell::default(),
        }
    }

    /// The secrets that the provider knows, and that nobody may see.
    pub fn secrets(&self) -> Vec<&'static str> {
        let conditions = self.conditions;
        let token = (conditions.lends() || !conditions.scripts_tokens()).then_some(TOKEN);
        let secret = (!conditions.withholds_credentials()).then_some(CLIENT_SECRET);
        token.into_iter().chain(secret).collect()
    }

    /// Runs a future to its end.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> T {
        let mut future = pin!(future);
        let mut context = Context::from_waker(Waker::noop());
        loop {
            self.wakes_at.take();
            if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
                return value;
            }
            let next = self.wakes_at.get();
            self.now.set(next.expect("somebody waits for the clock"));
        }
    }

    fn answer(&self) -> (Outcome, Vec<u8>) {
        let next = self.given.get();
        self.given.set(next + 1);
        let last = self.answers.len().saturating_sub(1);
        let answer = self.answers.get(next.min(last));
        answer.map_or((Outcome::Answered(200), Vec::new()), Clone::clone)
    }
}

/// Whether a request asks for a token.
pub fn asks_for_token(request: &Request) -> bool {
    request.path_with_query.starts_with("/v1.0/oauth2/")
}

impl Platform for Peer {
    async fn send(&self, request: Request, limits: Limits) -> Result<Response, SendError> {
        let for_token = asks_for_token(&request);
        self.requests.borrow_mut().push(request);
        if for_token && !self.conditions.scripts_tokens() {
            let body = json!({"accessToken": TOKEN, "expireIn": 7200}).to_string();
            let body = body.into_bytes();
            return Ok(Response {
                status: 200,
                retry_after: None,
                body,
            });
        }
        let (outcome, body) = self.answer();
        let status = match outcome {
            Outcome::Answered(status) => status,
            Outcome::Throttled(_) => 429,
            Outcome::Slowly => {
                self.sleep(SLOW).await;
                200
            }
            Outcome::Fails(error) => {
                if error == SendError::Late {
                    self.sleep(limits.first_byte).await;
                }
                return Err(error);
            }
            Outcome::Never => std::future::pending().await,
        };
        match body.len() > limits.answer_bytes {
            true => Err(SendError::TooLarge),
            false => Ok(Response {
                status,
                retry_after: match outcome {
                    Outcome::Throttled(seconds) => Some(Duration::from_secs(seconds)),
                    _ => None,
                },
                body,
            }),
        }
    }

    fn now(&self) -> Duration {
        self.now.get()
    }

    fn sleep(&self, duration: Duration) -> impl Future<Output = ()> {
        let until = self.now.get().saturating_add(duration);
        poll_fn(move |_| {
            if self.now.get() >= until {
                return Poll::Ready(());
            }
            let earliest = self.wakes_at.get().map_or(until, |other| other.min(until));
            self.wakes_at.set(Some(earliest));
            Poll::Pending
        })
    }

    fn wall_clock(&self) -> Duration {
        WALL_CLOCK.saturating_add(self.now.get())
    }

    fn random_bytes(&self) -> [u8; 16] {
        self.random.set(self.random.get().wrapping_add(1));
        [self.random.get(); 16]
    }

    fn setting(&self, name: &str) -> Option<String> {
        let conditions = self.conditions;
        let value = match name {
            "DINGTALK_CLIENT_ID" if !conditions.withholds_credentials() => "dingfuzzed",
            "DINGTALK_CLIENT_SECRET" if !conditions.withholds_credentials() => CLIENT_SECRET,
            "DINGTALK_ACCESS_TOKEN" if conditions.lends() => TOKEN,
            "DINGTALK_REGION" if conditions.international() => "international",
            "ORGBOOK_MAX_ANSWER_BYTES" => "4096",
            _ => return None,
        };
        Some(value.to_owned())
    }
}
