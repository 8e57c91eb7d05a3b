//! Values of the component model as JSON, in one form for every host and for the command line.
//!
//! Names are those of the WIT (`department-id`). A record is an object, and a field that is `none`
//! is left out; anywhere else `none` is `null`, and the value of `some` stands for itself. An enum
//! is its name, a variant `{"tag": name}` or `{"tag": name, "val": payload}`, a result
//! `{"ok": value}` or `{"err": value}`.

mod read;
mod write;

pub(crate) use read::from_json;
pub use write::to_json;
