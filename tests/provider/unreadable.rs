//! Answers in another shape than DingTalk's: none of them is taken for an empty one.

use orgbook::bindings::types::{DepartmentDraft, Error, ErrorKind};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::failure::Result;
use serde_json::{Value, json};

use crate::expect::{error_of, error_through, result};
use crate::platform::{Reply, Scripted, Sent, answer, ok, run, token_answer};

fn unreadable<T: std::fmt::Debug>(
    reply: Value,
    call: impl AsyncFnOnce(&Directory<Scripted>) -> Result<T>,
) {
    let error: Error = error_through(ok(reply), call);
    assert_eq!(error.kind, ErrorKind::BadResponse, "{error:?}");
}

fn legacy(payload: Value) -> Value {
    json!({"errcode": 0, "errmsg": "ok", "result": payload})
}

#[test]
fn a_list_of_people_without_identifiers_is_not_empty() {
    let list = json!({"list": [{"userid": true, "name": true}], "has_more": false});
    unreadable(legacy(list.clone()), async |it| {
        it.list_users("1", None, None).await
    });
    unreadable(legacy(list.clone()), async |it| {
        it.list_user_refs("1", None, None).await
    });
    unreadable(legacy(list), async |it| {
        it.list_role_members("7", None).await
    });
    unreadable(legacy(json!([{"userid": {}}])), async |it| {
        it.list_administrators(None).await
    });
    unreadable(legacy(json!({"userid_list": [true, {}]})), async |it| {
        it.list_user_ids("1", None).await
    });
    let records = json!({"records": [{"userId": true}]});
    unreadable(records, async |it| {
        it.list_departed_users("2024-07-15T00:00:00Z", None, None)
            .await
    });
}

#[test]
fn a_list_of_departments_without_identifiers_is_not_empty() {
    unreadable(legacy(json!([{"dept_id": {}, "name": "x"}])), async |it| {
        it.list_departments("1", None).await
    });
    unreadable(legacy(json!({"dept_id_list": [{}, true]})), async |it| {
        it.list_department_ids("1", None).await
    });
    let scope = json!({"errcode": 0, "auth_org_scopes": {"authed_dept": [{}], "authed_user": []}});
    unreadable(scope, async |it| it.get_access_scope().await);
}

#[test]
fn a_list_with_one_person_who_cannot_be_read_is_no_shorter_list() {
    let list =
        json!({"list": [{"userid": "u1", "name": "x"}, {"userid": true}], "has_more": false});
    unreadable(legacy(list.clone()), async |it| {
        it.list_users("1", None, None).await
    });
    unreadable(legacy(list.clone()), async |it| {
        it.list_user_refs("1", None, None).await
    });
    unreadable(legacy(list), async |it| {
        it.list_role_members("7", None).await
    });
    unreadable(legacy(json!([{"userid": "u1"}, "u2"])), async |it| {
        it.list_administrators(None).await
    });
    unreadable(legacy(json!({"userid_list": ["u1", {}]})), async |it| {
        it.list_user_ids("1", None).await
    });
    let records = json!({"records": [{"userId": "u1"}, {"userId": []}]});
    unreadable(records, async |it| {
        it.list_departed_users("2024-07-15T00:00:00Z", None, None)
            .await
    });
}

#[test]
fn a_list_with_one_department_that_cannot_be_read_is_no_shorter_list() {
    let list = json!([{"dept_id": 2, "name": "x"}, {"dept_id": 4.5}]);
    unreadable(legacy(list), async |it| {
        it.list_departments("1", None).await
    });
    for ids in [json!([2, 4.5]), json!([2, true]), json!("2,x")] {
        unreadable(legacy(json!({"dept_id_list": ids})), async |it| {
            it.list_department_ids("1", None).await
        });
    }
    let paths = json!({"parent_list": [{"parent_dept_id_list": [2, 1]}, {}]});
    unreadable(legacy(paths), async |it| {
        it.list_user_department_paths("u1").await
    });
}

#[test]
fn a_list_with_one_role_that_cannot_be_read_is_no_shorter_list() {
    let roles = json!([{"id": 1, "name": "x"}, {"id": {}, "name": "y"}]);
    for roles in [roles, json!("x")] {
        let group = json!({"groupId": 7, "name": "x", "roles": roles});
        let list = json!({"list": [group], "hasMore": false});
        unreadable(legacy(list.clone()), async |it| it.list_roles(None).await);
        unreadable(legacy(list), async |it| it.list_role_groups(None).await);
    }
}

#[test]
fn a_user_with_one_role_that_cannot_be_read_is_told_without_roles() {
    let roles = json!([{"id": 1, "name": "x"}, {"id": {}}]);
    let directory = Directory::new(Scripted::calls_answered_by(move |_| {
        result(json!({"userid": "u1", "role_list": roles}))
    }));
    let user = run(directory.platform(), directory.get_user("u1")).expect("a user");
    assert_eq!(user.roles, None);
}

#[test]
fn null_elements_are_none() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| {
        result(json!({"list": [null, {"userid": "u1"}, null], "has_more": false}))
    }));
    let page = run(directory.platform(), directory.list_users("1", None, None));
    assert_eq!(page.expect("a list").users.len(), 1);
}

#[test]
fn a_department_beside_one_that_cannot_be_read_is_not_created_twice() {
    // The answer to the creation is lost, and the list has something in a shape of its own.
    let script = |sent: &Sent| match sent.path().ends_with("create") {
        true => answer(502, ""),
        false => result(json!([{"dept_id": 2, "name": "x"}, {"dept_id": {}, "name": "Night"}])),
    };
    let directory = Directory::new(Scripted::calls_answered_by(script).sending_again());
    let draft = DepartmentDraft {
        name: "Night".to_owned(),
        parent_id: "1".to_owned(),
        sort_key: None,
        source_identifier: None,
        attributes: Vec::new(),
    };
    let error = error_of(run(
        directory.platform(),
        directory.create_department(&draft),
    ));
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{error:?}");
    let calls = directory.platform().calls();
    let creations = calls.iter().filter(|it| it.path().ends_with("create"));
    assert_eq!(creations.count(), 1);
}

#[test]
fn settings_of_senior_mode_that_cannot_be_read_are_not_none() {
    for (scenes, exceptions) in [
        (json!(["CHAT", true]), json!([])),
        (json!("CHAT"), json!([])),
        (json!([]), json!("u1")),
        (json!([]), json!([{"id": "u1", "type": 1}, {"id": "u2"}])),
    ] {
        let reply = json!({
            "seniorStaffId": "u1", "protectScenes": scenes, "seniorWhiteList": exceptions,
        });
        unreadable(reply, async |it| it.get_senior_mode_settings("u1").await);
    }
}

#[test]
fn a_list_of_special_departments_alone_has_no_others() {
    let directory = Directory::new(Scripted::calls_answered_by(|sent| {
        match sent.path().ends_with("listsubid") {
            true => result(json!({"dept_id_list": [-7]})),
            false => result(json!([{"dept_id": -7, "name": "x"}])),
        }
    }));
    let platform = directory.platform();
    let ids = run(platform, directory.list_department_ids("1", None)).expect("a list");
    assert!(ids.ids.is_empty());
    let departments = run(platform, directory.list_departments("1", None)).expect("a list");
    assert!(departments.departments.is_empty());
}

#[test]
fn roles_and_groups_have_numbers_of_64_bits() {
    let beyond = "123456789012345678901234567890";
    let group = json!({"groupId": beyond, "name": "x", "roles": []});
    unreadable(
        legacy(json!({"list": [group], "hasMore": false})),
        async |it| it.list_role_groups(None).await,
    );
    let roles = json!({"role_group": {"group_name": "x", "roles": [{"role_id": beyond}]}});
    unreadable(legacy(roles), async |it| it.get_role_group("7").await);
}

#[test]
fn a_member_whose_departments_cannot_be_read_does_not_have_the_role_for_all() {
    let member = json!({"userid": "u1", "manageScopes": [{"dept_id": {}}]});
    let list = json!({"list": [{"userid": "u2"}, member], "hasMore": false});
    unreadable(legacy(list), async |it| {
        it.list_role_members("7", None).await
    });
    let member = json!({"userid": "u1", "manageScopes": "2"});
    unreadable(legacy(json!({"list": [member]})), async |it| {
        it.list_role_members("7", None).await
    });
}

#[test]
fn a_member_for_special_departments_alone_does_not_have_the_role_for_all() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| {
        let member = json!({"userid": "u1", "manageScopes": [{"dept_id": -7}]});
        result(json!({"list": [member], "hasMore": false}))
    }));
    let page = run(directory.platform(), directory.list_role_members("7", None));
    let members = page.expect("a list").members;
    assert_eq!(members[0].scope.as_ref().map(Vec::len), Some(0));
}

#[test]
fn somebody_who_cannot_be_read_is_not_nobody() {
    unreadable(
        legacy(json!({"userid": true, "login_id": true})),
        async |it| {
            it.find_user_by_attribute("dingtalk.login-id", "desk1")
                .await
        },
    );
}

#[test]
fn an_answer_without_a_body_is_asked_for_again_where_there_has_to_be_one() {
    let nothing = || answer(200, "");
    let directory = Directory::new(
        Scripted::calls_answered_with([nothing(), ok(json!({"disable": true}))]).sending_again(),
    );
    let status = run(directory.platform(), directory.get_account_status("u1"));
    status.expect("a status");

    let mut replies = vec![ok(json!({"disable": true})), token_answer("t1"), nothing()];
    let directory = Directory::new(
        Scripted::answering(move |_| replies.pop().expect("three requests")).sending_again(),
    );
    let status = run(directory.platform(), directory.get_account_status("u1"));
    status.expect("a status");
}

#[test]
fn an_answer_without_a_body_to_a_write_leaves_open_what_was_done() {
    let reply: Reply = answer(200, "");
    let directory = Directory::new(Scripted::calls_answered_with([reply]));
    let error = error_of(run(directory.platform(), directory.enable_account("u1")));
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
}
