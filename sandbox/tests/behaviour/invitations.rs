//! Consent (specification 2.1, code 40103; edge case 11).

use std::time::Duration;

use orgbook_sandbox::{InvitationError, Mobile};
use serde_json::json;

use crate::world::{LI, RESEARCH, World, newcomer};

pub const DAY: Duration = Duration::from_secs(24 * 60 * 60);

pub fn mobile() -> Mobile {
    "13900000001".parse().unwrap()
}

pub fn protected() -> World {
    let world = World::new();
    world.sandbox.protect_mobile(mobile());
    world
}

/// Deletes somebody and asks for a fresh token `after` later.
pub fn deleted(after: Duration) -> World {
    let mut world = World::new();
    assert_eq!(world.code("user/delete", json!({"userid": LI})), 0);
    world.clock.advance(after);
    world.token = crate::world::get_token(&world.sandbox);
    world
}

pub fn rehire(world: &World) -> i64 {
    world.code(
        "user/create",
        newcomer(json!({"userid": LI, "mobile": "13800000004"})),
    )
}

#[test]
fn a_second_invitation_replaces_the_first() {
    let world = protected();
    for userid in ["p1", "p2"] {
        assert_eq!(
            world.code("user/create", newcomer(json!({"userid": userid}))),
            40103
        );
    }
    assert_eq!(
        world.sandbox.accept_invitation(&mobile()),
        Ok("p2".to_owned())
    );
    assert_eq!(
        world.sandbox.accept_invitation(&mobile()),
        Err(InvitationError::NoInvitation)
    );
}

#[test]
fn an_invitation_that_nobody_sent_cannot_be_accepted() {
    assert_eq!(
        World::new().sandbox.accept_invitation(&mobile()),
        Err(InvitationError::NoInvitation)
    );
}

#[test]
fn an_invitation_does_not_reserve_the_userid() {
    let world = protected();
    assert_eq!(
        world.code("user/create", newcomer(json!({"userid": "p1"}))),
        40103
    );
    world.create(json!({"userid": "p1", "mobile": "13900000002"}));
    let refused = world.sandbox.accept_invitation(&mobile()).unwrap_err();
    assert!(
        matches!(refused, InvitationError::Refused { code: 60102, .. }),
        "{refused}"
    );
}

#[test]
fn rules_come_before_the_invitation() {
    let world = protected();
    assert_eq!(
        world.code("user/create", newcomer(json!({"telephone": "8002"}))),
        40100
    );
    assert_eq!(
        world.sandbox.accept_invitation(&mobile()),
        Err(InvitationError::NoInvitation)
    );
}

#[test]
fn somebody_deleted_24_hours_ago_can_be_added() {
    assert_eq!(rehire(&deleted(DAY)), 0);
}

#[test]
fn a_deleted_person_who_consents_is_back() {
    let world = deleted(Duration::ZERO);
    assert_eq!(rehire(&world), 40103);
    assert_eq!(
        world
            .sandbox
            .accept_invitation(&"13800000004".parse().unwrap()),
        Ok(LI.to_owned())
    );
    assert_eq!(world.user(LI)["dept_id_list"], json!([RESEARCH]));
}
