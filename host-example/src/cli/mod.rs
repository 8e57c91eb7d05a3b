//! The commands. Each becomes a call of the component by name; the reply is shown as a text for
//! people or as JSON.

mod demo;
mod department;
mod exit;
mod page;
mod render;
mod session;
mod steps;
mod user;
mod values;

use std::{
    env,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use orgbook_host::Call;
use serde_json::Value;

use exit::Failure;
use session::Session;

/// Manages an organisation's people and departments on DingTalk, through the Orgbook component.
#[derive(Parser)]
#[command(name = "orgbook", version, after_help = AFTER_HELP)]
pub struct Cli {
    /// Print JSON with the interface's own names: results on stdout, errors on stderr
    #[arg(long, global = true, help_heading = "Everywhere")]
    json: bool,

    /// Use an offline DingTalk in this process, with its own organisation and credentials; what
    /// is changed lasts as long as the command
    #[arg(long, global = true, help_heading = "Everywhere")]
    sandbox: bool,

    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  orgbook demo                                      see it all work, offline
  orgbook --sandbox department list                 the departments below the root
  orgbook --sandbox user list --department 1        the people of the root department
  orgbook user create --name 'Ada Lovelace' --mobile +44-7700900456 --key hr/4711
  orgbook user update u1 --title Engineer --clear manager
  orgbook --json user get u1 | jq -r .email
  orgbook invoke 'update-user(\"u1\", [title(\"Engineer\"), clear(manager)])'

Environment (nothing else of it reaches the component):
  DINGTALK_CLIENT_ID       the app's Client ID (AppKey)
  DINGTALK_CLIENT_SECRET   the app's Client Secret (AppSecret)
  DINGTALK_CORP_ID         use this organisation's own token endpoint
  DINGTALK_REGION          china (default) or international
  DINGTALK_OAPI_URL        another base URL for https://oapi.dingtalk.com
  DINGTALK_API_URL         another base URL for https://api.dingtalk.com
  DINGTALK_ACCESS_TOKEN    a token to use instead of, or beside, id and secret
  ORGBOOK_DEADLINE_MS      the longest that one call may take, 30000 by default
`orgbook describe` lists every setting and how it stands.

Exit codes:
  0  it succeeded
  1  the host failed, or a step of the demo did
  2  the command line cannot be understood
  3  not-found
  4  already-exists, conflict
  5  invalid-argument, unsupported
  6  misconfigured, unauthenticated, permission-denied, egress-denied; an error found by `check`
  7  rate-limited, timeout, unavailable: try again
  8  outcome-unknown: it may have been done, look before you repeat it
  9  quota-exceeded, bad-response, any other refusal";

#[derive(Subcommand)]
enum Command {
    #[command(flatten)]
    Ask(Ask),
    /// Show the main job step by step in a sandbox, and check each step
    Demo {
        /// Write the information page of the user to this file, as HTML
        #[arg(long, value_name = "FILE")]
        page: Option<PathBuf>,
    },
}

/// The commands that are one call.
#[derive(Subcommand)]
enum Ask {
    /// Create, read, change and remove people
    #[command(subcommand)]
    User(Box<user::Command>),
    /// Read departments
    #[command(subcommand)]
    Department(department::Command),
    /// Try settings, network, credentials and permissions, and say what to do about each problem
    Check,
    /// Tell the settings as they stand, and the permissions that the functions need
    Describe,
    /// Call any function, in WAVE text
    #[command(after_help = INVOKE_HELP)]
    Invoke {
        /// The call; record fields and last parameters that are options may be left out
        #[arg(value_name = "CALL")]
        call: String,
    },
}

const INVOKE_HELP: &str = "\
Examples:
  orgbook invoke 'get-user(\"u1\")'
  orgbook invoke 'list-users(\"1\", some(custom), some({limit: 20}))'
  orgbook invoke 'create-user({name: \"Ada\", mobile: \"+44-7700900456\",
                  departments: [{department-id: \"1\"}], attributes: []})'
An unknown function name answers with the names that there are.";

/// A call and how its reply is shown to a person.
struct Request {
    call: Call,
    view: fn(&Value) -> String,
}

impl Request {
    fn new(call: Call, view: fn(&Value) -> String) -> Self {
        Self { call, view }
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
                Session::with_sandbox().await?.0
            } else {
                Session::configured().await?
            };
            let Request { call, view } = ask.request(&session)?;
            let reply = session.call(&call).await?;
            print(&if cli.json {
                render::json(&reply)
            } else {
                view(&reply)
            })?;
            Ok(exit::of_reply(&call, &reply))
        }
        Command::Demo { page } => demo::run(cli.json, page.as_deref()).await,
    }
}

impl Ask {
    fn request(self, session: &Session) -> Result<Request, Failure> {
        Ok(match self {
            Self::User(command) => command.request(),
            Self::Department(command) => command.request(),
            Self::Check => Request::new(Call::new("check-directory", []), render::findings),
            Self::Describe => {
                Request::new(Call::new("describe-directory", []), render::description)
            }
            Self::Invoke { call } => Request::new(session.parse(&call)?, render::json),
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
