//! `GET /auth/scopes` (specification 4).

use http::Method;
use serde_json::{Value, json};

use crate::world::{LI, MARKET, World, json_of, keys, send};

fn scopes(world: &World) -> Value {
    let path = format!("/auth/scopes?access_token={}", world.token);
    json_of(&send(&world.sandbox, Method::GET, &path, "", b""))
}

#[test]
fn the_whole_organisation_is_department_1() {
    let reply = scopes(&World::new());
    assert_eq!(
        reply["auth_org_scopes"],
        json!({"authed_user": [], "authed_dept": [1]})
    );
    assert_eq!(reply["condition_field"], json!([]));
}

#[test]
fn a_smaller_data_range_is_told_as_it_is() {
    let world = World::new();
    world.change_app(|app| {
        app.data_range.departments = vec![MARKET];
        app.data_range.users = vec![LI.to_owned()];
    });
    let expected = json!({"authed_user": [LI], "authed_dept": [MARKET]});
    assert_eq!(scopes(&world)["auth_org_scopes"], expected);
}

#[test]
fn field_permissions_show_as_fields() {
    let world = World::new();
    let has = |field: &str| {
        let reply = scopes(&world);
        reply["auth_user_field"]
            .as_array()
            .unwrap()
            .contains(&json!(field))
    };
    assert!(has("mobile") && has("email") && has("jobnumber"));
    world.without("fieldMobile");
    assert!(!has("mobile") && has("email"));
    world.without("fieldEmail");
    assert!(!has("email") && has("jobnumber"));
}

#[test]
fn without_the_base_permission_it_is_refused_directly() {
    let world = World::new();
    world.without("qyapi_base");
    let reply = scopes(&world);
    assert_eq!(reply["errcode"], 60011);
    assert_eq!(keys(&reply), ["errcode", "errmsg"]);
}

#[test]
fn an_unknown_token_is_refused_directly() {
    let world = World::new();
    world.sandbox.revoke_tokens();
    assert_eq!(scopes(&world)["errcode"], 40014);
}

#[test]
fn behind_the_gateway_there_is_no_such_service() {
    assert_eq!(World::new().code("auth/scopes", json!({})), 15);
}
