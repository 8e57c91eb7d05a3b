//! The sandbox behind a port.

mod connection;
mod deliver;

use std::io;
use std::net::SocketAddr;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::{Response, StatusCode};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::Sandbox;
use connection::{Caller, Connections};
use deliver::{Stop, deliver, stopped};

/// The largest request body, in bytes; more is answered with status 413.
const LARGEST_BODY: usize = 1024 * 1024;

/// A running HTTP server. Dropping it stops it: it takes no more connections, and those that are open end
/// after the reply that they wait for. Where a fault keeps a reply from coming, they are reset.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: watch::Sender<()>,
    running: JoinHandle<io::Result<()>>,
}

impl Server {
    pub(crate) async fn start(sandbox: Sandbox, address: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (stop, stopping) = watch::channel(());
        let until = stopped(stopping.clone());
        let answers = move |ConnectInfo(caller), request| {
            answer(sandbox.clone(), caller, request, stopping.clone())
        };
        let service = Router::new()
            .fallback(answers)
            .into_make_service_with_connect_info::<Caller>();
        let server = axum::serve(Connections(listener), service).with_graceful_shutdown(until);
        Ok(Self {
            address,
            stop,
            running: tokio::spawn(server.into_future()),
        })
    }

    /// The address that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL for both API families, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops and waits until the last reply is out.
    pub async fn stop(self) -> io::Result<()> {
        drop(self.stop);
        self.running.await.map_err(io::Error::other)?
    }
}

async fn answer(
    sandbox: Sandbox,
    Caller { address, cutter }: Caller,
    request: Request,
    stop: Stop,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    match to_bytes(body, LARGEST_BODY).await {
        Ok(body) => {
            let request = Request::from_parts(parts, body.to_vec());
            deliver(sandbox.respond(request, address.ip()), cutter, stop).await
        }
        Err(_) => {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            response
        }
    }
}
