//! The edge cases of specification 13, by their number.

mod joining;
mod organisation;
mod outages;
mod tokens;
mod users;
mod wire;
