//! An answer with the way in which it reaches the client.

use std::fmt;
use std::time::Duration;

use http::{Response, StatusCode};

/// An answer, and how it is delivered.
///
/// Its `Debug` shows neither headers nor body, which may hold a token.
#[derive(Clone)]
pub struct Answer {
    /// How long nothing comes. What the request does is done before.
    pub delay: Duration,
    /// The answer as it would be if it came whole. Meaningless where nothing comes.
    pub response: Response<Vec<u8>>,
    /// How it comes.
    pub delivery: Delivery,
}

/// How an answer comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// As a whole.
    Whole,
    /// Only the head and the first so many bytes of the body.
    Cut {
        /// How many bytes of the body come.
        after: usize,
        /// What comes then.
        ending: Ending,
    },
    /// The body byte by byte.
    Dripped {
        /// The time before each byte.
        interval: Duration,
    },
    /// The body again and again, without an end.
    Endless,
    /// Nothing, and the connection stays open.
    Silence,
    /// Nothing, and the connection is reset.
    Reset,
}

/// What comes after the part of an answer that comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The connection is closed before what the header `Content-Length` promised is out.
    Closed,
    /// The connection is closed before the last chunk of a chunked body.
    ClosedInChunks,
    /// The connection is reset.
    Reset,
    /// Nothing, and the connection stays open.
    Silence,
}

impl Answer {
    /// An answer that comes whole, at once.
    pub(crate) fn whole(response: Response<Vec<u8>>) -> Self {
        Self {
            delay: Duration::ZERO,
            response,
            delivery: Delivery::Whole,
        }
    }

    /// The answer as a gateway in front of DingTalk would pass it on, which waits for whole answers and does not
    /// tell how they came: the part that came where it was cut, HTTP 502 where the connection was reset, and 504
    /// where nothing came. Of an endless body it is a first part.
    pub fn into_whole(self) -> Response<Vec<u8>> {
        let mut response = self.response;
        match self.delivery {
            Delivery::Whole | Delivery::Dripped { .. } | Delivery::Endless => response,
            Delivery::Cut { after, .. } => {
                response.body_mut().truncate(after);
                response
            }
            Delivery::Silence => empty(StatusCode::GATEWAY_TIMEOUT),
            Delivery::Reset => empty(StatusCode::BAD_GATEWAY),
        }
    }
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

impl fmt::Debug for Answer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Answer")
            .field("delay", &self.delay)
            .field("status", &self.response.status())
            .field("delivery", &self.delivery)
            .finish_non_exhaustive()
    }
}
