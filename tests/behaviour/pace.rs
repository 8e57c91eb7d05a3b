//! How the host keeps within DingTalk's limits, over all instances of a tenant.

use leaks::Watched;
use orgbook_host::types::ErrorKind;
use orgbook_sandbox::{Clock, Organisation, Sandbox};
use tokio::task::JoinSet;

use crate::support::peer::{Fate, Peer, http};
use crate::support::{CHEN, Outcome, World, instance, sandbox, tenant};

const CALLS: usize = 100;

/// A world in which time passes, and in which too many calls are refused.
async fn world() -> World {
    let sandbox = Sandbox::builder().clock(Clock::real()).build();
    let sandbox = Watched::new(sandbox.expect("the organisation is valid"));
    sandbox.configure(|settings| settings.throttle = true);
    World::on(sandbox, &[]).await
}

/// Makes many calls for one tenant, several at a time, each in an instance of its own. Gives how
/// many succeeded.
async fn call_from_fresh_instances(world: &World, calls_per_second: &str) -> usize {
    let tenant = world.tenant(&[
        ("DINGTALK_ACCESS_TOKEN", &world.token()),
        ("ORGBOOK_CALLS_PER_SECOND", calls_per_second),
    ]);
    let mut callers = JoinSet::new();
    for _ in 0..25 {
        let tenant = tenant.clone();
        callers.spawn(async move {
            let mut succeeded = 0;
            for _ in 0..CALLS / 25 {
                let told = instance(&tenant).await.get_user(CHEN).await;
                succeeded += usize::from(told.is_ok());
            }
            succeeded
        });
    }
    callers.join_all().await.into_iter().sum()
}

/// How many calls the sandbox refused because there were too many of the API in a second.
fn throttled(world: &World) -> usize {
    let requests = world.sandbox.requests();
    let refused = requests.iter().filter(|request| request.code == "90018");
    refused.count()
}

#[tokio::test(flavor = "multi_thread")]
async fn fresh_instances_of_one_tenant_are_not_throttled() {
    let world = world().await;
    assert_eq!(call_from_fresh_instances(&world, "").await, CALLS);
    assert_eq!(throttled(&world), 0);
    assert_eq!(world.sandbox.tokens_issued(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn fresh_instances_are_throttled_without_the_hosts_pace() {
    let world = world().await;
    call_from_fresh_instances(&world, "0").await;
    assert!(throttled(&world) > 0);
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
    let lent = [("DINGTALK_ACCESS_TOKEN", "the-lent-token")];
    let one = tenant(&peer.url(), &lent);
    instance(&one).await.get_user(CHEN).await.refused();
    let heard = peer.heard().len();
    for tenant in [one, tenant(&peer.url(), &lent)] {
        let refused = instance(&tenant).await.get_user(CHEN).await.refused();
        assert_eq!(refused.kind, ErrorKind::RateLimited);
        let wait = refused.retry_after_ms.expect("it tells what is left");
        assert!((1_001..=300_000).contains(&wait), "{wait}");
    }
    assert_eq!(peer.heard().len(), heard);
}
