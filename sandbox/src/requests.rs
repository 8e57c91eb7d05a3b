//! What the sandbox was asked, for tests and for the curious.

use std::collections::VecDeque;
use std::time::Duration;

use serde::{Serialize, Serializer};

use crate::clock::milliseconds;
use crate::faults::InjectedFault;

/// How many requests a sandbox remembers; older ones are forgotten.
pub const REMEMBERED_REQUESTS: usize = 10_000;
/// Of how many requests, the latest, a sandbox keeps the texts.
pub const REMEMBERED_EXCHANGES: usize = 300;

/// One request that was answered. It holds no header, and no token and no secret anywhere: they are masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordedRequest {
    /// Counts the requests from 1, over everything that was forgotten or cleared.
    pub number: u64,
    /// The HTTP method, as in `POST`.
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The HTTP status of the reply; 0 where none was sent.
    pub status: u16,
    /// What a client should branch on: `0` for success, `errcode`, or `sub_code` where `errcode` is 88, or
    /// the new API's `code`. Empty where the reply says none, as a page of HTML, or none was sent.
    pub code: String,
    /// Whether the request was executed with success, whatever was answered.
    pub applied: bool,
    /// The fault that was injected.
    pub fault: Option<InjectedFault>,
    /// The app that called, where its token or its secret was valid.
    pub client_id: Option<String>,
    /// The sandbox's time at the request, since the Unix epoch. Serialised in milliseconds.
    #[serde(serialize_with = "in_milliseconds")]
    pub at: Duration,
    /// What was said. Absent for all but the last [`REMEMBERED_EXCHANGES`].
    pub exchange: Option<Exchange>,
}

/// What was said in one request and its reply, each text as it was sent, cut after 4 KB, with `***` in the place
/// of every token, client secret, password and sign-in code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Exchange {
    /// The query without `?`. Empty when there was none.
    pub query: String,
    /// The body of the request.
    pub body: String,
    /// The body of the reply, as it would be if it came whole; empty where no reply was sent.
    pub reply: String,
}

fn in_milliseconds<S: Serializer>(at: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i64(milliseconds(*at))
}

#[derive(Default)]
pub(crate) struct Requests {
    latest: VecDeque<RecordedRequest>,
    count: u64,
}

impl Requests {
    /// Adds a request and gives it its number.
    pub fn record(&mut self, request: RecordedRequest) {
        if self.latest.len() >= REMEMBERED_REQUESTS {
            self.latest.pop_front();
        }
        self.count = self.count.saturating_add(1);
        self.latest.push_back(RecordedRequest {
            number: self.count,
            ..request
        });
        let old = self.latest.len().checked_sub(REMEMBERED_EXCHANGES + 1);
        if let Some(old) = old.and_then(|place| self.latest.get_mut(place)) {
            old.exchange = None;
        }
    }

    pub fn all(&self) -> Vec<RecordedRequest> {
        self.latest.iter().cloned().collect()
    }

    /// The latest of those after this number, at most `limit` of them, oldest first.
    pub fn after(&self, number: u64, limit: usize) -> Vec<RecordedRequest> {
        let newer = self.latest.iter().rev();
        let mut latest: Vec<_> = newer
            .take_while(|request| request.number > number)
            .take(limit)
            .cloned()
            .collect();
        latest.reverse();
        latest
    }

    pub fn clear(&mut self) {
        self.latest.clear();
    }
}
