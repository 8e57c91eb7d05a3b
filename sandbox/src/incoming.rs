//! A request as the rules see it.

use std::net::IpAddr;

use http::{Method, Request, header::CONTENT_TYPE};

use crate::parameters::{Encoding, Parameters};

/// A request, taken apart once.
pub(crate) struct Incoming {
    pub method: Method,
    pub path: String,
    pub body: Parameters,
    pub caller: IpAddr,
    query: Vec<(String, String)>,
}

impl Incoming {
    pub fn new(request: &Request<Vec<u8>>, caller: IpAddr) -> Self {
        let content_type = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let query = request.uri().query().unwrap_or_default();
        Self {
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
            body: Parameters::from_body(content_type, request.body()),
            caller: caller.to_canonical(),
            query: form_urlencoded::parse(query.as_bytes())
                .into_owned()
                .collect(),
        }
    }

    /// A parameter of the query; an empty one counts as absent.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// The token: in the query, or a field of a form (specification 1.3). A JSON body is not looked at.
    pub fn access_token(&self) -> Option<String> {
        let in_form = || match self.body.encoding {
            Encoding::Form => self.body.non_empty_text("access_token").ok().flatten(),
            _ => None,
        };
        self.query("access_token")
            .map(str::to_owned)
            .or_else(in_form)
    }
}
