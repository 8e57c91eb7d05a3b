//! Who holds which role: what is asked, in which parts, and what is understood.

use orgbook::bindings::types::{DepartmentRef, Error, ErrorKind, RoleMember};
use orgbook::dingtalk::Directory;
use orgbook::platform::SendError;
use serde_json::{Value, json};

use crate::expect::{
    details, done, error_of, error_through, invalid, legacy, refused, result, silent, through,
};
use crate::paging::crowd;
use crate::platform::{Fate, Offline, Reply, Scripted, run};

const ADD: &str = "/topapi/role/addrolesforemps";
const REMOVE: &str = "/topapi/role/removerolesforemps";
const SCOPE: &str = "/topapi/role/scope/update";
/// Roles of the offline DingTalk: one that nobody holds, and one for some departments.
const SAFETY: &str = "4318702202";
const INTERVIEWER: &str = "4318702102";

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("u{number:03}")).collect()
}

fn own(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|&id| id.to_owned()).collect()
}

#[test]
fn members_are_asked_for_with_offset_and_size_and_told_with_their_departments() {
    let scope = json!([
        {"dept_id": 574_367_388, "name": "平台组"}, {"dept_id": "9007199254740993"},
        {"dept_id": -7, "name": "家校"}, null,
    ]);
    let list = json!([
        {"userid": "007", "name": "🙂", "manageScopes": scope},
        {"userid": "u2", "name": "", "manageScopes": []},
        {"userid": "u3", "manageScopes": {"dept_id": 8, "name": null}},
        {"userid": "u4", "name": null, "manageScopes": null},
        null,
    ]);
    let reply = result(json!({"hasMore": false, "nextCursor": 5, "list": list}));
    let (told, sent) = through(reply, async |it| {
        it.list_role_members("4000000001", None).await
    });
    let department = |id: &str, name: Option<&str>| DepartmentRef {
        id: id.to_owned(),
        name: name.map(str::to_owned),
    };
    let member = |id: &str, name: Option<&str>, scope| RoleMember {
        user_id: id.to_owned(),
        name: name.map(str::to_owned),
        scope,
    };
    let some = vec![
        department("574367388", Some("平台组")),
        department("9007199254740993", None),
    ];
    let expected = [
        member("007", Some("🙂"), Some(some)),
        member("u2", Some(""), Some(vec![])),
        member("u3", None, Some(vec![department("8", None)])),
        member("u4", None, None),
    ];
    assert_eq!(told.expect("a page").members, expected);
    let question = json!({"role_id": 4_000_000_001_i64, "offset": 0, "size": 100});
    assert_eq!(legacy(&sent), ("/topapi/role/simplelist", question));
}

/// What is sent to give a role to users, or to take it from them.
fn batches(taking: bool, users: &[String]) -> Vec<Vec<String>> {
    let directory = Directory::new(Scripted::calls_answered_by(|_| done()));
    let platform = directory.platform();
    match taking {
        true => run(platform, directory.remove_role_members("4000000001", users)),
        false => run(platform, directory.add_role_members("4000000001", users)),
    }
    .expect("it is done");
    let calls = platform.calls();
    let batch = calls.iter().map(|sent| {
        let (path, body) = legacy(sent);
        assert_eq!(path, if taking { REMOVE } else { ADD });
        assert_eq!(body["roleIds"], "4000000001");
        let list = body["userIds"].as_str().expect("text");
        list.split(',').map(str::to_owned).collect()
    });
    batch.collect()
}

#[test]
fn forty_five_users_are_added_in_three_calls() {
    let users = ids(45);
    let sent = batches(false, &users);
    assert_eq!(sent, [&users[..20], &users[20..40], &users[40..]]);
}

#[test]
fn two_hundred_and_fifty_users_are_removed_in_three_calls() {
    let users = ids(250);
    let sent = batches(true, &users);
    assert_eq!(sent, [&users[..100], &users[100..200], &users[200..]]);
}

#[test]
fn as_many_users_as_the_server_takes_at_once_are_one_call() {
    assert_eq!(batches(false, &ids(20)).len(), 1);
    assert_eq!(batches(false, &ids(21)).len(), 2);
    assert_eq!(batches(true, &ids(100)).len(), 1);
    assert_eq!(batches(true, &ids(101)).len(), 2);
}

/// The error of adding 45 users when the call with this number, from 0 up, gets this reply, and the
/// calls that were made.
fn failing(at: usize, reply: &Reply) -> (Error, usize) {
    let reply = reply.clone();
    let mut number = 0;
    let directory = Directory::new(Scripted::calls_answered_by(move |_| {
        number += 1;
        if number == at + 1 {
            reply.clone()
        } else {
            done()
        }
    }));
    let platform = directory.platform();
    let error = error_of(run(platform, directory.add_role_members("7", &ids(45))));
    (error, platform.calls().len())
}

#[test]
fn a_failure_tells_how_many_have_the_role_now() {
    let refusal = refused(33012, "无效的USERID");
    for (at, completed) in [(0, "0"), (1, "20"), (2, "40")] {
        let (error, calls) = failing(at, &refusal);
        invalid(&error, "user-ids");
        assert_eq!(details(&error, "completed"), [completed]);
        // What comes after is not tried.
        assert_eq!(calls, at + 1);
    }
}

#[test]
fn a_user_who_cannot_have_a_scope_is_the_argument_to_blame() {
    let error = error_through(refused(40003, "不合法的userid"), async |it| {
        it.set_role_member_scope("7", "u1", None).await
    });
    invalid(&error, "user-id");
}

#[test]
fn a_lost_answer_leaves_its_part_open_and_tells_what_was_done_before() {
    for lost in [
        Reply::Fails(SendError::Lost),
        refused(15, "Remote service error"),
    ] {
        let (error, _) = failing(1, &lost);
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{error:?}");
        assert_eq!(details(&error, "completed"), ["20"]);
        assert!(details(&error, "check")[0].contains("list-role-members"));
    }
}

#[test]
fn for_which_departments_a_role_is_held_is_sent_as_a_list_or_not_at_all() {
    for (departments, expected) in [
        (
            Some(own(&["1", "574367388"])),
            json!({"role_id": 7, "userid": "007", "dept_ids": "1,574367388"}),
        ),
        (None, json!({"role_id": 7, "userid": "007"})),
    ] {
        let (outcome, sent) = through(done(), async |it| {
            it.set_role_member_scope("7", "007", departments.as_deref())
                .await
        });
        outcome.expect("it is set");
        assert_eq!(legacy(&sent), (SCOPE, expected));
    }
}

#[test]
fn whoever_or_whatever_is_missing_is_not_found() {
    let departments = own(&["7"]);
    for (code, field) in [
        (33011, None),
        (46004, None),
        (60301, None),
        (60003, Some("department-ids")),
    ] {
        let error = error_through(refused(code, "…"), async |it| {
            it.set_role_member_scope("7", "u1", Some(&departments))
                .await
        });
        assert_eq!(error.kind, ErrorKind::NotFound, "{code}");
        assert_eq!(details(&error, "field"), Vec::from_iter(field), "{code}");
    }
    for error in [
        error_through(refused(33011, "…"), async |it| {
            it.list_role_members("7", None).await
        }),
        error_through(refused(33011, "…"), async |it| {
            it.add_role_members("7", &ids(1)).await
        }),
        error_through(refused(33011, "…"), async |it| {
            it.remove_role_members("7", &ids(1)).await
        }),
    ] {
        assert_eq!(error.kind, ErrorKind::NotFound);
    }
}

#[test]
fn a_list_of_members_without_members_is_no_answer() {
    for reply in [
        json!({}),
        json!({"list": null}),
        json!({"list": "u1"}),
        Value::Null,
    ] {
        let error = error_through(result(reply), async |it| {
            it.list_role_members("7", None).await
        });
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
}

#[test]
fn what_cannot_be_asked_is_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    let one = ids(1);
    for role in ["", "x", "01", "1,2"] {
        for outcome in [
            run(platform, directory.list_role_members(role, None)).map(drop),
            run(platform, directory.add_role_members(role, &one)),
            run(platform, directory.remove_role_members(role, &one)),
            run(platform, directory.set_role_member_scope(role, "u1", None)),
        ] {
            invalid(&error_of(outcome), "role-id");
        }
    }
    for users in [
        vec![],
        own(&["u1", ""]),
        own(&["u1", "a,b"]),
        vec!["x".repeat(65)],
    ] {
        for outcome in [
            run(platform, directory.add_role_members("7", &users)),
            run(platform, directory.remove_role_members("7", &users)),
        ] {
            invalid(&error_of(outcome), "user-ids");
        }
    }
    for user in ["", &"x".repeat(65)] {
        let outcome = run(platform, directory.set_role_member_scope("7", user, None));
        invalid(&error_of(outcome), "user-id");
    }
    let too_many: Vec<_> = (1..=51).map(|id| id.to_string()).collect();
    for departments in [own(&["1", "0"]), own(&["1,2"]), too_many, Vec::new()] {
        let outcome = directory.set_role_member_scope("7", "u1", Some(&departments));
        invalid(&error_of(run(platform, outcome)), "department-ids");
    }
}

fn holders(directory: &Directory<Offline>, role: &str) -> Vec<String> {
    let organisation = directory.platform().sandbox().organisation();
    let roles = organisation
        .role_groups
        .iter()
        .flat_map(|group| &group.roles);
    let role = roles.filter(|it| it.role_id.to_string() == role);
    role.flat_map(|it| it.members.iter().map(|member| member.userid.clone()))
        .collect()
}

#[test]
fn a_crowd_gets_a_role_and_loses_it_in_the_offline_dingtalk() {
    let directory = Directory::new(Offline::new_world());
    let people = crowd(&directory, 250);
    let platform = directory.platform();
    run(platform, directory.add_role_members(SAFETY, &people)).expect("they get it");
    assert_eq!(holders(&directory, SAFETY), people);
    // Whoever has it keeps it.
    run(platform, directory.add_role_members(SAFETY, &people[..3])).expect("again");
    assert_eq!(holders(&directory, SAFETY), people);
    let before = platform.calls().len();
    run(platform, directory.remove_role_members(SAFETY, &people)).expect("they lose it");
    assert_eq!(platform.calls().len() - before, 3);
    assert_eq!(holders(&directory, SAFETY), [""; 0]);
    run(
        platform,
        directory.remove_role_members(SAFETY, &people[..3]),
    )
    .expect("again");
}

#[test]
fn what_is_completed_before_a_failure_holds_in_the_offline_dingtalk() {
    let directory = Directory::new(Offline::new_world());
    let mut people = crowd(&directory, 45);
    people[25] = "nobody".to_owned();
    let platform = directory.platform();
    let error = error_of(run(platform, directory.add_role_members(SAFETY, &people)));
    assert_eq!(details(&error, "completed"), ["20"]);
    assert_eq!(holders(&directory, SAFETY), people[..20]);
}

#[test]
fn a_lost_answer_can_be_repeated_in_the_offline_dingtalk() {
    let directory = Directory::new(Offline::new_world());
    let people = crowd(&directory, 45);
    let platform = directory.platform();
    platform.decide_once(ADD, Fate::AnswerReplaced(Reply::Fails(SendError::Lost)));
    let error = error_of(run(platform, directory.add_role_members(SAFETY, &people)));
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(details(&error, "completed"), ["0"]);
    run(platform, directory.add_role_members(SAFETY, &people)).expect("they get it");
    assert_eq!(holders(&directory, SAFETY), people);
}

#[test]
fn a_role_is_held_for_departments_of_the_offline_dingtalk_and_for_all() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let user = "0412768835190247";
    let scope = || {
        let page = run(platform, directory.list_role_members(INTERVIEWER, None));
        let members = page.expect("a page").members;
        let member = members.into_iter().find(|it| it.user_id == user);
        let scope = member.expect("a member").scope;
        scope.map(|it| it.into_iter().map(|it| it.id).collect::<Vec<_>>())
    };
    assert_eq!(scope(), None);
    let two = own(&["36948801", "36948802"]);
    let set = |departments: Option<&[String]>| {
        let outcome = directory.set_role_member_scope(INTERVIEWER, user, departments);
        run(platform, outcome)
    };
    set(Some(&two)).expect("it is set");
    assert_eq!(scope(), Some(two));
    let error = error_of(set(Some(&own(&["99"]))));
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(details(&error, "field"), ["department-ids"]);
    set(None).expect("it is set");
    assert_eq!(scope(), None);
    for (role, user) in [(SAFETY, user), (INTERVIEWER, "nobody"), ("7", user)] {
        let outcome = run(platform, directory.set_role_member_scope(role, user, None));
        assert_eq!(
            error_of(outcome).kind,
            ErrorKind::NotFound,
            "{role}, {user}"
        );
    }
}
