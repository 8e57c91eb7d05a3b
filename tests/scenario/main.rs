//! One scenario, as data, carried out by every host: what they report is the same, byte for byte.
//!
//! `README.md` in this folder says how the file is written and how another host joins in.

#[allow(dead_code, reason = "other tests have more use for it")]
#[path = "../behaviour/support/peer.rs"]
mod peer;

mod components;
mod languages;
mod process;
mod report;
mod rust;
mod script;
mod servers;

use languages::{C, Language, NODE, PYTHON};
use orgbook_host::Host;
use script::Script;
use servers::Servers;
use tokio::task::spawn_blocking;

const SCENARIO: &str = include_str!("scenario.json");
/// The part of which nothing is DingTalk's own.
const NEUTRAL: &str = include_str!("neutral.json");

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_rust_host_reports_what_is_expected() {
    let script = Script::read(SCENARIO);
    let servers = Servers::start(&script.servers).await;
    let host = Host::new().expect("the component compiles");
    let report = rust::report(&script, &host, &servers).await;
    let report = report::told(&report, &servers);
    report::update(&report);
    report::same(&report::expected(&script, "rust"), &report);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_directory_in_memory_does_what_dingtalk_does_where_nothing_is_dingtalks_own() {
    let script = Script::read(NEUTRAL);
    let servers = Servers::start(&script.servers).await;
    let dingtalk = Host::new().expect("the component compiles");
    let memory = spawn_blocking(|| components::built("orgbook-memory")).await;
    let memory = memory.expect("it was built");
    let memory = Host::from_bytes(&memory).expect("the component compiles");
    let expected = rust::report(&script, &dingtalk, &servers).await;
    report::same(&expected, &rust::report(&script, &memory, &servers).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_node_host_reports_the_same() {
    reports_the_same(&NODE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_python_host_reports_the_same() {
    reports_the_same(&PYTHON).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_c_host_reports_the_same() {
    reports_the_same(&C).await;
}

#[test]
fn the_node_host_keeps_what_it_promises_beside() {
    NODE.keeps_its_promises();
}

#[test]
fn the_python_host_keeps_what_it_promises_beside() {
    PYTHON.keeps_its_promises();
}

#[test]
fn the_c_host_keeps_what_it_promises_beside() {
    C.keeps_its_promises();
}

async fn reports_the_same(language: &'static Language) {
    let installed = spawn_blocking(|| language.folder()).await;
    let Some(folder) = installed.expect("it was tried") else {
        return;
    };
    let script = Script::read(SCENARIO);
    let servers = Servers::start(&script.servers).await;
    let (report, servers) = spawn_blocking(move || {
        let report = process::report(language.runner, &folder, &servers);
        (report, servers)
    })
    .await
    .expect("the program could be run");
    report::same(
        &report::expected(&script, language.name),
        &report::told(&report, &servers),
    );
}
