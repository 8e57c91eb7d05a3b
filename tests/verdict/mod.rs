//! What has to be true of a call while a fault strikes: shared by the matrix on the virtual clock and
//! the one over HTTP.

mod change;
mod expectation;
mod judge;

pub use change::{Before, Change, State};
pub use judge::{Mark, Observation, Outcome, Work, is_token_endpoint, judge};
