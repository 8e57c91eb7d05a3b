//! Creating a department at most once.

use super::*;

fn create(
    draft: &DepartmentDraft,
    replies: Vec<Reply>,
) -> (Result<CreatedDepartment>, Vec<(String, Value)>) {
    let directory = Directory::new(Scripted::calls_answered_with(replies));
    let outcome = run(directory.platform(), directory.create_department(draft));
    let calls = directory.platform().calls();
    let asked = calls.iter().map(|sent| {
        let (path, body) = legacy(sent);
        (path.to_owned(), body)
    });
    (outcome, asked.collect())
}

fn new(id: i64) -> Reply {
    result(json!({"dept_id": id}))
}

/// What is listed below a parent.
fn listed(departments: Value) -> Reply {
    result(departments)
}

fn list_of(parent: i64) -> (String, Value) {
    (LIST.to_owned(), json!({"dept_id": parent}))
}

#[test]
fn a_small_draft_is_one_request() {
    let (outcome, asked) = create(&draft("研发 🙂 \"Q\""), vec![new(5_000_000_000)]);
    assert_eq!(outcome.expect("a department"), created("5000000000", false));
    let body = json!({"name": "研发 🙂 \"Q\"", "parent_id": 1});
    assert_eq!(asked, [(CREATE.to_owned(), body)]);
}

#[test]
fn a_full_draft_is_sent_in_dingtalks_terms() {
    let attributes = WRITTEN_AT_ONCE.iter();
    let draft = DepartmentDraft {
        parent_id: "5000000000".to_owned(),
        sort_key: own("-9007199254740993"),
        source_identifier: own("hr:员工/1"),
        attributes: attributes
            .map(|(name, value, _)| attribute(name, value))
            .collect(),
        ..draft("x")
    };
    let (outcome, asked) = create(&draft, vec![listed(json!([])), new(7)]);
    outcome.expect("a department");
    let mut expected = json!({
        "name": "x", "parent_id": 5_000_000_000_i64, "order": -9_007_199_254_740_993_i64,
        "source_identifier": "hr:员工/1",
    });
    for (_, _, sent) in WRITTEN_AT_ONCE {
        let sent: Value = serde_json::from_str(sent).expect("JSON");
        let members = sent.as_object().expect("an object").clone();
        expected.as_object_mut().unwrap().extend(members);
    }
    assert_eq!(
        asked,
        [list_of(5_000_000_000), (CREATE.to_owned(), expected)]
    );
}

#[test]
fn the_department_with_the_source_identifier_is_the_answer_whatever_its_name() {
    let siblings = json!([
        {"dept_id": -7, "name": "家校", "source_identifier": "hr:1"},
        {"dept_id": 7, "name": "研发", "source_identifier": "hr:2"},
        {"dept_id": 8, "name": "市场"},
        {"dept_id": 5_000_000_000_i64, "name": "renamed since", "source_identifier": "hr:1"},
    ]);
    let (outcome, asked) = create(&identified("研发", "hr:1"), vec![listed(siblings)]);
    assert_eq!(outcome.expect("a department"), created("5000000000", true));
    assert_eq!(asked, [list_of(1)]);
}

#[test]
fn source_identifiers_are_the_same_only_to_the_letter() {
    let siblings = json!([
        {"dept_id": 7, "source_identifier": "HR:1"}, {"dept_id": 8, "source_identifier": "hr:1 "},
        {"dept_id": 9, "source_identifier": ""}, {"dept_id": 10, "source_identifier": null},
    ]);
    let (outcome, asked) = create(&identified("研发", "hr:1"), vec![listed(siblings), new(11)]);
    assert_eq!(outcome.expect("a department"), created("11", false));
    assert_eq!(asked.len(), 2);
}

#[test]
fn a_parent_that_is_missing_is_named_in_every_way_it_is_found_out() {
    let no_parent = || refused(60004, "父亲部门不存在");
    for (draft, replies) in [
        (draft("x"), vec![no_parent()]),
        (identified("x", "hr:1"), vec![refused(60003, "部门不存在")]),
        (
            identified("x", "hr:1"),
            vec![listed(json!([])), no_parent()],
        ),
    ] {
        let error = error_of(create(&draft, replies).0);
        assert_eq!(error.kind, ErrorKind::NotFound, "{error:?}");
        assert_eq!(details(&error, "field"), ["parent-id"]);
    }
}

#[test]
fn nothing_is_created_where_it_cannot_be_seen_what_is_there() {
    for reply in [
        refused(50004, "请求的部门id不在授权范围内"),
        answer(502, "<html>"),
        Reply::Fails(SendError::Lost),
        result(json!("x")),
    ] {
        // One request more would be a failure of this test.
        let (outcome, asked) = create(&identified("x", "hr:1"), vec![reply]);
        let error = error_of(outcome);
        assert_ne!(error.kind, ErrorKind::OutcomeUnknown);
        assert_eq!(asked, [list_of(1)]);
    }
}

#[test]
fn who_has_the_name_is_told_where_it_can_be_read() {
    let siblings = json!([{"dept_id": 7, "name": "研发部"}, {"dept_id": 8, "name": "研发"}]);
    for code in [60021, 60008] {
        let taken = || refused(code, "父部门下该部门名称已存在");
        let replies = vec![taken(), listed(siblings.clone())];
        let (outcome, asked) = create(&draft("研发"), replies);
        let error = error_of(outcome);
        assert_eq!(error.kind, ErrorKind::AlreadyExists);
        assert_eq!(details(&error, "field"), ["name"]);
        assert_eq!(details(&error, "existing-id"), ["8"]);
        assert_eq!(asked[1], list_of(1));
        for unreadable in [refused(50004, "…"), listed(json!([]))] {
            let error = error_of(create(&draft("研发"), vec![taken(), unreadable]).0);
            assert_eq!(error.kind, ErrorKind::AlreadyExists);
            assert_eq!(details(&error, "existing-id"), [""; 0]);
        }
    }
}

/// Answers that leave open whether the department was created.
fn lost() -> Vec<Reply> {
    vec![
        Reply::Fails(SendError::Lost),
        Reply::Fails(SendError::Late),
        Reply::Fails(SendError::TooLarge),
        answer(502, "<html>"),
        answer(200, "{\"errcode\":0"),
        refused(15, "Remote service error[submsg=远程服务不存在]"),
        done(),
        result(json!({"dept_id": null})),
        result(json!({"dept_id": "x"})),
    ]
}

#[test]
fn without_source_identifier_a_lost_answer_leaves_it_open() {
    for lost in lost() {
        let namesake = listed(json!([{"dept_id": 7, "name": "研发"}]));
        let (outcome, asked) = create(&draft("研发"), vec![lost.clone(), namesake]);
        let error = error_of(outcome);
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{error:?}");
        assert!(details(&error, "check")[0].contains("list-departments"));
        assert_eq!(details(&error, "existing-id"), ["7"]);
        assert_eq!(asked.len(), 2);
        let nobody = listed(json!([]));
        let error = error_of(create(&draft("研发"), vec![lost, nobody]).0);
        assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
    }
}

#[test]
fn with_source_identifier_a_lost_answer_is_looked_up() {
    let before = || listed(json!([{"dept_id": 7, "name": "other"}]));
    for lost in lost() {
        let there = json!([{"dept_id": 7}, {"dept_id": 8, "source_identifier": "hr:1"}]);
        let replies = vec![before(), lost.clone(), listed(there)];
        let (outcome, asked) = create(&identified("研发", "hr:1"), replies);
        assert_eq!(outcome.expect("a department"), created("8", true));
        assert_eq!(asked[2], list_of(1));
        let error = error_of(create(&identified("研发", "hr:1"), vec![before(), lost, before()]).0);
        assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
        assert_eq!(details(&error, "check"), [""; 0]);
    }
}

#[test]
fn what_cannot_be_looked_up_stays_open() {
    for lost in lost() {
        let denied = refused(50004, "请求的部门id不在授权范围内");
        let replies = vec![listed(json!([])), lost, denied];
        let error = error_of(create(&identified("研发", "hr:1"), replies).0);
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{error:?}");
        assert!(details(&error, "check")[0].contains("list-departments"));
    }
}

#[test]
fn a_department_that_was_surely_not_created_is_not_looked_up() {
    for (reply, kind) in [
        (Reply::Fails(SendError::Unreachable), ErrorKind::Unavailable),
        (
            refused(60009, "部门名称含有非法字符"),
            ErrorKind::InvalidArgument,
        ),
        (refused(60002, "…"), ErrorKind::Conflict),
        (refused(60110, "…"), ErrorKind::QuotaExceeded),
        (refused(90018, "…"), ErrorKind::RateLimited),
    ] {
        let replies = vec![listed(json!([])), reply];
        let (outcome, asked) = create(&identified("研发", "hr:1"), replies);
        assert_eq!(error_of(outcome).kind, kind);
        assert_eq!(asked.len(), 2);
    }
}

#[test]
fn a_draft_that_cannot_be_sent_is_refused_before_anything_is_sent() {
    let directory = silent();
    let check = |draft: DepartmentDraft, field: &str| {
        let outcome = run(directory.platform(), directory.create_department(&draft));
        invalid(&error_of(outcome), field);
    };
    for name in [String::new(), "x".repeat(65)] {
        check(draft(&name), "name");
    }
    for parent in ["", "0", "-7", "01", "x"] {
        let parent_id = parent.to_owned();
        check(
            DepartmentDraft {
                parent_id,
                ..draft("x")
            },
            "parent-id",
        );
    }
    for key in ["", "x", "1.5", "9223372036854775808"] {
        let sort_key = own(key);
        check(
            DepartmentDraft {
                sort_key,
                ..draft("x")
            },
            "sort-key",
        );
    }
    for identifier in [String::new(), "x".repeat(201)] {
        check(identified("x", &identifier), "source-identifier");
    }
    let with = |attributes: &[(&str, &str)]| {
        let attributes = attributes
            .iter()
            .map(|(name, value)| attribute(name, value));
        DepartmentDraft {
            attributes: attributes.collect(),
            ..draft("x")
        }
    };
    for (name, value) in MALFORMED {
        check(with(&[(name, value)]), name);
    }
    for name in UNWRITABLE {
        check(with(&[(name, "true")]), name);
    }
    for (name, value, _) in WRITTEN_LATER {
        check(with(&[(name, value)]), name);
    }
    check(
        with(&[
            ("dingtalk.hide-dept", "true"),
            ("dingtalk.hide-dept", "false"),
        ]),
        "dingtalk.hide-dept",
    );
    for (name, longest) in [("dingtalk.brief", 255), ("dingtalk.telephone", 50)] {
        check(with(&[(name, &"x".repeat(longest + 1))]), name);
    }
}

#[test]
fn limits_are_counted_in_characters() {
    let names = ["员".repeat(64), "🙂".repeat(64)];
    for name in names {
        let (outcome, _) = create(&draft(&name), vec![new(7)]);
        outcome.expect("a department");
    }
}

#[test]
fn the_offline_dingtalk_creates_a_department_once() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let create = |draft: &DepartmentDraft| run(platform, directory.create_department(draft));
    let first = create(&identified("平台 🙂", "hr:9")).expect("a department");
    assert!(!first.replayed);
    let rename = [DepartmentChange::Name("改名".to_owned())];
    run(platform, directory.update_department(&first.id, &rename)).expect("it is renamed");
    let again = create(&identified("平台 🙂", "hr:9")).expect("a department");
    assert_eq!(again, created(&first.id, true));
    assert_eq!(
        department(&directory, &first.id).expect("it is there").name,
        "改名"
    );
    let known = create(&identified("anything", "hr:research")).expect("a department");
    assert_eq!(known, created(RESEARCH, true));
}

#[test]
fn the_offline_dingtalk_says_what_is_in_the_way() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let create =
        |draft: &DepartmentDraft| error_of(run(platform, directory.create_department(draft)));
    let taken = create(&draft("研发中心"));
    assert_eq!(taken.kind, ErrorKind::AlreadyExists);
    assert_eq!(details(&taken, "field"), ["name"]);
    assert_eq!(details(&taken, "existing-id"), [RESEARCH]);
    for name in ["a-b", "a,b", "a，b", "a\"b"] {
        invalid(&create(&draft(name)), "name");
    }
    for source_identifier in [None, own("hr:9")] {
        let missing = create(&DepartmentDraft {
            parent_id: "99".to_owned(),
            source_identifier,
            ..draft("x")
        });
        assert_eq!(missing.kind, ErrorKind::NotFound);
        assert_eq!(details(&missing, "field"), ["parent-id"]);
    }
}

#[test]
fn a_lost_answer_of_the_offline_dingtalk_is_looked_up() {
    for (fate, there) in [
        (Fate::AnswerReplaced(Reply::Fails(SendError::Lost)), true),
        (Fate::Stopped(Reply::Fails(SendError::Lost)), false),
    ] {
        let directory = Directory::new(Offline::new_world());
        let platform = directory.platform();
        platform.decide_once(CREATE, fate);
        let draft = identified("平台", "hr:9");
        let outcome = run(platform, directory.create_department(&draft));
        match there {
            true => assert!(outcome.expect("a department").replayed),
            false => assert_eq!(error_of(outcome).kind, ErrorKind::Unavailable),
        }
        let again = run(platform, directory.create_department(&draft)).expect("a department");
        assert_eq!(again.replayed, there);
        let all = platform.sandbox().organisation().departments;
        let same = all
            .iter()
            .filter(|it| it.source_identifier.as_deref() == Some("hr:9"));
        assert_eq!(same.count(), 1);
    }
}
