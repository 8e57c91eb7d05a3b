//! Faults on demand, without a socket.

mod answers;
mod bans;
mod clock;
mod delivery;
mod refusals;
mod rules;

use http::{Method, Request};
use orgbook_sandbox::{Answer, Fault, FaultRule, RecordedRequest, Stage};
use serde_json::json;

use crate::world::{BOSS, LOCAL, World, newcomer};

const GET: &str = "/topapi/v2/user/get";
const CREATE: &str = "/topapi/v2/user/create";
const SENIOR: &str = "/v1.0/contact/seniorSettings";

/// The answer to this body, with the way in which it comes.
fn post(world: &World, path: &str, body: &str) -> Answer {
    let request = Request::builder()
        .method(Method::POST)
        .uri(world.path(path))
        .header("content-type", "application/json")
        .body(body.as_bytes().to_vec())
        .unwrap();
    world.sandbox.respond(request, LOCAL.into())
}

/// Asks for somebody who is there.
fn get_boss(world: &World) -> Answer {
    post(world, GET, &json!({"userid": BOSS}).to_string())
}

/// Creates somebody with this userid.
fn create(world: &World, userid: &str) -> Answer {
    post(
        world,
        CREATE,
        &newcomer(json!({"userid": userid})).to_string(),
    )
}

fn is_there(world: &World, userid: &str) -> bool {
    let organisation = world.sandbox.organisation();
    organisation.users.iter().any(|user| user.userid == userid)
}

fn inject(world: &World, rule: FaultRule) {
    world.sandbox.inject(rule).unwrap();
}

fn last(world: &World) -> RecordedRequest {
    world.sandbox.requests().pop().unwrap()
}

/// Every fault with every stage at which it can strike.
fn all() -> impl Iterator<Item = (Fault, Stage)> {
    let faults = Fault::ALL.iter();
    faults.flat_map(|fault| fault.stages().iter().map(|stage| (*fault, *stage)))
}
