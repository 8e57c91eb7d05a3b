//! `orgbook department`

use clap::{Args, Subcommand};
use orgbook_host::Call;
use wasmtime::component::Val;

use super::{
    Request,
    arguments::{Attribute, Page},
    render,
    values::{case, list, optional_text, record, text, texts},
};

#[derive(Subcommand)]
pub enum Command {
    /// Create a department
    #[command(after_help = CREATE_HELP)]
    Create(Create),
    /// Show everything that the directory tells about a department
    Get(Id),
    /// Search departments by name
    Search {
        /// What the name contains, or begins like in pinyin
        name: String,
        #[command(flatten)]
        page: Page,
    },
    /// List the departments directly below one
    List(Below),
    /// List the identifiers of the departments directly below one
    ListIds(Below),
    /// Tell the departments from one up to the root
    Path(Id),
    /// Change a department; what is not named stays as it is
    #[command(after_help = UPDATE_HELP)]
    Update(Update),
    /// Delete a department that has neither people nor departments below it
    Delete(Id),
}

const CREATE_HELP: &str = "\
Examples:
  orgbook department create --name Research --parent 1
  orgbook department create --name Research --source-identifier hr/77 \\
      --attribute dingtalk.hide-dept=true
With --source-identifier the command may be repeated after any failure: nothing is created twice.";

const UPDATE_HELP: &str = "\
Examples:
  orgbook department update 7 --name 'Research and Development' --parent 5
  orgbook department update 7 --manager u1 --manager u2
  orgbook department update 7 --clear managers";

#[derive(Args)]
pub struct Id {
    /// The department's identifier
    #[arg(allow_hyphen_values = true)]
    id: String,
}

#[derive(Args)]
pub struct Below {
    /// The department above
    #[arg(default_value = "1", allow_hyphen_values = true)]
    parent: String,

    #[command(flatten)]
    page: Page,
}

#[derive(Args)]
pub struct Create {
    /// The name
    #[arg(long)]
    name: String,

    /// The department above
    #[arg(long, value_name = "ID", default_value = "1")]
    parent: String,

    /// The place among those below the same department, a whole number
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    sort_key: Option<String>,

    /// What this department is in another system: with it the command may be repeated
    #[arg(long, value_name = "ID")]
    source_identifier: Option<String>,

    /// A vendor's value; may be repeated
    #[arg(long = "attribute", value_name = "NAME=VALUE")]
    attributes: Vec<Attribute>,
}

#[derive(Args)]
pub struct Update {
    #[command(flatten)]
    department: Id,

    /// The name
    #[arg(long)]
    name: Option<String>,

    /// Move it, with all below it, under this department
    #[arg(long, value_name = "ID")]
    parent: Option<String>,

    /// The place among those below the same department, a whole number
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    sort_key: Option<String>,

    /// What this department is in another system
    #[arg(long, value_name = "ID")]
    source_identifier: Option<String>,

    /// A user who manages it; may be repeated, and names all of them
    #[arg(long = "manager", value_name = "ID")]
    managers: Vec<String>,

    /// Leave it without managers
    #[arg(long, value_name = "FIELD", value_parser = ["managers"], conflicts_with = "managers")]
    clear: Option<String>,

    /// A vendor's value; may be repeated
    #[arg(long = "attribute", value_name = "NAME=VALUE")]
    attributes: Vec<Attribute>,
}

impl Command {
    pub fn request(self) -> Request {
        match self {
            Self::Create(create) => Request::new(create.call(), render::department::created),
            Self::Get(id) => Request::new(id.call("get-department"), render::department::one),
            Self::Search { name, page } => Request::new(
                Call::new("search-department-ids", [text(&name), page.value()]),
                render::id_page,
            ),
            Self::List(below) => {
                Request::new(below.call("list-departments"), render::department::list)
            }
            Self::ListIds(below) => {
                Request::new(below.call("list-department-ids"), render::id_page)
            }
            Self::Path(id) => Request::new(id.call("get-department-path"), render::ids),
            Self::Update(update) => Request::done(update.call(), "The department was changed."),
            Self::Delete(id) => {
                Request::done(id.call("delete-department"), "The department was deleted.")
            }
        }
    }
}

impl Id {
    fn call(&self, function: &str) -> Call {
        Call::new(function, [text(&self.id)])
    }
}

impl Below {
    fn call(&self, function: &str) -> Call {
        Call::new(function, [text(&self.parent), self.page.value()])
    }
}

impl Create {
    fn call(&self) -> Call {
        let draft = record([
            ("name", text(&self.name)),
            ("parent-id", text(&self.parent)),
            ("sort-key", optional_text(self.sort_key.as_deref())),
            (
                "source-identifier",
                optional_text(self.source_identifier.as_deref()),
            ),
            (
                "attributes",
                list(self.attributes.iter().map(Attribute::value)),
            ),
        ]);
        Call::new("create-department", [draft])
    }
}

impl Update {
    fn call(&self) -> Call {
        let mut changes: Vec<Val> = [
            ("name", &self.name),
            ("parent", &self.parent),
            ("sort-key", &self.sort_key),
            ("source-identifier", &self.source_identifier),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some(case(name, text(value.as_deref()?))))
        .collect();
        if !self.managers.is_empty() || self.clear.is_some() {
            changes.push(case("managers", texts(&self.managers)));
        }
        let attributes = self.attributes.iter();
        changes.extend(attributes.map(|given| case("attribute", given.value())));
        Call::new(
            "update-department",
            [text(&self.department.id), list(changes)],
        )
    }
}
