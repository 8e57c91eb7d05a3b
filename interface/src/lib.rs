//! The WIT package in `wit/` as plain data, and everything in this repository that is generated
//! from it.
//!
//! [`read`] gives the [`Package`]; [`outputs::OUTPUTS`] lists the files. `cargo run -p
//! orgbook-interface` writes them, and `cargo test -p orgbook-interface` fails when one is stale.

mod comments;
pub mod examples;
pub mod manifest;
pub mod model;
pub mod outputs;
mod python;
mod read;
mod reference;
mod text;

use std::path::{Path, PathBuf};

pub use model::Package;
pub use read::{ReadError, read_from};

/// The folder of the repository.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// The package in the repository's `wit/`.
pub fn read() -> Result<Package, ReadError> {
    read_from(&root().join("wit"))
}
