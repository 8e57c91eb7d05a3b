//! Reading, finding and listing users.

use clap::Args;
use orgbook_host::Call;
use wasmtime::component::Val;

use crate::cli::{
    Request,
    arguments::{Page, some_or_all},
    render,
    values::{option, optional_text, text},
};

pub const FIND_HELP: &str = "\
Examples:
  orgbook user find --mobile +44-7700900456
  orgbook user find --union-id iSiiQuLd7B5aQiPnqqCHXwiEiE
  orgbook user find --login-id ada@example       an exclusive account of this organisation
Nobody is exit code 3.";

pub const SEARCH_HELP: &str = "\
Examples:
  orgbook user search Ada                        the name contains it
  orgbook user search 'Ada Lovelace' --exact     the name is this
The answer is identifiers; `orgbook user get` tells who they are.";

pub const INACTIVE_HELP: &str = "\
Examples:
  orgbook user inactive --day 2026-03-02
  orgbook user inactive --day 2026-03-02 --department 7 --department 8 --limit 100
DingTalk knows a day from 9 o'clock of the next, for a month.";

pub const DEPARTED_HELP: &str = "\
Examples:
  orgbook user departed --since 2026-01-01T00:00:00Z
  orgbook user departed --since 2026-01-01T00:00:00Z --until 2026-02-01T00:00:00Z";

#[derive(Args)]
pub struct Get {
    /// The user's identifier
    #[arg(required_unless_present = "by_mobile")]
    id: Option<String>,

    /// Find the user by mobile number instead
    #[arg(long, value_name = "NUMBER", conflicts_with = "id")]
    by_mobile: Option<String>,
}

#[derive(Args)]
#[group(required = true, multiple = false)]
pub struct Find {
    /// By mobile number, as +COUNTRY-NUMBER
    #[arg(long, value_name = "NUMBER")]
    mobile: Option<String>,

    /// By the identifier that DingTalk gives the person across organisations
    #[arg(long, value_name = "ID")]
    union_id: Option<String>,

    /// By the name that an exclusive account signs in with
    #[arg(long, value_name = "ID")]
    login_id: Option<String>,
}

#[derive(Args)]
pub struct Search {
    /// What the name contains, or begins like in pinyin
    name: String,

    /// Only those with exactly this name
    #[arg(long)]
    exact: bool,

    #[command(flatten)]
    page: Page,
}

#[derive(Args, Default)]
pub struct List {
    #[command(flatten)]
    pub department: Department,

    /// The order
    #[arg(long, value_parser = [
        "joined-ascending", "joined-descending", "modified-ascending", "modified-descending", "custom",
    ])]
    pub order: Option<String>,

    #[command(flatten)]
    pub page: Page,
}

#[derive(Args, Default)]
pub struct Department {
    /// The department
    #[arg(
        long = "department",
        value_name = "ID",
        default_value = "1",
        allow_hyphen_values = true
    )]
    pub id: String,
}

#[derive(Args)]
pub struct ListIds {
    #[command(flatten)]
    department: Department,

    #[command(flatten)]
    page: Page,
}

#[derive(Args)]
pub struct Inactive {
    /// The day, as YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    day: String,

    /// Only users of this department; may be repeated
    #[arg(long = "department", value_name = "ID")]
    departments: Vec<String>,

    #[command(flatten)]
    page: Page,
}

#[derive(Args)]
pub struct Departed {
    /// From when on, in UTC, as YYYY-MM-DDTHH:MM:SSZ
    #[arg(long, value_name = "TIME")]
    since: String,

    /// Until when; by default now
    #[arg(long, value_name = "TIME")]
    until: Option<String>,

    #[command(flatten)]
    page: Page,
}

impl Get {
    pub fn request(&self) -> Request {
        match &self.by_mobile {
            Some(mobile) => find_by_mobile(mobile),
            None => {
                let id = self.id.as_deref().unwrap_or_default();
                Request::new(Call::new("get-user", [text(id)]), render::user::one)
            }
        }
    }
}

impl Find {
    pub fn request(&self) -> Request {
        if let Some(mobile) = &self.mobile {
            return find_by_mobile(mobile);
        }
        let (name, value) = match &self.union_id {
            Some(id) => ("dingtalk.union-id", Some(id)),
            None => ("dingtalk.login-id", self.login_id.as_ref()),
        };
        let value = value.map(String::as_str).unwrap_or_default();
        Request::new(
            Call::new("find-user-by-attribute", [text(name), text(value)]),
            render::user::found,
        )
    }
}

fn find_by_mobile(mobile: &str) -> Request {
    Request::new(
        Call::new("find-user-by-mobile", [text(mobile)]),
        render::user::found,
    )
}

impl Search {
    pub fn request(&self) -> Request {
        let matching = if self.exact { "exact" } else { "fuzzy" };
        let matching = Val::Enum(matching.to_owned());
        let arguments = [text(&self.name), matching, self.page.value()];
        Request::new(Call::new("search-user-ids", arguments), render::id_page)
    }
}

impl List {
    pub fn call(&self) -> Call {
        self.of("list-users")
    }

    pub fn names(&self) -> Call {
        self.of("list-user-refs")
    }

    fn of(&self, function: &str) -> Call {
        let order = self.order.clone().map(Val::Enum);
        Call::new(
            function,
            [text(&self.department.id), option(order), self.page.value()],
        )
    }
}

impl ListIds {
    pub fn request(&self) -> Request {
        let arguments = [text(&self.department.id), self.page.value()];
        Request::new(Call::new("list-user-ids", arguments), render::id_page)
    }
}

impl Inactive {
    pub fn request(&self) -> Request {
        let arguments = [
            text(&self.day),
            some_or_all(&self.departments),
            self.page.value(),
        ];
        Request::new(
            Call::new("list-inactive-user-ids", arguments),
            render::id_page,
        )
    }
}

impl Departed {
    pub fn request(&self) -> Request {
        let until = optional_text(self.until.as_deref());
        let arguments = [text(&self.since), until, self.page.value()];
        Request::new(
            Call::new("list-departed-users", arguments),
            render::user::departed,
        )
    }
}
