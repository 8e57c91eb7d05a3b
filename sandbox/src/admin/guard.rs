//! Keeps other people's pages in the browser of somebody who runs a sandbox away from its administration.

use std::net::IpAddr;

use http::header::{CONTENT_TYPE, HOST, ORIGIN};
use http::{Method, Request, StatusCode};

use super::Problem;

/// Where a browser says who asks.
const FETCH_SITE: &str = "sec-fetch-site";

/// Refuses a name that a stranger may have pointed to this machine, a change that another site asks for, and a
/// body that a plain form could have sent.
pub(super) fn check(request: &Request<Vec<u8>>) -> Result<(), Problem> {
    let header = |name| {
        let value = request.headers().get(name);
        value.map(|value| String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase())
    };
    let host = header(HOST.as_str()).unwrap_or_default();
    if !is_local_name(&host) {
        return Err(forbidden(
            "the administration is reached by an IP address, localhost or a name without a dot",
        ));
    }
    if request.method() == Method::GET {
        return Ok(());
    }
    let same_site = header(FETCH_SITE).is_none_or(|site| site == "same-origin" || site == "none");
    let same_origin = header(ORIGIN.as_str()).is_none_or(|origin| {
        let authority = origin.split_once("://").map(|(_, authority)| authority);
        authority == Some(host.as_str())
    });
    if !same_site || !same_origin {
        return Err(forbidden("another site asked for this"));
    }
    let content_type = header(CONTENT_TYPE.as_str()).unwrap_or_default();
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    if !request.body().is_empty() && kind != "application/json" {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "a body is JSON, with content-type: application/json",
        ));
    }
    Ok(())
}

/// Whether a host, perhaps with a port, is one that no public name can be. An absent one counts: a library
/// call has none.
fn is_local_name(host: &str) -> bool {
    let without_port = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let address = without_port
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>();
    address.is_ok() || !without_port.contains('.') || without_port.ends_with(".localhost")
}

fn forbidden(message: &str) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_names_without_a_dot_are_local() {
        for host in [
            "",
            "localhost",
            "localhost:8080",
            "127.0.0.1:8080",
            "[::1]:8080",
            "sandbox:80",
            "a.localhost",
        ] {
            assert!(is_local_name(host), "{host}");
        }
        for host in [
            "example.com",
            "127.0.0.1.example.com:8080",
            "localhost.",
            "x.localhost.evil.org",
        ] {
            assert!(!is_local_name(host), "{host}");
        }
    }
}
