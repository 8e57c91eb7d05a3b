//! One HTTP exchange over `wasi:http`.
//!
//! The order is that of measurements on several hosts: hand the request over, then write the body
//! without flushing after the last byte (a host that has counted `Content-Length` bytes may have
//! closed the stream by then), finish it, and wait for the answer.

use core::time::Duration;

use wasip2::clocks::monotonic_clock;
use wasip2::http::outgoing_handler::{self, RequestOptions};
use wasip2::http::types::{
    ErrorCode, Fields, FutureIncomingResponse, IncomingBody, IncomingResponse, OutgoingBody,
    OutgoingRequest, Scheme, http_error_code,
};
use wasip2::io::streams::{InputStream, OutputStream, StreamError};

use super::reactor::Reactor;
use crate::platform::{Limits, Method, Request, Response, SendError};
use crate::prelude::*;

const READ_BYTES: u64 = 64 * 1024;

/// Sends the request and reads the whole answer.
pub async fn send(
    reactor: &Reactor,
    request: Request,
    limits: Limits,
) -> Result<Response, SendError> {
    let outgoing = outgoing(&request).map_err(|()| SendError::Malformed)?;
    let body = outgoing.body().map_err(|()| SendError::Malformed)?;
    let answer = outgoing_handler::handle(outgoing, options(limits)).map_err(send_error)?;
    write(reactor, body, &request.body).await;
    let response = head(reactor, &answer).await?;
    let status = response.status();
    let retry_after = retry_after(&response);
    let body = read(reactor, &response, limits).await?;
    Ok(Response {
        status,
        retry_after,
        body,
    })
}

fn outgoing(request: &Request) -> Result<OutgoingRequest, ()> {
    let mut headers: Vec<_> = request
        .headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone().into_bytes()))
        .collect();
    if request.method == Method::Post {
        let length = request.body.len().to_string().into_bytes();
        headers.push(("content-length".to_owned(), length));
    }
    let outgoing = OutgoingRequest::new(Fields::from_list(&headers).map_err(|_| ())?);
    let (method, scheme) = (
        match request.method {
            Method::Get => wasip2::http::types::Method::Get,
            Method::Post => wasip2::http::types::Method::Post,
        },
        if request.tls {
            Scheme::Https
        } else {
            Scheme::Http
        },
    );
    outgoing.set_method(&method)?;
    outgoing.set_scheme(Some(&scheme))?;
    outgoing.set_authority(Some(&request.authority))?;
    outgoing.set_path_with_query(Some(&request.path_with_query))?;
    Ok(outgoing)
}

// A host may support none of the timeouts; the deadline of the call holds in any case.
fn options(limits: Limits) -> Option<RequestOptions> {
    let nanoseconds = |limit: Duration| u64::try_from(limit.as_nanos()).ok();
    let options = RequestOptions::new();
    let _ = options.set_connect_timeout(nanoseconds(limits.connect));
    let _ = options.set_first_byte_timeout(nanoseconds(limits.first_byte));
    let _ = options.set_between_bytes_timeout(nanoseconds(limits.first_byte));
    Some(options)
}

// That the server takes no more is no failure here: it has answered early, or the answer tells
// what became of the connection.
async fn write(reactor: &Reactor, body: OutgoingBody, bytes: &[u8]) {
    if let Ok(stream) = body.write() {
        let _ = write_all(reactor, &stream, bytes).await;
    }
    let _ = OutgoingBody::finish(body, None);
}

async fn write_all(
    reactor: &Reactor,
    stream: &OutputStream,
    mut bytes: &[u8],
) -> Result<(), StreamError> {
    while !bytes.is_empty() {
        let permitted = usize::try_from(stream.check_write()?).unwrap_or(usize::MAX);
        if permitted == 0 {
            reactor.ready(stream.subscribe()).await;
            continue;
        }
        let (chunk, rest) = bytes.split_at(permitted.min(bytes.len()));
        stream.write(chunk)?;
        bytes = rest;
    }
    Ok(())
}

async fn head(
    reactor: &Reactor,
    answer: &FutureIncomingResponse,
) -> Result<IncomingResponse, SendError> {
    loop {
        match answer.get() {
            Some(Ok(outcome)) => return outcome.map_err(send_error),
            Some(Err(())) => return Err(SendError::Lost),
            None => reactor.ready(answer.subscribe()).await,
        }
    }
}

fn retry_after(response: &IncomingResponse) -> Option<Duration> {
    let value = response.headers().get("retry-after").pop()?;
    let seconds: u32 = core::str::from_utf8(&value).ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds.into()))
}

async fn read(
    reactor: &Reactor,
    response: &IncomingResponse,
    limits: Limits,
) -> Result<Vec<u8>, SendError> {
    let body: IncomingBody = response.consume().map_err(|()| SendError::Lost)?;
    let stream: InputStream = body.stream().map_err(|()| SendError::Lost)?;
    let mut bytes = Vec::new();
    loop {
        let waiting_since = now();
        reactor.ready(stream.subscribe()).await;
        match stream.read(READ_BYTES) {
            Ok(chunk) if chunk.len() > limits.answer_bytes.saturating_sub(bytes.len()) => {
                return Err(SendError::TooLarge);
            }
            Ok(chunk) => bytes.extend_from_slice(&chunk),
            Err(StreamError::Closed) => return Ok(bytes),
            Err(StreamError::LastOperationFailed(error)) => {
                // Not every host tells why an answer ended.
                let late = match http_error_code(&error) {
                    Some(code) => send_error(code) == SendError::Late,
                    None => now().saturating_sub(waiting_since) >= limits.first_byte,
                };
                return Err(if late {
                    SendError::Late
                } else {
                    SendError::Lost
                });
            }
        }
    }
}

fn now() -> Duration {
    Duration::from_nanos(monotonic_clock::now())
}

fn send_error(code: ErrorCode) -> SendError {
    match code {
        ErrorCode::HttpRequestDenied | ErrorCode::DestinationIpProhibited => SendError::Denied,
        ErrorCode::HttpRequestUriInvalid
        | ErrorCode::HttpRequestUriTooLong
        | ErrorCode::HttpRequestMethodInvalid
        | ErrorCode::HttpRequestLengthRequired
        | ErrorCode::HttpRequestBodySize(_)
        | ErrorCode::HttpRequestHeaderSectionSize(_)
        | ErrorCode::HttpRequestHeaderSize(_) => SendError::Malformed,
        ErrorCode::DnsTimeout
        | ErrorCode::DnsError(_)
        | ErrorCode::DestinationNotFound
        | ErrorCode::DestinationUnavailable
        | ErrorCode::DestinationIpUnroutable
        | ErrorCode::ConnectionRefused
        | ErrorCode::ConnectionTimeout
        | ErrorCode::ConnectionLimitReached
        | ErrorCode::TlsProtocolError
        | ErrorCode::TlsCertificateError
        | ErrorCode::TlsAlertReceived(_) => SendError::Unreachable,
        ErrorCode::ConnectionReadTimeout
        | ErrorCode::ConnectionWriteTimeout
        | ErrorCode::HttpResponseTimeout => SendError::Late,
        _ => SendError::Lost,
    }
}
