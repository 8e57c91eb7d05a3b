//! Finding users and the lists that tell less: what is asked and what is understood.

mod find;

use orgbook::bindings::types::{
    DepartedUser, DepartureReason, ErrorKind, NameMatch, User, UserOrder, UserRef,
};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::failure::Result;
use serde_json::{Value, json};

use crate::expect::{
    details, error_of, error_through, invalid, kind_name, legacy, new, new_in_query, page, refused,
    result, silent, somebody, through, unsupported,
};
use crate::platform::{Offline, Reply, Scripted, ok, run};

const SINCE: &str = "2024-07-15T00:00:00Z";
const UNTIL: &str = "2025-07-14T23:59:59Z";
/// Somebody of the offline DingTalk.
const CHEN: &str = "014259637226893741";

fn no_records() -> Reply {
    ok(json!({"records": []}))
}

#[test]
fn the_identifiers_of_a_department_are_asked_for_at_once() {
    let reply = result(json!({"userid_list": ["u1"]}));
    let (ids, sent) = through(reply, async |it| it.list_user_ids("574367388", None).await);
    assert_eq!(ids.expect("a page").ids, ["u1"]);
    let question = json!({"dept_id": 574_367_388});
    assert_eq!(legacy(&sent), ("/topapi/user/listid", question));
}

#[test]
fn identifiers_that_are_told_at_once_are_cut_into_pages() {
    let all: Vec<String> = (1..=7).map(|number| format!("u{number}")).collect();
    for limit in [1, 2, 3, 6, 7, 8] {
        let (mut told, mut cursor) = (Vec::new(), None);
        loop {
            let reply = result(json!({"userid_list": all}));
            let asked = page(cursor.as_deref(), Some(limit));
            let (answer, _) = through(reply, async |it| it.list_user_ids("7", asked).await);
            let part = answer.expect("a page");
            assert!(part.ids.len() <= limit as usize, "{part:?}");
            told.extend(part.ids);
            cursor = part.next;
            if cursor.is_none() {
                break;
            }
        }
        assert_eq!(told, all, "{limit}");
    }
}

#[test]
fn no_department_is_not_every_department() {
    let directory = silent();
    let inactive = directory.list_inactive_user_ids("2024-02-29", Some(&[]), None);
    let error = error_of(run(directory.platform(), inactive));
    invalid(&error, "department-ids");
}

#[test]
fn a_simple_list_is_asked_for_with_order_and_size() {
    for (order, limit, expected) in [
        (None, None, json!({"dept_id": 7, "cursor": 0, "size": 100})),
        (
            Some(UserOrder::ModifiedDescending),
            page(None, Some(3)),
            json!({"dept_id": 7, "cursor": 0, "size": 3, "order_field": "modify_desc"}),
        ),
    ] {
        let reply = result(json!({"has_more": false, "list": []}));
        let (users, sent) = through(reply, async |it| it.list_user_refs("7", order, limit).await);
        users.expect("a page");
        assert_eq!(legacy(&sent), ("/topapi/user/listsimple", expected));
    }
}

#[test]
fn a_name_is_searched_for_as_it_stands() {
    for name in ["陈", "Zoë \"Q\" O'Neil\\", "🙂 & a=b%20+#", " a  b "] {
        for (matching, expected) in [
            (
                NameMatch::Fuzzy,
                json!({"queryWord": name, "offset": 0, "size": 20}),
            ),
            (
                NameMatch::Exact,
                json!({"queryWord": name, "offset": 0, "size": 20, "fullMatchField": 1}),
            ),
        ] {
            let reply = ok(json!({"hasMore": false, "totalCount": 1, "list": ["007"]}));
            let (found, sent) = through(reply, async |it| {
                it.search_user_ids(name, matching, None).await
            });
            assert_eq!(found.expect("a page").ids, ["007"]);
            assert_eq!(new(&sent), ("/v1.0/contact/users/search", expected));
        }
    }
}

#[test]
fn who_did_not_log_in_is_asked_for_by_day_and_departments() {
    let common = json!({"is_active": false, "offset": 0, "size": 100, "query_date": "20240229"});
    let mut somewhere = common.clone();
    somewhere["dept_ids"] = json!("1,574367388");
    for (departments, expected) in [(None, common), (Some(["1", "574367388"]), somewhere)] {
        let departments = departments.map(|ids| ids.map(str::to_owned));
        let reply = result(json!({"has_more": false, "list": ["u1"]}));
        let (users, sent) = through(reply, async |it| {
            let departments = departments.as_ref().map(|ids| &ids[..]);
            it.list_inactive_user_ids("2024-02-29", departments, None)
                .await
        });
        assert_eq!(users.expect("a page").ids, ["u1"]);
        assert_eq!(legacy(&sent), ("/topapi/inactive/user/v2/get", expected));
    }
}

#[test]
fn who_left_is_asked_for_in_the_query() {
    for (until, limit, expected) in [
        (
            None,
            None,
            "/v1.0/contact/empLeaveRecords?startTime=2024-07-15T00%3A00%3A00Z&nextToken=0\
             &maxResults=50",
        ),
        (
            Some(UNTIL),
            Some(7),
            "/v1.0/contact/empLeaveRecords?startTime=2024-07-15T00%3A00%3A00Z\
             &endTime=2025-07-14T23%3A59%3A59Z&nextToken=0&maxResults=7",
        ),
    ] {
        let (users, sent) = through(no_records(), async |it| {
            it.list_departed_users(SINCE, until, page(None, limit))
                .await
        });
        users.expect("a page");
        assert_eq!(new_in_query(&sent), expected);
    }
}

#[test]
fn a_token_of_the_list_of_those_who_left_is_percent_encoded() {
    let reply = ok(json!({"nextToken": "a+b/c==&x=🙂", "records": []}));
    let (first, _) = through(reply, async |it| {
        it.list_departed_users(SINCE, None, None).await
    });
    let next = first.expect("a page").next;
    let (_, sent) = through(no_records(), async |it| {
        it.list_departed_users(SINCE, None, page(next.as_deref(), None))
            .await
    });
    let expected = "&nextToken=a%2Bb%2Fc%3D%3D%26x%3D%F0%9F%99%82&maxResults=50";
    assert!(sent.url.ends_with(expected), "{}", sent.url);
}

#[test]
fn identifiers_are_told_as_text() {
    let list = json!(["007", "k-abc", 9_007_199_254_740_993_i64, null, ""]);
    let expected = ["007", "k-abc", "9007199254740993"];
    let legacy = |key: &str| result(json!({"has_more": false, (key): list}));
    let (ids, _) = through(legacy("userid_list"), async |it| {
        it.list_user_ids("1", None).await
    });
    assert_eq!(ids.expect("a page").ids, expected);
    let (page, _) = through(legacy("list"), async |it| {
        it.list_inactive_user_ids("2024-02-29", None, None).await
    });
    assert_eq!(page.expect("a page").ids, expected);
    let (page, _) = through(ok(json!({"hasMore": false, "list": list})), async |it| {
        it.search_user_ids("x", NameMatch::Fuzzy, None).await
    });
    assert_eq!(page.expect("a page").ids, expected);
}

#[test]
fn an_empty_department_may_have_no_list_of_identifiers() {
    for reply in [
        json!({}),
        json!({"userid_list": null}),
        json!({"userid_list": []}),
    ] {
        let (ids, _) = through(result(reply), async |it| it.list_user_ids("1", None).await);
        assert_eq!(ids.expect("a page").ids, [""; 0]);
    }
}

#[test]
fn names_are_told_as_far_as_they_are() {
    let list = json!([
        {"userid": "u1", "name": "🙂"}, {"userid": "u2", "name": ""}, {"userid": "u3"},
        {"userid": 4, "name": null}, null,
    ]);
    let reply = result(json!({"has_more": "false", "list": list}));
    let (users, _) = through(reply, async |it| it.list_user_refs("1", None, None).await);
    let user = |id: &str, name: Option<&str>| UserRef {
        id: id.to_owned(),
        name: name.map(str::to_owned),
    };
    let expected = [
        user("u1", Some("🙂")),
        user("u2", Some("")),
        user("u3", None),
        user("4", None),
    ];
    assert_eq!(users.expect("a page").users, expected);
}

fn departed(record: Value) -> Vec<DepartedUser> {
    let reply = ok(json!({"records": [record]}));
    let (users, _) = through(reply, async |it| {
        it.list_departed_users(SINCE, None, None).await
    });
    users.expect("a page").users
}

#[test]
fn of_somebody_who_left_everything_is_told() {
    let told = departed(json!({
        "userId": "0456", "name": "员工", "stateCode": "86", "mobile": "13800000000",
        "leaveTime": "2024-07-15T07:05:43Z", "leaveReason": "oapi",
    }));
    let expected = DepartedUser {
        id: "0456".to_owned(),
        name: Some("员工".to_owned()),
        mobile: Some("+86-13800000000".to_owned()),
        left_at: Some("2024-07-15T07:05:43Z".to_owned()),
        reason: Some(DepartureReason::RemovedByProgram),
        attributes: vec![],
    };
    assert_eq!(told, [expected]);
}

#[test]
fn of_somebody_who_left_only_the_identifier_has_to_be_told() {
    let absent = DepartedUser {
        id: "u1".to_owned(),
        name: None,
        mobile: None,
        left_at: None,
        reason: None,
        attributes: vec![],
    };
    let null = json!({
        "userId": "u1", "name": null, "stateCode": "86", "mobile": null, "leaveTime": null,
        "leaveReason": null,
    });
    for record in [json!({"userId": "u1"}), null] {
        assert_eq!(departed(record), std::slice::from_ref(&absent));
    }
    for record in [json!({"name": "Ann"}), json!({"userId": ""}), json!(7)] {
        let reply = ok(json!({"records": [record, {"userId": "u1"}]}));
        let error = error_through(reply, async |it| {
            it.list_departed_users("2024-07-15T00:00:00Z", None, None)
                .await
        });
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
}

#[test]
fn every_reason_to_leave_has_its_meaning() {
    for (word, reason) in [
        ("leave", Some(DepartureReason::Left)),
        ("delete", Some(DepartureReason::RemovedByAdministrator)),
        ("oapi", Some(DepartureReason::RemovedByProgram)),
        ("cancel", Some(DepartureReason::AccountCancelled)),
        ("unknown", None),
        ("", None),
        ("else", Some(DepartureReason::Other("else".to_owned()))),
    ] {
        let told = departed(json!({"userId": "u1", "leaveReason": word}));
        assert_eq!(told[0].reason, reason, "{word}");
    }
}

#[test]
fn an_answer_without_its_list_is_no_answer() {
    for reply in [json!({}), json!({"list": null}), json!({"list": "u1"})] {
        let errors = [
            error_through(result(reply.clone()), async |it| {
                it.list_user_refs("1", None, None).await
            }),
            error_through(result(reply.clone()), async |it| {
                it.list_inactive_user_ids("2024-02-29", None, None).await
            }),
            error_through(ok(reply.clone()), async |it| {
                it.search_user_ids("x", NameMatch::Exact, None).await
            }),
            error_through(ok(reply), async |it| {
                it.list_departed_users(SINCE, None, None).await
            }),
        ];
        for error in errors {
            assert_eq!(error.kind, ErrorKind::BadResponse, "{error:?}");
        }
    }
    for list in [json!("u1"), json!(7)] {
        let reply = result(json!({"userid_list": list}));
        let error = error_through(reply, async |it| it.list_user_ids("1", None).await);
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
}

#[test]
fn what_cannot_be_asked_is_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    let check = |outcome: Result<()>, field: &str| invalid(&error_of(outcome), field);
    for id in ["", "0", "-7", "01", "x"] {
        let ids = run(platform, directory.list_user_ids(id, None));
        check(ids.map(drop), "department-id");
        let refs = run(platform, directory.list_user_refs(id, None, None));
        check(refs.map(drop), "department-id");
        let departments = ["1".to_owned(), id.to_owned()];
        let inactive = directory.list_inactive_user_ids("2024-02-29", Some(&departments), None);
        check(run(platform, inactive).map(drop), "department-ids");
    }
    for name in [String::new(), "x".repeat(81)] {
        let found = run(
            platform,
            directory.search_user_ids(&name, NameMatch::Fuzzy, None),
        );
        check(found.map(drop), "name");
    }
    for day in [
        "",
        "20240229",
        "2024-02-30",
        "2024-2-28",
        "2024-02-29T00:00:00Z",
    ] {
        let inactive = run(platform, directory.list_inactive_user_ids(day, None, None));
        check(inactive.map(drop), "day");
    }
    for moment in [
        "",
        "2024-07-15",
        "2024-07-15T00:00:00",
        "2024-07-15T00:00:00+08:00",
        "2024-07-15T24:00:00Z",
        "2024-07-15T00:60:00Z",
        "2024-07-15T00:00:60Z",
        "2024-07-15T00:00Z",
        "2024-07-15T00:00:00.000Z",
        "2024-02-30T00:00:00Z",
        "2024-07-15t00:00:00z",
        "2024-07-15T+1:00:00Z",
    ] {
        let departed = run(platform, directory.list_departed_users(moment, None, None));
        check(departed.map(drop), "since");
        let departed = directory.list_departed_users(SINCE, Some(moment), None);
        check(run(platform, departed).map(drop), "until");
    }
}

#[test]
fn what_the_server_does_not_accept_is_told_as_the_argument() {
    for (code, field) in [(40068, "cursor"), (40069, "limit")] {
        let error = error_through(refused(code, "不合法的参数"), async |it| {
            it.list_user_refs("1", None, None).await
        });
        invalid(&error, field);
    }
    let error = error_through(refused(60003, "部门不存在"), async |it| {
        it.list_user_ids("7", None).await
    });
    assert_eq!(kind_name(&error.kind), "not-found");
    assert_eq!(details(&error, "field"), [""; 0]);
}

#[test]
fn the_offline_dingtalk_finds_and_lists_the_same_people_in_every_way() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let users = run(platform, directory.list_users("36948801", None, None)).expect("users");
    let known: Vec<_> = users.users.iter().map(|user| user.id.as_str()).collect();
    let page = run(platform, directory.list_user_ids("36948801", None)).expect("a page");
    assert_eq!(page.next, None);
    let mut ids = page.ids;
    ids.sort_by_key(|id| known.iter().position(|other| other == id));
    assert_eq!(ids, known);
    let refs = run(platform, directory.list_user_refs("36948801", None, None)).expect("refs");
    let pairs = |id: &str, name: Option<&String>| (id.to_owned(), name.cloned());
    let told: Vec<_> = refs
        .users
        .iter()
        .map(|it| pairs(&it.id, it.name.as_ref()))
        .collect();
    let expected: Vec<_> = users
        .users
        .iter()
        .map(|it| pairs(&it.id, it.name.as_ref()))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn the_offline_dingtalk_finds_by_name() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let exact = run(
        platform,
        directory.search_user_ids("陈思远", NameMatch::Exact, None),
    );
    assert_eq!(exact.expect("a page").ids, [CHEN]);
    let part = run(
        platform,
        directory.search_user_ids("陈", NameMatch::Exact, None),
    );
    assert_eq!(part.expect("a page").ids, [""; 0]);
    let part = run(
        platform,
        directory.search_user_ids("思", NameMatch::Fuzzy, None),
    );
    assert_eq!(part.expect("a page").ids, [CHEN]);
}
