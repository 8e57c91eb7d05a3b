//! Many instances in one host, for a while, against a sandbox in which everything goes wrong now and
//! then: nothing gets stuck, nobody is lost or doubled, and the memory does not grow.
//!
//! It takes a few seconds; `ORGBOOK_SOAK_SECONDS=300 cargo test --test soak -- --nocapture` takes
//! five minutes and prints a line for each round.

mod caller;
mod ledger;
mod memory;

use std::env;
use std::time::{Duration, Instant};

use caller::Caller;
use leaks::{Watched, debugged};
use ledger::Totals;
use memory::Memory;
use orgbook_host::{Host, Tenant};
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET, Organisation, Sandbox};

/// How many callers there are at a time, each with an instance of its own.
const CALLERS: usize = 16;
/// The rounds before the memory is measured for the first time.
const WARM_UP: usize = 2;
/// The least rounds after which it is measured again.
const MEASURED: usize = 2;
/// The most memory that an instance needs for an answer of a mebibyte, in bytes.
const INSTANCE: usize = 4 << 20;

/// What goes wrong, anywhere, each with its probability.
const FAULTS: [&str; 16] = [
    "system-busy@before:probability=0.02",
    "system-busy@after:probability=0.01",
    "remote-service-error@after:probability=0.01",
    "app-throttled:probability=0.02",
    "api-throttled:probability=0.005",
    "token-invalid:probability=0.005",
    "tokens-expire:probability=0.005",
    "tokens-revoked:probability=0.005",
    "http-502@after:probability=0.02",
    "http-503@before:probability=0.02",
    "connection-reset@before:probability=0.02",
    "connection-reset@after:probability=0.02",
    "truncated-body:probability=0.01",
    "no-answer@after:probability=0.003",
    "latency:probability=0.02:duration=20ms",
    "endless-body@after:probability=0.002",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_lost_or_doubled_while_everything_goes_wrong() {
    let seconds = env::var("ORGBOOK_SOAK_SECONDS").map_or(3, |it| it.parse().expect("seconds"));
    let end = Instant::now() + Duration::from_secs(seconds);
    let sandbox = Watched::new(Sandbox::new());
    let server = sandbox.serve(([127, 0, 0, 1], 0)).await.expect("a port");
    let tenant = tenant(&server.url());
    let host = Host::new().expect("the component compiles");
    let mut callers = Vec::new();
    for number in 0..CALLERS {
        callers.push(Caller::new(number, &host, &tenant).await);
    }
    let (mut totals, mut begin) = (Totals::default(), None);
    while Instant::now() < end || totals.rounds < WARM_UP + MEASURED {
        begin_anew(&sandbox);
        callers = live(callers, totals.rounds, &host, &tenant).await;
        let ledgers = callers.iter_mut().map(Caller::hand_in);
        totals.reconcile(
            ledgers.collect(),
            &sandbox.organisation(),
            &sandbox.requests(),
        );
        begin_anew(&sandbox);
        let memory = Memory::now(sandbox.tokens_issued()).await;
        let instances = callers.iter().map(Caller::memory).max();
        eprintln!("{totals}; {memory}; the largest instance {instances:?} bytes");
        assert!(instances.is_none_or(|bytes| bytes < INSTANCE));
        match &begin {
            Some(begin) => memory.check_since(begin, totals.rounds - WARM_UP),
            None if totals.rounds == WARM_UP => begin = Some(memory),
            None => {}
        }
    }
    if let Some(begin) = begin {
        eprintln!("{CALLERS} callers at a time; {begin} after the warm-up");
    }
    assert!(totals.faults > 0, "nothing went wrong");
}

/// The same people and the same faults as at the start of every round.
fn begin_anew(sandbox: &Sandbox) {
    sandbox
        .replace_organisation(Organisation::default())
        .expect("the organisation is valid");
    sandbox.clear_requests();
    sandbox.clear_faults();
    for rule in FAULTS {
        let rule = rule.parse().expect("a rule");
        sandbox.inject(rule).expect("a rule that can be");
    }
}

fn tenant(url: &str) -> Tenant {
    let tenant = Tenant::new([
        ("DINGTALK_CLIENT_ID", DEFAULT_CLIENT_ID),
        ("DINGTALK_CLIENT_SECRET", DEFAULT_CLIENT_SECRET),
        ("DINGTALK_OAPI_URL", url),
        ("DINGTALK_API_URL", url),
        ("ORGBOOK_CALLS_PER_SECOND", "0"),
        ("ORGBOOK_DEADLINE_MS", "5000"),
        ("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", "300"),
        ("ORGBOOK_RETRY_DELAY_MS", "1"),
        ("ORGBOOK_THROTTLED_RETRY_DELAY_MS", "1"),
        ("ORGBOOK_MAX_ANSWER_BYTES", "1048576"),
    ]);
    debugged("the tenant", tenant)
}

/// One round: all callers at the same time. Half of them keep their instance, the others take a new
/// one.
async fn live(callers: Vec<Caller>, round: usize, host: &Host, tenant: &Tenant) -> Vec<Caller> {
    let mut running = Vec::new();
    for mut caller in callers {
        if caller.number % 2 == 0 {
            caller = Caller::new(caller.number, host, tenant).await;
        }
        running.push(tokio::spawn(async move {
            caller.live(round).await;
            caller
        }));
    }
    let mut callers = Vec::new();
    for caller in running {
        callers.push(caller.await.expect("a caller comes to its end"));
    }
    callers
}
