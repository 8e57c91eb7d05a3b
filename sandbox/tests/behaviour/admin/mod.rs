//! The administration below `/_sandbox`.

mod controls;
mod faults;
mod guard;
mod page;

use http::{Request, Response};
use orgbook_sandbox::{DEFAULT_CLIENT_ID, DEFAULT_CLIENT_SECRET};
use serde_json::{Value, json};

use crate::world::{BOSS, LI, LOCAL, RESEARCH, World, json_of, newcomer};

/// A request with these headers; a body is sent as JSON.
fn ask_with(
    world: &World,
    method: &str,
    path: &str,
    body: Option<&Value>,
    headers: &[(&str, &str)],
) -> Response<Vec<u8>> {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("/_sandbox{path}"));
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = body.map(Value::to_string).unwrap_or_default();
    let request = request.body(body.into_bytes()).unwrap();
    world.sandbox.handle(request, LOCAL.into())
}

/// The status and the JSON of a reply; null where there is no body.
fn ask(world: &World, method: &str, path: &str, body: Value) -> (u16, Value) {
    let body = Some(&body).filter(|body| !body.is_null());
    let reply = ask_with(world, method, path, body, &[]);
    let value = match reply.body().is_empty() {
        true => Value::Null,
        false => json_of(&reply),
    };
    (reply.status().as_u16(), value)
}

fn get(world: &World, path: &str) -> Value {
    let (status, value) = ask(world, "GET", path, Value::Null);
    assert_eq!(status, 200, "{value}");
    value
}

/// Does something that has nothing to say.
fn done(world: &World, method: &str, path: &str, body: Value) {
    assert_eq!(ask(world, method, path, body), (204, Value::Null));
}

#[test]
fn the_index_lists_every_endpoint_with_what_it_does() {
    let index = get(&World::new(), "");
    let endpoints = index["endpoints"].as_array().unwrap();
    assert!(endpoints.len() > 20);
    for endpoint in endpoints {
        assert!(endpoint["path"].as_str().unwrap().starts_with("/_sandbox"));
        assert!(endpoint["does"].as_str().unwrap().len() > 10, "{endpoint}");
    }
}

#[test]
fn no_endpoint_shows_a_secret_or_a_token() {
    let world = World::new();
    world.user(BOSS);
    let mut count = 0;
    for endpoint in get(&world, "")["endpoints"].as_array().unwrap() {
        let path = endpoint["path"].as_str().unwrap();
        if endpoint["method"] == "GET" && !path.contains('{') {
            let path = path.strip_prefix("/_sandbox").unwrap();
            let reply = ask_with(&world, "GET", path, None, &[]);
            let shown = String::from_utf8(reply.into_body()).unwrap();
            assert!(!shown.contains(DEFAULT_CLIENT_SECRET), "{path}");
            assert!(!shown.contains(&world.token), "{path}");
            count += 1;
        }
    }
    assert!(count > 8);
}

#[test]
fn an_unknown_path_is_404_and_a_wrong_method_405() {
    let world = World::new();
    for path in ["/none", "/", "/users/a/b", "/users/"] {
        assert_eq!(ask(&world, "GET", path, Value::Null).0, 404, "{path}");
    }
    let reply = ask_with(&world, "PUT", "/requests", None, &[]);
    assert_eq!(reply.status(), 405);
    assert_eq!(reply.headers()["allow"], "GET, DELETE");
    assert_eq!(json_of(&reply)["error"], "this path takes GET, DELETE");
}

#[test]
fn a_path_that_only_begins_alike_is_dingtalks() {
    let world = World::new();
    let request = Request::get("/_sandboxes").body(Vec::new()).unwrap();
    let reply = json_of(&world.sandbox.handle(request, LOCAL.into()));
    assert_eq!(reply["errcode"], 404);
}

#[test]
fn the_administration_is_not_recorded() {
    let world = World::new();
    let before = world.sandbox.requests();
    get(&world, "/organisation");
    done(&world, "DELETE", &format!("/users/{LI}"), Value::Null);
    assert_eq!(world.sandbox.requests(), before);
}

#[test]
fn a_body_that_cannot_be_read_is_400_and_says_why() {
    let world = World::new();
    let (status, reply) = ask(&world, "POST", "/clock/advance", json!({"minutes": 1}));
    assert_eq!(status, 400);
    assert!(
        reply["error"]
            .as_str()
            .unwrap()
            .contains("unknown field `minutes`")
    );
    let (status, _) = ask(&world, "POST", "/apps", json!([]));
    assert_eq!(status, 400);
}

#[test]
fn the_organisation_is_shown_without_secrets_and_can_be_written_back() {
    let world = World::new();
    let shown = get(&world, "/organisation");
    assert!(!shown.to_string().contains(DEFAULT_CLIENT_SECRET));
    assert_eq!(shown["users"][0]["userid"], BOSS);
    let before = world.sandbox.organisation();
    done(&world, "PUT", "/organisation", shown);
    assert_eq!(world.sandbox.organisation(), before);
    world.user(BOSS);
}

#[test]
fn another_organisation_replaces_the_first_and_its_tokens_die() {
    let world = World::new();
    let mut other = json!({
        "corp_id": "ding2",
        "departments": [{"dept_id": 1, "name": "Other"}],
        "apps": [{"client_id": "app"}],
    });
    let (status, reply) = ask(&world, "PUT", "/organisation", other.clone());
    assert_eq!(status, 400);
    assert!(reply["error"].as_str().unwrap().contains("client_secret"));
    other["apps"][0]["client_secret"] = json!("another");
    done(&world, "PUT", "/organisation", other);
    assert_eq!(world.sandbox.organisation().corp_id, "ding2");
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 40014);
}

#[test]
fn an_organisation_that_is_not_valid_is_refused_and_nothing_changes() {
    let world = World::new();
    let before = world.sandbox.organisation();
    let other = json!({"corp_id": "ding2", "departments": []});
    let (status, reply) = ask(&world, "PUT", "/organisation", other);
    assert_eq!(status, 422);
    assert_eq!(reply["error"], "there is no root department (dept_id 1)");
    assert_eq!(world.sandbox.organisation(), before);
}

#[test]
fn a_person_is_added_changed_and_removed_whatever_the_app_may() {
    let world = World::new();
    world.change_app(|app| {
        app.permissions.clear();
        app.data_range.departments.clear();
    });
    let (status, created) = ask(&world, "POST", "/users", newcomer(json!({"userid": "a.b"})));
    assert_eq!((status, &created["userid"]), (200, &json!("a.b")));
    done(&world, "PATCH", "/users/a%2Eb", json!({"title": "顾问"}));
    let find = || {
        let organisation = world.sandbox.organisation();
        organisation
            .users
            .into_iter()
            .find(|user| user.userid == "a.b")
    };
    assert_eq!(find().unwrap().title.as_deref(), Some("顾问"));
    done(&world, "DELETE", "/users/a.b", Value::Null);
    assert!(find().is_none());
}

#[test]
fn what_dingtalk_refuses_is_refused_with_its_code() {
    let world = World::new();
    let taken = newcomer(json!({"mobile": "13800000001"}));
    let (status, reply) = ask(&world, "POST", "/users", taken);
    assert_eq!(status, 422);
    assert_eq!(
        reply,
        json!({"error": "手机号码在公司中已存在", "errcode": 60104})
    );
    let (status, reply) = ask(&world, "PATCH", "/users/nobody", json!({}));
    assert_eq!((status, &reply["errcode"]), (422, &json!(60121)));
    let (status, reply) = ask(&world, "POST", "/users", json!({}));
    assert_eq!((status, &reply["errcode"]), (422, &json!(40)));
}

#[test]
fn a_department_is_added_changed_and_removed() {
    let world = World::new();
    let fields = json!({"name": "质量组", "parent_id": RESEARCH});
    let (status, created) = ask(&world, "POST", "/departments", fields);
    assert_eq!(status, 200);
    let dept_id = created["dept_id"].as_i64().unwrap();
    let path = format!("/departments/{dept_id}");
    done(&world, "PATCH", &path, json!({"name": "测试组"}));
    let find = || {
        let organisation = world.sandbox.organisation();
        let mut departments = organisation.departments.into_iter();
        departments.find(|department| department.dept_id == dept_id)
    };
    assert_eq!(find().unwrap().name, "测试组");
    done(&world, "DELETE", &path, Value::Null);
    assert!(find().is_none());
}

#[test]
fn an_apps_permissions_range_allow_list_and_secret_change() {
    let world = World::new();
    let path = format!("/apps/{DEFAULT_CLIENT_ID}");
    done(
        &world,
        "PATCH",
        &path,
        json!({"permissions": ["qyapi_base"]}),
    );
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 60011);
    let fields =
        json!({"permissions": ["qyapi_get_member"], "data_range": {"departments": [RESEARCH]}});
    done(&world, "PATCH", &path, fields);
    assert_eq!(world.code("user/get", json!({"userid": BOSS})), 50002);
    done(
        &world,
        "PATCH",
        &path,
        json!({"ip_allow_list": ["192.0.2.1"]}),
    );
    assert_eq!(world.code("user/get", json!({"userid": LI})), 60020);
    done(
        &world,
        "PATCH",
        &path,
        json!({"client_secret": "the-rotated-secret"}),
    );
    assert_eq!(world.code("user/get", json!({"userid": LI})), 40014);
}

#[test]
fn an_app_keeps_its_client_id_and_names_only_what_exists() {
    let world = World::new();
    let path = format!("/apps/{DEFAULT_CLIENT_ID}");
    let before = world.sandbox.organisation();
    for (fields, status) in [
        (json!({"client_id": "other"}), 400),
        (json!({"permission": []}), 400),
        (json!({"ip_allow_list": ["here"]}), 400),
        (json!({"data_range": {"departments": [99]}}), 422),
        (json!({"client_secret": ""}), 422),
    ] {
        assert_eq!(ask(&world, "PATCH", &path, fields).0, status);
    }
    assert_eq!(ask(&world, "PATCH", "/apps/none", json!({})).0, 404);
    assert_eq!(world.sandbox.organisation(), before);
}

#[test]
fn an_app_is_added_once() {
    let world = World::new();
    let app = json!({"client_id": "second", "client_secret": "its-secret"});
    done(&world, "POST", "/apps", app.clone());
    let request = Request::get("/gettoken?appkey=second&appsecret=its-secret");
    let reply = world
        .sandbox
        .handle(request.body(Vec::new()).unwrap(), LOCAL.into());
    assert_eq!(json_of(&reply)["errcode"], 0);
    let (status, reply) = ask(&world, "POST", "/apps", app);
    assert_eq!(
        (status, &reply["error"]),
        (422, &json!("app second occurs twice"))
    );
}

#[test]
fn permissions_are_told_with_what_they_open() {
    let told = get(&World::new(), "/permissions");
    let opens = |code: &str| {
        let all = told["permissions"].as_array().unwrap();
        let one = all.iter().find(|permission| permission["code"] == code);
        one.unwrap()["opens"].clone()
    };
    assert_eq!(
        opens("qyapi_get_member_by_mobile"),
        json!(["POST /topapi/v2/user/getbymobile"])
    );
    assert_eq!(
        opens("fieldMobile"),
        json!(["mobile and state_code in replies"])
    );
}
