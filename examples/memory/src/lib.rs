//! A directory in memory: the world `provider` of `orgbook:directory`, with nobody behind it.
//!
//! It serves as a mock to whoever writes a plugin against the interface. What it knows lives in the
//! instance, so every instance begins with the same small organisation (see [`store`]). One file
//! here implements one interface; what they share is in `store`, `error`, `check` and `page`.

// Errors are the interface's records, and every function answers with one.
#![allow(clippy::result_large_err)]

mod bindings {
    #![allow(missing_docs, unsafe_code, clippy::all)]
    wit_bindgen::generate!({ path: "../../wit", world: "provider", pub_export_macro: true });
}

mod check;
mod department_queries;
mod departments;
mod diagnostics;
mod error;
mod identity;
mod organisation;
mod page;
mod role_members;
mod roles;
mod store;
mod user_changes;
mod user_queries;
mod users;

#[cfg(test)]
mod tests;

use std::cell::RefCell;

use bindings::orgbook::directory::types;
use store::Store;

/// What the world's interfaces are implemented for.
struct Memory;

// The symbols of exports have names that only the linker for components takes.
#[cfg(target_family = "wasm")]
#[allow(unsafe_code)]
mod export {
    crate::bindings::export!(Memory with_types_in crate::bindings);
    use crate::Memory;
}

thread_local! {
    static STORE: RefCell<Store> = RefCell::new(Store::new());
}

/// Reads or changes what the instance knows; its exports are called one at a time.
fn with_store<T>(work: impl FnOnce(&mut Store) -> T) -> T {
    STORE.with_borrow_mut(work)
}
