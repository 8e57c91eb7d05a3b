//! A deletion is resolved by looking for what was to be deleted.

use orgbook::bindings::types::DepartmentDraft;
use orgbook::dingtalk::failure::Result;
use serde_json::json;

use super::*;
use crate::expect::{done, gateway_refused, somebody};

const LI: &str = "0367512098441526";

/// Something to delete: where DingTalk deletes it, which permission lets it be read, and how it is
/// made, deleted and read.
struct Subject {
    path: &'static str,
    permission: &'static str,
    make: fn(&Directory<Offline>) -> String,
    delete: fn(&Directory<Offline>, &str) -> Result<()>,
    read: fn(&Directory<Offline>, &str) -> Result<()>,
}

const SUBJECTS: [Subject; 3] = [
    Subject {
        path: "/topapi/v2/user/delete",
        permission: "qyapi_get_member",
        make: |_| LI.to_owned(),
        delete: |it, id| run(it.platform(), it.delete_user(id)),
        read: |it, id| run(it.platform(), it.get_user(id)).map(|_| ()),
    },
    Subject {
        path: "/topapi/v2/department/delete",
        permission: "qyapi_get_department_list",
        make: |it| {
            let draft = DepartmentDraft {
                name: "Closing".to_owned(),
                parent_id: "1".to_owned(),
                sort_key: None,
                source_identifier: None,
                attributes: Vec::new(),
            };
            let made = run(it.platform(), it.create_department(&draft));
            made.expect("a department").id
        },
        delete: |it, id| run(it.platform(), it.delete_department(id)),
        read: |it, id| run(it.platform(), it.get_department(id)).map(|_| ()),
    },
    Subject {
        path: "/topapi/role/deleterole",
        permission: "qyapi_get_department_member",
        make: |it| run(it.platform(), it.create_role("x", Some("4318702100"))).expect("a role"),
        delete: |it, id| run(it.platform(), it.delete_role(id)),
        read: |it, id| run(it.platform(), it.get_role(id)).map(|_| ()),
    },
];

#[test]
fn a_deletion_is_done_whichever_requests_and_answers_are_lost() {
    for subject in SUBJECTS {
        for (fates, times) in [
            (vec![after()], 1),
            (vec![before()], 2),
            (vec![before(), after()], 2),
            (vec![before(), before()], 3),
            (vec![before(), before(), after()], 3),
        ] {
            let directory = world();
            let platform = directory.platform();
            let id = (subject.make)(&directory);
            platform.decide_each(subject.path, fates);
            (subject.delete)(&directory, &id).expect(subject.path);
            assert_eq!(sent(platform, subject.path), times, "{}", subject.path);
            let gone = error_of((subject.read)(&directory, &id));
            assert_eq!(gone.kind, ErrorKind::NotFound, "{}", subject.path);
        }
    }
}

#[test]
fn what_could_not_be_deleted_three_times_is_still_there() {
    for subject in SUBJECTS {
        let directory = world();
        let platform = directory.platform();
        let id = (subject.make)(&directory);
        platform.decide_each(subject.path, (0..3).map(|_| before()));
        let error = error_of((subject.delete)(&directory, &id));
        assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
        assert_eq!(details(&error, "attempts"), ["3"]);
        assert_eq!(sent(platform, subject.path), 3);
        (subject.read)(&directory, &id).expect("it is still there");
    }
}

#[test]
fn what_may_not_be_read_leaves_the_outcome_unknown_and_names_the_permission() {
    for subject in SUBJECTS {
        for fate in [before, after] {
            let directory = world();
            let platform = directory.platform();
            let id = (subject.make)(&directory);
            platform.withdraw(subject.permission);
            platform.decide_each(subject.path, [fate()]);
            let error = error_of((subject.delete)(&directory, &id));
            is_unknown(&error);
            assert_eq!(details(&error, "permission"), [subject.permission]);
            assert_eq!(sent(platform, subject.path), 1);
        }
    }
}

#[test]
fn what_was_not_there_on_a_first_try_is_not_found() {
    let directory = world();
    let platform = directory.platform();
    let error = error_of(run(platform, directory.delete_user("nobody")));
    assert_eq!(error.kind, ErrorKind::NotFound);
    assert_eq!(platform.calls().len(), 1);
}

#[test]
fn what_is_gone_when_it_is_deleted_again_was_deleted() {
    // The first request is carried out only after it was looked for.
    let gone = refused(60121, "找不到该用户");
    let directory = scripted([lost(), somebody("u1"), gone]);
    run(directory.platform(), directory.delete_user("u1")).expect("a deletion");
    let here = result(json!({"dept_id": 7, "name": "x"}));
    let directory = scripted([lost(), here, refused(60003, "部门不存在")]);
    run(directory.platform(), directory.delete_department("7")).expect("a deletion");
}

#[test]
fn a_throttled_deletion_was_not_carried_out_and_is_not_looked_up() {
    let directory = scripted([gateway_refused("90018", "x"), done()]);
    run(directory.platform(), directory.delete_user("u1")).expect("a deletion");
}
