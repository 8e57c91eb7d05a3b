//! `orgbook organisation`

use clap::Subcommand;
use orgbook_host::Call;
use wasmtime::component::Val;

use super::{Request, arguments::Page, render, values::text};

#[derive(Subcommand)]
pub enum Command {
    /// Count the users
    Count {
        /// Only those who have activated their account
        #[arg(long)]
        active_only: bool,
    },
    /// List the administrators
    Administrators {
        #[command(flatten)]
        page: Page,
    },
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
            Self::Count { active_only } => {
                let selection = if active_only { "active" } else { "all" };
                let selection = Val::Enum(selection.to_owned());
                Request::new(Call::new("count-users", [selection]), render::line)
            }
            Self::Administrators { page } => Request::new(
                Call::new("list-administrators", [page.value()]),
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
