//! What goes out of an instance: to whom, and how often.

mod ban;
mod breaker;
mod kept;
mod origin;
mod pace;
mod paces;
mod refusal;
mod send_by;
mod servers;
mod way;

use std::{future::Future, sync::Arc};

use http::Request;
use wasmtime_wasi_http::{Error, RequestOptions, WasiBody, WasiHttpHooks, default_hooks};

pub(crate) use origin::Origin;
pub(crate) use paces::Paces;
pub(crate) use send_by::SendBy;
pub(crate) use servers::Servers;
use way::{Processed, Sent, Way, answered};

/// Lets through what goes to an allowed origin, each request in its turn, and refuses everything
/// else before any connection is made.
pub(crate) struct Egress {
    pub(crate) allowed: Vec<Origin>,
    pub(crate) paces: Arc<Paces>,
    pub(crate) servers: Arc<Servers>,
    pub(crate) send_by: SendBy,
}

impl WasiHttpHooks for Egress {
    fn send_request(
        &mut self,
        request: Request<WasiBody>,
        options: Option<RequestOptions>,
        processed: Processed,
    ) -> Box<dyn Future<Output = Sent> + Send> {
        let uri = request.uri();
        let Some(origin) = Origin::of_uri(uri).filter(|to| self.allowed.contains(to)) else {
            return Box::new(async { Err(Error::HttpRequestDenied) });
        };
        let send_by = self.send_by.get();
        match Way::to(&origin, uri.path(), &self.paces, &self.servers, send_by) {
            Ok(way) => {
                let answer = default_hooks().send_request(request, options, processed);
                Box::new(way.send(Box::into_pin(answer)))
            }
            Err(refusal) => Box::new(async { answered(refusal) }),
        }
    }
}
