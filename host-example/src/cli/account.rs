//! `orgbook account`

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use clap::{Args, Subcommand};
use orgbook_host::{Call, Password};
use wasmtime::component::Val;

use super::{
    Request,
    arguments::Where,
    exit::Failure,
    render,
    user::{Fields, Identity},
    values::{optional_text, record, text},
};

#[derive(Subcommand)]
#[command(after_help = HELP)]
pub enum Command {
    /// Create a user who signs in through the organisation's single sign-on
    CreateSso(Box<CreateSso>),
    /// Create a user who signs in with a login id and a password
    #[command(after_help = CREATE_LOGIN_HELP)]
    CreateLogin(Box<CreateLogin>),
    /// Make an account of another organisation a user of this one
    Invite(Box<Invite>),
    /// Permit another organisation to invite accounts of this one
    Permit {
        /// The other organisation's CorpId
        corp_id: String,
        #[command(flatten)]
        departments: Where,
    },
    /// Let a disabled account be used again
    Enable(User),
    /// Keep an account from being used
    Disable(Stop),
    /// End all sessions of an account
    SignOut(Stop),
    /// Tell whether an account can be used
    Status(User),
    /// List the organisations that the owner of an account has created
    Organisations(User),
}

const HELP: &str = "\
Examples:
  orgbook account create-sso --name 'Ada Lovelace' --key hr/4711 --nickname Ada
  orgbook account create-login --name 'Ada Lovelace' --login-id ada --password-file -
  orgbook account permit dingpartner --department 7
  orgbook account invite --name 'Ben Lindqvist' --corp-id dingpartner --user-id u7
  orgbook account disable u1 --reason 'left the project'
Only organisations that bought exclusive accounts have them.";

const CREATE_LOGIN_HELP: &str = "\
Examples:
  orgbook account create-login --name Ada --login-id ada --password-file secrets/ada
  pwgen 16 1 | orgbook account create-login --name Ada --login-id ada --password-file -
The password has at least 8 characters, neither letters alone nor digits alone. It is given neither
as an argument nor in the environment, where others on the machine could see it.";

#[derive(Args)]
pub struct CreateSso {
    #[command(flatten)]
    identity: Identity,

    #[command(flatten)]
    fields: Fields,

    #[command(flatten)]
    profile: Profile,
}

#[derive(Args)]
pub struct CreateLogin {
    #[command(flatten)]
    identity: Identity,

    /// The name to sign in with
    #[arg(long, value_name = "ID")]
    login_id: String,

    /// A file whose first line is the first password; - is standard input
    #[arg(long, value_name = "FILE")]
    password_file: PathBuf,

    /// Let DingTalk tell the user the password by text message or mail
    #[arg(long)]
    send_password: bool,

    #[command(flatten)]
    fields: Fields,

    #[command(flatten)]
    profile: Profile,
}

#[derive(Args)]
pub struct Invite {
    #[command(flatten)]
    identity: Identity,

    /// The CorpId of the organisation that owns the account
    #[arg(long, value_name = "ID")]
    corp_id: String,

    /// The user's identifier there
    #[arg(long, value_name = "ID")]
    user_id: String,

    #[command(flatten)]
    fields: Fields,
}

/// How an account shows itself.
#[derive(Args)]
pub struct Profile {
    /// A mobile number for the account alone, as +COUNTRY-NUMBER
    #[arg(long, value_name = "NUMBER")]
    mobile: Option<String>,

    /// The name that others see; by default the display name
    #[arg(long, value_name = "NAME")]
    nickname: Option<String>,

    /// A media id of DingTalk for the portrait
    #[arg(long, value_name = "ID")]
    avatar_media_id: Option<String>,
}

#[derive(Args)]
pub struct User {
    /// The user's identifier
    id: String,
}

#[derive(Args)]
pub struct Stop {
    #[command(flatten)]
    user: User,

    /// Why, for the record
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
}

impl Command {
    pub fn request(self) -> Result<Request, Failure> {
        Ok(match self {
            Self::CreateSso(create) => Request::new(create.call(), render::user::created),
            Self::CreateLogin(create) => {
                let password = read_password(&create.password_file)?;
                Request::new(create.call(&password), render::user::created)
            }
            Self::Invite(invite) => Request::new(invite.call(), render::user::created),
            Self::Permit {
                corp_id,
                departments,
            } => Request::done(
                Call::new(
                    "permit-account-invitations",
                    [text(&corp_id), departments.value()],
                ),
                "The organisation may invite them.",
            ),
            Self::Enable(user) => {
                Request::done(user.call("enable-account"), "The account can be used.")
            }
            Self::Disable(stop) => Request::done(
                stop.call("disable-account"),
                "The account can no longer be used.",
            ),
            Self::SignOut(stop) => {
                Request::done(stop.call("sign-out-account"), "The sessions were ended.")
            }
            Self::Status(user) => Request::new(user.call("get-account-status"), render::line),
            Self::Organisations(user) => Request::new(
                user.call("list-account-organisations"),
                render::account::organisations,
            ),
        })
    }
}

/// The first line of a file, or of standard input.
fn read_password(file: &Path) -> Result<Password, Failure> {
    let mut line = String::new();
    if file == Path::new("-") {
        io::stdin().lock().read_line(&mut line)
    } else {
        File::open(file).and_then(|file| BufReader::new(file).read_line(&mut line))
    }
    .map_err(|error| Failure::Usage(format!("{} cannot be read: {error}", file.display())))?;
    Ok(Password::new(line.trim_end_matches(['\r', '\n'])))
}

impl CreateSso {
    fn call(&self) -> Call {
        let draft = self.identity.draft(None, &self.fields);
        Call::new(
            "create-sso-account",
            [draft, self.profile.value(), self.identity.key()],
        )
    }
}

impl CreateLogin {
    fn call(&self, password: &Password) -> Call {
        Call::new(
            "create-login-account",
            [
                self.identity.draft(None, &self.fields),
                text(&self.login_id),
                text(password.expose()),
                Val::Bool(self.send_password),
                self.profile.value(),
                self.identity.key(),
            ],
        )
    }
}

impl Invite {
    fn call(&self) -> Call {
        let account = record([
            ("corp-id", text(&self.corp_id)),
            ("user-id", text(&self.user_id)),
        ]);
        let draft = self.identity.draft(None, &self.fields);
        Call::new("invite-account", [draft, account, self.identity.key()])
    }
}

impl Profile {
    fn value(&self) -> Val {
        record([
            ("mobile", optional_text(self.mobile.as_deref())),
            ("nickname", optional_text(self.nickname.as_deref())),
            (
                "avatar-media-id",
                optional_text(self.avatar_media_id.as_deref()),
            ),
        ])
    }
}

impl User {
    fn call(&self, function: &str) -> Call {
        Call::new(function, [text(&self.id)])
    }
}

impl Stop {
    fn call(&self, function: &str) -> Call {
        let reason = optional_text(self.reason.as_deref());
        Call::new(function, [text(&self.user.id), reason])
    }
}
