//! Creating a user.

use orgbook::bindings::types::{CreateOutcome, UserDraft};
use orgbook::dingtalk::failure::Result;
use serde_json::json;

use super::*;
use crate::expect::{gateway_refused, somebody};
use crate::writing::draft;

const CREATE: &str = "/topapi/v2/user/create";
const GET: &str = "/topapi/v2/user/get";
const BOSS: &str = "manager4220";

/// With an identifier of the caller's own, with a key, and with neither.
fn identities() -> [(UserDraft, Option<&'static str>); 3] {
    let own = UserDraft {
        id: Some("mine".to_owned()),
        ..draft()
    };
    [(own, None), (draft(), Some("row-1")), (draft(), None)]
}

fn created(outcome: Result<CreateOutcome>) -> (String, bool) {
    match outcome.expect("a creation") {
        CreateOutcome::Created(user) => (user.id, user.replayed),
        CreateOutcome::Pending(user) => panic!("only invited: {user:?}"),
    }
}

fn absent() -> Reply {
    refused(60121, "找不到该用户")
}

/// Those in the offline DingTalk who have the number of the draft.
fn namesakes(directory: &Directory<Offline>) -> Vec<String> {
    let users = directory.platform().sandbox().organisation().users;
    let number = |user: &orgbook_sandbox::User| user.mobile.as_ref().map(ToString::to_string);
    let same = users
        .into_iter()
        .filter(|user| number(user).as_deref() == Some("13912345678"));
    same.map(|user| user.userid).collect()
}

#[test]
fn a_user_is_created_once_whichever_requests_and_answers_are_lost() {
    for (draft, key) in identities() {
        for (fates, times, replayed) in [
            (vec![], 1, false),
            (vec![before()], 2, false),
            (vec![before(), before()], 3, false),
            (vec![after()], 1, true),
            (vec![before(), after()], 2, true),
            (vec![before(), before(), after()], 3, true),
        ] {
            let case = format!("{:?}, {key:?}, {times}, {replayed}", draft.id);
            let directory = world();
            let platform = directory.platform();
            platform.decide_each(CREATE, fates);
            let (id, again) = created(run(platform, directory.create_user(&draft, key)));
            assert_eq!(again, replayed, "{case}");
            assert_eq!(sent(platform, CREATE), times, "{case}");
            assert_eq!(namesakes(&directory), [id], "{case}");
        }
    }
}

#[test]
fn a_user_who_could_not_be_created_three_times_is_not_there() {
    for (draft, key) in identities() {
        let directory = world();
        let platform = directory.platform();
        platform.decide_each(CREATE, (0..3).map(|_| before()));
        let error = error_of(run(platform, directory.create_user(&draft, key)));
        assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
        assert_eq!(details(&error, "attempts"), ["3"]);
        assert_eq!(details(&error, "check"), [""; 0]);
        assert_eq!(sent(platform, CREATE), 3);
        assert_eq!(namesakes(&directory), [""; 0]);
    }
}

#[test]
fn somebody_else_under_the_identifier_is_a_conflict_and_nothing_is_sent_again() {
    let directory = world();
    let platform = directory.platform();
    platform.decide_each(CREATE, [before()]);
    let draft = UserDraft {
        id: Some(BOSS.to_owned()),
        ..draft()
    };
    let error = error_of(run(platform, directory.create_user(&draft, None)));
    assert_eq!(error.kind, ErrorKind::Conflict);
    assert_eq!(details(&error, "existing-id"), [BOSS]);
    assert_eq!(sent(platform, CREATE), 1);
}

#[test]
fn who_may_not_be_read_leaves_the_outcome_unknown_and_names_the_permission() {
    for fate in [before, after] {
        for (draft, key) in identities() {
            let directory = world();
            let platform = directory.platform();
            platform.withdraw("qyapi_get_member");
            platform.withdraw("qyapi_get_member_by_mobile");
            platform.decide_each(CREATE, [fate()]);
            let error = error_of(run(platform, directory.create_user(&draft, key)));
            is_unknown(&error);
            assert_eq!(details(&error, "permission"), ["qyapi_get_member"]);
            assert_eq!(sent(platform, CREATE), 1);
        }
    }
}

#[test]
fn the_mobile_number_tells_where_users_may_not_be_read() {
    for (fate, times, replayed) in [(before(), 2, false), (after(), 1, true)] {
        let directory = world();
        let platform = directory.platform();
        platform.withdraw("qyapi_get_member");
        platform.decide_each(CREATE, [fate]);
        let (id, again) = created(run(platform, directory.create_user(&draft(), None)));
        assert_eq!(again, replayed);
        assert_eq!(sent(platform, CREATE), times);
        assert_eq!(namesakes(&directory), [id]);
    }
}

#[test]
fn a_mobile_number_of_somebody_else_tells_that_nobody_was_created() {
    let directory = world();
    let platform = directory.platform();
    platform.withdraw("qyapi_get_member");
    platform.decide_each(CREATE, [before()]);
    let draft = UserDraft {
        mobile: Some("13800000001".to_owned()),
        ..draft()
    };
    let error = error_of(run(platform, directory.create_user(&draft, None)));
    assert_eq!(error.kind, ErrorKind::Conflict);
    assert_eq!(details(&error, "existing-id"), [BOSS]);
}

#[test]
fn a_namesake_under_the_identifier_whose_number_is_hidden_is_told_apart_by_the_number() {
    for permitted in [true, false] {
        let directory = world();
        let platform = directory.platform();
        platform.withdraw("fieldMobile");
        if !permitted {
            platform.withdraw("qyapi_get_member_by_mobile");
        }
        let boss = run(platform, directory.get_user(BOSS)).expect("a user");
        platform.decide_each(CREATE, [before()]);
        let draft = UserDraft {
            id: Some(BOSS.to_owned()),
            name: boss.name.expect("a name"),
            ..draft()
        };
        let outcome = run(platform, directory.create_user(&draft, None));
        if permitted {
            let error = error_of(outcome);
            assert_eq!(error.kind, ErrorKind::Conflict);
            assert_eq!(details(&error, "existing-id"), [BOSS]);
        } else {
            // As far as it can be read, it is the same person.
            assert!(created(outcome).1);
        }
        assert_eq!(sent(platform, CREATE), 1);
    }
}

#[test]
fn ones_own_user_whose_number_is_hidden_is_found_by_the_number() {
    for (draft, key) in identities() {
        let directory = world();
        let platform = directory.platform();
        platform.withdraw("fieldMobile");
        platform.decide_each(CREATE, [after()]);
        let (id, again) = created(run(platform, directory.create_user(&draft, key)));
        assert!(again);
        assert_eq!(namesakes(&directory), [id]);
    }
}

#[test]
fn an_empty_number_is_a_hidden_one() {
    for (holder, here) in [("mine", true), ("u9", false)] {
        let script = move |sent: &crate::platform::Sent| match sent.path() {
            CREATE => crate::platform::answer(502, ""),
            GET => result(json!({"userid": "mine", "name": draft().name, "mobile": ""})),
            _ => result(json!({"userid": holder})),
        };
        let directory = Directory::new(Scripted::calls_answered_by(script).sending_again());
        let (draft, _) = &identities()[0];
        let outcome = run(directory.platform(), directory.create_user(draft, None));
        match here {
            true => assert!(created(outcome).1),
            false => assert_eq!(error_of(outcome).kind, ErrorKind::Conflict),
        }
    }
}

#[test]
fn what_is_taken_on_a_first_try_is_somebody_elses() {
    for (code, holder) in [(60102, "mine"), (60104, "u9")] {
        let taken = refused(code, "已存在");
        let script = move |sent: &crate::platform::Sent| match sent.path() {
            CREATE => taken.clone(),
            _ => result(json!({"userid": "u9"})),
        };
        let directory = Directory::new(Scripted::calls_answered_by(script).sending_again());
        let platform = directory.platform();
        let (draft, _) = &identities()[0];
        let error = error_of(run(platform, directory.create_user(draft, None)));
        assert_eq!(error.kind, ErrorKind::AlreadyExists, "{code}");
        assert_eq!(details(&error, "existing-id"), [holder], "{code}");
        assert_eq!((sent(platform, CREATE), sent(platform, GET)), (1, 0));
    }
}

#[test]
fn what_is_taken_after_a_lost_answer_may_be_ones_own() {
    for (draft, key) in identities() {
        for code in [60102, 60104] {
            // The first request is carried out only after it was looked for.
            let taken = refused(code, "已存在");
            let ann = json!({"userid": "x", "name": "Ann", "mobile": "13912345678"});
            let directory = scripted([lost(), absent(), taken, result(ann)]);
            let platform = directory.platform();
            let (_, again) = created(run(platform, directory.create_user(&draft, key)));
            assert!(again);
            assert_eq!(sent(platform, CREATE), 2);
        }
    }
}

#[test]
fn what_is_taken_after_a_lost_answer_may_be_another_persons() {
    let bea = result(json!({"userid": "mine", "name": "Bea"}));
    let (draft, _) = &identities()[0];
    let directory = scripted([lost(), absent(), refused(60102, "已存在"), bea]);
    let platform = directory.platform();
    let error = error_of(run(platform, directory.create_user(draft, None)));
    assert_eq!(error.kind, ErrorKind::Conflict);
    assert_eq!(details(&error, "existing-id"), ["mine"]);
    let holder = result(json!({"userid": "u9"}));
    let taken = refused(60104, "已存在");
    let directory = scripted([lost(), absent(), taken, absent(), holder]);
    let platform = directory.platform();
    let error = error_of(run(platform, directory.create_user(draft, None)));
    assert_eq!(error.kind, ErrorKind::AlreadyExists);
    assert_eq!(details(&error, "existing-id"), ["u9"]);
}

#[test]
fn an_invitation_is_sent_once() {
    for (draft, key) in identities() {
        let directory = world();
        let platform = directory.platform();
        let number = "13912345678".parse().expect("a number");
        platform.sandbox().protect_mobile(number);
        let outcome = run(platform, directory.create_user(&draft, key));
        assert!(matches!(outcome, Ok(CreateOutcome::Pending(_))));
        assert_eq!(platform.calls().len(), 1);
    }
}

#[test]
fn a_throttled_creation_was_not_carried_out_and_is_not_looked_up() {
    let directory = scripted([gateway_refused("90018", "x"), somebody("mine")]);
    let platform = directory.platform();
    let (draft, _) = &identities()[0];
    let (_, again) = created(run(platform, directory.create_user(draft, None)));
    assert!(!again);
    assert_eq!((sent(platform, CREATE), sent(platform, GET)), (2, 0));
}

#[test]
fn lookups_do_not_count_as_attempts() {
    let replies = (0..3).flat_map(|_| [lost(), lost(), lost(), absent()]);
    let directory = scripted(replies);
    let platform = directory.platform();
    let error = error_of(run(platform, directory.create_user(&draft(), None)));
    assert_eq!(error.kind, ErrorKind::Unavailable);
    assert_eq!(details(&error, "attempts"), ["3"]);
    assert_eq!((sent(platform, CREATE), sent(platform, GET)), (3, 9));
}

#[test]
fn a_lookup_that_is_given_up_leaves_the_outcome_of_a_single_attempt_unknown() {
    let directory = scripted([lost(), lost(), lost(), lost()]);
    let platform = directory.platform();
    let error = error_of(run(platform, directory.create_user(&draft(), None)));
    is_unknown(&error);
    assert_eq!(details(&error, "attempts"), [""; 0]);
    assert_eq!((sent(platform, CREATE), sent(platform, GET)), (1, 3));
}

#[test]
fn without_budget_a_lost_creation_is_looked_up_and_not_sent_again() {
    let directory = world();
    let platform = directory.platform();
    platform.decide(|sent| match sent.path() {
        GET => before(),
        _ => Fate::Arrives,
    });
    for _ in 0..50 {
        run(platform, directory.get_user(BOSS)).unwrap_err();
    }
    platform.decide_each(CREATE, [before()]);
    let error = error_of(run(platform, directory.create_user(&draft(), None)));
    assert_eq!(error.kind, ErrorKind::Unavailable);
    assert_eq!(sent(platform, CREATE), 1);
    assert_eq!(namesakes(&directory), [""; 0]);
}

#[test]
fn a_creation_that_is_lost_until_the_deadline_has_an_unknown_outcome() {
    let directory = Directory::new(Scripted::calls_answered_by(|_| Reply::Never).sending_again());
    let platform = directory.platform();
    let error = error_of(run(platform, directory.create_user(&draft(), None)));
    is_unknown(&error);
    assert_eq!(platform.elapsed(), std::time::Duration::from_secs(30));
    assert_eq!(sent(platform, CREATE), 1);
}

#[test]
fn an_exclusive_account_is_created_once_too() {
    let profile = orgbook::bindings::dingtalk_types::AccountProfile {
        mobile: None,
        nickname: None,
        avatar_media_id: None,
    };
    let draft = UserDraft {
        mobile: None,
        ..draft()
    };
    for (fates, times, replayed) in [
        (vec![before(), before()], 3, false),
        (vec![before(), after()], 2, true),
    ] {
        let directory = world();
        let platform = directory.platform();
        platform.decide_each(CREATE, fates);
        let creation = directory.create_sso_account(&draft, &profile, Some("row-1"));
        let (id, again) = created(run(platform, creation));
        assert_eq!(again, replayed);
        assert_eq!(sent(platform, CREATE), times);
        run(platform, directory.get_user(&id)).expect("the account");
    }
}
