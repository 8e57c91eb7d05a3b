//! What is asked to read users and departments, and what is refused before.

use orgbook::bindings::types::{ErrorKind, UserChange, UserOrder};
use orgbook::dingtalk::Directory;
use serde_json::{Value, json};

use crate::expect::{error_of, invalid, page, result, silent, somebody};
use crate::platform::{Offline, Scripted, Sent, run};

const ORDERS: [(UserOrder, &str); 5] = [
    (UserOrder::JoinedAscending, "entry_asc"),
    (UserOrder::JoinedDescending, "entry_desc"),
    (UserOrder::ModifiedAscending, "modify_asc"),
    (UserOrder::ModifiedDescending, "modify_desc"),
    (UserOrder::Custom, "custom"),
];

fn question(sent: &Sent) -> (&str, Value) {
    (sent.path(), sent.json())
}

#[test]
fn a_user_is_asked_for_by_identifier() {
    let directory = Directory::new(Scripted::calls_answered_with([somebody("007")]));
    run(directory.platform(), directory.get_user("007")).expect("a user");
    let calls = directory.platform().calls();
    assert_eq!(
        question(&calls[0]),
        ("/topapi/v2/user/get", json!({"userid": "007"}))
    );
}

#[test]
fn a_number_is_looked_up_and_then_its_user() {
    for (region, number, sent) in [
        ("china", "+86-13800000000", "13800000000"),
        ("china", "13800000000", "13800000000"),
        ("china", "+65-81234567", "+65-81234567"),
        ("international", "+86-13800000000", "+86-13800000000"),
    ] {
        let directory = Directory::new(Scripted::calls_answered_with([
            result(json!({"userid": "u9"})),
            somebody("u9"),
        ]));
        directory.platform().set("DINGTALK_REGION", region);
        let found = run(directory.platform(), directory.find_user_by_mobile(number));
        assert_eq!(found.expect("a lookup").expect("a user").id, "u9");
        let calls = directory.platform().calls();
        assert_eq!(
            question(&calls[0]),
            ("/topapi/v2/user/getbymobile", json!({"mobile": sent}))
        );
        assert_eq!(
            question(&calls[1]),
            ("/topapi/v2/user/get", json!({"userid": "u9"}))
        );
    }
}

#[test]
fn a_list_is_asked_for_with_order_and_size() {
    for (order, limit, expected) in [
        (None, None, json!({"dept_id": 7, "cursor": 0, "size": 100})),
        (
            None,
            page(None, None),
            json!({"dept_id": 7, "cursor": 0, "size": 100}),
        ),
        (
            None,
            page(None, Some(1)),
            json!({"dept_id": 7, "cursor": 0, "size": 1}),
        ),
        (
            None,
            page(None, Some(100)),
            json!({"dept_id": 7, "cursor": 0, "size": 100}),
        ),
        (
            None,
            page(None, Some(u32::MAX)),
            json!({"dept_id": 7, "cursor": 0, "size": 100}),
        ),
        (
            Some(UserOrder::Custom),
            None,
            json!({"dept_id": 7, "cursor": 0, "size": 100, "order_field": "custom"}),
        ),
    ] {
        let empty = result(json!({"has_more": false, "list": []}));
        let directory = Directory::new(Scripted::calls_answered_with([empty]));
        run(
            directory.platform(),
            directory.list_users("7", order, limit),
        )
        .expect("a page");
        let calls = directory.platform().calls();
        assert_eq!(question(&calls[0]), ("/topapi/v2/user/list", expected));
    }
}

#[test]
fn every_order_has_its_word() {
    for (order, word) in ORDERS {
        let empty = result(json!({"has_more": false, "list": []}));
        let directory = Directory::new(Scripted::calls_answered_with([empty]));
        run(
            directory.platform(),
            directory.list_users("7", Some(order), None),
        )
        .expect("a page");
        assert_eq!(directory.platform().calls()[0].json()["order_field"], word);
    }
}

#[test]
fn pages_lead_through_a_department_in_every_order() {
    let orders = ORDERS
        .map(|(order, _)| Some(order))
        .into_iter()
        .chain([None]);
    for order in orders {
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        let all = run(platform, directory.list_users("36948801", order, None)).expect("a page");
        assert_eq!((all.users.len(), all.next), (3, None));
        let mut seen = Vec::new();
        let mut cursor = None;
        loop {
            // A cursor holds in another instance too.
            let page = page(cursor.as_deref(), Some(1));
            let next =
                run(platform, directory.list_users("36948801", order, page)).expect("a page");
            seen.extend(next.users);
            cursor = next.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(seen, all.users);
    }
}

#[test]
fn a_cursor_holds_across_instances() {
    let list = json!({"has_more": true, "next_cursor": 10, "list": [{"userid": "u1"}]});
    let first = Directory::new(Scripted::calls_answered_with([result(list.clone())]));
    let answered = run(first.platform(), first.list_users("7", None, None)).expect("a page");
    let second = Directory::new(Scripted::calls_answered_with([result(list)]));
    let page = page(answered.next.as_deref(), None);
    run(second.platform(), second.list_users("7", None, page)).expect("a page");
    assert_eq!(second.platform().calls()[0].json()["cursor"], 10);
}

#[test]
fn a_changed_cursor_and_one_of_another_list_are_refused_before_anything_is_sent() {
    let list = result(json!({"has_more": true, "next_cursor": "10", "list": []}));
    let directory = Directory::new(Scripted::calls_answered_with([list]));
    let answered =
        run(directory.platform(), directory.list_users("7", None, None)).expect("a page");
    let cursor = answered.next.expect("more to come");
    let directory = silent();
    let platform = directory.platform();
    for changed in [
        "",
        "10",
        &cursor[1..],
        &format!("1{cursor}"),
        &format!("{cursor} "),
    ] {
        let page = page(Some(changed), None);
        invalid(
            &error_of(run(platform, directory.list_users("7", None, page))),
            "cursor",
        );
    }
    let page = || page(Some(&cursor), None);
    invalid(
        &error_of(run(platform, directory.list_users("8", None, page()))),
        "cursor",
    );
    let ordered = directory.list_users("7", Some(UserOrder::Custom), page());
    invalid(&error_of(run(platform, ordered)), "cursor");
}

#[test]
fn departments_are_asked_for_by_number() {
    let directory = Directory::new(Scripted::calls_answered_with([
        result(json!({"dept_id": 7})),
        result(json!({"dept_id_list": [8]})),
        result(json!([{"dept_id": 8}])),
    ]));
    let platform = directory.platform();
    run(platform, directory.get_department("7")).expect("a department");
    run(platform, directory.list_department_ids("7", None)).expect("identifiers");
    run(platform, directory.list_departments("7", None)).expect("departments");
    let calls = platform.calls();
    let paths: Vec<_> = calls.iter().map(Sent::path).collect();
    assert_eq!(
        paths,
        [
            "/topapi/v2/department/get",
            "/topapi/v2/department/listsubid",
            "/topapi/v2/department/listsub"
        ]
    );
    assert!(
        calls
            .iter()
            .all(|sent| sent.json() == json!({"dept_id": 7}))
    );
}

#[test]
fn what_identifies_no_user_is_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    for id in [String::new(), "x".repeat(65)] {
        invalid(&error_of(run(platform, directory.get_user(&id))), "id");
        invalid(&error_of(run(platform, directory.delete_user(&id))), "id");
        let changes = [UserChange::Name("x".to_owned())];
        invalid(
            &error_of(run(platform, directory.update_user(&id, &changes))),
            "id",
        );
    }
}

#[test]
fn what_identifies_no_department_is_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    for id in ["", "0", "-7", "01", "1.0", "x", " 1", "9223372036854775808"] {
        invalid(&error_of(run(platform, directory.get_department(id))), "id");
        invalid(
            &error_of(run(platform, directory.list_department_ids(id, None))),
            "parent-id",
        );
        invalid(
            &error_of(run(platform, directory.list_departments(id, None))),
            "parent-id",
        );
        invalid(
            &error_of(run(platform, directory.list_users(id, None, None))),
            "department-id",
        );
    }
}

#[test]
fn other_arguments_that_cannot_be_sent_are_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    invalid(
        &error_of(run(platform, directory.find_user_by_mobile(""))),
        "mobile",
    );
    let none = directory.list_users("1", None, page(None, Some(0)));
    invalid(&error_of(run(platform, none)), "limit");
}

#[test]
fn data_outside_the_range_of_the_app_is_denied() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let client_id = orgbook_sandbox::DEFAULT_CLIENT_ID;
    platform
        .sandbox()
        .change_app(client_id, |app| {
            app.data_range.departments = vec![36_948_802]
        })
        .unwrap();
    let errors = [
        (
            error_of(run(platform, directory.get_user("manager4220"))),
            "50002",
        ),
        (
            error_of(run(platform, directory.list_users("1", None, None))),
            "50004",
        ),
        (
            error_of(run(platform, directory.list_departments("1", None))),
            "50004",
        ),
    ];
    for (error, code) in errors {
        assert_eq!(error.kind, ErrorKind::PermissionDenied);
        assert_eq!(error.backend.unwrap().code, code);
    }
    // Not limited by the range.
    assert!(run(platform, directory.list_department_ids("1", None)).is_ok());
}
