//! How requests and replies look on the wire: edge cases 1, 5, 6 and 25 of specification 13.

use http::Method;
use serde_json::{Value, json};

use crate::tokens;
use crate::world::{BOSS, RESEARCH, World, json_of, send};

#[test]
fn edge_case_01_a_success_has_the_request_id_last_and_12_or_13_lower_case_characters() {
    let world = World::new();
    for _ in 0..20 {
        let path = format!("/topapi/v2/department/listsub?access_token={}", world.token);
        let reply = send(
            &world.sandbox,
            Method::POST,
            &path,
            "application/json",
            b"{}",
        );
        assert_eq!(reply.status(), 200);
        assert_eq!(
            reply.headers()["content-type"],
            "application/json;charset=UTF-8"
        );
        let text = String::from_utf8(reply.body().clone()).unwrap();
        let id = json_of(&reply)["request_id"].as_str().unwrap().to_owned();
        assert!(text.starts_with(r#"{"errcode":0,"errmsg":"ok","result":"#));
        assert!(
            text.ends_with(&format!(r#","request_id":"{id}"}}"#)),
            "{text}"
        );
        assert!((12..=13).contains(&id.len()));
        assert!(
            id.chars()
                .all(|c| c.is_ascii_digit() || c.is_ascii_lowercase())
        );
    }
}

#[test]
fn edge_case_01_a_business_error_is_direct_in_http_200() {
    let world = World::new();
    let path = format!("/topapi/v2/user/get?access_token={}", world.token);
    let reply = send(
        &world.sandbox,
        Method::POST,
        &path,
        "application/json",
        br#"{"userid":"nobody"}"#,
    );
    assert_eq!(reply.status(), 200);
    let mut body = json_of(&reply);
    assert!(body.as_object_mut().unwrap().remove("request_id").is_some());
    assert_eq!(body, json!({"errcode": 60121, "errmsg": "找不到该用户"}));
}

#[test]
fn edge_case_01_errors_of_the_new_api_carry_an_upper_case_uuid() {
    let (_, reply) = tokens::post(
        &World::new(),
        tokens::NEW,
        json!({"appKey": "x", "appSecret": "y"}),
    );
    let id = reply["requestid"].as_str().unwrap();
    assert_eq!(id.len(), 36);
    assert!(
        id.chars()
            .all(|c| c == '-' || c.is_ascii_digit() || c.is_ascii_uppercase()),
        "{id}"
    );
}

#[test]
fn edge_case_05_a_form_body_may_carry_the_token() {
    let world = World::new();
    let form = format!("userid={BOSS}&access_token={}", world.token);
    let reply = send(
        &world.sandbox,
        Method::POST,
        "/topapi/v2/user/get",
        "application/x-www-form-urlencoded",
        form.as_bytes(),
    );
    assert_eq!(json_of(&reply)["result"]["userid"], BOSS);
}

#[test]
fn edge_case_05_a_form_body_is_as_good_as_json() {
    let world = World::new();
    let form = format!(
        "name=%E6%96%B0%E4%BA%BA&mobile=13900000001&dept_id_list={RESEARCH}%2C1&hide_mobile=true&userid=f1"
    );
    let reply = world.raw(
        "user/create",
        "application/x-www-form-urlencoded",
        form.as_bytes(),
    );
    assert_eq!(reply["errcode"], 0, "{reply}");
    let user = world.user("f1");
    assert_eq!(
        (&user["name"], &user["hide_mobile"]),
        (&json!("新人"), &json!(true))
    );
    assert_eq!(user["dept_id_list"], json!([RESEARCH, 1]));
}

#[test]
fn edge_case_05_numbers_may_be_written_as_text() {
    let world = World::new();
    let result = world.result("department/get", json!({"dept_id": RESEARCH.to_string()}));
    assert_eq!(result["dept_id"], RESEARCH);
}

#[test]
fn edge_case_06_an_unknown_topapi_path_is_22_with_the_api_name_before_the_token_is_looked_at() {
    let world = World::new();
    let path = "/topapi/v2/user/notexist?access_token=test";
    let reply = send(
        &world.sandbox,
        Method::POST,
        path,
        "application/json",
        b"{}",
    );
    assert_eq!(reply.status(), 200);
    let mut body = json_of(&reply);
    assert!(body.as_object_mut().unwrap().remove("request_id").is_some());
    let expected = json!({
        "errcode": 22,
        "sub_msg": "不合法ApiName，ApiName = dingtalk.oapi.v2.user.notexist",
        "errmsg": "Invalid method[submsg=不合法ApiName，ApiName = dingtalk.oapi.v2.user.notexist]",
    });
    assert_eq!(body, expected);
}

#[test]
fn edge_case_06_an_unknown_bare_path_is_404_in_http_200() {
    let world = World::new();
    for path in [
        "/",
        "/user/nothing",
        "/gettoken/",
        "/oauth2/corpAccessToken",
    ] {
        let reply = send(&world.sandbox, Method::GET, path, "", b"");
        assert_eq!(reply.status(), 200);
        assert_eq!(
            json_of(&reply),
            json!({"errcode": 404, "errmsg": "请求的URI地址不存在"}),
            "{path}"
        );
    }
}

#[test]
fn edge_case_06_an_unknown_path_or_verb_of_the_new_api_is_not_found() {
    let world = World::new();
    for (method, path) in [
        (Method::POST, "/v1.0/contact/none"),
        (Method::GET, "/v1.0/oauth2/accessToken"),
    ] {
        let reply = send(&world.sandbox, method, path, "", b"");
        assert_eq!(reply.status(), 404);
        assert_eq!(
            reply.headers()["content-type"],
            "application/json;charset=utf-8"
        );
        let body = json_of(&reply);
        assert_eq!(body["code"], "InvalidAction.NotFound");
        assert_eq!(
            body["message"],
            "Specified api is not found, please check your url and method."
        );
    }
}

#[test]
fn edge_case_25_unknown_request_fields_are_ignored() {
    let world = World::new();
    assert_eq!(
        world.code(
            "user/get",
            json!({"userid": BOSS, "colour": {"is": "blue"}})
        ),
        0
    );
}

#[test]
fn edge_case_01_the_new_api_has_real_statuses() {
    let world = World::new();
    let senior = "/v1.0/contact/seniorSettings";
    let get = |path: &str| world.new_api(Method::GET, path, Value::Null).0;
    assert_eq!(get(&format!("{senior}?seniorStaffId={BOSS}")), 200);
    assert_eq!(get(senior), 400);
    assert_eq!(get("/v1.0/contact/nothing"), 404);
    assert_eq!(get(&format!("{senior}?seniorStaffId=nobody")), 500);
    world.without("qyapi_get_member");
    assert_eq!(get(&format!("{senior}?seniorStaffId={BOSS}")), 403);
}

#[test]
fn edge_case_05_a_json_body_of_texts_is_accepted() {
    let world = World::new();
    let request = json!({"dept_id": "1", "cursor": "0", "size": "10"});
    let page = world.result("user/list", request);
    assert_eq!(page["list"][0]["userid"], BOSS);
}

#[test]
fn edge_case_25_the_new_api_ignores_unknown_request_fields_too() {
    let world = World::new();
    let request = json!({"queryWord": "林", "offset": 0, "size": 1, "colour": ["blue"]});
    let (status, _) = world.new_api(Method::POST, "/v1.0/contact/users/search", request);
    assert_eq!(status, 200);
}

#[test]
fn edge_case_25_a_reply_has_a_field_that_no_documentation_names() {
    let world = World::new();
    let userid = world.create(json!({}));
    assert_eq!(
        world.user(&userid)["create_time"],
        "2026-09-21T14:13:20.000Z"
    );
}
