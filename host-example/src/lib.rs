//! Runs the Orgbook component, an organisation's address book, in [Wasmtime](wasmtime).
//!
//! A [`Host`] holds the compiled component and is made once; a [`Tenant`] is one organisation's
//! configuration; an [`Instance`] serves that tenant.
//!
//! ```no_run
//! use orgbook_host::{Host, Tenant};
//!
//! # async fn example() -> Result<(), orgbook_host::CallError> {
//! let host = Host::new()?;
//! let tenant = Tenant::new([
//!     ("DINGTALK_CLIENT_ID", "dingexample"),
//!     ("DINGTALK_CLIENT_SECRET", "from your secret store"),
//! ]);
//! let mut directory = host.instantiate(&tenant).await?;
//! let user = directory.get_user("u1").await?;
//! println!("{} is {}", user.id, user.name.as_deref().unwrap_or("unnamed"));
//! # Ok(())
//! # }
//! ```

mod call;
mod egress;
mod host;
mod instance;
mod json;
mod tenant;

/// What `wasmtime::component::bindgen!` makes of the world `provider`.
#[allow(missing_docs)]
pub mod bindings {
    wasmtime::component::bindgen!({
        path: "../wit",
        world: "orgbook:directory/provider",
        exports: { default: async },
        additional_derives: [PartialEq, Eq],
    });
}

pub use bindings::orgbook::directory::types;
pub use call::Call;
pub use host::{COMPONENT, Host};
pub use instance::{CallError, Instance};
pub use json::to_json;
pub use tenant::Tenant;
