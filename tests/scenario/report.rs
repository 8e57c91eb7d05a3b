//! Reports, and what is expected of them.

use std::collections::BTreeMap;
use std::{env, fs};

use sha2::{Digest as _, Sha256};

use crate::script::Script;
use crate::servers::Servers;

/// A longer line is told by its digest.
const LONGEST: usize = 4096;

/// The report with the servers' names in place of their addresses, whose ports differ, and without long lines.
pub fn told(report: &str, servers: &Servers) -> String {
    let urls = servers.urls.iter();
    let report = urls.fold(report.to_owned(), |report, (name, url)| {
        let name = format!("${{{name}}}");
        let address = url.strip_prefix("http://").unwrap_or(url);
        report.replace(url, &name).replace(address, &name)
    });
    report.lines().map(told_line).collect()
}

fn told_line(line: &str) -> String {
    match line.split_once(": ") {
        Some((step, value)) if value.len() > LONGEST => {
            let digest: String = Sha256::digest(value)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            format!("{step}: {} bytes, SHA-256 {digest}\n", value.len())
        }
        _ => format!("{line}\n"),
    }
}

/// The report that is kept in the repository.
const EXPECTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenario/report.txt");

/// The steps of the scenario that each host may skip, and why: by the capability that it lacks.
const SKIPS: &str = include_str!("skips.json");

/// What a host has to report.
pub fn expected(script: &Script, host: &str) -> String {
    let skips: BTreeMap<String, BTreeMap<String, String>> =
        serde_json::from_str(SKIPS).expect("a list of skips");
    let report = fs::read_to_string(EXPECTED).expect("the report is there");
    let lines = report.lines().zip(&script.steps);
    let lines = lines.map(|(line, step)| {
        let lacks = |needed: &String| skips.get(host)?.get(needed);
        match step.needs.iter().find_map(lacks) {
            Some(reason) => format!("{}: skipped: {reason}\n", step.step),
            None => format!("{line}\n"),
        }
    });
    lines.collect()
}

/// The report becomes what is expected of every host, with `ORGBOOK_UPDATE_GOLDEN=1`.
pub fn update(report: &str) {
    if env::var_os("ORGBOOK_UPDATE_GOLDEN").is_some() {
        fs::write(EXPECTED, report).expect("the report can be written");
    }
}

/// Shows the first lines that differ, which says more than two whole reports.
#[track_caller]
pub fn same(expected: &str, report: &str) {
    for (expected, line) in expected.lines().zip(report.lines()) {
        assert_eq!(line, expected);
    }
    assert_eq!(report.lines().count(), expected.lines().count(), "{report}");
}
