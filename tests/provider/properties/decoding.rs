//! Records as the server tells them.

use orgbook::bindings::types::{Department, Membership, RoleRef, User};
use orgbook::dingtalk::convert::{department, user};
use orgbook::dingtalk::{date, json};
use proptest::prelude::*;
use serde_json::{Map, Value};

use super::config;
use crate::expect::{result, through};

/// Text that may be absent, null, empty or anything else.
fn told() -> impl Strategy<Value = Option<Option<String>>> {
    prop::option::of(prop::option::of(".{0,20}"))
}

/// A number as one, or as text.
fn number(value: i64, as_text: bool) -> Value {
    match as_text {
        true => value.to_string().into(),
        false => value.into(),
    }
}

/// A flag in one of its encodings.
fn flag(value: bool, encoding: u8) -> Value {
    match encoding % 4 {
        0 => value.into(),
        1 => value.to_string().into(),
        2 => i64::from(value).into(),
        _ => i64::from(value).to_string().into(),
    }
}

/// One that is alone may come without its list.
fn list(mut elements: Vec<Value>, alone: bool) -> Value {
    match elements.len() {
        1 if alone => elements.remove(0),
        _ => elements.into(),
    }
}

fn insert(record: &mut Map<String, Value>, key: &str, told: &Option<Option<String>>) {
    if let Some(value) = told {
        record.insert(key.to_owned(), value.clone().into());
    }
}

fn pairs<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    let own = |(key, value): (&str, Value)| (key.to_owned(), value);
    Value::Object(pairs.into_iter().map(own).collect())
}

#[derive(Clone, Debug)]
struct Place {
    order: Option<i64>,
    leader: Option<bool>,
    title: Option<String>,
}

fn place() -> impl Strategy<Value = Place> {
    let parts = (
        any::<Option<i64>>(),
        any::<Option<bool>>(),
        prop::option::of(".{0,8}"),
    );
    parts.prop_map(|(order, leader, title)| Place {
        order,
        leader,
        title,
    })
}

/// A user of the interface and the record that tells it, with this freedom of encoding.
fn user_and_record() -> impl Strategy<Value = (User, Value)> {
    let texts = prop::collection::vec(told(), 9);
    let places = prop::option::of(prop::collection::btree_map(1..=i64::MAX, place(), 0..4));
    let roles = prop::option::of(prop::collection::vec((any::<i64>(), told()), 0..3));
    let rest = (any::<Option<bool>>(), prop::option::of(-20_000..60_000_i64));
    let freedom = (any::<bool>(), any::<bool>(), any::<bool>(), any::<u8>());
    let parts = (".{1,20}", texts, places, roles, rest, freedom);
    parts.prop_map(|(id, texts, places, roles, (active, day), freedom)| {
        let (as_text, alone, with_commas, encoding) = freedom;
        let mut record = Map::new();
        record.insert("userid".to_owned(), id.clone().into());
        const KEYS: [&str; 9] = [
            "name",
            "email",
            "org_email",
            "telephone",
            "job_number",
            "title",
            "work_place",
            "remark",
            "manager_userid",
        ];
        for (key, told) in KEYS.iter().zip(&texts) {
            insert(&mut record, key, told);
        }
        let mut texts = texts.into_iter().map(Option::flatten);
        let mut next = || texts.next().flatten();
        if let Some(active) = active {
            record.insert("active".to_owned(), flag(active, encoding));
        }
        let milliseconds = day.map(|day| day * 86_400_000 + 3_600_000);
        if let Some(milliseconds) = milliseconds {
            record.insert("hired_date".to_owned(), number(milliseconds, as_text));
        }
        if let Some(places) = &places {
            let ids: Vec<_> = places.keys().map(i64::to_string).collect();
            let of_ids = match with_commas {
                true => ids.join(", ").into(),
                false => places.keys().map(|id| number(*id, as_text)).collect(),
            };
            record.insert("dept_id_list".to_owned(), of_ids);
            let about = |key: &str, value: &dyn Fn(&Place) -> Option<Value>| {
                let element = |(id, place): (&i64, &Place)| {
                    Some(pairs([
                        ("dept_id", number(*id, as_text)),
                        (key, value(place)?),
                    ]))
                };
                let mut elements: Vec<_> = places.iter().filter_map(element).collect();
                // In any order.
                if encoding >= 128 {
                    elements.reverse();
                }
                list(elements, alone)
            };
            let orders = about("order", &|it| Some(number(it.order?, as_text)));
            let leaders = about("leader", &|it| Some(flag(it.leader?, encoding)));
            let titles = about("title", &|it| Some(it.title.clone()?.into()));
            record.insert("dept_order_list".to_owned(), orders);
            record.insert("leader_in_dept".to_owned(), leaders);
            record.insert("dept_position_list".to_owned(), titles);
        }
        if let Some(roles) = &roles {
            let role = |(id, name): &(i64, Option<Option<String>>)| {
                let mut role = Map::new();
                role.insert("id".to_owned(), number(*id, as_text));
                insert(&mut role, "name", name);
                Value::Object(role)
            };
            let roles = list(roles.iter().map(role).collect(), alone);
            record.insert("role_list".to_owned(), roles);
        }
        let membership = |(id, place): (i64, Place)| Membership {
            department_id: id.to_string(),
            sort_key: place.order.map(|order| order.to_string()),
            title: place.title,
            leader: place.leader,
        };
        let role = |(id, name): (i64, Option<Option<String>>)| RoleRef {
            id: id.to_string(),
            name: name.flatten(),
            group_name: None,
        };
        let user = User {
            id,
            name: next(),
            mobile: None,
            email: next(),
            work_email: next(),
            telephone: next(),
            employee_number: next(),
            title: next(),
            work_place: next(),
            remark: next(),
            manager_id: next(),
            memberships: places.map(|places| places.into_iter().map(membership).collect()),
            roles: roles.map(|roles| roles.into_iter().map(role).collect()),
            hired_on: milliseconds.and_then(date::from_milliseconds),
            active,
            attributes: Vec::new(),
        };
        (user, Value::Object(record))
    })
}

fn department_and_record() -> impl Strategy<Value = (Department, Value)> {
    let ids = (
        1..=i64::MAX,
        prop::option::of(1..=i64::MAX),
        any::<Option<i64>>(),
    );
    let texts = (told(), told());
    let managers = prop::option::of(prop::collection::vec(".{1,8}", 0..4));
    let counts = (any::<Option<u32>>(), any::<Option<u32>>());
    let parts = (ids, texts, managers, counts, any::<bool>());
    parts.prop_map(
        |((id, parent, order), (name, source), managers, (own, all), as_text)| {
            let mut record = Map::new();
            let mut insert_number = |key: &str, value: Option<i64>| {
                if let Some(value) = value {
                    record.insert(key.to_owned(), number(value, as_text));
                }
            };
            insert_number("dept_id", Some(id));
            insert_number("parent_id", parent);
            insert_number("order", order);
            insert_number("owning_member_count", own.map(i64::from));
            insert_number("member_count", all.map(i64::from));
            insert(&mut record, "name", &name);
            insert(&mut record, "source_identifier", &source);
            if let Some(managers) = &managers {
                record.insert(
                    "dept_manager_userid_list".to_owned(),
                    managers.clone().into(),
                );
            }
            let department = Department {
                id: id.to_string(),
                name: name.flatten(),
                parent_id: parent.map(|parent| parent.to_string()),
                sort_key: order.map(|order| order.to_string()),
                source_identifier: source.flatten(),
                manager_ids: managers,
                member_count: own,
                total_member_count: all,
                attributes: Vec::new(),
            };
            (department, Value::Object(record))
        },
    )
}

/// Any JSON, with the keys that mean something among its keys.
fn any_json() -> impl Strategy<Value = Value> {
    let key = prop_oneof![
        prop::sample::select(vec![
            "userid",
            "dept_id",
            "dept_id_list",
            "dept_order_list",
            "leader_in_dept",
            "extension",
            "role_list",
            "hired_date",
            "order",
            "result",
            "mobile",
            "state_code",
            "active",
        ])
        .prop_map(str::to_owned),
        ".{0,4}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(Value::from("{\"a\":1}")),
    ];
    leaf.prop_recursive(4, 48, 8, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(key.clone(), inner, 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_user_is_told_as_the_record_says((user, record) in user_and_record()) {
        let (told, _) = through(result(record), async |it| it.get_user("u1").await);
        prop_assert_eq!(told.expect("a user"), user);
    }

    #[test]
    fn a_department_is_told_as_the_record_says((department, record) in department_and_record()) {
        let (told, _) = through(result(record), async |it| it.get_department("1").await);
        prop_assert_eq!(told.expect("a department"), department);
    }

    #[test]
    fn any_json_is_a_record_or_none(value in any_json()) {
        let text = value.to_string();
        let tree = json::parse(text.as_bytes()).expect("JSON");
        let id = value.get("userid").filter(|id| id.is_string() || id.is_number());
        let id = id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        let told = user::from_wire(&tree, Some("1")).map(|user| user.id);
        prop_assert_eq!(told, id.filter(|id| !id.is_empty()));
        department::from_wire(&tree);
    }

    #[test]
    fn json_survives_reading_and_writing(value in any_json()) {
        let text = value.to_string();
        let tree = json::parse(text.as_bytes()).expect("JSON");
        let read = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
        // The other reader rounds, twice alike.
        prop_assert_eq!(read(&json::write(&tree)), read(&text));
    }

    #[test]
    fn numbers_keep_all_their_digits(number in "-?(0|[1-9][0-9]{0,60})(\\.[0-9]{1,30})?(e[+-]?[0-9]{1,4})?") {
        let tree = json::parse(number.as_bytes()).expect("a number");
        prop_assert_eq!(json::write(&tree), number);
    }
}
