//! What the fuzzer calls: each target takes any bytes and panics if the provider breaks a promise.
//!
//! The targets are ordinary functions, so that `tests/corpus.rs` replays the inputs in `corpus/`
//! without a fuzzer. How an input is read is said in each target's module; see `README.md` for how
//! to run them.

pub mod cursor;
pub mod decoder;
pub mod directory;
pub mod errors;
mod functions;
mod input;
mod peer;
pub mod retry;

/// A target: its name, which is also that of its folder in `corpus/`, and what takes an input.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const TARGETS: &[Target] = &[
    ("cursor", cursor::run),
    ("decoder", decoder::run),
    ("directory", directory::run),
    ("errors", errors::run),
    ("retry", retry::run),
];
