//! A user as the arguments describe one.

use clap::Args;
use wasmtime::component::Val;

use crate::cli::{
    arguments::{Assignment, Attribute},
    values::{assignment, list, optional_text, record, text},
};

#[derive(Args, Default)]
pub struct Identity {
    /// The display name
    #[arg(long)]
    pub name: String,

    /// The identifier to give; by default one is derived from --key or generated
    #[arg(long)]
    pub id: Option<String>,

    /// What this creation stands for, such as a row's key: with it the command may be repeated
    #[arg(long)]
    pub key: Option<String>,
}

#[derive(Args, Default)]
pub struct Fields {
    /// The personal e-mail address
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,

    /// The organisation's e-mail address
    #[arg(long, value_name = "ADDRESS")]
    pub work_email: Option<String>,

    /// The landline or extension number
    #[arg(long, value_name = "NUMBER")]
    pub telephone: Option<String>,

    /// The employee number
    #[arg(long, value_name = "NUMBER")]
    pub employee_number: Option<String>,

    /// The position
    #[arg(long)]
    pub title: Option<String>,

    /// Where the user works
    #[arg(long, value_name = "PLACE")]
    pub work_place: Option<String>,

    /// A remark
    #[arg(long, value_name = "TEXT")]
    pub remark: Option<String>,

    /// The direct manager's identifier
    #[arg(long, value_name = "ID")]
    pub manager: Option<String>,

    /// The day of joining, as YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    pub hired_on: Option<String>,

    /// A department to belong to, and the place in it; may be repeated, and names all of them.
    /// A new user belongs to the root, 1, by default
    #[arg(long = "department", value_name = "ID[:SORTKEY]")]
    pub departments: Vec<Assignment>,

    /// A custom field, as extension.KEY=VALUE, or a vendor's value; may be repeated
    #[arg(long = "attribute", value_name = "NAME=VALUE")]
    pub attributes: Vec<Attribute>,
}

impl Identity {
    /// A `user-draft`.
    pub fn draft(&self, mobile: Option<&str>, fields: &Fields) -> Val {
        let departments = match &fields.departments[..] {
            [] => list([assignment("1", None)]),
            chosen => list(chosen.iter().map(Assignment::value)),
        };
        record([
            ("id", optional_text(self.id.as_deref())),
            ("name", text(&self.name)),
            ("mobile", optional_text(mobile)),
            ("email", optional_text(fields.email.as_deref())),
            ("work-email", optional_text(fields.work_email.as_deref())),
            ("telephone", optional_text(fields.telephone.as_deref())),
            (
                "employee-number",
                optional_text(fields.employee_number.as_deref()),
            ),
            ("title", optional_text(fields.title.as_deref())),
            ("work-place", optional_text(fields.work_place.as_deref())),
            ("remark", optional_text(fields.remark.as_deref())),
            ("manager-id", optional_text(fields.manager.as_deref())),
            ("hired-on", optional_text(fields.hired_on.as_deref())),
            ("departments", departments),
            (
                "attributes",
                list(fields.attributes.iter().map(Attribute::value)),
            ),
        ])
    }

    /// The idempotency key.
    pub fn key(&self) -> Val {
        optional_text(self.key.as_deref())
    }
}
