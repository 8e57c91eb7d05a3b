//! Roles and their groups: what is asked and what is understood.

use orgbook::bindings::dingtalk_types::RoleGroup;
use orgbook::bindings::types::{ErrorKind, Role};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::failure::Result;
use orgbook::platform::SendError;
use serde_json::{Value, json};

use crate::expect::{
    details, done, error_of, error_through, invalid, legacy, page, refused, result, silent,
    through, unsupported,
};
use crate::platform::{Fate, Offline, Reply, Scripted, answer, ok, run};

/// Beyond 32 bits, as live ones are, and beyond what a double holds exactly.
const ROLE: &str = "4000000001";
const GROUP: &str = "9007199254740993";

fn role(id: &str, name: Option<&str>, group: &str) -> Role {
    Role {
        id: id.to_owned(),
        name: name.map(str::to_owned),
        group_id: Some(group.to_owned()),
        attributes: vec![],
    }
}

/// A payload at top level, as these calls answer (section 4).
fn top_level(key: &str, payload: Value) -> Reply {
    ok(json!({"errcode": 0, "errmsg": "ok", (key): payload}))
}

#[test]
fn groups_are_asked_for_with_offset_and_size_and_told_with_their_roles() {
    let list = json!([
        {"groupId": 9_007_199_254_740_993_i64, "name": "默认",
         "roles": [{"id": 4_000_000_001_i64, "name": "主管"}, {"id": "2", "name": ""}]},
        {"groupId": "7", "name": null, "roles": null},
        {"groupId": 8},
        null,
    ]);
    let reply = result(json!({"hasMore": false, "list": list}));
    let (told, sent) = through(reply, async |it| it.list_role_groups(None).await);
    let group = |id: &str, name: Option<&str>, roles: Vec<Role>| RoleGroup {
        id: id.to_owned(),
        name: name.map(str::to_owned),
        roles,
    };
    let roles = vec![role(ROLE, Some("主管"), GROUP), role("2", Some(""), GROUP)];
    let expected = [
        group(GROUP, Some("默认"), roles),
        group("7", None, vec![]),
        group("8", None, vec![]),
    ];
    assert_eq!(told.expect("a page").groups, expected);
    let question = json!({"offset": 0, "size": 200});
    assert_eq!(legacy(&sent), ("/topapi/role/list", question));
}

#[test]
fn roles_are_those_of_the_groups_of_a_page_one_after_the_other() {
    let list = json!([
        {"groupId": 9_007_199_254_740_993_i64, "name": "默认",
         "roles": [{"id": 4_000_000_001_i64, "name": "主管"}, {"id": 2}]},
        {"groupId": 8, "roles": []},
        {"groupId": 7, "roles": [{"id": 1, "name": "x"}]},
    ]);
    let reply = result(json!({"hasMore": true, "list": list}));
    let (told, sent) = through(reply, async |it| it.list_roles(page(None, Some(3))).await);
    let told = told.expect("a page");
    let expected = [
        role(ROLE, Some("主管"), GROUP),
        role("2", None, GROUP),
        role("1", Some("x"), "7"),
    ];
    assert_eq!(told.roles, expected);
    let question = json!({"offset": 0, "size": 3});
    assert_eq!(legacy(&sent), ("/topapi/role/list", question));
    let reply = result(json!({"hasMore": false, "list": []}));
    let (told, sent) = through(reply, async |it| {
        it.list_roles(page(told.next.as_deref(), Some(3))).await
    });
    assert_eq!(told.expect("a page").next, None);
    let question = json!({"offset": 3, "size": 3});
    assert_eq!(legacy(&sent), ("/topapi/role/list", question));
}

#[test]
fn a_role_without_a_group_is_refused_before_anything_is_sent_with_what_to_do() {
    let directory = silent();
    let created = directory.create_role("Night", None);
    let error = error_of(run(directory.platform(), created));
    unsupported(&error, "group-id");
    for function in ["list-role-groups", "create-role-group"] {
        assert!(error.message.contains(function), "{}", error.message);
    }
}

#[test]
fn a_group_stands_at_top_level_with_other_names_for_its_roles() {
    let group = json!({
        "group_name": "默认",
        "roles": [{"role_id": 4_000_000_001_i64, "role_name": "主管"}, {"role_id": 2}, null],
    });
    for reply in [
        top_level("role_group", group.clone()),
        result(json!({"role_group": group})),
    ] {
        let (told, sent) = through(reply, async |it| it.get_role_group(GROUP).await);
        let told = told.expect("a group");
        assert_eq!(
            (told.id.as_str(), told.name.as_deref()),
            (GROUP, Some("默认"))
        );
        let roles = [role(ROLE, Some("主管"), GROUP), role("2", None, GROUP)];
        assert_eq!(told.roles, roles);
        let question = json!({"group_id": 9_007_199_254_740_993_i64});
        assert_eq!(legacy(&sent), ("/topapi/role/getrolegroup", question));
    }
}

#[test]
fn a_role_stands_at_top_level() {
    let payload = json!({"groupId": 9_007_199_254_740_993_i64, "name": "主管"});
    let (told, sent) = through(top_level("role", payload), async |it| {
        it.get_role(ROLE).await
    });
    assert_eq!(told.expect("a role"), role(ROLE, Some("主管"), GROUP));
    let question = json!({"roleId": 4_000_000_001_i64});
    assert_eq!(legacy(&sent), ("/topapi/role/getrole", question));
    let (told, _) = through(top_level("role", json!({})), async |it| {
        it.get_role("7").await
    });
    let told = told.expect("a role");
    assert_eq!((told.name, told.group_id), (None, None));
}

#[test]
fn groups_and_roles_are_created_with_their_names() {
    for name in ["值班", "a \"b\" & 🙂"] {
        let reply = top_level("groupId", json!(9_007_199_254_740_993_i64));
        let (id, sent) = through(reply, async |it| it.create_role_group(name).await);
        assert_eq!(id.expect("a group"), GROUP);
        let question = json!({"name": name});
        assert_eq!(legacy(&sent), ("/role/add_role_group", question));
        let reply = top_level("roleId", json!("4000000001"));
        let (id, sent) = through(reply, async |it| it.create_role(name, Some("7")).await);
        assert_eq!(id.expect("a role"), ROLE);
        let question = json!({"groupId": 7, "roleName": name});
        assert_eq!(legacy(&sent), ("/role/add_role", question));
    }
}

#[test]
fn a_role_is_renamed_and_deleted_by_number() {
    let (outcome, sent) = through(done(), async |it| it.rename_role(ROLE, "值班").await);
    outcome.expect("it is renamed");
    let question = json!({"roleId": 4_000_000_001_i64, "roleName": "值班"});
    assert_eq!(legacy(&sent), ("/role/update_role", question));
    let (outcome, sent) = through(done(), async |it| it.delete_role(ROLE).await);
    outcome.expect("it is deleted");
    let question = json!({"role_id": 4_000_000_001_i64});
    assert_eq!(legacy(&sent), ("/topapi/role/deleterole", question));
}

#[test]
fn an_answer_without_what_was_asked_for_is_no_answer() {
    for payload in [json!({}), json!(null), json!([]), json!("x")] {
        let errors = [
            error_through(result(payload.clone()), async |it| {
                it.list_role_groups(None).await
            }),
            error_through(result(payload.clone()), async |it| it.get_role("7").await),
            error_through(result(payload.clone()), async |it| {
                it.get_role_group("7").await
            }),
        ];
        for error in errors {
            assert_eq!(error.kind, ErrorKind::BadResponse, "{error:?}");
        }
    }
}

#[test]
fn what_a_creation_came_to_is_unknown_when_no_identifier_is_told() {
    for lost in [
        done(),
        top_level("roleId", json!(null)),
        top_level("groupId", json!("")),
        answer(502, "<html>"),
        Reply::Fails(SendError::Lost),
    ] {
        let directory = Directory::new(Scripted::calls_answered_by(move |_| lost.clone()));
        let platform = directory.platform();
        let role = error_of(run(platform, directory.create_role("x", Some("7"))));
        let group = error_of(run(platform, directory.create_role_group("x")));
        for (error, list) in [(role, "list-roles"), (group, "list-role-groups")] {
            assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{error:?}");
            let check = details(&error, "check");
            assert!(check.len() == 1 && check[0].contains(list));
        }
    }
}

#[test]
fn refusals_are_told_in_the_words_of_the_interface() {
    let unknown = || refused(33011, "不存在的角色");
    let errors = [
        error_through(unknown(), async |it| it.get_role("7").await),
        error_through(unknown(), async |it| it.rename_role("7", "x").await),
        error_through(unknown(), async |it| it.delete_role("7").await),
        error_through(refused(34020, "无效的角色组"), async |it| {
            it.create_role("x", Some("7")).await
        }),
        error_through(refused(400002, "参数错误"), async |it| {
            it.get_role_group("7").await
        }),
    ];
    for error in errors {
        assert_eq!(error.kind, ErrorKind::NotFound, "{error:?}");
    }
    let error = error_through(refused(34021, "角色名称已存在"), async |it| {
        it.create_role("x", Some("7")).await
    });
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(details(&error, "field"), ["name"]);
    let own = || refused(23004, "系统标签");
    for error in [
        error_through(own(), async |it| it.rename_role("7", "x").await),
        error_through(own(), async |it| it.delete_role("7").await),
    ] {
        assert_eq!(error.kind, ErrorKind::Unsupported, "{error:?}");
    }
}

#[test]
fn what_cannot_be_asked_is_refused_before_anything_is_sent() {
    let directory = silent();
    let platform = directory.platform();
    let check = |outcome: Result<()>, field: &str| invalid(&error_of(outcome), field);
    for id in ["", "x", "01", "+1", "1.0", " 1", "9223372036854775808"] {
        check(run(platform, directory.get_role(id)).map(drop), "id");
        check(run(platform, directory.get_role_group(id)).map(drop), "id");
        check(run(platform, directory.rename_role(id, "x")), "id");
        check(run(platform, directory.delete_role(id)), "id");
        let created = run(platform, directory.create_role("x", Some(id)));
        check(created.map(drop), "group-id");
    }
    for name in [String::new(), "x".repeat(201)] {
        check(run(platform, directory.rename_role("7", &name)), "name");
        let created = run(platform, directory.create_role(&name, Some("7")));
        check(created.map(drop), "name");
        let created = run(platform, directory.create_role_group(&name));
        check(created.map(drop), "name");
    }
    let none = || page(None, Some(0));
    let groups = run(platform, directory.list_role_groups(none()));
    check(groups.map(drop), "limit");
    let roles = run(platform, directory.list_roles(none()));
    check(roles.map(drop), "limit");
}

#[test]
fn a_role_lives_and_dies_in_the_offline_dingtalk() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let group = run(platform, directory.create_role_group("轮值 🙂")).expect("a group");
    let id = run(
        platform,
        directory.create_role("夜班", Some(group.as_str())),
    )
    .expect("a role");
    let error = error_of(run(
        platform,
        directory.create_role("夜班", Some(group.as_str())),
    ));
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(details(&error, "field"), ["name"]);
    run(platform, directory.rename_role(&id, "早班")).expect("it is renamed");
    let told = run(platform, directory.get_role(&id)).expect("a role");
    assert_eq!(told, role(&id, Some("早班"), &group));
    let told = run(platform, directory.get_role_group(&group)).expect("a group");
    assert_eq!(told.name.as_deref(), Some("轮值 🙂"));
    assert_eq!(told.roles, [role(&id, Some("早班"), &group)]);
    let all = run(platform, directory.list_role_groups(None)).expect("a page");
    assert!(all.groups.contains(&told));
    let all = run(platform, directory.list_roles(None)).expect("a page");
    assert!(all.roles.contains(&role(&id, Some("早班"), &group)));
    run(platform, directory.delete_role(&id)).expect("it is deleted");
    for outcome in [
        run(platform, directory.get_role(&id)).map(drop),
        run(platform, directory.rename_role(&id, "x")),
        run(platform, directory.delete_role(&id)),
        run(platform, directory.create_role("x", Some("7"))).map(drop),
        run(platform, directory.get_role_group("7")).map(drop),
    ] {
        assert_eq!(error_of(outcome).kind, ErrorKind::NotFound);
    }
}

#[test]
fn the_roles_that_dingtalk_defines_are_listed_and_cannot_be_changed() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let all = run(platform, directory.list_role_groups(None)).expect("a page");
    let own = all
        .groups
        .iter()
        .find(|it| it.name.as_deref() == Some("默认"));
    for role in &own.expect("DingTalk's own group").roles {
        for outcome in [
            run(platform, directory.rename_role(&role.id, "x")),
            run(platform, directory.delete_role(&role.id)),
        ] {
            assert_eq!(error_of(outcome).kind, ErrorKind::Unsupported);
        }
    }
}

#[test]
fn a_role_that_somebody_holds_is_not_deleted() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let error = error_of(run(platform, directory.delete_role("4318702101")));
    assert_eq!(error.kind, ErrorKind::Conflict);
    run(platform, directory.get_role("4318702101")).expect("it is still there");
}

#[test]
fn a_creation_whose_answer_was_lost_is_found_again() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let lost = Fate::AnswerReplaced(Reply::Fails(SendError::Lost));
    platform.decide_once("/role/add_role", lost);
    let id = run(platform, directory.create_role("夜班", Some("4318702100"))).expect("a role");
    let role = run(platform, directory.get_role(&id)).expect("it is there");
    assert_eq!(role.name.as_deref(), Some("夜班"));
    let error = error_of(run(
        platform,
        directory.create_role("夜班", Some("4318702100")),
    ));
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
}
