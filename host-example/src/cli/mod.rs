//! The commands. Each becomes a call of the component by name; the reply is shown as a text for
//! people or as JSON.

mod account;
mod arguments;
mod demo;
mod department;
mod exit;
mod help;
mod organisation;
mod package;
mod page;
mod render;
mod role;
mod senior_mode;
mod session;
mod user;
mod values;

#[cfg(test)]
mod tests;

use std::{
    env,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use orgbook_host::Call;
use orgbook_sandbox::FaultRule;
use serde_json::Value;

use exit::Failure;
use session::Session;

/// Manages an organisation's people, departments and roles on DingTalk, through the Orgbook component.
#[derive(Parser)]
#[command(name = "orgbook", version, after_help = help::short(), after_long_help = help::long())]
pub struct Cli {
    /// Print JSON with the interface's own names: results on stdout, errors on stderr
    #[arg(long, global = true, help_heading = "Everywhere")]
    json: bool,

    /// Use an offline DingTalk in this process, with its own organisation and credentials; what
    /// is changed lasts as long as the command
    #[arg(long, global = true, help_heading = "Everywhere")]
    sandbox: bool,

    /// Inject a fault into the sandbox, or into the demo's; may be repeated. `orgbook demo --help` tells
    /// how a rule is written
    #[arg(
        long = "fault",
        value_name = "RULE",
        global = true,
        help_heading = "Everywhere"
    )]
    faults: Vec<FaultRule>,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(flatten)]
    Ask(Ask),
    /// Show the main job step by step in a sandbox, and check each step
    #[command(after_long_help = FaultRule::help())]
    Demo {
        /// Write the information page of the user to this file, as HTML
        #[arg(long, value_name = "FILE")]
        page: Option<PathBuf>,
    },
    /// Write the files of a release: the component, its WIT package, its bill of materials, the table of
    /// its environment variables, the licences, and the checksums of all of them
    Package {
        /// The folder to write them to; what it has of these names is overwritten
        #[arg(long, value_name = "FOLDER", default_value = "dist")]
        out: PathBuf,
    },
}

/// The commands that are one call.
#[derive(Subcommand)]
enum Ask {
    /// Create, find, list, change and remove people
    #[command(subcommand)]
    User(Box<user::Command>),
    /// Create, find, list, change and delete departments
    #[command(subcommand)]
    Department(department::Command),
    /// Create, change and delete roles; give them to people and take them away
    #[command(subcommand)]
    Role(role::Command),
    /// Tell how many people there are, who administrates, and what the app can see
    #[command(subcommand)]
    Organisation(organisation::Command),
    /// Create and control exclusive accounts of DingTalk
    #[command(subcommand)]
    Account(account::Command),
    /// Keep calls and messages from people in high positions, on DingTalk
    #[command(subcommand)]
    SeniorMode(senior_mode::Command),
    /// Try settings, network, credentials and permissions, and say what to do about each problem
    Check,
    /// Tell the settings as they stand, and the permissions that the functions need
    Describe,
    /// Call any function, in WAVE text
    #[command(after_help = help::INVOKE)]
    Invoke {
        /// The call; record fields and last parameters that are options may be left out
        #[arg(value_name = "CALL")]
        call: String,
    },
}

/// A call and how its reply is shown to a person.
struct Request {
    call: Call,
    view: Box<dyn Fn(&Value) -> String>,
}

impl Request {
    fn new(call: Call, view: impl Fn(&Value) -> String + 'static) -> Self {
        let view = Box::new(view);
        Self { call, view }
    }

    /// A call whose reply tells nothing but that it was done.
    fn done(call: Call, message: &'static str) -> Self {
        Self::new(call, move |_| format!("{message}\n"))
    }
}

/// Runs the command that the arguments name and tells its exit code.
pub async fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // What cannot be parsed cannot say how it wants to be told; so look for the flag itself.
        Err(error) if error.use_stderr() && env::args().any(|argument| argument == "--json") => {
            return fail(&Failure::Usage(error.to_string()), true);
        }
        Err(error) => error.exit(),
    };
    let json = cli.json;
    match execute(cli).await {
        Ok(code) => code.into(),
        Err(failure) => fail(&failure, json),
    }
}

fn fail(failure: &Failure, json: bool) -> ExitCode {
    let text = if json {
        failure.to_json().to_string()
    } else {
        failure.to_string()
    };
    // There is nobody left to tell if this fails too.
    _ = writeln!(io::stderr(), "{text}");
    failure.exit_code().into()
}

async fn execute(cli: Cli) -> Result<u8, Failure> {
    match cli.command {
        Command::Ask(ask) => {
            let mut session = if cli.sandbox {
                Session::with_sandbox(cli.faults).await?.0
            } else if !cli.faults.is_empty() {
                let message = "--fault injects faults into a sandbox: add --sandbox";
                return Err(Failure::Usage(message.to_owned()));
            } else {
                Session::configured().await?
            };
            let Request { call, view } = ask.request(|call| session.parse(call))?;
            let reply = session.call(&call).await?;
            print(&if cli.json {
                render::json(&reply)
            } else {
                view(&reply)
            })?;
            Ok(exit::of_reply(&call, &reply))
        }
        Command::Demo { page } => demo::run(cli.json, page.as_deref(), cli.faults).await,
        Command::Package { out } => package::run(&out, cli.json),
    }
}

impl Ask {
    fn request(
        self,
        parse: impl FnOnce(&str) -> Result<Call, Failure>,
    ) -> Result<Request, Failure> {
        Ok(match self {
            Self::User(command) => command.request(),
            Self::Department(command) => command.request(),
            Self::Role(command) => command.request(),
            Self::Organisation(command) => command.request(),
            Self::Account(command) => command.request()?,
            Self::SeniorMode(command) => command.request(),
            Self::Check => Request::new(
                Call::new("check-directory", []),
                render::diagnostics::findings,
            ),
            Self::Describe => Request::new(
                Call::new("describe-directory", []),
                render::diagnostics::description,
            ),
            Self::Invoke { call } => Request::new(parse(&call)?, render::json),
        })
    }
}

/// Prints to stdout. A reader who has seen enough (`| head`) is no failure.
fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
