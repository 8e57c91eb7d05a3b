//! An organisation's address book as one WebAssembly component.
//!
//! [`bindings`] holds the interface and its types, [`dingtalk`] the provider, [`platform`] what it
//! needs of its host; `exports` connects the interface to the provider and exists only in the
//! component. All of it compiles natively too, so that the provider can be tested without a host.

#![no_std]
// A trap ends an instance for good, so nothing here may panic on what comes from outside.
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

extern crate alloc;
// Natively there is no other runtime.
#[cfg(not(target_family = "wasm"))]
extern crate std;

pub mod bindings;
pub mod dingtalk;
pub mod platform;
mod prelude;

#[cfg(target_family = "wasm")]
mod exports;
