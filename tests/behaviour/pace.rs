//! How the host keeps within DingTalk's limits, over all instances of a tenant.

use std::time::Duration;

use orgbook_host::types::ErrorKind;
use orgbook_sandbox::{Clock, Organisation, Sandbox};
use tokio::task::JoinSet;

use crate::support::peer::{Fate, Peer, http};
use crate::support::{CHEN, Outcome, World, instance, sandbox, tenant};

const GET: &str = "/topapi/v2/user/get";
/// The calls of one API that DingTalk takes from an app in any second.
const CALLS_PER_SECOND: usize = 20;
const CALLS: usize = 100;

/// A world in which time passes.
async fn world() -> World {
    let sandbox = Sandbox::builder().clock(Clock::real()).build();
    World::on(sandbox.expect("the organisation is valid"), &[]).await
}

/// Makes many calls for one tenant, several at a time, each in an instance of its own.
async fn call_from_fresh_instances(world: &World, calls_per_second: &str) {
    let tenant = world.tenant(&[
        ("DINGTALK_ACCESS_TOKEN", &world.token()),
        ("ORGBOOK_CALLS_PER_SECOND", calls_per_second),
    ]);
    let mut callers = JoinSet::new();
    for _ in 0..25 {
        let tenant = tenant.clone();
        callers.spawn(async move {
            for _ in 0..CALLS / 25 {
                instance(&tenant).await.get_user(CHEN).await.done();
            }
        });
    }
    callers.join_all().await;
}

/// How many of the calls that arrived DingTalk would have refused: those before which the second was
/// full.
fn throttled(world: &World) -> usize {
    let requests = world.sandbox.requests();
    let calls = requests.iter().filter(|request| request.path == GET);
    let arrivals: Vec<_> = calls.map(|request| request.at).collect();
    assert_eq!(arrivals.len(), CALLS);
    let mut taken = Vec::new();
    for arrival in arrivals {
        let second_ago = taken.len().checked_sub(CALLS_PER_SECOND);
        if second_ago.is_none_or(|place| arrival - taken[place] >= Duration::from_secs(1)) {
            taken.push(arrival);
        }
    }
    CALLS - taken.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn fresh_instances_of_one_tenant_are_not_throttled() {
    let world = world().await;
    call_from_fresh_instances(&world, "").await;
    assert_eq!(throttled(&world), 0);
    assert_eq!(world.sandbox.tokens_issued(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn fresh_instances_would_be_throttled_without_the_hosts_pace() {
    let world = world().await;
    call_from_fresh_instances(&world, "0").await;
    assert!(throttled(&world) > 0);
    assert_eq!(world.sandbox.tokens_issued(), 1);
}

#[tokio::test]
async fn a_call_whose_turn_would_come_too_late_is_rate_limited_and_not_sent() {
    let world = world().await;
    let tenant = world.tenant(&[
        ("DINGTALK_ACCESS_TOKEN", &world.token()),
        ("ORGBOOK_CALLS_PER_SECOND", "1"),
        ("ORGBOOK_DEADLINE_MS", "500"),
    ]);
    instance(&tenant).await.delete_user(CHEN).await.done();
    let before = world.requests();
    let refused = instance(&tenant).await.delete_user(CHEN).await.refused();
    assert_eq!(refused.kind, ErrorKind::RateLimited);
    assert!(refused.retry_after_ms.is_some(), "{refused:?}");
    assert_eq!(refused.backend, None);
    assert_eq!(world.requests(), before);
}

#[tokio::test]
async fn after_a_ban_no_instance_of_any_tenant_connects_to_the_server() {
    let page = "<!doctype html><script src=\"//g.example/x5sec/punish.js\"></script>";
    let banned = http("200 OK", "text/html", page);
    let peer = Peer::before(&sandbox(Organisation::default()), move |_| {
        Fate::Said(banned.clone())
    })
    .await;
    let lent = [("DINGTALK_ACCESS_TOKEN", "anything")];
    let one = tenant(&peer.url(), &lent);
    instance(&one).await.get_user(CHEN).await.refused();
    let heard = peer.heard().len();
    for tenant in [one, tenant(&peer.url(), &lent)] {
        let refused = instance(&tenant).await.get_user(CHEN).await.refused();
        assert_eq!(refused.kind, ErrorKind::RateLimited);
    }
    assert_eq!(peer.heard().len(), heard);
}
