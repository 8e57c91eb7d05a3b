//! Reports, and what is expected of them.

use std::path::PathBuf;
use std::{env, fs};

use sha2::{Digest as _, Sha256};

use crate::servers::Servers;

/// A longer line is told by its digest.
const LONGEST: usize = 4096;

/// The report with the servers' names in place of their URLs, whose ports differ, and without long lines.
pub fn told(report: &str, servers: &Servers) -> String {
    let urls = servers.urls.iter();
    let report = urls.fold(report.to_owned(), |report, (name, url)| {
        report.replace(url, &format!("${{{name}}}"))
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

/// A report that is kept in the repository.
pub struct Expected(PathBuf);

impl Expected {
    pub fn of(name: &str) -> Self {
        let folder: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests/scenario"].iter().collect();
        Self(folder.join(name))
    }

    pub fn text(&self) -> String {
        fs::read_to_string(&self.0).unwrap_or_default()
    }

    /// The report is this one; with `ORGBOOK_UPDATE_GOLDEN=1` it is written.
    #[track_caller]
    pub fn is_or_becomes(&self, report: &str) {
        if env::var_os("ORGBOOK_UPDATE_GOLDEN").is_some() {
            fs::write(&self.0, report).expect("the report can be written");
        }
        same(&self.text(), report);
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
