//! Creating roles, which have nothing but a name in their group, and role groups.

use serde_json::json;

use super::*;
use crate::platform::ok;

const CREATE: &str = "/role/add_role";
const CREATE_GROUP: &str = "/role/add_role_group";
const GROUP: &str = "4318702100";

#[test]
fn a_role_is_created_once_whatever_is_lost() {
    for (fates, times) in [
        (vec![before()], 2),
        (vec![before(), before()], 3),
        (vec![after()], 1),
        (vec![before(), before(), after()], 3),
    ] {
        let directory = world();
        let platform = directory.platform();
        platform.decide_each(CREATE, fates);
        let id = run(platform, directory.create_role("Night", Some(GROUP))).expect("a role");
        assert_eq!(sent(platform, CREATE), times);
        let group = run(platform, directory.get_role_group(GROUP)).expect("the group");
        let roles = group.roles.into_iter();
        let same = roles.filter(|role| role.name.as_deref() == Some("Night"));
        let ids: Vec<_> = same.map(|role| role.id).collect();
        assert_eq!(ids, [id]);
    }
}

#[test]
fn a_role_that_could_not_be_created_three_times_is_not_there() {
    let directory = world();
    let platform = directory.platform();
    platform.decide_each(CREATE, (0..3).map(|_| before()));
    let error = error_of(run(platform, directory.create_role("Night", Some(GROUP))));
    assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
    assert_eq!(details(&error, "attempts"), ["3"]);
}

#[test]
fn a_role_whose_name_is_taken_on_a_first_try_exists_already() {
    let directory = world();
    let platform = directory.platform();
    run(platform, directory.create_role("Night", Some(GROUP))).expect("a role");
    let error = error_of(run(platform, directory.create_role("Night", Some(GROUP))));
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(sent(platform, CREATE), 2);
}

#[test]
fn a_role_whose_name_is_taken_after_a_lost_answer_is_the_one() {
    let group = |roles| {
        let group = json!({"group_name": "x", "roles": roles});
        ok(json!({"errcode": 0, "role_group": group}))
    };
    // The first request is carried out only after it was looked for.
    let directory = scripted([
        lost(),
        group(json!([])),
        refused(34021, "x"),
        group(json!([{"role_id": 7, "role_name": "Night"}])),
    ]);
    let id = run(
        directory.platform(),
        directory.create_role("Night", Some(GROUP)),
    );
    assert_eq!(id.expect("a role"), "7");
}

#[test]
fn a_role_group_is_sent_again_where_nothing_has_the_name() {
    let directory = world();
    let platform = directory.platform();
    platform.decide_each(CREATE_GROUP, [before(), before()]);
    let id = run(platform, directory.create_role_group("Shifts")).expect("a group");
    assert_eq!(sent(platform, CREATE_GROUP), 3);
    run(platform, directory.get_role_group(&id)).expect("the group");
}

#[test]
fn a_role_group_of_the_name_leaves_the_outcome_unknown_because_it_may_be_an_older_one() {
    let directory = world();
    let platform = directory.platform();
    platform.decide_each(CREATE_GROUP, [after()]);
    let error = error_of(run(platform, directory.create_role_group("Shifts")));
    is_unknown(&error);
    assert_eq!(details(&error, "existing-id").len(), 1);
    assert_eq!(sent(platform, CREATE_GROUP), 1);
}

#[test]
fn what_may_not_be_listed_leaves_the_outcome_unknown_and_names_the_permission() {
    let directory = world();
    let platform = directory.platform();
    platform.withdraw("qyapi_get_department_list");
    platform.decide(|sent| match sent.path() {
        CREATE | CREATE_GROUP => after(),
        _ => Fate::Arrives,
    });
    for outcome in [
        run(platform, directory.create_role("Night", Some(GROUP))),
        run(platform, directory.create_role_group("Shifts")),
    ] {
        let error = error_of(outcome);
        is_unknown(&error);
        assert_eq!(details(&error, "permission"), ["qyapi_get_department_list"]);
    }
    assert_eq!(platform.calls().len(), 4);
}
