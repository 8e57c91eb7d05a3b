//! The component's exports: each calls the provider and waits for it.

mod department_queries;
mod departments;
mod diagnostics;
mod dingtalk_accounts;
mod dingtalk_role_groups;
mod dingtalk_senior_mode;
mod organisation;
mod role_members;
mod roles;
mod user_queries;
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

/// What the instance remembers; the only static state there is.
static DIRECTORY: OnlyThread<Directory<Wasi>> = OnlyThread(Directory::new(Wasi::new()));

struct OnlyThread<T>(T);

// SAFETY: an instance of a component has one thread.
#[allow(unsafe_code)]
unsafe impl<T> Sync for OnlyThread<T> {}

/// Runs a function of the provider to its end.
fn run<T>(
    function: impl AsyncFnOnce(&Directory<Wasi>) -> Result<T>,
) -> core::result::Result<T, Error> {
    let directory = &DIRECTORY.0;
    let outcome = directory.platform().block_on(function(directory));
    outcome.map_err(|failure| failure.error)
}
