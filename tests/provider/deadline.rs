//! Peers that answer late, never, or cannot be reached.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use orgbook::bindings::types::{Error, ErrorKind, UserChange};
use orgbook::dingtalk::Directory;
use orgbook::platform::{Platform, SendError};

use crate::expect::{details, done, error_of, get_user, kind_name, refused, somebody};
use crate::platform::{Reply, Scripted, answer, run, token_answer};
use crate::writing::draft;

const DEADLINE: Duration = Duration::from_secs(30);

/// The calls that change nothing, by their names.
const READING: [&str; 6] = [
    "get-user",
    "find-user-by-mobile",
    "list-users",
    "get-department",
    "list-department-ids",
    "list-departments",
];

/// The calls that change something, but for `create-user`, which needs an answer of its own.
const WRITING: [&str; 2] = ["update-user", "delete-user"];

/// The error of a call by its name.
fn fail(directory: &Directory<Scripted>, function: &str) -> Error {
    let platform = directory.platform();
    match function {
        "get-user" => error_of(run(platform, directory.get_user("u1"))),
        "find-user-by-mobile" => {
            error_of(run(platform, directory.find_user_by_mobile("13800000000")))
        }
        "list-users" => error_of(run(platform, directory.list_users("1", None, None))),
        "get-department" => error_of(run(platform, directory.get_department("1"))),
        "list-department-ids" => error_of(run(platform, directory.list_department_ids("1", None))),
        "list-departments" => error_of(run(platform, directory.list_departments("1", None))),
        "update-user" => {
            let changes = [UserChange::Title("Engineer".to_owned())];
            error_of(run(platform, directory.update_user("u1", &changes)))
        }
        "delete-user" => error_of(run(platform, directory.delete_user("u1"))),
        "create-user" => error_of(run(platform, directory.create_user(&draft(), None))),
        other => panic!("no such function: {other}"),
    }
}

fn every_call_is_answered_with(reply: Reply) -> Directory<Scripted> {
    Directory::new(Scripted::calls_answered_by(move |_| reply.clone()))
}

#[test]
#[should_panic(expected = "deadlock")]
fn waiting_for_ever_is_noticed() {
    run(
        &Scripted::answering(|_| Reply::Never),
        std::future::pending::<()>(),
    );
}

#[test]
fn the_time_of_the_earliest_sleeper_comes_first() {
    let platform = Scripted::answering(|_| Reply::Never);
    let (long, short) = (
        platform.sleep(Duration::from_secs(2)),
        platform.sleep(Duration::from_secs(1)),
    );
    let begin = platform.now();
    run(&platform, futures_lite::future::or(long, short));
    assert_eq!(platform.now() - begin, Duration::from_secs(1));
    // Whoever is gone sleeps no more.
    run(&platform, platform.sleep(Duration::from_secs(5)));
    assert_eq!(platform.now() - begin, Duration::from_secs(6));
}

#[test]
fn a_reading_call_that_is_never_answered_ends_at_the_deadline() {
    for function in READING {
        let directory = every_call_is_answered_with(Reply::Never);
        let begin = directory.platform().now();
        let error = fail(&directory, function);
        assert_eq!(error.kind, ErrorKind::Timeout, "{function}");
        assert_eq!(details(&error, "check"), [""; 0], "{function}");
        assert_eq!(directory.platform().now() - begin, DEADLINE, "{function}");
        assert_eq!(directory.platform().calls().len(), 1, "{function}");
    }
}

#[test]
fn a_writing_call_that_is_never_answered_has_an_unknown_outcome_at_the_deadline() {
    for function in WRITING {
        let directory = every_call_is_answered_with(Reply::Never);
        let begin = directory.platform().now();
        let error = fail(&directory, function);
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{function}");
        assert_eq!(details(&error, "check").len(), 1, "{function}");
        assert!(
            details(&error, "check")[0].contains("get-user"),
            "{function}"
        );
        assert_eq!(directory.platform().now() - begin, DEADLINE, "{function}");
        assert_eq!(directory.platform().calls().len(), 1, "{function}");
    }
}

#[test]
fn a_creation_that_is_never_answered_has_an_unknown_outcome_at_the_deadline() {
    let directory = every_call_is_answered_with(Reply::Never);
    let begin = directory.platform().now();
    let error = fail(&directory, "create-user");
    assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
    assert_eq!(details(&error, "check").len(), 1);
    assert_eq!(directory.platform().now() - begin, DEADLINE);
}

#[test]
fn the_deadline_is_the_configured_one() {
    let directory = every_call_is_answered_with(Reply::Never);
    directory.platform().set("ORGBOOK_DEADLINE_MS", "1234");
    let begin = directory.platform().now();
    assert_eq!(fail(&directory, "get-user").kind, ErrorKind::Timeout);
    assert_eq!(
        directory.platform().now() - begin,
        Duration::from_millis(1234)
    );
}

#[test]
fn an_answer_just_before_the_deadline_counts() {
    let late = Reply::Later(
        DEADLINE - Duration::from_millis(1),
        Box::new(somebody("u1")),
    );
    assert!(get_user(&every_call_is_answered_with(late)).is_ok());
}

#[test]
fn an_answer_after_the_deadline_does_not_count() {
    let late = Reply::Later(
        DEADLINE + Duration::from_millis(1),
        Box::new(somebody("u1")),
    );
    assert_eq!(
        fail(&every_call_is_answered_with(late), "get-user").kind,
        ErrorKind::Timeout
    );
}

#[test]
fn all_requests_of_one_call_share_the_deadline() {
    let slow = |reply| Reply::Later(Duration::from_secs(12), Box::new(reply));
    let directory = Directory::new(Scripted::answering(move |sent| {
        match sent.asks_for_token() {
            true => slow(token_answer("token")),
            false => slow(refused(40014, "")),
        }
    }));
    let begin = directory.platform().now();
    assert_eq!(fail(&directory, "get-user").kind, ErrorKind::Timeout);
    assert_eq!(directory.platform().now() - begin, DEADLINE);
    assert_eq!(directory.platform().requests().len(), 3);
    // The next call has a deadline of its own, and the token that was obtained in time.
    fail(&directory, "get-user");
    assert_eq!(directory.platform().now() - begin, DEADLINE * 2);
}

#[test]
fn limits_of_a_request_never_exceed_what_is_left_of_the_deadline() {
    let directory = Directory::new(Scripted::answering(|sent| match sent.asks_for_token() {
        true => Reply::Later(Duration::from_secs(27), Box::new(token_answer("token"))),
        false => somebody("u1"),
    }));
    get_user(&directory).expect("a user");
    let requests = directory.platform().requests();
    assert_eq!(requests[0].limits.connect, Duration::from_secs(5));
    assert_eq!(requests[0].limits.first_byte, Duration::from_secs(15));
    assert_eq!(requests[1].limits.connect, Duration::from_secs(3));
    assert_eq!(requests[1].limits.first_byte, Duration::from_secs(3));
}

#[test]
fn what_ends_a_wait_is_named() {
    for (token_takes, setting) in [
        (1, "ORGBOOK_FIRST_BYTE_TIMEOUT_MS"),
        (27, "ORGBOOK_DEADLINE_MS"),
    ] {
        let directory = Directory::new(Scripted::answering(move |sent| {
            match sent.asks_for_token() {
                true => {
                    let after = Duration::from_secs(token_takes);
                    Reply::Later(after, Box::new(token_answer("token")))
                }
                false => Reply::Fails(SendError::Late),
            }
        }));
        let told = fail(&directory, "get-user");
        assert_eq!(told.kind, ErrorKind::Timeout);
        assert!(told.message.contains(setting), "{told:?}");
    }
}

#[test]
fn nothing_is_sent_when_the_deadline_has_passed() {
    let directory = Directory::new(Scripted::answering(|sent| match sent.asks_for_token() {
        true => Reply::Later(DEADLINE, Box::new(token_answer("token"))),
        false => panic!("one request too many"),
    }));
    assert_eq!(fail(&directory, "delete-user").kind, ErrorKind::Timeout);
}

/// Every way in which there is no answer: the kind for a reading and for a writing call.
const FAILURES: [(SendError, &str, &str); 6] = [
    (SendError::Denied, "egress-denied", "egress-denied"),
    (SendError::Malformed, "misconfigured", "misconfigured"),
    (SendError::Unreachable, "unavailable", "unavailable"),
    (SendError::Lost, "unavailable", "outcome-unknown"),
    (SendError::Late, "timeout", "outcome-unknown"),
    (SendError::TooLarge, "bad-response", "outcome-unknown"),
];

#[test]
fn every_way_to_have_no_answer_has_its_kind() {
    for (error, reading, writing) in FAILURES {
        let functions = READING.map(|function| (function, reading)).into_iter();
        for (function, kind) in functions.chain(WRITING.map(|function| (function, writing))) {
            let directory = every_call_is_answered_with(Reply::Fails(error));
            let told = fail(&directory, function);
            assert_eq!(
                kind_name(&told.kind),
                kind,
                "{error:?}, {function}: {told:?}"
            );
            let checks = usize::from(kind == "outcome-unknown");
            assert_eq!(
                details(&told, "check").len(),
                checks,
                "{error:?}, {function}"
            );
            // After a deletion whose answer was lost the user is read.
            let looked = function == "delete-user" && kind == "outcome-unknown";
            assert_eq!(
                directory.platform().calls().len(),
                1 + usize::from(looked),
                "{error:?}, {function}"
            );
            assert_eq!(told.backend, None, "{error:?}, {function}");
        }
    }
}

#[test]
fn what_was_attempted_is_told_without_the_token() {
    for (error, ..) in FAILURES {
        let told = fail(
            &every_call_is_answered_with(Reply::Fails(error)),
            "get-user",
        );
        let attempted = details(&told, "attempted");
        assert_eq!(
            attempted,
            ["https://oapi.dingtalk.com/topapi/v2/user/get"],
            "{error:?}"
        );
    }
}

#[test]
fn a_host_that_cannot_send_the_request_points_to_the_base_urls() {
    let told = fail(
        &every_call_is_answered_with(Reply::Fails(SendError::Malformed)),
        "get-user",
    );
    assert_eq!(
        details(&told, "setting"),
        ["DINGTALK_OAPI_URL", "DINGTALK_API_URL"]
    );
}

#[test]
fn a_lost_token_leaves_no_doubt_about_a_writing_call() {
    for (error, kind, _) in FAILURES {
        for function in ["update-user", "delete-user", "create-user"] {
            let directory = Directory::new(Scripted::answering(move |sent| {
                assert!(
                    sent.asks_for_token(),
                    "a call without a token: {}",
                    sent.path()
                );
                Reply::Fails(error)
            }));
            let told = fail(&directory, function);
            assert_eq!(
                kind_name(&told.kind),
                kind,
                "{error:?}, {function}: {told:?}"
            );
            assert_eq!(details(&told, "check"), [""; 0], "{error:?}, {function}");
            assert_eq!(
                directory.platform().requests().len(),
                1,
                "{error:?}, {function}"
            );
        }
    }
}

#[test]
fn a_token_endpoint_with_trouble_leaves_no_doubt_about_a_writing_call() {
    let trouble = r#"{"code":"unknownError","requestid":"16AAAA","message":"未知错误"}"#;
    for (status, body) in [(502, "<html>"), (500, trouble)] {
        for function in ["update-user", "delete-user", "create-user"] {
            let directory = Directory::new(Scripted::answering(move |_| answer(status, body)));
            let told = fail(&directory, function);
            assert_eq!(
                told.kind,
                ErrorKind::Unavailable,
                "{status}, {function}: {told:?}"
            );
            assert_eq!(
                directory.platform().requests().len(),
                1,
                "{status}, {function}"
            );
        }
    }
}

#[test]
fn a_token_that_cannot_be_renewed_leaves_no_doubt_about_a_writing_call() {
    for function in ["update-user", "delete-user", "create-user"] {
        let tokens = Rc::new(Cell::new(0));
        let directory = Directory::new(Scripted::answering(move |sent| {
            if !sent.asks_for_token() {
                return refused(40014, "");
            }
            tokens.set(tokens.get() + 1);
            match tokens.get() {
                1 => token_answer("token"),
                _ => Reply::Fails(SendError::Lost),
            }
        }));
        let told = fail(&directory, function);
        assert_eq!(told.kind, ErrorKind::Unavailable, "{function}: {told:?}");
        assert_eq!(directory.platform().requests().len(), 3, "{function}");
    }
}

#[test]
fn a_replay_whose_answer_is_lost_has_an_unknown_outcome() {
    for function in WRITING {
        let mut refusals = 1;
        let directory = Directory::new(Scripted::calls_answered_by(move |_| match refusals {
            0 => Reply::Fails(SendError::Lost),
            _ => {
                refusals -= 1;
                refused(40014, "")
            }
        }));
        let told = fail(&directory, function);
        assert_eq!(told.kind, ErrorKind::OutcomeUnknown, "{function}");
        assert_eq!(details(&told, "check").len(), 1, "{function}");
    }
}

#[test]
fn a_status_tells_whether_a_writing_call_may_have_been_carried_out() {
    for (status, kind) in [
        (200, ErrorKind::OutcomeUnknown),
        (302, ErrorKind::BadResponse),
        (403, ErrorKind::BadResponse),
        (429, ErrorKind::RateLimited),
        (500, ErrorKind::OutcomeUnknown),
        (502, ErrorKind::OutcomeUnknown),
        (504, ErrorKind::OutcomeUnknown),
    ] {
        for function in WRITING {
            let told = fail(
                &every_call_is_answered_with(answer(status, "<html>")),
                function,
            );
            assert_eq!(told.kind, kind, "HTTP {status}, {function}");
        }
    }
}

#[test]
fn a_code_tells_whether_a_writing_call_may_have_been_carried_out() {
    // Busy, the service behind the gateway did not answer in time, it broke: nobody promises that
    // nothing was done before.
    for code in [-1, 1002, 15, 400_001] {
        for function in WRITING {
            let told = fail(&every_call_is_answered_with(refused(code, "x")), function);
            assert_eq!(told.kind, ErrorKind::OutcomeUnknown, "{code}, {function}");
            assert_eq!(told.backend.unwrap().code, code.to_string());
        }
    }
    for code in [90018, 60121, 60011] {
        for function in WRITING {
            let told = fail(&every_call_is_answered_with(refused(code, "x")), function);
            assert_ne!(told.kind, ErrorKind::OutcomeUnknown, "{code}, {function}");
        }
    }
}

#[test]
fn a_call_after_a_failed_one_succeeds() {
    let directory = Directory::new(Scripted::calls_answered_with([
        Reply::Never,
        Reply::Fails(SendError::Lost),
        done(),
    ]));
    fail(&directory, "update-user");
    fail(&directory, "update-user");
    let title = [UserChange::Title("Engineer".to_owned())];
    run(directory.platform(), directory.update_user("u1", &title)).expect("an update");
    assert_eq!(directory.platform().token_requests(), 1);
}
