//! The component itself over HTTP: one call of each shape, every fault at every stage. What has to be true is the
//! same as for the provider on the virtual clock, which has every function.

#[allow(
    dead_code,
    reason = "calls of other shapes are on the virtual clock alone"
)]
#[path = "../verdict/mod.rs"]
mod verdict;

use std::net::{SocketAddr, TcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use leaks::{Watched, debugged};
use orgbook_host::dingtalk_types::AccountStatus;
use orgbook_host::types::{DepartmentDraft, UserChange};
use orgbook_host::{CallError, Instance};
use orgbook_sandbox::{Clock, Fault, FaultRule, Sandbox, Stage};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::support::{BOSS, LI, NOW, created, instance, newcomer, tenant};
use verdict::{Before, Change, Mark, Observation, Outcome, Work, judge, survivable};

/// What a call claims once it has succeeded.
type Claim<'a> = Pin<Box<dyn Future<Output = Result<String, CallError>> + Send + 'a>>;

/// A call that stands for those of its shape.
struct Shape {
    name: &'static str,
    /// The API that is struck.
    api: &'static str,
    work: Work,
    call: for<'a> fn(&'a mut Instance) -> Claim<'a>,
    /// What the sandbox knows to be true: what a success has to claim. `None`: it was not done.
    truth: fn(&Sandbox) -> Option<String>,
}

const DESK: &str = "shift-desk-1";
const PLATFORM: i64 = 574_367_301;
/// More often than there are attempts.
const OFTEN: u64 = 20;
/// How many cells are open at a time.
const AT_A_TIME: usize = 16;

const SHAPES: &[Shape] = &[
    Shape {
        name: "read",
        api: "/topapi/v2/user/get",
        work: Work::Read,
        call: |it| Box::pin(async { it.get_user(LI).await.map(|user| told(user.id, user.name)) }),
        truth: |sandbox| person(sandbox, LI).map(|user| told(user.userid, Some(user.name))),
    },
    Shape {
        name: "list",
        api: "/topapi/v2/user/list",
        work: Work::Read,
        call: |it| {
            Box::pin(async {
                let page = it.list_users(&PLATFORM.to_string(), None, None).await?;
                Ok(sorted(
                    page.users.into_iter().map(|user| told(user.id, user.name)),
                ))
            })
        },
        truth: |sandbox| {
            let users = sandbox.organisation().users.into_iter();
            let members =
                users.filter(|user| user.departments.iter().any(|it| it.dept_id == PLATFORM));
            Some(sorted(
                members.map(|user| told(user.userid, Some(user.name))),
            ))
        },
    },
    Shape {
        name: "legacy family, GET",
        api: "/auth/scopes",
        work: Work::Read,
        call: |it| {
            Box::pin(async {
                let scope = it.get_access_scope().await?;
                Ok(format!("{:?}|{:?}", scope.department_ids, scope.user_ids))
            })
        },
        truth: |_| Some(r#"["1"]|[]"#.to_owned()),
    },
    Shape {
        name: "blind creation",
        api: "/topapi/v2/department/create",
        work: Work::BlindWrite,
        call: |it| {
            Box::pin(async {
                let draft = DepartmentDraft {
                    name: "Legal".to_owned(),
                    parent_id: "1".to_owned(),
                    sort_key: None,
                    source_identifier: None,
                    attributes: Vec::new(),
                };
                Ok(it.create_department(&draft).await?.id)
            })
        },
        truth: |sandbox| {
            let mut departments = sandbox.organisation().departments.into_iter();
            let department = departments.find(|it| it.name == "Legal")?;
            Some(department.dept_id.to_string())
        },
    },
    Shape {
        name: "create",
        api: "/topapi/v2/user/create",
        work: Work::Write,
        call: |it| {
            Box::pin(async {
                let outcome = it.create_user(&newcomer(), Some("hr/4711")).await?;
                Ok(created(Ok(outcome)).id)
            })
        },
        truth: |sandbox| {
            let mut users = sandbox.organisation().users.into_iter();
            let user = users.find(|user| user.name == newcomer().name)?;
            Some(user.userid)
        },
    },
    Shape {
        name: "update",
        api: "/topapi/v2/user/update",
        work: Work::Write,
        call: |it| {
            Box::pin(async {
                let changes = [UserChange::Title("Lead".to_owned())];
                it.update_user(LI, &changes).await.map(done)
            })
        },
        truth: |sandbox| {
            let title = person(sandbox, LI)?.title;
            title.filter(|title| title == "Lead").map(|_| String::new())
        },
    },
    Shape {
        name: "delete",
        api: "/topapi/v2/user/delete",
        work: Work::Write,
        call: |it| Box::pin(async { it.delete_user(LI).await.map(done) }),
        truth: |sandbox| person(sandbox, LI).is_none().then(String::new),
    },
    Shape {
        name: "token endpoint",
        api: "/v1.0/oauth2/accessToken",
        work: Work::Write,
        call: |it| Box::pin(async { it.delete_user(LI).await.map(done) }),
        truth: |sandbox| person(sandbox, LI).is_none().then(String::new),
    },
    Shape {
        name: "new family, GET",
        api: "/v1.0/contact/orgAccounts/status",
        work: Work::Read,
        call: |it| {
            Box::pin(async {
                let status = it.get_account_status(DESK).await?;
                Ok((status == AccountStatus::Disabled).to_string())
            })
        },
        truth: |sandbox| {
            let account = person(sandbox, DESK)?.exclusive_account?;
            Some(account.disabled.to_string())
        },
    },
    Shape {
        name: "new family, POST",
        api: "/v1.0/contact/orgAccounts/disable",
        work: Work::Write,
        call: |it| Box::pin(async { it.disable_account(DESK, None).await.map(done) }),
        truth: |sandbox| {
            let account = person(sandbox, DESK)?.exclusive_account?;
            account.disabled.then(String::new)
        },
    },
];

fn done((): ()) -> String {
    String::new()
}

fn told(id: String, name: Option<String>) -> String {
    format!("{id}|{name:?}")
}

fn sorted(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    texts.join(", ")
}

fn person(sandbox: &Sandbox, userid: &str) -> Option<orgbook_sandbox::User> {
    let mut users = sandbox.organisation().users.into_iter();
    users.find(|user| user.userid == userid)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fault_over_http_comes_to_what_is_true() {
    let room = Arc::new(Semaphore::new(AT_A_TIME));
    let mut cells = JoinSet::new();
    for shape in SHAPES {
        let change = Arc::new(normal(shape).await);
        for rule in rules(shape) {
            let (room, change) = (room.clone(), change.clone());
            cells.spawn(async move {
                let _place = room.acquire().await;
                let verdict = patiently(shape, &change, &rule).await;
                (verdict, format!("{}: {rule}", shape.name))
            });
        }
    }
    let cells = cells.join_all().await;
    let count = |mark| {
        let verdicts = cells.iter().map(|(verdict, _)| verdict.as_ref().ok());
        verdicts.filter(|it| *it == Some(&mark)).count()
    };
    let wrong: Vec<_> = cells
        .iter()
        .filter_map(|(verdict, cell)| Some(format!("{cell}: {}", verdict.as_ref().err()?)))
        .collect();
    println!(
        "{} cells over HTTP: {} recovered, {} typed errors, {} outcome-unknown, {} wrong",
        cells.len(),
        count(Mark::Recovered),
        count(Mark::Error),
        count(Mark::Unknown),
        wrong.len()
    );
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every fault at every stage, once and more often than there are attempts.
fn rules(shape: &Shape) -> impl Iterator<Item = FaultRule> {
    let concerned = Fault::ALL.iter().filter(|fault| fault.concerns(shape.api));
    concerned.flat_map(|fault| {
        let stages = fault.stages().iter();
        stages.flat_map(|stage| [1, OFTEN].map(|times| rule(shape, *fault, *stage).times(times)))
    })
}

fn rule(shape: &Shape, fault: Fault, stage: Stage) -> FaultRule {
    let rule = FaultRule::new(fault).at(stage).on(shape.api);
    match fault {
        Fault::Latency | Fault::SlowDrip => rule.lasting(Duration::from_millis(20)),
        _ => rule,
    }
}

/// Whether the fault keeps the component waiting, so that its patience is short here.
fn stalls(fault: Fault) -> bool {
    matches!(fault, Fault::NoAnswer | Fault::SlowDrip)
}

/// The most memory that an instance needs for an answer of a mebibyte, in bytes.
const MEMORY: usize = 16 << 20;

const SETTINGS: &[(&str, &str)] = &[
    ("ORGBOOK_MAX_ATTEMPTS", "3"),
    ("ORGBOOK_RETRY_DELAY_MS", "1"),
    ("ORGBOOK_THROTTLED_RETRY_DELAY_MS", "1"),
    ("ORGBOOK_MAX_ANSWER_BYTES", "1048576"),
];
/// How long the component waits for a byte, and altogether, where it is kept waiting. On a busy machine the shorter ones
/// can pass before the request that is to be struck is sent.
const PATIENCE: &[[(&str, &str); 2]] = &[
    [
        ("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", "200"),
        ("ORGBOOK_DEADLINE_MS", "1000"),
    ],
    [
        ("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", "1000"),
        ("ORGBOOK_DEADLINE_MS", "5000"),
    ],
    [
        ("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", "5000"),
        ("ORGBOOK_DEADLINE_MS", "25000"),
    ],
];

fn sandbox() -> Watched {
    let sandbox = Sandbox::builder().clock(Clock::frozen_at(NOW)).build();
    Watched::new(sandbox.expect("the organisation is valid"))
}

/// How the call goes without a fault, which has to be as the sandbox says.
async fn normal(shape: &Shape) -> Change {
    let sandbox = sandbox();
    let before = Before::of(&sandbox);
    if shape.work.writes() {
        assert_eq!((shape.truth)(&sandbox), None, "{} is done", shape.name);
    }
    let server = sandbox.serve(([127, 0, 0, 1], 0)).await.expect("a port");
    let mut directory = instance(&tenant(&server.url(), SETTINGS)).await;
    let claim = (shape.call)(&mut directory).await.expect(shape.name);
    assert_eq!((shape.truth)(&sandbox), Some(claim), "{}", shape.name);
    before.then(&sandbox)
}

/// The cell, again with more patience where that ended before the fault could strike.
async fn patiently(shape: &Shape, change: &Change, rule: &FaultRule) -> Result<Mark, String> {
    if !stalls(rule.fault) {
        return cell(shape, change, rule, &[]).await;
    }
    let mut verdict = Err(verdict::UNSTRUCK.to_owned());
    for patience in PATIENCE {
        if verdict.as_ref().is_err_and(|it| it == verdict::UNSTRUCK) {
            verdict = cell(shape, change, rule, patience).await;
        }
    }
    verdict
}

async fn cell(
    shape: &Shape,
    change: &Change,
    rule: &FaultRule,
    patience: &[(&str, &str)],
) -> Result<Mark, String> {
    let sandbox = sandbox();
    sandbox.inject(rule.clone()).expect("a rule that can be");
    let server = sandbox.serve(([127, 0, 0, 1], 0)).await.expect("a port");
    let address = server.address();
    let settings = [SETTINGS, patience].concat();
    let mut directory = instance(&tenant(&server.url(), &settings)).await;
    let outcome = debugged("an outcome", (shape.call)(&mut directory).await);
    let outcome = match outcome {
        Ok(claim) => Outcome::Success(claim),
        Err(CallError::Directory(error)) => {
            Outcome::failure(&error.kind, error.retry_after_ms, &error)
        }
        Err(CallError::Host(error)) => return Err(format!("the instance is spent: {error:?}")),
    };
    let requests = sandbox.requests();
    let taken = directory.memory();
    if taken > MEMORY {
        return Err(format!("the instance has taken {taken} bytes"));
    }
    works_on(&mut directory, &sandbox, rule.fault).await?;
    server.stop().await.expect("the server stops");
    if is_ban(rule.fault) {
        keep_to_oneself(address);
    }
    judge(&Observation {
        work: shape.work,
        rule,
        // How long a good answer takes here nobody can promise.
        bearable: if stalls(rule.fault) {
            0
        } else {
            survivable(rule)
        },
        outcome: &outcome,
        truth: (shape.truth)(&sandbox),
        state: change.state(&sandbox),
        requests: &requests,
        late: false,
        secrets: &sandbox.secrets(),
    })
}

/// Once the server is well, the instance that met the fault is as good as another.
async fn works_on(directory: &mut Instance, sandbox: &Sandbox, fault: Fault) -> Result<(), String> {
    sandbox.clear_faults();
    let outcome = match is_ban(fault) || stalls(fault) {
        // The host has the ban in mind, or the patience is too short to promise an answer.
        true => directory.describe_directory().await.map(|_| ()),
        false => match directory.get_user(BOSS).await {
            Ok(_) => Ok(()),
            Err(CallError::Host(error)) => Err(error),
            Err(CallError::Directory(error)) => return Err(format!("afterwards: {error:?}")),
        },
    };
    outcome.map_err(|error| format!("the instance is spent: {error:?}"))
}

fn is_ban(fault: Fault) -> bool {
    matches!(fault, Fault::IpBan | Fault::IpBanJson)
}

/// The host calls a server that has banned it no more: none of another test may have its port.
fn keep_to_oneself(address: SocketAddr) {
    let listener = TcpListener::bind(address).expect("the port is free again");
    std::mem::forget(listener);
}
