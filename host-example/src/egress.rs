//! Which servers an instance may reach.

use std::{fmt, future::Future};

use http::{Request, Response, Uri, uri::Scheme};
use wasmtime_wasi_http::{Error, RequestOptions, Result, WasiBody, WasiHttpHooks, default_hooks};

/// A scheme, a host and a port: what a request is allowed by.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: Scheme,
    host: String,
    port: u16,
}

impl Origin {
    /// The origin of a base URL; `None` if it has none that HTTP could be sent to.
    pub(crate) fn of(url: &str) -> Option<Self> {
        Self::of_uri(&url.parse().ok()?)
    }

    fn of_uri(uri: &Uri) -> Option<Self> {
        let scheme = uri.scheme()?.clone();
        let default_port = match scheme.as_str() {
            "http" => 80,
            "https" => 443,
            _ => return None,
        };
        let authority = uri.authority()?;
        Some(Self {
            scheme,
            host: authority.host().to_ascii_lowercase(),
            port: authority.port_u16().unwrap_or(default_port),
        })
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}:{}", self.scheme, self.host, self.port)
    }
}

/// Lets through what goes to an allowed origin, and refuses everything else before any connection
/// is made.
pub(crate) struct Egress {
    pub(crate) allowed: Vec<Origin>,
}

type Sent = Result<(Response<WasiBody>, Processed)>;
type Processed = Box<dyn Future<Output = Result<()>> + Send>;

impl WasiHttpHooks for Egress {
    fn send_request(
        &mut self,
        request: Request<WasiBody>,
        options: Option<RequestOptions>,
        processed: Processed,
    ) -> Box<dyn Future<Output = Sent> + Send> {
        if Origin::of_uri(request.uri()).is_some_and(|to| self.allowed.contains(&to)) {
            default_hooks().send_request(request, options, processed)
        } else {
            Box::new(async { Err(Error::HttpRequestDenied) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Origin;

    #[test]
    fn the_port_of_the_scheme_is_the_same_as_none() {
        assert_eq!(
            Origin::of("https://a.example"),
            Origin::of("https://A.example:443/prefix")
        );
        assert_eq!(
            Origin::of("http://a.example"),
            Origin::of("http://a.example:80")
        );
    }

    #[test]
    fn another_scheme_host_or_port_is_another_origin() {
        let origin = Origin::of("https://a.example");
        for other in [
            "http://a.example:443",
            "https://b.example",
            "https://a.example:8443",
        ] {
            assert_ne!(Origin::of(other), origin, "{other}");
        }
    }

    #[test]
    fn what_is_no_web_address_has_no_origin() {
        for text in [
            "",
            "a.example",
            "/path",
            "ftp://a.example",
            "https://",
            "https://a b",
        ] {
            assert_eq!(Origin::of(text), None, "{text}");
        }
    }
}
