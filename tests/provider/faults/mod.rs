//! The matrix: every operation, every fault at every stage, once and more often than there are attempts,
//! against the sandbox's own record.

mod comparison;
mod operations;
mod report;

#[path = "../../verdict/mod.rs"]
mod verdict;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use orgbook::dingtalk::Directory;
use orgbook::platform::Platform;
use orgbook_sandbox::{Fault, FaultRule, Stage};

use crate::platform::{Offline, run};
use operations::Operation;
use report::Report;
use verdict::{
    Before, Change, Mark, Observation, Outcome, Work, is_token_endpoint, judge, survivable,
};

const DEADLINE: Duration = Duration::from_secs(30);
/// More often than there are attempts.
const OFTEN: u64 = 20;
/// The operations whose true answer is empty (section 2.8), or not documented.
const MAY_ANSWER_NOTHING: &[&str] = &["set-senior-mode", "permit-account-invitations"];
/// The operations in which the token endpoint is struck, too.
const WITH_TOKEN: &[&str] = &[
    "get-user",
    "create-user",
    "search-user-ids",
    "check-directory",
];

/// An operation as it goes without a fault.
struct Normal {
    change: Change,
    /// The paths that it asks for.
    paths: BTreeSet<String>,
}

/// One cell of the matrix.
pub struct Cell {
    /// The operation.
    pub operation: &'static str,
    /// What it does.
    pub work: Work,
    /// The fault and its stage, how often it occurs, and where; without a path it is everywhere once the call
    /// has a token.
    pub rule: FaultRule,
    /// What it comes to, and why that is wrong.
    pub verdict: Result<Mark, String>,
}

impl Cell {
    /// What the table shows.
    pub fn mark(&self) -> Mark {
        self.verdict.as_ref().copied().unwrap_or(Mark::Wrong)
    }
}

#[test]
fn every_fault_in_every_operation_comes_to_what_is_true() {
    let operations = operations::all();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = operations.len().div_ceil(threads);
    let cells: Vec<Cell> = thread::scope(|scope| {
        let workers: Vec<_> = operations
            .chunks(share)
            .map(|operations| scope.spawn(|| operations.iter().flat_map(row).collect::<Vec<_>>()))
            .collect();
        let done = workers
            .into_iter()
            .map(|worker| worker.join().expect("no panic"));
        done.flatten().collect()
    });
    let report = Report::of(&cells);
    println!("{report}");
    let wrong: Vec<_> = cells
        .iter()
        .filter_map(|cell| {
            let reason = cell.verdict.as_ref().err()?;
            Some(format!("{}: {}: {reason}", cell.operation, cell.rule))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    check_page(&report);
}

/// The page in the documentation says what the matrix says, and so does the README.
fn check_page(report: &Report<'_>) {
    let row = comparison::row();
    let readme = include_str!("../../../README.md");
    assert!(readme.contains(&row), "the README has another row: {row}");
    let written = include_str!("page.md")
        .replace("{row}", &row)
        .replace("{totals}", &report.totals())
        .replace("{table}", &report.by_fault());
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md");
    if std::env::var_os("ORGBOOK_UPDATE_GOLDEN").is_some() {
        fs::write(&page, &written).expect("the page can be written");
    }
    let known = fs::read_to_string(&page).unwrap_or_default();
    assert!(
        known == written,
        "docs/faults.md is out of date; write it anew with ORGBOOK_UPDATE_GOLDEN=1"
    );
}

fn world(operation: &Operation, platform: Offline) -> Directory<Offline> {
    let directory = Directory::new(platform.sending_again());
    (operation.arrange)(directory.platform().sandbox());
    directory
}

fn row(operation: &Operation) -> Vec<Cell> {
    let normal = normal(operation);
    let rules = Fault::ALL.iter().flat_map(|&fault| {
        let stages = fault.stages().iter().map(move |&stage| (fault, stage));
        stages.flat_map(|(fault, stage)| rules(operation, &normal, FaultRule::new(fault).at(stage)))
    });
    rules
        .map(|rule| Cell {
            operation: operation.name,
            work: operation.work,
            verdict: cell(operation, &normal, &rule),
            rule,
        })
        .collect()
}

/// The fault in one of the APIs that the operation calls, and in all of them once it has a token: once in one, twice
/// in all, and more often than there are attempts.
fn rules(operation: &Operation, normal: &Normal, rule: FaultRule) -> Vec<FaultRule> {
    // Nothing tells their answer from an empty one of somebody else.
    if MAY_ANSWER_NOTHING.contains(&operation.name)
        && rule.fault == Fault::EmptyBody
        && rule.stage == Stage::Before
    {
        return Vec::new();
    }
    // How a token is obtained does not depend on what for.
    let of_the_token =
        |path: &&String| !is_token_endpoint(path) || WITH_TOKEN.contains(&operation.name);
    let concerned = normal.paths.iter().filter(|path| rule.fault.concerns(path));
    let concerned: Vec<_> = concerned.filter(of_the_token).collect();
    let mut rules = Vec::new();
    // A write that was lost is looked for with other requests.
    let several = operation.work.writes() || concerned.len() > 1;
    if several && concerned.iter().any(|path| !is_token_endpoint(path)) {
        rules.push(rule.clone().times(2));
        rules.push(rule.clone().times(OFTEN));
    }
    for path in concerned {
        rules.push(rule.clone().on(path).times(1));
        rules.push(rule.clone().on(path).times(OFTEN));
    }
    rules
}

/// How the operation goes without a fault, which has to be as the sandbox says.
fn normal(operation: &Operation) -> Normal {
    let directory = world(operation, Offline::new_world());
    let platform = directory.platform();
    let sandbox = platform.sandbox();
    let before = Before::of(sandbox);
    if operation.work.writes() {
        assert_eq!(
            (operation.truth)(sandbox),
            None,
            "{} is done already",
            operation.name
        );
    }
    let claim = run(platform, (operation.call)(&directory));
    let claim = claim.unwrap_or_else(|failure| panic!("{}: {failure:?}", operation.name));
    assert_eq!(
        (operation.truth)(sandbox),
        Some(claim),
        "{}",
        operation.name
    );
    Normal {
        change: before.then(sandbox),
        paths: platform.paths().into_iter().collect(),
    }
}

fn cell(operation: &Operation, normal: &Normal, rule: &FaultRule) -> Result<Mark, String> {
    let directory = world(operation, Offline::unwatched_world());
    let platform = directory.platform();
    let sandbox = platform.sandbox();
    if rule.path.is_none() {
        run(platform, async { directory.call()?.token().await }).expect("a token");
        sandbox.clear_requests();
    }
    sandbox.inject(rule.clone()).expect("a rule that can be");
    let begin = platform.now();
    let outcome = match run(platform, (operation.call)(&directory)) {
        Ok(claim) => Outcome::Success(claim),
        Err(failure) => {
            let error = &failure.error;
            Outcome::failure(&error.kind, error.retry_after_ms, error)
        }
    };
    let late = platform.now() - begin > DEADLINE;
    let secrets = sandbox.secrets();
    let requests = sandbox.requests();
    judge(&Observation {
        work: operation.work,
        rule,
        bearable: survivable(rule),
        outcome: &outcome,
        truth: (operation.truth)(sandbox),
        state: normal.change.state(sandbox),
        requests: &requests,
        late,
        secrets: &secrets,
    })
}
