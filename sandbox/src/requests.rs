//! What the sandbox was asked, for tests and for the curious.

use std::collections::VecDeque;
use std::time::Duration;

/// How many requests a sandbox remembers; older ones are forgotten.
pub const REMEMBERED_REQUESTS: usize = 10_000;

/// One request that was answered. It holds no query, no header and no body, so no token and no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedRequest {
    /// The HTTP method, as in `POST`.
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The HTTP status of the reply.
    pub status: u16,
    /// What a client should branch on: `0` for success, `errcode`, or `sub_code` where `errcode` is 88, or
    /// the new API's `code`.
    pub code: String,
    /// The app that called, where its token or its secret was valid.
    pub client_id: Option<String>,
    /// The sandbox's time at the request, since the Unix epoch.
    pub at: Duration,
}

#[derive(Default)]
pub(crate) struct Requests(VecDeque<RecordedRequest>);

impl Requests {
    pub fn record(&mut self, request: RecordedRequest) {
        if self.0.len() >= REMEMBERED_REQUESTS {
            self.0.pop_front();
        }
        self.0.push_back(request);
    }

    pub fn all(&self) -> Vec<RecordedRequest> {
        self.0.iter().cloned().collect()
    }
}
