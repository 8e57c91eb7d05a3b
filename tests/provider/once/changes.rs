//! Changes set values, so they are simply sent again.

use orgbook::bindings::types::{DepartmentChange, UserChange};
use orgbook::dingtalk::failure::Result;

use super::*;
use crate::expect::{done, gateway_refused};

const UPDATE: &str = "/topapi/v2/user/update";
const LI: &str = "0367512098441526";

fn new_name() -> [UserChange; 1] {
    [UserChange::Name("New Name".to_owned())]
}

#[test]
fn an_update_is_sent_again_whether_it_was_carried_out_or_not() {
    for fates in [
        vec![before(), before()],
        vec![after(), after()],
        vec![before(), after()],
    ] {
        let directory = world();
        let platform = directory.platform();
        platform.decide_each(UPDATE, fates);
        run(platform, directory.update_user(LI, &new_name())).expect("an update");
        assert_eq!(sent(platform, UPDATE), 3);
        assert_eq!(platform.calls().len(), 3);
        let user = run(platform, directory.get_user(LI)).expect("a user");
        assert_eq!(user.name.as_deref(), Some("New Name"));
    }
}

#[test]
fn an_update_that_is_lost_three_times_has_an_unknown_outcome() {
    for fate in [before, after] {
        let directory = world();
        let platform = directory.platform();
        platform.decide_each(UPDATE, (0..3).map(|_| fate()));
        let error = error_of(run(platform, directory.update_user(LI, &new_name())));
        is_unknown(&error);
        assert_eq!(details(&error, "attempts"), ["3"]);
        assert_eq!(sent(platform, UPDATE), 3);
    }
}

#[test]
fn an_update_that_was_lost_and_then_refused_has_an_unknown_outcome() {
    for refusal in [
        refused(60121, "找不到该用户"),
        refused(60112, "x"),
        Reply::TooMany(60),
    ] {
        let directory = scripted([lost(), refusal.clone()]);
        let changes = new_name();
        let update = directory.update_user(LI, &changes);
        let error = error_of(run(directory.platform(), update));
        is_unknown(&error);
        assert_eq!(details(&error, "attempts"), ["2"], "{refusal:?}");
    }
}

#[test]
fn an_update_that_was_never_lost_is_told_as_it_was_refused() {
    let throttled = gateway_refused("90018", "x");
    let directory = scripted([throttled, refused(60121, "找不到该用户")]);
    let changes = new_name();
    let update = directory.update_user(LI, &changes);
    let error = error_of(run(directory.platform(), update));
    assert_eq!(error.kind, ErrorKind::NotFound);
}

#[test]
fn other_changes_are_sent_again_too() {
    let users = [LI.to_owned()];
    let renamed = [DepartmentChange::Name("New".to_owned())];
    type Change<'a> = &'a dyn Fn(&Directory<Scripted>) -> Result<()>;
    let changes: [Change; 4] = [
        &|it| run(it.platform(), it.update_department("2", &renamed)),
        &|it| run(it.platform(), it.rename_role("1", "New")),
        &|it| run(it.platform(), it.add_role_members("1", &users)),
        &|it| run(it.platform(), it.remove_role_members("1", &users)),
    ];
    for change in changes {
        let directory = scripted([lost(), lost(), done()]);
        change(&directory).expect("a change");
        assert_eq!(directory.platform().calls().len(), 3);
    }
}
