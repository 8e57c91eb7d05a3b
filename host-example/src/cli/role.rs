//! `orgbook role`

use clap::{Args, Subcommand};
use orgbook_host::Call;

use super::{
    Request,
    arguments::{Page, Where},
    render,
    values::{optional_text, text, texts},
};

#[derive(Subcommand)]
#[command(after_help = HELP)]
pub enum Command {
    /// List the roles
    List {
        #[command(flatten)]
        page: Page,
    },
    /// List the role groups with their roles
    ListGroups {
        #[command(flatten)]
        page: Page,
    },
    /// Show a role
    Get(Id),
    /// Show a role group with its roles
    GetGroup {
        /// The group's identifier
        id: String,
    },
    /// Create a role in a group
    Create {
        /// The group
        #[arg(long, value_name = "ID")]
        group: String,
        /// The name
        #[arg(long)]
        name: String,
    },
    /// Create a role group
    CreateGroup {
        /// The name
        #[arg(long)]
        name: String,
    },
    /// Give a role another name
    Rename {
        #[command(flatten)]
        role: Id,
        /// The new name
        #[arg(long)]
        name: String,
    },
    /// Delete a role that nobody holds
    Delete(Id),
    /// List who holds a role, and for which departments
    Members {
        #[command(flatten)]
        role: Id,
        #[command(flatten)]
        page: Page,
    },
    /// Give a role to users, any number of them
    Add(Members),
    /// Take a role from users, any number of them
    Remove(Members),
    /// Set for which departments a user holds a role
    SetScope {
        #[command(flatten)]
        role: Id,
        /// The user's identifier
        user: String,
        #[command(flatten)]
        departments: Where,
    },
}

const HELP: &str = "\
Examples:
  orgbook role list
  orgbook role list-groups --limit 10
  orgbook role create --group 4318702100 --name Interviewer
  orgbook role add 4318702102 u1 u2 u3
  orgbook role set-scope 4318702102 u1 --department 7 --department 8
  orgbook role set-scope 4318702102 u2 --everywhere
`add` and `remove` may be repeated. When one of them fails on the way, `completed` tells how many of
the users, from the first on, are done.";

#[derive(Args)]
pub struct Id {
    /// The role's identifier
    id: String,
}

#[derive(Args)]
pub struct Members {
    #[command(flatten)]
    role: Id,

    /// The users' identifiers
    #[arg(required = true)]
    users: Vec<String>,
}

impl Command {
    pub fn request(self) -> Request {
        match self {
            Self::List { page } => {
                Request::new(Call::new("list-roles", [page.value()]), render::role::roles)
            }
            Self::ListGroups { page } => Request::new(
                Call::new("list-role-groups", [page.value()]),
                render::role::groups,
            ),
            Self::Get(Id { id }) => {
                Request::new(Call::new("get-role", [text(&id)]), render::role::one)
            }
            Self::GetGroup { id } => Request::new(
                Call::new("get-role-group", [text(&id)]),
                render::role::group,
            ),
            Self::Create { group, name } => Request::new(
                Call::new("create-role", [text(&name), optional_text(Some(&group))]),
                |id| format!("The role {} was created.\n", render::shown(id)),
            ),
            Self::CreateGroup { name } => {
                Request::new(Call::new("create-role-group", [text(&name)]), |id| {
                    format!("The role group {} was created.\n", render::shown(id))
                })
            }
            Self::Rename { role, name } => Request::done(
                Call::new("rename-role", [text(&role.id), text(&name)]),
                "The role was renamed.",
            ),
            Self::Delete(Id { id }) => Request::done(
                Call::new("delete-role", [text(&id)]),
                "The role was deleted.",
            ),
            Self::Members { role, page } => Request::new(
                Call::new("list-role-members", [text(&role.id), page.value()]),
                render::role::members,
            ),
            Self::Add(members) => {
                Request::done(members.call("add-role-members"), "The users have the role.")
            }
            Self::Remove(members) => Request::done(
                members.call("remove-role-members"),
                "The users no longer have the role.",
            ),
            Self::SetScope {
                role,
                user,
                departments,
            } => Request::done(
                Call::new(
                    "set-role-member-scope",
                    [text(&role.id), text(&user), departments.value()],
                ),
                "The scope was set.",
            ),
        }
    }
}

impl Members {
    fn call(&self, function: &str) -> Call {
        Call::new(function, [text(&self.role.id), texts(&self.users)])
    }
}
