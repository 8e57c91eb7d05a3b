//! D9 (specification 2.8 and 3.6).

use http::Method;
use serde_json::{Value, json};

use crate::world::{DATA, MARKET, PLATFORM, RESEARCH, STAFF, World};

const SEARCH: &str = "/v1.0/contact/departments/search";

fn search(world: &World, body: Value) -> (u16, Value) {
    world.new_api(Method::POST, SEARCH, body)
}

fn found(world: &World, word: &str) -> Value {
    let (status, body) = search(world, json!({"queryWord": word, "offset": 0, "size": 20}));
    assert_eq!(status, 200, "{body}");
    body["list"].clone()
}

#[test]
fn a_part_of_the_name_finds_ids() {
    let world = World::new();
    let (status, body) = search(
        &world,
        json!({"queryWord": "平台", "offset": 0, "size": 20}),
    );
    assert_eq!(status, 200);
    assert_eq!(
        body,
        json!({"hasMore": false, "totalCount": 1, "list": [PLATFORM]})
    );
    assert_eq!(found(&world, "infra"), json!([DATA]));
    assert_eq!(found(&world, "nothing like it"), json!([]));
}

#[test]
fn the_english_name_is_found_too() {
    let world = World::new();
    world.update_department(json!({"dept_id": MARKET, "name": "Marketing", "language": "en_US"}));
    assert_eq!(found(&world, "marketing"), json!([MARKET]));
}

#[test]
fn pages_follow_each_other() {
    let world = World::new();
    let page = |offset: i64| {
        let body = json!({"queryWord": "部", "offset": offset, "size": 1});
        let (_, body) = search(&world, body);
        (
            body["list"].clone(),
            body["hasMore"].clone(),
            body["totalCount"].clone(),
        )
    };
    assert_eq!(page(0), (json!([MARKET]), json!(true), json!(2)));
    assert_eq!(page(1), (json!([STAFF]), json!(false), json!(2)));
    assert_eq!(page(2), (json!([]), json!(false), json!(2)));
}

#[test]
fn the_home_school_department_is_not_found() {
    assert_eq!(found(&World::new(), "家校"), json!([]));
}

#[test]
fn a_renamed_department_is_found_by_the_new_name_only() {
    let world = World::new();
    world.update_department(json!({"dept_id": RESEARCH, "name": "实验室"}));
    assert_eq!(found(&world, "实验室"), json!([RESEARCH]));
    assert_eq!(found(&world, "研发中心"), json!([]));
}

#[test]
fn the_data_range_does_not_apply() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(found(&world, "平台"), json!([PLATFORM]));
}

#[test]
fn an_argument_that_is_missing_or_wrong_is_400() {
    let world = World::new();
    for body in [
        json!({"offset": 0, "size": 20}),
        json!({"queryWord": "", "offset": 0, "size": 20}),
        json!({"queryWord": "x", "offset": -1, "size": 20}),
        json!({"queryWord": "x", "offset": 0, "size": 0}),
        json!({"queryWord": "x", "offset": 0, "size": [1]}),
    ] {
        assert_eq!(search(&world, body.clone()).0, 400, "{body}");
    }
}
