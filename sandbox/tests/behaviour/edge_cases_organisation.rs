//! The edge cases of specification 13 about departments, data ranges and lists of the organisation.

use serde_json::json;

use crate::world::{DATA, MARKET, PLATFORM, RESEARCH, STAFF, World};

#[test]
fn edge_case_16_the_root_can_be_neither_updated_nor_deleted() {
    let world = World::new();
    let update = json!({"dept_id": 1, "name": "x"});
    assert_eq!(world.code("department/update", update), 60018);
    assert_eq!(
        world.code("department/delete", json!({"dept_id": 1})),
        60007
    );
}

#[test]
fn edge_case_16_a_sibling_with_the_same_name_is_60021() {
    let world = World::new();
    let create = |parent_id: i64| {
        world.code(
            "department/create",
            json!({"name": "平台组", "parent_id": parent_id}),
        )
    };
    assert_eq!(create(RESEARCH), 60021);
    assert_eq!(create(MARKET), 0);
}

#[test]
fn edge_case_16_a_name_has_no_hyphen_comma_or_quote_and_64_characters_at_most() {
    let world = World::new();
    for (name, expected) in [
        ("a-b".to_owned(), 60009),
        ("a,b".to_owned(), 60009),
        ("a，b".to_owned(), 60009),
        ("a\"b".to_owned(), 60009),
        ("字".repeat(65), 60001),
    ] {
        let create = json!({"name": name, "parent_id": 1});
        assert_eq!(world.code("department/create", create), expected, "{name}");
        let update = json!({"dept_id": STAFF, "name": name});
        assert_eq!(world.code("department/update", update), expected, "{name}");
    }
}

#[test]
fn edge_case_16_an_unknown_parent_is_60004() {
    let world = World::new();
    let create = json!({"name": "x", "parent_id": 99});
    assert_eq!(world.code("department/create", create), 60004);
    let update = json!({"dept_id": STAFF, "parent_id": 99});
    assert_eq!(world.code("department/update", update), 60004);
}

#[test]
fn edge_case_16_a_department_cannot_come_below_itself() {
    let world = World::new();
    for parent_id in [RESEARCH, PLATFORM, DATA] {
        let update = json!({"dept_id": RESEARCH, "parent_id": parent_id});
        assert_eq!(
            world.code("department/update", update),
            60010,
            "{parent_id}"
        );
    }
}

#[test]
fn edge_case_16_a_department_with_members_or_children_cannot_be_deleted() {
    let world = World::new();
    assert_eq!(
        world.code("department/delete", json!({"dept_id": STAFF})),
        60005
    );
    let above = world.create_department("上", 1);
    world.create_department("下", above);
    assert_eq!(
        world.code("department/delete", json!({"dept_id": above})),
        60006
    );
}

#[test]
fn edge_case_16_ids_are_generated() {
    let dept_id = World::new().create_department("新部门", 1);
    assert!((8..=10).contains(&dept_id.to_string().len()), "{dept_id}");
}
