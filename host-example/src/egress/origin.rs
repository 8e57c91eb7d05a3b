//! Servers, as egress tells them apart.

use std::fmt;

use http::{Uri, uri::Scheme};

/// A scheme, a host and a port: what a request is allowed by.
#[derive(Clone, PartialEq, Eq, Hash)]
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

    /// The origin of a request's target.
    pub(super) fn of_uri(uri: &Uri) -> Option<Self> {
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
