//! A request as the rules see it.

use std::net::IpAddr;

use http::{Method, Request, header::CONTENT_TYPE};

use crate::envelope::Family;
use crate::errors::{Code, Failure, NewApiError};
use crate::parameters::{Encoding, Parameters};

/// Where the new API wants the token.
const TOKEN_HEADER: &str = "x-acs-dingtalk-access-token";

/// A request, taken apart once.
pub(crate) struct Incoming {
    pub method: Method,
    pub path: String,
    pub family: Family,
    pub caller: IpAddr,
    token_header: Option<String>,
    pub body: Parameters,
    query: Parameters,
}

impl Incoming {
    pub fn new(request: &Request<Vec<u8>>, caller: IpAddr) -> Self {
        let header = |name: &str| {
            let value = request.headers().get(name)?;
            value.to_str().ok()
        };
        let path = request.uri().path();
        Self {
            method: request.method().clone(),
            path: path.to_owned(),
            family: Family::of(path),
            caller: caller.to_canonical(),
            token_header: header(TOKEN_HEADER).map(str::to_owned),
            query: Parameters::from_form(request.uri().query().unwrap_or_default().as_bytes()),
            body: Parameters::from_body(
                header(CONTENT_TYPE.as_str()).unwrap_or_default(),
                request.body(),
            ),
        }
    }

    /// A parameter of the query; an empty one counts as absent.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.non_empty_str(name)
    }

    /// The token: in a header of the new API; in the query or a field of a form elsewhere (specification
    /// 1.3). A JSON body is not looked at.
    pub fn access_token(&self) -> Option<&str> {
        let in_form = || match self.body.encoding {
            Encoding::Form => self.body.non_empty_str("access_token"),
            _ => None,
        };
        match self.family {
            Family::New => self
                .token_header
                .as_deref()
                .filter(|token| !token.is_empty()),
            Family::Topapi | Family::Bare => self.query("access_token").or_else(in_form),
        }
    }

    /// The parameters: of a GET those in the query, else those in the body, unless it cannot be read. The
    /// new API reads JSON only and says of anything else that there is no body.
    pub fn parameters(&self) -> Result<&Parameters, Failure> {
        if self.method == Method::GET {
            return Ok(&self.query);
        }
        match (self.family, self.body.encoding) {
            (_, Encoding::Json) => Ok(&self.body),
            (Family::New, _) => Err(NewApiError::missing("body").into()),
            (Family::Topapi, Encoding::Unreadable) => Err(Code::UNREADABLE_BODY.into()),
            (Family::Bare, Encoding::Unreadable) => Err(Code::JSON_MISSING.into()),
            (_, Encoding::Form | Encoding::Empty) => Ok(&self.body),
        }
    }
}
