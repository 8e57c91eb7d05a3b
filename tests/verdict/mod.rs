//! What has to be true of a call while a fault strikes: shared by the matrix on the virtual clock and
//! the one over HTTP.

mod change;
mod expectation;
mod judge;

pub use change::{Before, Change, State};
pub use expectation::survivable;
#[allow(unused_imports, reason = "on the virtual clock every fault strikes")]
pub use judge::UNSTRUCK;
pub use judge::{Mark, Observation, Outcome, Work, judge};

/// Whether tokens are asked for at this path.
pub fn is_token_endpoint(path: &str) -> bool {
    path.starts_with("/v1.0/oauth2/")
}
