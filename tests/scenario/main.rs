//! One scenario, as data, carried out by every host: what they report is the same, byte for byte.
//!
//! `README.md` in this folder says how the file is written and how another host joins in.

#[allow(dead_code, reason = "other tests have more use for it")]
#[path = "../behaviour/support/peer.rs"]
mod peer;
mod report;
mod rust;
mod script;
mod servers;

use orgbook_host::Host;
use report::Expected;
use script::Script;
use servers::Servers;

const SCENARIO: &str = include_str!("scenario.json");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rust_host_reports_what_is_expected() {
    let script = Script::read(SCENARIO);
    let servers = Servers::start(&script.servers).await;
    let host = Host::new().expect("the component compiles");
    let report = rust::report(&script, &host, &servers).await;
    Expected::of("report.txt").is_or_becomes(&report::told(&report, &servers));
}
