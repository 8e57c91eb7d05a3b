//! `orgbook user`

mod draft;
mod query;
mod write;

use clap::Subcommand;
use orgbook_host::Call;

use super::{Request, render, values::text};
pub use draft::{Fields, Identity};
pub use query::{Department, List};
pub use write::{Create, Update};

#[derive(Subcommand)]
pub enum Command {
    /// Create a user
    #[command(after_help = write::CREATE_HELP)]
    Create(Create),
    /// Show everything that the directory tells about a user
    Get(query::Get),
    /// Find a user by mobile number, union id or login id
    #[command(after_help = query::FIND_HELP)]
    Find(query::Find),
    /// Search users by name
    #[command(after_help = query::SEARCH_HELP)]
    Search(query::Search),
    /// List the users who directly belong to a department
    List(List),
    /// List the users of a department by identifier and name, which costs less
    ListNames(List),
    /// List the identifiers of the users of a department, all at once by default
    ListIds(query::ListIds),
    /// List who did not log in on a day
    #[command(after_help = query::INACTIVE_HELP)]
    Inactive(query::Inactive),
    /// List who left the organisation, with when and why
    #[command(after_help = query::DEPARTED_HELP)]
    Departed(query::Departed),
    /// Tell the departments of a user, each with those above it up to the root
    DepartmentPaths {
        /// The user's identifier
        id: String,
    },
    /// Change a user; what is not named stays as it is
    #[command(after_help = write::UPDATE_HELP)]
    Update(Update),
    /// Remove a user from the organisation
    Delete {
        /// The user's identifier
        id: String,
    },
}

impl Command {
    pub fn request(self) -> Request {
        match self {
            Self::Create(create) => Request::new(create.call(), render::user::created),
            Self::Get(get) => get.request(),
            Self::Find(find) => find.request(),
            Self::Search(search) => search.request(),
            Self::List(list) => Request::new(list.call(), render::user::list),
            Self::ListNames(list) => Request::new(list.names(), render::user::names),
            Self::ListIds(list) => list.request(),
            Self::Inactive(inactive) => inactive.request(),
            Self::Departed(departed) => departed.request(),
            Self::DepartmentPaths { id } => Request::new(
                Call::new("list-user-department-paths", [text(&id)]),
                render::department::paths,
            ),
            Self::Update(update) => Request::done(update.call(), "The user was changed."),
            Self::Delete { id } => Request::done(
                Call::new("delete-user", [text(&id)]),
                "The user was removed.",
            ),
        }
    }
}
