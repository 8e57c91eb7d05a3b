//! Tokens that end and clocks that jump, in the middle of the work.

use std::time::Duration;

use orgbook_sandbox::{Clock, Fault, FaultRule};

use super::{get_boss, inject, last};
use crate::world::{NOW, World, code_of, get_token, json_of};

fn code(world: &World) -> i64 {
    code_of(&json_of(&get_boss(world).response))
}

#[test]
fn tokens_that_expire_are_refused_from_this_request_on() {
    let world = World::new();
    world.sandbox.configure(|settings| {
        settings.expired_token_code = orgbook_sandbox::ExpiredTokenCode::TimedOut;
    });
    assert_eq!(code(&world), 0);
    inject(&world, FaultRule::new(Fault::TokensExpire).times(1));
    assert_eq!(code(&world), 42001);
    assert_eq!(
        (last(&world).applied, last(&world).fault.is_some()),
        (false, true)
    );
    assert_eq!(code(&world), 42001);
    assert_ne!(get_token(&world.sandbox), world.token);
}

#[test]
fn tokens_that_are_revoked_are_unknown() {
    let world = World::new();
    inject(&world, FaultRule::new(Fault::TokensRevoked).times(1));
    assert_eq!([code(&world), code(&world)], [40014, 40014]);
}

#[test]
fn a_jump_of_the_clock_ends_tokens_and_lets_no_time_pass() {
    let world = World::new();
    inject(&world, FaultRule::new(Fault::ClockForward).times(1));
    assert_eq!(code(&world), 40014);
    assert_eq!(world.clock.now(), NOW + Duration::from_secs(7200));
    assert_eq!(world.clock.elapsed(), Duration::ZERO);
}

#[test]
fn a_clock_that_was_set_back_keeps_tokens_longer() {
    let world = World::new();
    let hour = Duration::from_secs(3600);
    inject(
        &world,
        FaultRule::new(Fault::ClockBackward).lasting(hour).times(1),
    );
    assert_eq!(code(&world), 0);
    assert_eq!(last(&world).at, NOW - hour);
    world.clock.advance(2 * hour);
    assert_eq!(code(&world), 0);
    world.clock.advance(hour);
    assert_eq!(code(&world), 40014);
}

#[test]
fn time_that_passes_passes_on_both_clocks() {
    let clock = Clock::frozen_at(NOW);
    clock.advance(Duration::from_secs(5));
    clock.set_back(Duration::from_secs(60));
    assert_eq!(clock.elapsed(), Duration::from_secs(5));
    assert_eq!(clock.now(), NOW - Duration::from_secs(55));
}
