//! What `orgbook --help` says after the commands and options.

use clap::Subcommand as _;

use super::Ask;

/// With `-h`.
pub fn short() -> String {
    format!(
        "{EXAMPLES}\n\n`orgbook --help` also lists every command, the environment and the exit codes."
    )
}

/// With `--help`.
pub fn long() -> String {
    format!("{EXAMPLES}\n{}\n{REST}", commands())
}

/// Every command of every resource, one a line.
fn commands() -> String {
    let all = Ask::augment_subcommands(clap::Command::new("orgbook"));
    let mut text = String::new();
    for resource in all.get_subcommands().filter(|it| it.has_subcommands()) {
        text.push_str(&format!(
            "\nCommands of `orgbook {}`:\n",
            resource.get_name()
        ));
        for command in resource.get_subcommands() {
            let about = command.get_about().map(ToString::to_string);
            let (name, about) = (command.get_name(), about.unwrap_or_default());
            text.push_str(&format!("  {name:<20} {about}\n"));
        }
    }
    text
}

const EXAMPLES: &str = "\
Examples:
  orgbook demo                                      see it all work, offline
  orgbook --sandbox department list                 the departments below the root
  orgbook --sandbox user list --department 1        the people of the root department
  orgbook demo --fault http-503:times=2             rehearse an outage; `orgbook demo --help` lists the faults
  orgbook user create --name 'Ada Lovelace' --mobile +44-7700900456 --key hr/4711
  orgbook user find --mobile +44-7700900456
  orgbook user update u1 --title Engineer --clear manager
  orgbook role add 4318702101 u1 u2                 give two people a role
  orgbook --json user get u1 | jq -r .email
  orgbook invoke 'update-user(\"u1\", [title(\"Engineer\"), clear(manager)])'";

const REST: &str = "\
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
  2  the command line cannot be understood, or a file that it names cannot be read
  3  not-found; a lookup that found nobody
  4  already-exists, conflict
  5  invalid-argument, unsupported
  6  misconfigured, unauthenticated, permission-denied, egress-denied; an error found by `check`
  7  rate-limited, timeout, unavailable: try again
  8  outcome-unknown: it may have been done, look before you repeat it
  9  quota-exceeded, bad-response, any other refusal";

/// For `orgbook invoke`.
pub const INVOKE: &str = "\
Examples:
  orgbook invoke 'get-user(\"u1\")'
  orgbook invoke 'list-users(\"1\", some(custom), some({limit: 20}))'
  orgbook invoke 'create-user({name: \"Ada\", mobile: \"+44-7700900456\",
                  departments: [{department-id: \"1\"}], attributes: []})'
An unknown function name answers with the names that there are. Others on the machine can see what is
on a command line: for a call with a password there is `orgbook account create-login`.";
