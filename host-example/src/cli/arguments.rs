//! Arguments that commands have in common.

use std::str::FromStr;

use clap::Args;
use wasmtime::component::Val;

use super::values::{assignment, attribute, option, optional_text, record, texts};

/// Which part of a long list.
#[derive(Args, Default)]
pub struct Page {
    /// How many at most, as a hint
    #[arg(long)]
    pub limit: Option<u32>,

    /// The cursor that the page before ended with
    #[arg(long)]
    pub cursor: Option<String>,
}

impl Page {
    /// A `page-request`, if anything was asked for.
    pub fn value(&self) -> Val {
        let asked = self.cursor.is_some() || self.limit.is_some();
        option(asked.then(|| {
            record([
                ("cursor", optional_text(self.cursor.as_deref())),
                ("limit", option(self.limit.map(Val::U32))),
            ])
        }))
    }
}

/// Some departments, or all: leaving them out does not mean all by mistake.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct Where {
    /// One of the departments; may be repeated
    #[arg(long = "department", value_name = "ID")]
    departments: Vec<String>,

    /// All departments
    #[arg(long)]
    everywhere: bool,
}

impl Where {
    /// The departments; `none` stands for all.
    pub fn value(&self) -> Val {
        some_or_all(&self.departments)
    }
}

/// Departments, or `none`, which stands for all.
pub fn some_or_all(departments: &[String]) -> Val {
    option((!departments.is_empty()).then(|| texts(departments)))
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

impl Assignment {
    pub fn new(department_id: &str, sort_key: Option<&str>) -> Self {
        Self {
            department_id: department_id.to_owned(),
            sort_key: sort_key.map(str::to_owned),
        }
    }

    pub fn value(&self) -> Val {
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

    pub fn value(&self) -> Val {
        attribute(&self.name, &self.value)
    }
}
