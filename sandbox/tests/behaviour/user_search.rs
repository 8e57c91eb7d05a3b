//! `users/search` of the new API (specification 2.8, U16).

use http::Method;
use serde_json::{Value, json};

use crate::world::{BOSS, MARKET, RESEARCH, World};

fn find(world: &World, fields: Value) -> (u16, Value) {
    let mut request = json!({"queryWord": "林", "offset": 0, "size": 10});
    for (name, value) in fields.as_object().unwrap() {
        request[name] = value.clone();
    }
    world.new_api(Method::POST, "/v1.0/contact/users/search", request)
}

fn found(world: &World, fields: Value) -> Value {
    let (status, reply) = find(world, fields);
    assert_eq!(status, 200, "{reply}");
    reply["list"].clone()
}

#[test]
fn a_part_of_a_name_finds_its_people() {
    let world = World::new();
    assert_eq!(found(&world, json!({"queryWord": "海"})), json!([BOSS]));
    assert_eq!(
        found(&world, json!({"queryWord": "nobody at all"})),
        json!([])
    );
}

#[test]
fn an_english_name_finds_its_person_in_any_case() {
    let world = World::new();
    for word in ["Lin Hai", "in ha", "LIN"] {
        assert_eq!(
            found(&world, json!({"queryWord": word})),
            json!([BOSS]),
            "{word}"
        );
    }
}

#[test]
fn several_words_are_one_text() {
    let world = World::new();
    assert_eq!(found(&world, json!({"queryWord": "Hai Lin"})), json!([]));
}

#[test]
fn a_full_match_is_the_exact_name_only() {
    let world = World::new();
    let exact = |word| found(&world, json!({"queryWord": word, "fullMatchField": 1}));
    assert_eq!(exact("林海"), json!([BOSS]));
    assert_eq!(exact("林"), json!([]));
}

#[test]
fn another_full_match_field_is_a_parameter_error() {
    let world = World::new();
    for field in [0, 2, -1] {
        let (status, reply) = find(&world, json!({"fullMatchField": field}));
        assert_eq!((status, &reply["code"]), (400, &json!("parameter.error")));
    }
}

#[test]
fn pages_join_to_the_whole_and_count_it() {
    let world = World::new();
    for number in 0..5 {
        world.create(json!({"userid": format!("s{number}"), "name": format!("Searched {number}"), "mobile": format!("1390000001{number}")}));
    }
    let page = |offset| {
        find(
            &world,
            json!({"queryWord": "searched", "offset": offset, "size": 2}),
        )
        .1
    };
    assert_eq!(
        page(0),
        json!({"hasMore": true, "totalCount": 5, "list": ["s0", "s1"]})
    );
    assert_eq!(
        page(2),
        json!({"hasMore": true, "totalCount": 5, "list": ["s2", "s3"]})
    );
    assert_eq!(
        page(4),
        json!({"hasMore": false, "totalCount": 5, "list": ["s4"]})
    );
    assert_eq!(
        page(i64::MAX),
        json!({"hasMore": false, "totalCount": 5, "list": []})
    );
}

#[test]
fn people_outside_the_data_range_are_not_found() {
    let world = World::new();
    world.range(&[MARKET]);
    assert_eq!(found(&world, json!({"queryWord": "王芳"})), json!([]));
    world.range(&[RESEARCH]);
    assert_eq!(
        found(&world, json!({"queryWord": "王芳"})),
        json!(["203118450962371845"])
    );
}

#[test]
fn an_empty_word_and_a_page_that_cannot_be_are_parameter_errors() {
    let world = World::new();
    for fields in [
        json!({"queryWord": ""}),
        json!({"offset": -1}),
        json!({"size": 0}),
        json!({"size": 101}),
    ] {
        let (status, reply) = find(&world, fields.clone());
        assert_eq!(
            (status, &reply["code"]),
            (400, &json!("parameter.error")),
            "{fields}"
        );
    }
}
