//! A layer in front of a directory: it is a directory itself, lets what only reads through to the
//! one behind it, and refuses the rest. [`policy`] says which is which.

mod bindings {
    #![allow(missing_docs, unsafe_code, clippy::all)]
    wit_bindgen::generate!({ path: "../../wit", world: "layer", pub_export_macro: true });
}

mod forward;
mod policy;

/// What the world's interfaces are implemented for.
struct ReadOnly;

// The symbols of exports have names that only the linker for components takes.
#[cfg(target_family = "wasm")]
#[allow(unsafe_code)]
mod export {
    crate::bindings::export!(ReadOnly with_types_in crate::bindings);
    use crate::ReadOnly;
}
