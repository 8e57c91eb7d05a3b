//! The sandbox as a server: `orgbook-sandbox --port 8080`.

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use orgbook_sandbox::{FaultRule, Organisation, Sandbox};
use serde_json::json;

/// An offline DingTalk: the Contacts APIs on a port of this machine.
///
/// Both API families answer on the one port, so use its URL wherever a program expects oapi.dingtalk.com
/// or api.dingtalk.com. The page /_sandbox/page shows and changes the organisation. Nothing is stored: a
/// restart gives the organisation back as it was.
#[derive(Parser)]
#[command(name = "orgbook-sandbox", version, after_help = EXAMPLES, after_long_help = long_help())]
struct Options {
    /// The port; 0 takes any free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The address to listen on. Others than loopback show the sandbox to the network
    #[arg(long, default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    listen: IpAddr,
    /// A JSON file with the organisation to serve instead of the small default one
    #[arg(long, value_name = "FILE")]
    organisation: Option<PathBuf>,
    /// Where tokens, request ids and generated userids come from: the same seed gives the same ones
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Refuse what is too much, by DingTalk's own numbers: 20 calls of an app to an API in a second, and more
    #[arg(long)]
    throttle: bool,
    /// Inject a fault; may be repeated. --help tells how a rule is written
    #[arg(long = "fault", value_name = "RULE")]
    faults: Vec<FaultRule>,
    /// Print what a client needs as one JSON object
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  orgbook-sandbox                            the default organisation on port 8080
  orgbook-sandbox --port 0 --json            any free port, told to a program
  orgbook-sandbox --organisation mine.json   your own people and apps
  orgbook-sandbox --fault http-503:times=2   the next two requests fail

The file format is in the README of this crate.";

fn long_help() -> String {
    format!("{EXAMPLES}\n\n{}", FaultRule::help())
}

/// How long requests that have begun may take after Ctrl-C.
const GRACE: Duration = Duration::from_secs(1);

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("orgbook-sandbox: {message}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), String> {
    let organisation = match &options.organisation {
        Some(path) => load(path).map_err(|problem| format!("{}: {problem}", path.display()))?,
        None => Organisation::default(),
    };
    let sandbox = Sandbox::builder()
        .organisation(organisation)
        .seed(options.seed)
        .build()
        .map_err(|problem| problem.to_string())?;
    sandbox.configure(|settings| settings.throttle |= options.throttle);
    for rule in options.faults {
        let injected = sandbox.inject(rule);
        injected.map_err(|problem| problem.to_string())?;
    }
    let server = sandbox
        .serve((options.listen, options.port))
        .await
        .map_err(|problem| {
            format!(
                "cannot listen on {}:{}: {problem}",
                options.listen, options.port
            )
        })?;

    let greeting = if options.json { as_json } else { as_text };
    let greet = async { println!("{}", greeting(&server.url(), &sandbox.organisation())) };
    // Ctrl-C is listened to before anybody is told that there is something to stop.
    let (interrupted, ()) = tokio::join!(biased; tokio::signal::ctrl_c(), greet);
    interrupted.map_err(|problem| problem.to_string())?;
    match tokio::time::timeout(GRACE, server.stop()).await {
        Ok(stopped) => stopped.map_err(|problem| problem.to_string()),
        // Somebody has not sent the rest of a request.
        Err(_) => Ok(()),
    }
}

fn load(path: &Path) -> Result<Organisation, String> {
    let text = std::fs::read_to_string(path).map_err(|problem| problem.to_string())?;
    Organisation::from_json(&text).map_err(|problem| problem.to_string())
}

// The secrets printed here are the sandbox's own: they open nothing else.

fn as_json(url: &str, organisation: &Organisation) -> String {
    let apps: Vec<_> = organisation
        .apps
        .iter()
        .map(|app| json!({"client_id": app.client_id, "client_secret": app.client_secret.expose()}))
        .collect();
    let page = page(url);
    json!({"url": url, "page": page, "corp_id": organisation.corp_id, "apps": apps}).to_string()
}

/// Where the organisation can be seen and changed in a browser.
fn page(url: &str) -> String {
    format!("{url}/_sandbox/page")
}

fn as_text(url: &str, organisation: &Organisation) -> String {
    let mut lines = vec![
        format!("An offline DingTalk listens on {url}"),
        format!("  page           {}", page(url)),
        format!("  corp id        {}", organisation.corp_id),
    ];
    for app in &organisation.apps {
        lines.push(format!("  client id      {}", app.client_id));
        lines.push(format!("  client secret  {}", app.client_secret.expose()));
    }
    if let Some(app) = organisation.apps.first() {
        lines.push(format!(
            "Try: curl '{url}/gettoken?appkey={}&appsecret={}'",
            app.client_id,
            app.client_secret.expose()
        ));
    }
    lines.push("Stop with Ctrl-C.".to_owned());
    lines.join("\n")
}
