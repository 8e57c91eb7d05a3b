//! What an organisation does with its enterprise accounts (specification 2.3, U22).

use http::Method;
use serde_json::{Value, json};

use crate::world::{LI, MARKET, World, newcomer};

const DESK: &str = "shift-desk-1";
const GALAXY: &str = "ding7b1e0000000000000000000000000000";

fn post(world: &World, what: &str, body: Value) -> (u16, Value) {
    let path = format!("/v1.0/contact/orgAccounts/{what}");
    world.new_api(Method::POST, &path, body)
}

fn get(world: &World, what: &str, userid: &str) -> (u16, Value) {
    let path = format!("/v1.0/contact/orgAccounts/{what}?userId={userid}");
    world.new_api(Method::GET, &path, Value::Null)
}

fn done() -> (u16, Value) {
    (200, json!({"result": true}))
}

fn disable(world: &World) {
    let request = json!({"userId": DESK, "reason": "lost"});
    assert_eq!(post(world, "disable", request), done());
}

fn all(world: &World, userid: &str) -> Vec<(u16, Value)> {
    vec![
        post(world, "enable", json!({"userId": userid})),
        post(world, "disable", json!({"userId": userid})),
        post(world, "signOut", json!({"userId": userid})),
        get(world, "status", userid),
    ]
}

#[test]
fn a_disabled_account_says_so_until_it_is_enabled() {
    let world = World::new();
    assert_eq!(
        get(&world, "status", DESK),
        (200, json!({"disable": false}))
    );
    disable(&world);
    assert_eq!(get(&world, "status", DESK), (200, json!({"disable": true})));
    assert_eq!(world.user(DESK)["disable_status"], true);
    assert_eq!(post(&world, "enable", json!({"userId": DESK})), done());
    assert_eq!(
        get(&world, "status", DESK),
        (200, json!({"disable": false}))
    );
    assert_eq!(world.user(DESK)["disable_status"], false);
}

#[test]
fn nobody_signs_in_with_a_disabled_account() {
    let world = World::new();
    let code = world.sandbox.issue_auth_code(DESK).unwrap();
    disable(&world);
    assert_eq!(world.code("user/getuserinfo", json!({"code": code})), 40078);
    let refused = world.sandbox.issue_auth_code(DESK).unwrap_err();
    assert_eq!(refused.code, "60120");
}

#[test]
fn signing_out_ends_what_was_begun_and_nothing_else() {
    let world = World::new();
    let code = |userid| world.sandbox.issue_auth_code(userid).unwrap();
    let (own, others) = (code(DESK), code(LI));
    let request = json!({"userId": DESK, "reasonI18nForEmployee": {"zh_CN": "下班"}});
    assert_eq!(post(&world, "signOut", request), done());
    let use_up = |code: &str| world.code("user/getuserinfo", json!({"code": code}));
    assert_eq!(use_up(&own), 40078);
    assert_eq!(use_up(&others), 0);
    assert_eq!(use_up(&code(DESK)), 0);
}

#[test]
fn an_unknown_user_does_not_exist() {
    let world = World::new();
    for (status, reply) in all(&world, "nobody") {
        assert_eq!((status, &reply["code"]), (400, &json!("user.not.exist")));
    }
    world.range(&[MARKET + 1]);
    for (status, reply) in all(&world, DESK) {
        assert_eq!((status, &reply["code"]), (400, &json!("user.not.exist")));
    }
}

#[test]
fn a_personal_account_and_one_of_another_organisation_are_not_ours_to_switch() {
    let world = World::new();
    let partner = json!({
        "userid": "partner", "outer_exclusive_corpid": GALAXY, "outer_exclusive_userid": "galaxy-01",
    });
    assert_eq!(world.code("user/create", newcomer(partner)), 0);
    for userid in [LI, "partner"] {
        for (status, reply) in all(&world, userid) {
            assert_eq!(
                (status, &reply["code"]),
                (400, &json!("exclusive.account.only")),
                "{userid}"
            );
        }
    }
}

#[test]
fn an_account_owns_organisations() {
    let expected = json!({"orgList": [{"corpId": GALAXY, "corpName": "银河供应链"}]});
    let world = World::new();
    assert_eq!(get(&world, "ownedOrganizations", DESK), (200, expected));
    assert_eq!(
        get(&world, "ownedOrganizations", "sso-mori"),
        (200, json!({"orgList": []}))
    );
}

#[test]
fn what_an_account_owns_is_refused_in_words_of_its_own() {
    let world = World::new();
    for (userid, code) in [
        ("nobody", "employee.not.exist"),
        (LI, "exclusive.account.limit"),
    ] {
        let (status, reply) = get(&world, "ownedOrganizations", userid);
        assert_eq!((status, &reply["code"]), (400, &json!(code)));
    }
}

#[test]
fn another_organisation_is_granted_departments_or_all() {
    let world = World::new();
    let grant = |body| post(&world, "multiOrgPermissions/auth", body);
    let granted = || {
        world.sandbox.organisation().other_organisations[0]
            .granted_dept_ids
            .clone()
    };
    let some = json!({"joinCorpId": GALAXY, "grantDeptIdList": [MARKET]});
    assert_eq!(grant(some), done());
    assert_eq!(granted(), [MARKET]);
    assert_eq!(grant(json!({"joinCorpId": GALAXY})), done());
    assert_eq!(granted(), [1]);
}

#[test]
fn what_cannot_be_is_an_invalid_param() {
    let world = World::new();
    for (what, body) in [
        ("multiOrgPermissions/auth", json!({"joinCorpId": "ding0"})),
        (
            "multiOrgPermissions/auth",
            json!({"joinCorpId": GALAXY, "grantDeptIdList": [99]}),
        ),
        (
            "multiOrgPermissions/auth",
            json!({"joinCorpId": GALAXY, "grantDeptIdList": "1"}),
        ),
        ("multiOrgPermissions/auth", json!({})),
        ("enable", json!({})),
        ("signOut", json!({"userId": ""})),
        ("enable", json!({"userId": [DESK]})),
        ("disable", json!({"userId": DESK, "reason": {}})),
    ] {
        let (status, reply) = post(&world, what, body.clone());
        assert_eq!(
            (status, &reply["code"]),
            (400, &json!("invalid.param")),
            "{what} {body}"
        );
    }
}

#[test]
fn every_call_needs_the_permission() {
    let world = World::new();
    world.without("Contact.OrgAccountSecurity.ReadWrite");
    for (status, reply) in all(&world, DESK) {
        assert_eq!(status, 403);
        assert_eq!(
            reply["accessdenieddetail"]["requiredScopes"],
            json!(["Contact.OrgAccountSecurity.ReadWrite"])
        );
    }
}
