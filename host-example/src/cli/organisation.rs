//! `orgbook organisation`

use clap::Subcommand;
use orgbook_host::Call;
use wasmtime::component::Val;

use super::{Request, render, values::text};

#[derive(Subcommand)]
pub enum Command {
    /// Count the users
    Count {
        /// Only those who have activated their account
        #[arg(long)]
        active_only: bool,
    },
    /// List the administrators
    Administrators,
    /// Tell the departments that an administrator administrates
    AdministratorScope {
        /// The administrator's user identifier
        user: String,
    },
    /// Tell what of the organisation the app can see and change
    AccessScope,
}

impl Command {
    pub fn request(self) -> Request {
        match self {
            Self::Count { active_only } => Request::new(
                Call::new("count-users", [Val::Bool(active_only)]),
                render::line,
            ),
            Self::Administrators => Request::new(
                Call::new("list-administrators", []),
                render::organisation::administrators,
            ),
            Self::AdministratorScope { user } => Request::new(
                Call::new("get-administrator-scope", [text(&user)]),
                render::ids,
            ),
            Self::AccessScope => Request::new(
                Call::new("get-access-scope", []),
                render::organisation::access_scope,
            ),
        }
    }
}
