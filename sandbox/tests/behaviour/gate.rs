//! Checks that every endpoint shares, their order and their envelopes (specification 1.3, 1.4, 8, 13;
//! edge cases 1, 4, 5, 6, 7 and 25).

use http::Method;
use serde_json::json;

use crate::world::{BOSS, LOCAL, RESEARCH, World, code_of, json_of, newcomer, send, send_from};

/// The union id of the default organisation's external contact.
const CONTACT: &str = "k3J9vQ0pXc7YtL2mWz8RsQiEiE";

/// Every endpoint of the gateway behind a token, the permission it needs, and a request that succeeds.
pub fn endpoints() -> Vec<(&'static str, &'static str, serde_json::Value)> {
    vec![
        (
            "user/create",
            "qyapi_manage_addresslist",
            newcomer(json!({})),
        ),
        (
            "user/update",
            "qyapi_manage_addresslist",
            json!({"userid": BOSS}),
        ),
        (
            "user/delete",
            "qyapi_manage_addresslist",
            json!({"userid": BOSS}),
        ),
        ("user/get", "qyapi_get_member", json!({"userid": BOSS})),
        (
            "user/list",
            "qyapi_get_department_member",
            json!({"dept_id": 1, "cursor": 0, "size": 10}),
        ),
        (
            "user/getbymobile",
            "qyapi_get_member_by_mobile",
            json!({"mobile": "13800000001"}),
        ),
        (
            "/topapi/user/listsimple",
            "qyapi_get_department_member",
            json!({"dept_id": 1, "cursor": 0, "size": 10}),
        ),
        (
            "/topapi/user/listid",
            "qyapi_get_member",
            json!({"dept_id": 1}),
        ),
        (
            "/topapi/user/getbyunionid",
            "qyapi_get_member",
            json!({"unionid": CONTACT}),
        ),
        (
            "/topapi/user/count",
            "qyapi_get_member",
            json!({"only_active": false}),
        ),
        ("/topapi/user/listadmin", "qyapi_get_member", json!({})),
        (
            "/topapi/user/get_admin_scope",
            "qyapi_get_member",
            json!({"userid": BOSS}),
        ),
        (
            "/topapi/inactive/user/v2/get",
            "qyapi_liveness_base",
            json!({"is_active": true, "offset": 0, "size": 10, "query_date": "20260920"}),
        ),
        (
            "department/create",
            "qyapi_manage_addresslist",
            json!({"name": "新部门", "parent_id": 1}),
        ),
        (
            "department/update",
            "qyapi_manage_addresslist",
            json!({"dept_id": RESEARCH}),
        ),
        (
            "department/get",
            "qyapi_get_department_list",
            json!({"dept_id": 1}),
        ),
        ("department/listsub", "qyapi_get_department_list", json!({})),
        (
            "department/listsubid",
            "qyapi_get_department_list",
            json!({"dept_id": 1}),
        ),
        (
            "department/listparentbydept",
            "qyapi_get_department_list",
            json!({"dept_id": 1}),
        ),
        (
            "department/listparentbyuser",
            "qyapi_get_department_list",
            json!({"userid": BOSS}),
        ),
    ]
}

#[test]
fn a_json_body_may_not_carry_the_token() {
    let world = World::new();
    let body = json!({"userid": BOSS, "access_token": world.token}).to_string();
    let reply = send(
        &world.sandbox,
        Method::POST,
        "/topapi/v2/user/get",
        "application/json",
        body.as_bytes(),
    );
    assert_eq!(code_of(&json_of(&reply)), 40000);
}

#[test]
fn topapi_needs_post() {
    let world = World::new();
    let path = format!("/topapi/v2/department/listsub?access_token={}", world.token);
    let reply = send(&world.sandbox, Method::GET, &path, "", b"");
    assert_eq!(json_of(&reply)["errcode"], 43002);
}

#[test]
fn every_endpoint_works_for_the_default_app() {
    for (api, _, body) in endpoints() {
        assert_eq!(World::new().code(api, body), 0, "{api}");
    }
}

#[test]
fn every_endpoint_needs_its_permission() {
    for (api, permission, body) in endpoints() {
        let world = World::new();
        world.without(permission);
        let reply = world.call(api, body.clone());
        let text = format!(
            "应用尚未开通所需的权限：[{permission}]，点击链接申请并开通即可：\
             https://open-dev.dingtalk.com/appscope/apply?content=dingsandbox00000000%23{permission}, \
             {{requiredScopes=[{permission}]}}"
        );
        assert_eq!(
            (&reply["errcode"], &reply["sub_code"]),
            (&json!(88), &json!("60011")),
            "{api}"
        );
        assert_eq!(reply["sub_msg"], text);
        assert_eq!(
            reply["errmsg"],
            format!("ding talk error[subcode=60011,submsg={text}]")
        );

        world.change_app(|app| {
            app.permissions.insert(permission.to_owned());
        });
        assert_eq!(world.code(api, body), 0, "{api}");
    }
}

#[test]
fn every_endpoint_is_guarded_by_the_ip_allow_list_and_names_the_caller() {
    for (api, _, body) in endpoints() {
        let world = World::new();
        world.change_app(|app| app.ip_allow_list = vec![LOCAL.into()]);
        let path = world.path(api);
        let body = body.to_string();
        let call = |caller: [u8; 4]| {
            let caller = caller.into();
            json_of(&send_from(
                &world.sandbox,
                caller,
                Method::POST,
                &path,
                "application/json",
                body.as_bytes(),
            ))
        };
        let reply = call([192, 0, 2, 9]);
        assert_eq!(
            (&reply["errcode"], &reply["sub_code"]),
            (&json!(88), &json!("60020")),
            "{api}"
        );
        assert_eq!(
            reply["sub_msg"],
            "访问ip不在白名单之中,request ip=192.0.2.9 appKey(dingsandbox00000000)"
        );
        assert_eq!(call(LOCAL)["errcode"], 0);
    }
}

#[test]
fn a_token_can_be_had_from_any_address() {
    let world = World::new();
    world.change_app(|app| app.ip_allow_list = vec![[192, 0, 2, 1].into()]);
    assert_eq!(crate::world::get_token(&world.sandbox), world.token);
}

#[test]
fn an_ipv4_caller_on_an_ipv6_socket_is_known_by_its_ipv4_address() {
    let world = World::new();
    world.change_app(|app| app.ip_allow_list = vec![LOCAL.into()]);
    let path = format!("/topapi/v2/department/listsub?access_token={}", world.token);
    let caller = "::ffff:127.0.0.1".parse().unwrap();
    let reply = send_from(
        &world.sandbox,
        caller,
        Method::POST,
        &path,
        "application/json",
        b"{}",
    );
    assert_eq!(json_of(&reply)["errcode"], 0);
}

#[test]
fn the_address_is_checked_before_the_permission_and_the_permission_before_the_arguments() {
    let world = World::new();
    assert_eq!(world.code("user/get", json!({})), 40);
    world.without("qyapi_get_member");
    assert_eq!(world.code("user/get", json!({})), 60011);
    world.change_app(|app| app.ip_allow_list = vec![[192, 0, 2, 1].into()]);
    assert_eq!(world.code("user/get", json!({})), 60020);
    world.sandbox.revoke_tokens();
    assert_eq!(world.code("user/get", json!({})), 40014);
}

#[test]
fn a_missing_argument_is_40_and_named() {
    let world = World::new();
    for (api, body, argument) in [
        (
            "user/create",
            json!({"mobile": "13900000001", "dept_id_list": "1"}),
            "name",
        ),
        (
            "user/create",
            json!({"name": "x", "dept_id_list": "1"}),
            "mobile",
        ),
        (
            "user/create",
            json!({"name": "x", "mobile": "13900000001"}),
            "dept_id_list",
        ),
        ("user/update", json!({"name": "x"}), "userid"),
        ("user/delete", json!({}), "userid"),
        ("user/get", json!({"userid": null}), "userid"),
        ("user/list", json!({"cursor": 0, "size": 10}), "dept_id"),
        ("user/list", json!({"dept_id": 1, "size": 10}), "cursor"),
        ("user/list", json!({"dept_id": 1, "cursor": 0}), "size"),
        ("user/getbymobile", json!({}), "mobile"),
        ("user/getuserinfo", json!({}), "code"),
        ("/topapi/user/listid", json!({}), "dept_id"),
        ("/topapi/user/getbyunionid", json!({}), "unionid"),
        ("/topapi/user/count", json!({}), "only_active"),
        ("/topapi/user/get_admin_scope", json!({}), "userid"),
        ("department/get", json!({}), "dept_id"),
        ("department/listsubid", json!({}), "dept_id"),
        ("department/listparentbydept", json!({}), "dept_id"),
        ("department/listparentbyuser", json!({}), "userid"),
    ] {
        let reply = world.call(api, body);
        assert_eq!(reply["errcode"], 40, "{api}");
        assert_eq!(
            reply["errmsg"],
            format!("Missing required arguments:{argument}")
        );
        assert!(reply["request_id"].is_string());
    }
}

#[test]
fn an_argument_of_another_type_is_41_and_named() {
    let world = World::new();
    for (api, body, argument) in [
        (
            "user/create",
            newcomer(json!({"dept_id_list": [1]})),
            "dept_id_list",
        ),
        (
            "user/create",
            newcomer(json!({"extension": {"hobby": "go"}})),
            "extension",
        ),
        (
            "user/create",
            newcomer(json!({"hide_mobile": "yes"})),
            "hide_mobile",
        ),
        (
            "user/create",
            newcomer(json!({"hired_date": "yesterday"})),
            "hired_date",
        ),
        (
            "user/create",
            newcomer(json!({"dept_order_list": {"dept_id": 1}})),
            "dept_order_list",
        ),
        (
            "user/update",
            json!({"userid": BOSS, "ext_attrs_update_mode": "x"}),
            "ext_attrs_update_mode",
        ),
        ("user/delete", json!({"userid": [BOSS]}), "userid"),
        ("user/get", json!({"userid": true}), "userid"),
        (
            "user/list",
            json!({"dept_id": "x", "cursor": 0, "size": 10}),
            "dept_id",
        ),
        (
            "user/list",
            json!({"dept_id": 1, "cursor": 0.5, "size": 10}),
            "cursor",
        ),
        ("user/getbymobile", json!({"mobile": {}}), "mobile"),
        (
            "/topapi/user/count",
            json!({"only_active": 1}),
            "only_active",
        ),
        ("department/get", json!({"dept_id": 1.5}), "dept_id"),
        ("department/listsub", json!({"dept_id": []}), "dept_id"),
    ] {
        let reply = world.call(api, body);
        assert_eq!(reply["errcode"], 41, "{api} {reply}");
        assert_eq!(reply["errmsg"], format!("Invalid arguments:{argument}"));
    }
}

#[test]
fn a_body_that_cannot_be_read_is_47001_and_only_after_the_permission() {
    let world = World::new();
    assert_eq!(
        world.raw("user/get", "application/json", b"{")["errcode"],
        47001
    );
    world.without("qyapi_get_member");
    assert_eq!(
        code_of(&world.raw("user/get", "application/json", b"{")),
        60011
    );
}

#[test]
fn a_permission_change_takes_effect_for_the_existing_token() {
    let world = World::new();
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 0);
    world.without("qyapi_get_member");
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 60011);
}

#[test]
fn no_input_makes_it_panic() {
    let world = World::new();
    let values = [
        json!(null),
        json!(""),
        json!("0"),
        json!("-1"),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!("9223372036854775807"),
        json!([]),
        json!([[]]),
        json!({}),
        json!("[{}]"),
        json!("\u{0}"),
        json!("界".repeat(5000)),
        json!(true),
        json!(1e300),
    ];
    let fields = [
        "userid",
        "name",
        "mobile",
        "dept_id_list",
        "dept_order_list",
        "extension",
        "hired_date",
        "dept_id",
        "cursor",
        "size",
        "order_field",
        "language",
        "ext_attrs_update_mode",
        "force_update_fields",
        "unionid",
        "only_active",
        "is_active",
        "dept_ids",
        "offset",
        "query_date",
        "exclusive_account",
        "exclusive_account_type",
        "outer_exclusive_corpid",
    ];
    for (api, _, body) in endpoints() {
        for field in fields {
            for value in &values {
                let mut body = body.clone();
                body[field] = value.clone();
                assert!(world.call(api, body)["errcode"].is_i64());
            }
        }
    }
}

#[test]
fn slashes_are_escaped_and_read_back_as_slashes() {
    let world = World::new();
    world.create(json!({"userid": "s1", "remark": "a/b"}));
    let path = format!("/topapi/v2/user/get?access_token={}", world.token);
    let reply = send(
        &world.sandbox,
        Method::POST,
        &path,
        "application/json",
        br#"{"userid":"s1"}"#,
    );
    assert!(String::from_utf8_lossy(reply.body()).contains(r#""remark":"a\/b""#));
    assert_eq!(json_of(&reply)["result"]["remark"], "a/b");
}
