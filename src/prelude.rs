//! What every module takes for granted. The crate does without `std`, which would triple the
//! component's size and add imports that a directory has no use for.

pub use alloc::borrow::ToOwned;
pub use alloc::boxed::Box;
pub use alloc::format;
pub use alloc::string::{String, ToString};
pub use alloc::vec;
pub use alloc::vec::Vec;
