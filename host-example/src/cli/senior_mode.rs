//! `orgbook senior-mode`

use clap::{Args, Subcommand};
use orgbook_host::Call;
use wasmtime::component::Val;

use super::{
    Request, render,
    values::{list, option, record, text, texts},
};

#[derive(Subcommand)]
pub enum Command {
    /// Show what senior mode keeps from a user
    Get {
        /// The user's identifier
        id: String,
    },
    /// Switch senior mode of a user on or off, and replace its settings
    #[command(after_help = SET_HELP)]
    Set(Set),
}

const SET_HELP: &str = "\
Examples:
  orgbook senior-mode set u1 on --scene CALL --scene DING_SMS --except-user u2
  orgbook senior-mode set u1 off
Scenes: DING_SMS, DING_MSG, CHAT, CONFERENCE_VIDEO, CONFERENCE, VIDEO_CALL, CONFERENCE_VOIP, CALL,
SEARCH, CALL_CENTER. What is not named is no longer kept from the user.";

#[derive(Args)]
pub struct Set {
    /// The user's identifier
    id: String,

    /// Whether it is on
    #[arg(value_parser = ["on", "off"])]
    state: String,

    /// What is kept from the user, in DingTalk's words; may be repeated
    #[arg(long = "scene", value_name = "SCENE")]
    scenes: Vec<String>,

    /// A user who may do it all the same; may be repeated
    #[arg(long = "except-user", value_name = "ID")]
    users: Vec<String>,

    /// A department whose members may do it all the same; may be repeated
    #[arg(long = "except-department", value_name = "ID")]
    departments: Vec<String>,

    /// A role whose members may do it all the same; may be repeated
    #[arg(long = "except-role", value_name = "ID")]
    roles: Vec<String>,
}

impl Command {
    pub fn request(self) -> Request {
        match self {
            Self::Get { id } => Request::new(
                Call::new("get-senior-mode-settings", [text(&id)]),
                render::account::senior_mode,
            ),
            Self::Set(set) => Request::done(set.call(), "Senior mode was set."),
        }
    }
}

impl Set {
    fn call(&self) -> Call {
        let exceptions = [
            ("user", &self.users),
            ("department", &self.departments),
            ("role", &self.roles),
        ]
        .into_iter()
        .flat_map(|(kind, ids)| ids.iter().map(move |id| exception(kind, id)));
        let settings = record([
            ("protected-scenes", texts(&self.scenes)),
            ("exceptions", list(exceptions)),
        ]);
        let on = Val::Bool(self.state == "on");
        Call::new("set-senior-mode", [text(&self.id), on, settings])
    }
}

fn exception(kind: &str, id: &str) -> Val {
    record([
        ("kind", Val::Enum(kind.to_owned())),
        ("id", text(id)),
        ("name", option(None)),
    ])
}
