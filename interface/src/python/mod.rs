//! The generated modules of the Python package in `host-example/python/`: the types, an exception
//! for each kind of error, how values are converted, and the methods.

mod directory;
mod docs;
mod errors;
mod hint;
mod layout;
mod names;
mod schema;
mod types;

pub use directory::module as directory;
pub use errors::module as errors;
pub use schema::module as schema;
pub use types::module as types;

/// The first lines of each generated module.
const GENERATED: &str = "# Generated from the WIT by `cargo run -p orgbook-interface`.\n";

/// The record that is an exception in Python, and no class among the types.
const ERROR: &str = "error";
