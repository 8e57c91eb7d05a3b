//! What the provider needs of the world around it: HTTP, clocks, randomness and settings.

use crate::prelude::*;
use core::future::Future;
use core::time::Duration;

#[cfg(target_family = "wasm")]
pub mod wasi;

/// The host, as the provider sees it. The component implements it on WASI; tests implement it
/// with a scripted peer and a virtual clock.
pub trait Platform {
    /// Sends one request and reads the whole answer, at most `limits.answer_bytes` of it.
    fn send(
        &self,
        request: Request,
        limits: Limits,
    ) -> impl Future<Output = Result<Response, SendError>>;

    /// The time since some fixed moment; it never goes back.
    fn now(&self) -> Duration;

    /// Completes once `duration` has passed.
    fn sleep(&self, duration: Duration) -> impl Future<Output = ()>;

    /// The time of day: the time since 1970-01-01 00:00 UTC.
    fn wall_clock(&self) -> Duration;

    /// Sixteen bytes that nobody can guess.
    fn random_bytes(&self) -> [u8; 16];

    /// The value that the host gives an environment variable at this moment, if any.
    fn setting(&self, name: &str) -> Option<String>;
}

/// How a request is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Read.
    Get,
    /// Hand a body over.
    Post,
}

/// One HTTP request.
///
/// It has no `Debug`, because its target may carry a token.
#[derive(Clone)]
pub struct Request {
    /// How it is made.
    pub method: Method,
    /// `true` for `https`, `false` for `http`.
    pub tls: bool,
    /// The host, with a port if it is not the default one.
    pub authority: String,
    /// The path and the query, beginning with a slash.
    pub path_with_query: String,
    /// Header names, in lower case, and their values. `Host` and `Content-Length` are not among
    /// them.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// What a request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Until the connection stands.
    pub connect: Duration,
    /// From there until the first byte of the answer.
    pub first_byte: Duration,
    /// The largest answer.
    pub answer_bytes: usize,
}

/// One HTTP answer.
///
/// It has no `Debug`, because its body may carry a token.
#[derive(Clone)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The header `Retry-After`, where it is given in seconds.
    pub retry_after: Option<Duration>,
    /// The body, complete.
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SendError {
    /// The host does not let this request out. Nothing was sent.
    Denied,
    /// The request cannot be expressed, for example because of a malformed authority. Nothing was
    /// sent.
    Malformed,
    /// No connection came about: unknown name, refused, failed TLS handshake, timeout. Nothing was
    /// sent.
    Unreachable,
    /// The connection was lost, after the server may have taken the request.
    Lost,
    /// The first byte, or the next one, took too long, after the server may have taken the
    /// request.
    Late,
    /// The answer is larger than allowed.
    TooLarge,
}
