//! Answers that do not come whole and at once.

use std::time::Duration;

use orgbook_sandbox::{Answer, Delivery, Ending, Fault, FaultRule, Stage};

use super::{all, get_boss, inject, last};
use crate::world::{BOSS, World, get_token, json_of};

/// A world and its answer under a rule, and the length of the true one.
fn under(rule: FaultRule) -> (World, Answer, usize) {
    let world = World::new();
    let length = get_boss(&World::new()).response.body().len();
    inject(&world, rule);
    let answer = get_boss(&world);
    (world, answer, length)
}

#[test]
fn without_a_fault_an_answer_comes_whole_and_at_once() {
    let answer = get_boss(&World::new());
    assert_eq!(
        (answer.delay, answer.delivery),
        (Duration::ZERO, Delivery::Whole)
    );
}

#[test]
fn a_late_answer_is_the_true_one() {
    let delay = Duration::from_millis(300);
    let (_, answer, _) = under(FaultRule::new(Fault::Latency).lasting(delay));
    assert_eq!((answer.delay, answer.delivery), (delay, Delivery::Whole));
    assert_eq!(json_of(&answer.response)["result"]["userid"], BOSS);
    let (_, answer, _) = under(FaultRule::new(Fault::Latency));
    assert_eq!(Some(answer.delay), Fault::Latency.default_duration());
}

#[test]
fn a_drip_takes_its_time_for_every_byte() {
    let (_, answer, _) = under(FaultRule::new(Fault::SlowDrip));
    let interval = Duration::from_secs(1);
    assert_eq!(answer.delivery, Delivery::Dripped { interval });
}

#[test]
fn what_breaks_off_has_come_by_half() {
    for (fault, ending) in [
        (Fault::TruncatedBody, Ending::Closed),
        (Fault::TruncatedChunks, Ending::ClosedInChunks),
        (Fault::ConnectionReset, Ending::Reset),
        (Fault::NoAnswer, Ending::Silence),
    ] {
        let (world, answer, _) = under(FaultRule::new(fault).at(Stage::MidAnswer));
        let whole = answer.response.body().len();
        let after = whole / 2;
        assert_eq!(answer.delivery, Delivery::Cut { after, ending });
        assert_eq!(answer.into_whole().body().len(), after);
        assert_eq!((last(&world).status, &*last(&world).code), (200, "0"));
    }
}

#[test]
fn where_nothing_comes_the_record_has_no_status() {
    for (fault, delivery, passed_on) in [
        (Fault::ConnectionReset, Delivery::Reset, 502),
        (Fault::NoAnswer, Delivery::Silence, 504),
    ] {
        for stage in [Stage::Before, Stage::After] {
            let (world, answer, _) = under(FaultRule::new(fault).at(stage));
            assert_eq!(answer.delivery, delivery);
            let whole = answer.into_whole();
            assert_eq!(
                (whole.status().as_u16(), whole.body().len()),
                (passed_on, 0)
            );
            let record = last(&world);
            assert_eq!((record.status, &*record.code), (0, ""));
            assert_eq!(record.exchange.unwrap().reply, "");
            assert_eq!(record.applied, stage == Stage::After);
        }
    }
}

#[test]
fn an_endless_body_repeats_a_piece() {
    let (_, answer, _) = under(FaultRule::new(Fault::EndlessBody));
    assert_eq!(answer.delivery, Delivery::Endless);
    assert!(!answer.response.body().is_empty());
}

#[test]
fn no_fault_brings_a_token_into_the_record_or_into_a_debug_output() {
    for (fault, stage) in all().filter(|(fault, _)| fault.concerns("/gettoken")) {
        let world = World::new();
        inject(&world, FaultRule::new(fault).at(stage).on("/gettoken"));
        let request = http::Request::get(format!(
            "/gettoken?appkey={}&appsecret={}",
            orgbook_sandbox::DEFAULT_CLIENT_ID,
            orgbook_sandbox::DEFAULT_CLIENT_SECRET
        ));
        let caller = crate::world::LOCAL.into();
        let answer = world
            .sandbox
            .respond(request.body(Vec::new()).unwrap(), caller);
        world.sandbox.clear_faults();
        world.sandbox.unban(caller);
        let tokens = [world.token.clone(), get_token(&world.sandbox)];
        let shown = format!("{:?} {answer:?}", world.sandbox.requests());
        for token in tokens {
            let part = &token[..8];
            assert!(!shown.contains(part), "{fault}@{stage}: {shown}");
        }
    }
}
