//! Changing a department.

use super::*;

fn set(name: &str, value: &str) -> DepartmentChange {
    DepartmentChange::Attribute(attribute(name, value))
}

fn managers(ids: &[&str]) -> DepartmentChange {
    DepartmentChange::Managers(ids.iter().map(|&id| id.to_owned()).collect())
}

fn updated_body(changes: &[DepartmentChange]) -> Value {
    let (outcome, sent) = through(done(), async |it| it.update_department("7", changes).await);
    outcome.expect("an update");
    let (path, body) = legacy(&sent);
    assert_eq!(path, UPDATE);
    body
}

#[test]
fn every_change_is_sent_in_dingtalks_terms() {
    let value = || "值 🙂".to_owned();
    let mut changes = vec![
        (DepartmentChange::Name(value()), json!({"name": "值 🙂"})),
        (
            DepartmentChange::Parent("5000000000".to_owned()),
            json!({"parent_id": 5_000_000_000_i64}),
        ),
        (
            DepartmentChange::SortKey("9007199254740993".to_owned()),
            json!({"order": 9_007_199_254_740_993_i64}),
        ),
        (
            DepartmentChange::SourceIdentifier(value()),
            json!({"source_identifier": "值 🙂"}),
        ),
        (
            managers(&["007", "u 2"]),
            json!({"dept_manager_userid_list": "007,u 2"}),
        ),
        (
            managers(&[]),
            json!({
                "dept_manager_userid_list": "", "force_update_fields": "dept_manager_userid_list",
            }),
        ),
    ];
    for (name, value, sent) in WRITTEN_AT_ONCE.iter().chain(WRITTEN_LATER) {
        let sent = serde_json::from_str(sent).expect("JSON");
        changes.push((set(name, value), sent));
    }
    for (change, mut expected) in changes {
        expected["dept_id"] = json!(7);
        assert_eq!(updated_body(&[change]), expected);
    }
}

#[test]
fn several_changes_are_one_request() {
    let body = updated_body(&[
        DepartmentChange::Name("x".to_owned()),
        managers(&[]),
        set("dingtalk.code", "RD"),
    ]);
    let expected = json!({
        "dept_id": 7, "name": "x", "dept_manager_userid_list": "",
        "force_update_fields": "dept_manager_userid_list", "code": "RD",
    });
    assert_eq!(body, expected);
}

#[test]
fn what_cannot_be_changed_is_refused_before_anything_is_sent() {
    let directory = silent();
    let check = |id: &str, changes: &[DepartmentChange], field: &str| {
        let outcome = directory.update_department(id, changes);
        invalid(&error_of(run(directory.platform(), outcome)), field);
    };
    let name = || DepartmentChange::Name("x".to_owned());
    for id in ["", "0", "-7", "01", "x"] {
        check(id, &[name()], "id");
        check("7", &[DepartmentChange::Parent(id.to_owned())], "parent-id");
    }
    check("7", &[], "changes");
    for text in [String::new(), "x".repeat(65)] {
        check("7", &[DepartmentChange::Name(text)], "name");
    }
    for text in [String::new(), "x".repeat(201)] {
        let change = DepartmentChange::SourceIdentifier(text);
        check("7", &[change], "source-identifier");
    }
    for key in ["", "x", "1.5"] {
        check(
            "7",
            &[DepartmentChange::SortKey(key.to_owned())],
            "sort-key",
        );
    }
    for ids in [&[""][..], &["u1", ""], &["u1,u2"]] {
        check("7", &[managers(ids)], "manager-ids");
    }
    for (name, value) in MALFORMED {
        check("7", &[set(name, value)], name);
    }
    for name in UNWRITABLE {
        check("7", &[set(name, "true")], name);
    }
    check(
        "7",
        &[set("dingtalk.code", &"x".repeat(31))],
        "dingtalk.code",
    );
    for (changes, field) in [
        ([name(), name()], "name"),
        ([managers(&["u1"]), managers(&[])], "manager-ids"),
        ([managers(&[]), managers(&[])], "manager-ids"),
        (
            [
                DepartmentChange::Parent("1".to_owned()),
                DepartmentChange::Parent("1".to_owned()),
            ],
            "parent-id",
        ),
        (
            [set("dingtalk.code", "a"), set("dingtalk.code", "b")],
            "dingtalk.code",
        ),
    ] {
        check("7", &changes, field);
    }
}

#[test]
fn refusals_are_told_in_the_words_of_the_interface() {
    for (code, kind, field) in [
        (60003, ErrorKind::NotFound, None),
        (60004, ErrorKind::NotFound, Some("parent-id")),
        (60010, ErrorKind::Conflict, Some("parent-id")),
        (60018, ErrorKind::Unsupported, None),
        (60021, ErrorKind::AlreadyExists, Some("name")),
        (60008, ErrorKind::AlreadyExists, Some("name")),
        (60068, ErrorKind::InvalidArgument, Some("manager-ids")),
        (40031, ErrorKind::InvalidArgument, None),
        (40093, ErrorKind::InvalidArgument, None),
        (60109, ErrorKind::InvalidArgument, None),
    ] {
        let error = error_through(refused(code, "…"), async |it| {
            it.update_department("7", &[managers(&["u1"])]).await
        });
        assert_eq!(error.kind, kind, "{code}");
        assert_eq!(details(&error, "field"), Vec::from_iter(field), "{code}");
    }
}

#[test]
fn clearing_a_field_and_removing_an_attribute_are_refused_before_anything_is_sent() {
    let directory = silent();
    for (change, field) in [
        (
            DepartmentChange::Clear(DepartmentField::SortKey),
            "sort-key",
        ),
        (
            DepartmentChange::Clear(DepartmentField::SourceIdentifier),
            "source-identifier",
        ),
        (
            DepartmentChange::RemoveAttribute("dingtalk.brief".to_owned()),
            "dingtalk.brief",
        ),
        (
            DepartmentChange::RemoveAttribute("scim.note".to_owned()),
            "scim.note",
        ),
    ] {
        let name = DepartmentChange::Name("x".to_owned());
        for changes in [vec![change.clone()], vec![name, change]] {
            let outcome = directory.update_department("7", &changes);
            let error = error_of(run(directory.platform(), outcome));
            unsupported(&error, field);
            assert!(error.message.contains(field), "{}", error.message);
        }
    }
}

#[test]
fn an_update_whose_answer_was_lost_leaves_it_open() {
    let error = error_through(Reply::Fails(SendError::Lost), async |it| {
        it.update_department("7", &[managers(&[])]).await
    });
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert!(details(&error, "check")[0].contains("get-department"));
}

fn update(directory: &Subject<World>, id: &str, changes: &[DepartmentChange]) -> Result<()> {
    run(
        directory.platform(),
        directory.update_department(id, changes),
    )
}

fn managers_of(directory: &Subject<World>, id: &str) -> Vec<String> {
    let told = run(directory.platform(), directory.get_department(id));
    let mut ids = told.expect("a department").manager_ids.unwrap_or_default();
    ids.sort();
    ids
}

#[test]
fn managers_of_the_offline_dingtalk_are_replaced_and_cleared() {
    let directory = Directory::new(Offline::new_world());
    assert_eq!(managers_of(&directory, RESEARCH), [CHEN]);
    update(&directory, RESEARCH, &[managers(&[WANG, CHEN])]).expect("an update");
    assert_eq!(managers_of(&directory, RESEARCH), [CHEN, WANG]);
    update(&directory, RESEARCH, &[managers(&[WANG])]).expect("an update");
    assert_eq!(managers_of(&directory, RESEARCH), [WANG]);
    let other = [DepartmentChange::Name("研究".to_owned())];
    update(&directory, RESEARCH, &other).expect("an update");
    assert_eq!(managers_of(&directory, RESEARCH), [WANG]);
    // They have to be direct members.
    let error = error_of(update(&directory, RESEARCH, &[managers(&["manager4220"])]));
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(managers_of(&directory, RESEARCH), [WANG]);
    update(&directory, RESEARCH, &[managers(&[])]).expect("an update");
    assert_eq!(managers_of(&directory, RESEARCH), [""; 0]);
}

#[test]
fn a_department_of_the_offline_dingtalk_moves_but_not_below_itself() {
    let directory = Directory::new(Offline::new_world());
    let below = |parent: &str| DepartmentChange::Parent(parent.to_owned());
    for parent in [RESEARCH, PLATFORM, "574367388"] {
        let error = error_of(update(&directory, RESEARCH, &[below(parent)]));
        assert_eq!(error.kind, ErrorKind::Conflict, "{parent}");
    }
    let error = error_of(update(&directory, RESEARCH, &[below("99")]));
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(details(&error, "field"), ["parent-id"]);
    update(&directory, PLATFORM, &[below(MARKET)]).expect("an update");
    let path = run(
        directory.platform(),
        directory.get_department_path("574367388"),
    );
    assert_eq!(path.expect("a path"), ["574367388", PLATFORM, MARKET, "1"]);
}

#[test]
fn neither_the_root_of_the_offline_dingtalk_nor_what_is_not_there_is_changed() {
    let directory = Directory::new(Offline::new_world());
    let name = [DepartmentChange::Name("x".to_owned())];
    let error = error_of(update(&directory, "1", &name));
    assert_eq!(error.kind, ErrorKind::Unsupported);
    let error = error_of(update(&directory, "99", &name));
    assert_eq!(error.kind, ErrorKind::NotFound);
    let taken = [DepartmentChange::Name("市场部".to_owned())];
    let error = error_of(update(&directory, RESEARCH, &taken));
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(details(&error, "field"), ["name"]);
}

#[test]
fn what_is_changed_can_be_read_again_from_the_offline_dingtalk() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let before = run(platform, directory.get_department(RESEARCH)).expect("a department");
    let changes = [
        DepartmentChange::Name("研究 🙂".to_owned()),
        DepartmentChange::SortKey("176200000000000513".to_owned()),
        DepartmentChange::SourceIdentifier("hr/9".to_owned()),
        set("dingtalk.hide-dept", "true"),
        set("dingtalk.dept-permits", MARKET),
        set("dingtalk.user-permits", "manager4220"),
        set("dingtalk.code", "R-9"),
        set("dingtalk.auto-add-user", "false"),
        set("dingtalk.brief", "新"),
    ];
    update(&directory, RESEARCH, &changes).expect("an update");
    let after = run(platform, directory.get_department(RESEARCH)).expect("a department");
    assert_eq!(after.name.as_deref(), Some("研究 🙂"));
    assert_eq!(after.sort_key.as_deref(), Some("176200000000000513"));
    assert_eq!(after.source_identifier.as_deref(), Some("hr/9"));
    let value = |name: &str| {
        let mut all = after.attributes.iter();
        let found = all.find(|it| it.name == name);
        found.map(|it| it.value.as_str())
    };
    for change in &changes {
        if let DepartmentChange::Attribute(attribute) = change {
            let expected = Some(attribute.value.as_str());
            assert_eq!(value(&attribute.name), expected, "{}", attribute.name);
        }
    }
    assert_eq!(after.manager_ids, before.manager_ids);
    assert_eq!(after.parent_id, before.parent_id);
    assert_eq!(after.member_count, before.member_count);
}
