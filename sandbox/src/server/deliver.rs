//! Answers on their way, as they are meant to come.

use std::future::pending;
use std::io;

use axum::body::Body;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderValue, Response};
use futures_util::stream::unfold;
use tokio::sync::watch;
use tokio::task::{JoinSet, yield_now};
use tokio::time::{sleep, timeout};

use super::connection::Cutter;
use crate::{Answer, Delivery, Ending};

/// Fires when the server stops: the other end is dropped.
pub(super) type Stop = watch::Receiver<()>;

pub(super) async fn stopped(mut stop: Stop) {
    while stop.changed().await.is_ok() {}
}

/// Gives the answer to the connection, or does to it what comes in the place of one. A server that stops does not wait
/// for an answer to come as slowly as it is meant to.
pub(super) async fn deliver(answer: Answer, cutter: Cutter, stop: Stop) -> Response<Body> {
    let Answer {
        delay,
        response,
        delivery,
    } = answer;
    if !delay.is_zero() {
        let _ = timeout(delay, stopped(stop.clone())).await;
    }
    let (mut head, body) = response.into_parts();
    if delivery == Delivery::Whole {
        return Response::from_parts(head, body.into());
    }
    let held = hold(cutter.clone(), stop);
    let promised = HeaderValue::from(body.len());
    let body = match delivery {
        Delivery::Whole => body.into(),
        Delivery::Cut { after, ending } => {
            if ending != Ending::ClosedInChunks {
                head.headers.insert(CONTENT_LENGTH, promised);
            }
            broken_off(body, after, ending, cutter, held)
        }
        Delivery::Dripped { interval } => {
            head.headers.insert(CONTENT_LENGTH, promised);
            let bytes = (body.into_iter(), held);
            Body::from_stream(unfold(bytes, move |(mut bytes, held)| async move {
                let byte = bytes.next()?;
                sleep(interval).await;
                Some((io::Result::Ok(vec![byte]), (bytes, held)))
            }))
        }
        Delivery::Endless => Body::from_stream(unfold((body, held), |(piece, held)| async move {
            Some((io::Result::Ok(piece.clone()), (piece, held)))
        })),
        Delivery::Silence => pending().await,
        Delivery::Reset => {
            cutter.cut();
            pending().await
        }
    };
    Response::from_parts(head, body)
}

/// Cuts the connection when the server stops, unless what is given is dropped before.
fn hold(cutter: Cutter, stop: Stop) -> JoinSet<()> {
    let mut held = JoinSet::new();
    held.spawn(async move {
        stopped(stop).await;
        cutter.cut();
    });
    held
}

/// The first so many bytes of a body, and then this ending.
fn broken_off(
    mut body: Vec<u8>,
    after: usize,
    ending: Ending,
    cutter: Cutter,
    held: JoinSet<()>,
) -> Body {
    body.truncate(after);
    let parts = (Some(body), cutter, held);
    Body::from_stream(unfold(parts, move |(part, cutter, held)| async move {
        if let Some(part) = part {
            return Some((Ok(part), (None, cutter, held)));
        }
        // Meanwhile the part goes out.
        yield_now().await;
        match ending {
            Ending::Closed | Ending::ClosedInChunks => {}
            Ending::Reset => cutter.cut(),
            Ending::Silence => pending().await,
        }
        let broken = io::Error::from(io::ErrorKind::ConnectionAborted);
        Some((Err(broken), (None, cutter, held)))
    }))
}
