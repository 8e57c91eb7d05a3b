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
mod draft;
mod egress;
mod host;
mod instance;
mod json;
mod password;
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

/// What `wasmtime::component::bindgen!` makes of the interfaces that only DingTalk has, with the
/// types of the world `provider`.
#[allow(missing_docs)]
pub mod dingtalk_bindings {
    wasmtime::component::bindgen!({
        path: "../wit",
        inline: "
            package orgbook:host;
            world dingtalk {
                export orgbook:directory/dingtalk-accounts@0.1.0;
                export orgbook:directory/dingtalk-senior-mode@0.1.0;
                export orgbook:directory/dingtalk-role-groups@0.1.0;
            }
        ",
        world: "orgbook:host/dingtalk",
        exports: { default: async },
        additional_derives: [PartialEq, Eq],
        with: { "orgbook:directory/types@0.1.0": crate::bindings::orgbook::directory::types },
    });
}

pub use bindings::orgbook::directory::types;
pub use call::Call;
pub use dingtalk_bindings::orgbook::directory::dingtalk_types;
pub use host::{COMPONENT, Host};
pub use instance::{CallError, Instance};
pub use json::to_json;
pub use password::Password;
pub use tenant::Tenant;
