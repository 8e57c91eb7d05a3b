//! What the host answers in a server's place.

use std::time::Duration;

use http::{
    HeaderValue, Response, StatusCode,
    header::{CONTENT_TYPE, RETRY_AFTER},
};
use http_body_util::{BodyExt as _, Full};
use serde_json::json;
use wasmtime_wasi_http::WasiBody;

/// Why a request is not sent, and the time after which it may be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The tenant calls the API as often as it may.
    Pace(Duration),
    /// The tenant has as many APIs in use as the host remembers.
    Apis(Duration),
    /// The host calls the server as often as it may.
    Ceiling(Duration),
    /// The server has banned the host.
    Ban(Duration),
}

impl Refusal {
    fn told(&self) -> (&'static str, Duration) {
        match self {
            Self::Pace(wait) => (
                "not sent: the host keeps the pace of this tenant's calls of the API, and the turn \
                 would come too late",
                *wait,
            ),
            Self::Apis(wait) => (
                "not sent: the host keeps the pace of each API, and this tenant calls too many at \
                 once",
                *wait,
            ),
            Self::Ceiling(wait) => (
                "not sent: the host keeps below the number of calls at which the server bans it, \
                 and the turn would come too late",
                *wait,
            ),
            Self::Ban(left) => (
                "not sent: the server has banned the host's address for some minutes",
                *left,
            ),
        }
    }
}

impl From<Refusal> for Response<WasiBody> {
    fn from(refusal: Refusal) -> Self {
        let (message, wait) = refusal.told();
        let body = json!({ "message": message }).to_string();
        let body = Full::new(body.into()).map_err(|never| match never {});
        let mut answer = Response::new(body.boxed_unsync());
        *answer.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(RETRY_AFTER, whole_seconds(wait).into());
        answer
    }
}

fn whole_seconds(wait: Duration) -> u64 {
    wait.as_secs() + u64::from(wait.subsec_nanos() > 0)
}
