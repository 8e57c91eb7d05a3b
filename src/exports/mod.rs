//! The component's exports: each calls the provider and waits for it.

mod departments;
mod diagnostics;
mod users;

use crate::bindings::types::Error;
use crate::dingtalk::Directory;
use crate::dingtalk::failure::Result;
use crate::platform::wasi::Wasi;

struct Component;

#[allow(unsafe_code)]
mod export {
    use super::Component;
    crate::bindings::export!(Component with_types_in crate::bindings);
}

thread_local! {
    // What the instance remembers; the only static state there is.
    static DIRECTORY: Directory<Wasi> = Directory::default();
}

/// Runs a function of the provider to its end.
fn run<T>(function: impl AsyncFnOnce(&Directory<Wasi>) -> Result<T>) -> std::result::Result<T, Error> {
    DIRECTORY.with(|directory| {
        let outcome = directory.platform().block_on(function(directory));
        outcome.map_err(|failure| failure.error)
    })
}
