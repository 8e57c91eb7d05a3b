//! Creating and changing a user.

use clap::Args;
use orgbook_host::Call;
use wasmtime::component::Val;

use super::draft::{Fields, Identity};
use crate::cli::{
    arguments::Assignment,
    values::{case, list, text},
};

pub const CREATE_HELP: &str = "\
Examples:
  orgbook user create --name 'Ada Lovelace' --mobile +44-7700900456
  orgbook user create --name 'Ada Lovelace' --mobile 13800000001 --key hr/4711 \\
      --department 1 --department 2:10 --attribute extension.Badge=A-17
With --key the command may be repeated after any failure: nobody is created twice.";

pub const UPDATE_HELP: &str = "\
Examples:
  orgbook user update u1 --title Engineer --email ada@example.com
  orgbook user update u1 --clear manager --remove-attribute extension.Badge";

const FIELDS: [&str; 9] = [
    "email",
    "work-email",
    "telephone",
    "employee-number",
    "title",
    "work-place",
    "remark",
    "manager",
    "hired-on",
];

#[derive(Args, Default)]
pub struct Create {
    #[command(flatten)]
    pub identity: Identity,

    /// The mobile number, as +COUNTRY-NUMBER; DingTalk does not allow to change it later
    #[arg(long, value_name = "NUMBER")]
    pub mobile: Option<String>,

    #[command(flatten)]
    pub fields: Fields,
}

#[derive(Args, Default)]
pub struct Update {
    /// The user's identifier
    pub id: String,

    /// The display name
    #[arg(long)]
    pub name: Option<String>,

    /// The mobile number, as +COUNTRY-NUMBER; DingTalk does not allow to change it later
    #[arg(long, value_name = "NUMBER")]
    pub mobile: Option<String>,

    #[command(flatten)]
    pub fields: Fields,

    /// Clear a field, as far as the directory allows
    #[arg(long, value_name = "FIELD", value_parser = FIELDS)]
    pub clear: Vec<String>,

    /// Remove a custom field, as extension.KEY
    #[arg(long, value_name = "NAME")]
    pub remove_attribute: Vec<String>,
}

impl Create {
    pub fn call(&self) -> Call {
        let draft = self.identity.draft(self.mobile.as_deref(), &self.fields);
        Call::new("create-user", [draft, self.identity.key()])
    }
}

impl Update {
    pub fn call(&self) -> Call {
        let fields = &self.fields;
        let mut changes: Vec<Val> = [
            ("name", &self.name),
            ("mobile", &self.mobile),
            ("email", &fields.email),
            ("work-email", &fields.work_email),
            ("telephone", &fields.telephone),
            ("employee-number", &fields.employee_number),
            ("title", &fields.title),
            ("work-place", &fields.work_place),
            ("remark", &fields.remark),
            ("manager", &fields.manager),
            ("hired-on", &fields.hired_on),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some(case(name, text(value.as_deref()?))))
        .collect();
        if !fields.departments.is_empty() {
            let departments = list(fields.departments.iter().map(Assignment::value));
            changes.push(case("departments", departments));
        }
        changes.extend(
            fields
                .attributes
                .iter()
                .map(|given| case("attribute", given.value())),
        );
        changes.extend(
            self.clear
                .iter()
                .map(|field| case("clear", Val::Enum(field.clone()))),
        );
        changes.extend(
            self.remove_attribute
                .iter()
                .map(|name| case("remove-attribute", text(name))),
        );
        Call::new("update-user", [text(&self.id), list(changes)])
    }
}
