//! `orgbook user`

use std::str::FromStr;

use clap::{Args, Subcommand};
use orgbook_host::Call;
use wasmtime::component::Val;

use super::{
    Request, render,
    values::{assignment, attribute, case, list, option, optional_text, record, text},
};

#[derive(Subcommand)]
pub enum Command {
    /// Create a user
    #[command(after_help = CREATE_HELP)]
    Create(Create),
    /// Show everything that the directory tells about a user
    Get(Get),
    /// List the users who directly belong to a department
    List(List),
    /// Change a user; what is not named stays as it is
    #[command(after_help = UPDATE_HELP)]
    Update(Update),
    /// Remove a user from the organisation
    Delete {
        /// The user's identifier
        id: String,
    },
}

const CREATE_HELP: &str = "\
Examples:
  orgbook user create --name 'Ada Lovelace' --mobile +44-7700900456
  orgbook user create --name 'Ada Lovelace' --mobile 13800000001 --key hr/4711 \\
      --department 1 --department 2:10 --attribute extension.Badge=A-17
With --key the command may be repeated after any failure: nobody is created twice.";

const UPDATE_HELP: &str = "\
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
    /// The display name
    #[arg(long)]
    pub name: String,

    /// The identifier to give; by default one is derived from --key or generated
    #[arg(long)]
    pub id: Option<String>,

    /// What this creation stands for, such as a row's key: with it the command may be repeated
    #[arg(long)]
    pub key: Option<String>,

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

    #[command(flatten)]
    pub fields: Fields,

    /// Clear a field, as far as the directory allows
    #[arg(long, value_name = "FIELD", value_parser = FIELDS)]
    pub clear: Vec<String>,

    /// Remove a custom field, as extension.KEY
    #[arg(long, value_name = "NAME")]
    pub remove_attribute: Vec<String>,
}

#[derive(Args, Default)]
pub struct Fields {
    /// The mobile number, as +COUNTRY-NUMBER; DingTalk does not allow to change it later
    #[arg(long, value_name = "NUMBER")]
    pub mobile: Option<String>,

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

#[derive(Args)]
pub struct Get {
    /// The user's identifier
    #[arg(required_unless_present = "by_mobile")]
    id: Option<String>,

    /// Find the user by mobile number instead
    #[arg(long, value_name = "NUMBER", conflicts_with = "id")]
    by_mobile: Option<String>,
}

#[derive(Args, Default)]
pub struct List {
    /// The department
    #[arg(
        long,
        value_name = "ID",
        default_value = "1",
        allow_hyphen_values = true
    )]
    pub department: String,

    /// The order
    #[arg(long, value_parser = [
        "joined-ascending", "joined-descending", "modified-ascending", "modified-descending", "custom",
    ])]
    pub order: Option<String>,

    /// How many at most, as a hint
    #[arg(long)]
    pub limit: Option<u32>,

    /// The cursor that the page before ended with
    #[arg(long)]
    pub cursor: Option<String>,
}

#[derive(Clone)]
pub struct Assignment {
    department_id: String,
    sort_key: Option<String>,
}

impl FromStr for Assignment {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.split_once(':') {
            Some((department_id, sort_key)) => Self::new(department_id, Some(sort_key)),
            None => Self::new(text, None),
        })
    }
}

#[derive(Clone)]
pub struct Attribute {
    name: String,
    value: String,
}

impl FromStr for Attribute {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, value) = text.split_once('=').ok_or("it must be NAME=VALUE")?;
        Ok(Self::new(name, value))
    }
}

impl Command {
    pub fn request(self) -> Request {
        match self {
            Self::Create(create) => Request::new(create.call(), render::created),
            Self::Get(Get {
                by_mobile: Some(mobile),
                ..
            }) => Request::new(
                Call::new("find-user-by-mobile", [text(&mobile)]),
                render::found,
            ),
            Self::Get(Get { id, .. }) => {
                let id = id.unwrap_or_default();
                Request::new(Call::new("get-user", [text(&id)]), render::user)
            }
            Self::List(list) => Request::new(list.call(), render::users),
            Self::Update(update) => {
                Request::new(update.call(), |_| "The user was changed.\n".to_owned())
            }
            Self::Delete { id } => Request::new(Call::new("delete-user", [text(&id)]), |_| {
                "The user was removed.\n".to_owned()
            }),
        }
    }
}

impl Create {
    pub fn call(&self) -> Call {
        let fields = &self.fields;
        let departments = match &fields.departments[..] {
            [] => list([assignment("1", None)]),
            chosen => list(chosen.iter().map(Assignment::value)),
        };
        let draft = record([
            ("id", optional_text(self.id.as_deref())),
            ("name", text(&self.name)),
            ("mobile", optional_text(fields.mobile.as_deref())),
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
        ]);
        Call::new("create-user", [draft, optional_text(self.key.as_deref())])
    }
}

impl Update {
    pub fn call(&self) -> Call {
        let fields = &self.fields;
        let mut changes: Vec<Val> = [
            ("name", &self.name),
            ("mobile", &fields.mobile),
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

impl List {
    pub fn call(&self) -> Call {
        let page = (self.cursor.is_some() || self.limit.is_some()).then(|| {
            record([
                ("cursor", optional_text(self.cursor.as_deref())),
                ("limit", option(self.limit.map(Val::U32))),
            ])
        });
        let order = self.order.clone().map(Val::Enum);
        Call::new(
            "list-users",
            [text(&self.department), option(order), option(page)],
        )
    }
}

impl Assignment {
    pub fn new(department_id: &str, sort_key: Option<&str>) -> Self {
        Self {
            department_id: department_id.to_owned(),
            sort_key: sort_key.map(str::to_owned),
        }
    }

    fn value(&self) -> Val {
        assignment(&self.department_id, self.sort_key.as_deref())
    }
}

impl Attribute {
    pub fn new(name: &str, value: &str) -> Self {
        Self {
            name: name.to_owned(),
            value: value.to_owned(),
        }
    }

    fn value(&self) -> Val {
        attribute(&self.name, &self.value)
    }
}
