//! `orgbook department`

use clap::Subcommand;
use orgbook_host::Call;

use super::{Request, render, values::text};

#[derive(Subcommand)]
pub enum Command {
    /// List the identifiers of the departments directly below one
    ListIds {
        /// The department above
        #[arg(default_value = "1", allow_hyphen_values = true)]
        parent: String,
    },
    /// List the departments directly below one
    List {
        /// The department above
        #[arg(default_value = "1", allow_hyphen_values = true)]
        parent: String,
    },
    /// Show everything that the directory tells about a department
    Get {
        /// The department's identifier
        #[arg(allow_hyphen_values = true)]
        id: String,
    },
}

impl Command {
    pub fn request(self) -> Request {
        match self {
            Self::ListIds { parent } => Request::new(
                Call::new("list-department-ids", [text(&parent)]),
                render::ids,
            ),
            Self::List { parent } => Request::new(
                Call::new("list-departments", [text(&parent)]),
                render::departments,
            ),
            Self::Get { id } => {
                Request::new(Call::new("get-department", [text(&id)]), render::department)
            }
        }
    }
}
