//! The organisation as a whole: what is asked and what is understood.

use orgbook::bindings::types::{
    AccessScope, Administrator, AdministratorLevel, ErrorKind, UserSelection,
};
use orgbook::dingtalk::Directory;
use orgbook::platform::Method;
use serde_json::{Value, json};

use crate::expect::{error_of, error_through, invalid, legacy, refused, result, silent, through};
use crate::platform::{Offline, ok, run};

/// As section 4 shows it: without request identifier and without result.
fn scopes(departments: Value, users: Value) -> Value {
    json!({
        "errcode": 0, "errmsg": "ok", "condition_field": [],
        "auth_user_field": ["jobnumber", "isLeader", "name", "mobile"],
        "auth_org_scopes": {"authed_user": users, "authed_dept": departments},
    })
}

#[test]
fn users_are_counted_with_and_without_those_who_are_not_active() {
    for (selection, only_active) in [(UserSelection::Active, true), (UserSelection::All, false)] {
        let reply = result(json!({"count": 14}));
        let (count, sent) = through(reply, async |it| it.count_users(selection).await);
        assert_eq!(count.expect("a count"), 14);
        let expected = json!({"only_active": only_active});
        assert_eq!(legacy(&sent), ("/topapi/user/count", expected));
    }
}

#[test]
fn administrators_are_asked_for_with_an_empty_body() {
    let reply = result(json!([{"userid": "u1", "sys_level": 1}, {"userid": "u2", "sys_level": 2}]));
    let (administrators, sent) = through(reply, async |it| it.list_administrators(None).await);
    let levels = [AdministratorLevel::Main, AdministratorLevel::Sub].map(Some);
    let told = administrators.expect("a page").administrators;
    assert_eq!(
        told.iter().map(|it| it.level.clone()).collect::<Vec<_>>(),
        levels
    );
    assert_eq!(legacy(&sent), ("/topapi/user/listadmin", json!({})));
}

#[test]
fn the_scope_of_an_administrator_stands_at_top_level() {
    let reply =
        ok(json!({"errcode": 0, "errmsg": "ok", "dept_ids": [36_948_803, 5_000_000_000_i64]}));
    let (ids, sent) = through(reply, async |it| it.get_administrator_scope("007").await);
    assert_eq!(ids.expect("departments"), ["36948803", "5000000000"]);
    let expected = json!({"userid": "007"});
    assert_eq!(legacy(&sent), ("/topapi/user/get_admin_scope", expected));
}

#[test]
fn the_apps_own_scope_is_asked_for_without_a_body() {
    let reply = ok(scopes(json!([1]), json!(["u1"])));
    let (scope, sent) = through(reply, async |it| it.get_access_scope().await);
    let expected = AccessScope {
        department_ids: vec!["1".to_owned()],
        user_ids: vec!["u1".to_owned()],
        user_fields: ["jobnumber", "isLeader", "name", "mobile"]
            .map(str::to_owned)
            .to_vec(),
    };
    assert_eq!(scope.expect("a scope"), expected);
    assert_eq!(sent.method, Method::Get);
    assert_eq!(
        sent.url,
        "https://oapi.dingtalk.com/auth/scopes?access_token=token-1"
    );
    assert!(sent.body.is_empty());
}

#[test]
fn a_count_may_be_text_and_has_to_be_a_number_of_people() {
    let (count, _) = through(result(json!({"count": "4294967295"})), async |it| {
        it.count_users(UserSelection::All).await
    });
    assert_eq!(count.expect("a count"), u32::MAX);
    for reply in [
        json!({}),
        json!({"count": null}),
        json!({"count": ""}),
        json!({"count": -1}),
        json!({"count": 1.5}),
        json!({"count": 4_294_967_296_i64}),
        json!([14]),
    ] {
        let error = error_through(result(reply), async |it| {
            it.count_users(UserSelection::All).await
        });
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
}

#[test]
fn levels_of_administrators_are_told_as_far_as_they_are_known() {
    let list = json!([
        {"userid": "u1", "sys_level": "1"}, {"userid": "u2", "sys_level": 100}, {"userid": "u3"},
        {"userid": "u4", "sys_level": null}, null,
    ]);
    let (told, _) = through(result(list), async |it| it.list_administrators(None).await);
    let administrator = |id: &str, level: Option<AdministratorLevel>| Administrator {
        user_id: id.to_owned(),
        level,
    };
    let expected = [
        administrator("u1", Some(AdministratorLevel::Main)),
        administrator("u2", Some(AdministratorLevel::Other("100".to_owned()))),
        administrator("u3", None),
        administrator("u4", None),
    ];
    assert_eq!(told.expect("a page").administrators, expected);
}

#[test]
fn special_departments_are_left_out_of_scopes() {
    let ids = json!([-7, 9_007_199_254_740_993_i64, "5000000000", null]);
    let expected = ["9007199254740993", "5000000000"];
    let reply = ok(json!({"errcode": 0, "dept_ids": ids}));
    let (told, _) = through(reply, async |it| it.get_administrator_scope("u1").await);
    assert_eq!(told.expect("departments"), expected);
    let reply = ok(scopes(ids, json!(["007", "", null, 8])));
    let (told, _) = through(reply, async |it| it.get_access_scope().await);
    let told = told.expect("a scope");
    assert_eq!(told.department_ids, expected);
    assert_eq!(told.user_ids, ["007", "8"]);
}

#[test]
fn a_scope_of_nothing_is_empty() {
    for reply in [
        scopes(json!([]), json!([])),
        scopes(json!(null), json!(null)),
        json!({"errcode": 0, "auth_org_scopes": {}}),
    ] {
        let (told, _) = through(ok(reply), async |it| it.get_access_scope().await);
        let told = told.expect("a scope");
        assert_eq!((told.department_ids, told.user_ids), (vec![], vec![]));
    }
    let reply = ok(json!({"errcode": 0, "dept_ids": []}));
    let (told, _) = through(reply, async |it| it.get_administrator_scope("u1").await);
    assert_eq!(told.expect("departments"), [""; 0]);
}

#[test]
fn an_answer_without_what_was_asked_for_is_no_answer() {
    for reply in [
        json!({"errcode": 0}),
        json!({"errcode": 0, "result": null, "dept_ids": null, "auth_org_scopes": null}),
        json!({"errcode": 0, "result": "u1", "dept_ids": 7}),
    ] {
        for error in [
            error_through(ok(reply.clone()), async |it| {
                it.list_administrators(None).await
            }),
            error_through(ok(reply.clone()), async |it| {
                it.get_administrator_scope("u1").await
            }),
            error_through(ok(reply.clone()), async |it| it.get_access_scope().await),
        ] {
            assert_eq!(error.kind, ErrorKind::BadResponse, "{error:?}");
        }
    }
}

#[test]
fn the_scope_of_nobody_is_not_found() {
    let error = error_through(refused(60121, "找不到该用户"), async |it| {
        it.get_administrator_scope("u1").await
    });
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[test]
fn what_identifies_no_user_is_refused_before_anything_is_sent() {
    let directory = silent();
    for id in [String::new(), "x".repeat(65)] {
        let scope = run(directory.platform(), directory.get_administrator_scope(&id));
        invalid(&error_of(scope), "user-id");
    }
}

#[test]
fn the_offline_dingtalk_counts_and_tells_who_administrates_what() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let users = platform.sandbox().organisation().users;
    let active = users.iter().filter(|user| user.active).count();
    assert!(active < users.len());
    for (selection, expected) in [
        (UserSelection::All, users.len()),
        (UserSelection::Active, active),
    ] {
        let count = run(platform, directory.count_users(selection));
        assert_eq!(count.expect("a count") as usize, expected);
    }
    let page = run(platform, directory.list_administrators(None)).expect("a page");
    let told = page
        .administrators
        .into_iter()
        .map(|it| (it.user_id, it.level));
    let expected = [
        ("manager4220".to_owned(), Some(AdministratorLevel::Main)),
        ("0098431275560413".to_owned(), Some(AdministratorLevel::Sub)),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    let scope = run(
        platform,
        directory.get_administrator_scope("0098431275560413"),
    );
    assert_eq!(scope.expect("departments"), ["36948803"]);
    let nobody = run(platform, directory.get_administrator_scope("nobody"));
    assert_eq!(error_of(nobody).kind, ErrorKind::NotFound);
}

#[test]
fn the_offline_dingtalk_tells_what_the_app_may_see() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let whole = run(platform, directory.get_access_scope()).expect("a scope");
    assert_eq!(
        (whole.department_ids, whole.user_ids),
        (vec!["1".to_owned()], vec![])
    );
    let sees = |fields: &[String], field: &str| fields.iter().any(|it| it == field);
    assert!(sees(&whole.user_fields, "mobile") && sees(&whole.user_fields, "email"));
    platform.withdraw("fieldMobile");
    let change = |app: &mut orgbook_sandbox::App| {
        app.data_range.departments = vec![36_948_802];
        app.data_range.users = vec!["manager4220".to_owned()];
    };
    let client_id = orgbook_sandbox::DEFAULT_CLIENT_ID;
    platform.sandbox().change_app(client_id, change).unwrap();
    let part = run(platform, directory.get_access_scope()).expect("a scope");
    assert_eq!(part.department_ids, ["36948802"]);
    assert_eq!(part.user_ids, ["manager4220"]);
    assert!(!sees(&part.user_fields, "mobile") && sees(&part.user_fields, "email"));
}
