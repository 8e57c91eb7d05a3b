//! What becomes of calls when networks, gateways and servers misbehave.

use leaks::Watched;
use orgbook_host::types::{Assignment, CreateOutcome, ErrorKind, UserChange, UserDraft};
use orgbook_host::{CallError, Instance};
use orgbook_sandbox::{DEFAULT_CLIENT_SECRET, Fault, FaultRule, Organisation};
use serde_json::json;

use crate::support::peer::{Fate, Heard, Peer, http, json as json_answer};
use crate::support::{
    CHEN, FREE_MOBILE, LI, Outcome, ROOT, World, assignment, created, detail, details, instance,
    newcomer, nowhere, sandbox, tenant,
};

const TOKEN: &str = "/v1.0/oauth2/accessToken";
const CREATE: &str = "/topapi/v2/user/create";
const UPDATE: &str = "/topapi/v2/user/update";
const DELETE: &str = "/topapi/v2/user/delete";
const GET: &str = "/topapi/v2/user/get";
const LIST_IDS: &str = "/topapi/v2/department/listsubid";

/// The least time that a call can be given.
const SHORT: (&str, &str) = ("ORGBOOK_DEADLINE_MS", "100");

/// An organisation behind a server of which one path has a fate of its own.
struct Troubled {
    sandbox: Watched,
    peer: Peer,
    directory: Instance,
}

impl Troubled {
    async fn at(path: &'static str, fate: impl Fn() -> Fate + Send + Sync + 'static) -> Self {
        Self::with(&[], move |heard| {
            if heard.path == path {
                fate()
            } else {
                Fate::Answered
            }
        })
        .await
    }

    async fn with(
        settings: &[(&str, &str)],
        decide: impl Fn(&Heard) -> Fate + Send + Sync + 'static,
    ) -> Self {
        let sandbox = sandbox(Organisation::default());
        let peer = Peer::before(&sandbox, decide).await;
        let directory = instance(&tenant(&peer.url(), settings)).await;
        Self {
            sandbox,
            peer,
            directory,
        }
    }

    fn has(&self, id: &str) -> bool {
        self.sandbox
            .organisation()
            .users
            .iter()
            .any(|user| user.userid == id)
    }

    fn people(&self) -> usize {
        self.sandbox.organisation().users.len()
    }

    async fn retitle(&mut self) -> Result<(), CallError> {
        let changes = [UserChange::Title("x".to_owned())];
        self.directory.update_user(CHEN, &changes).await
    }
}

fn html(status: &str) -> Vec<u8> {
    let page = "<!doctype html><title>Sign in</title><p>Please sign in to go on.</p>";
    http(status, "text/html", page)
}

#[tokio::test]
async fn where_nobody_listens_every_call_is_unavailable() {
    let url = nowhere();
    let mut directory = instance(&tenant(&url, &[])).await;
    let title = [UserChange::Title("x".to_owned())];
    for error in [
        directory.get_user(CHEN).await.refused(),
        directory.list_users(ROOT, None, None).await.refused(),
        directory.list_departments(ROOT, None).await.refused(),
        directory.create_user(&newcomer(), None).await.refused(),
        directory
            .create_user(&newcomer(), Some("row"))
            .await
            .refused(),
        directory.update_user(CHEN, &title).await.refused(),
        directory.delete_user(CHEN).await.refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
        assert_eq!(detail(&error, "attempted"), format!("{url}{TOKEN}"));
        assert_eq!(error.backend, None);
    }
}

#[tokio::test]
async fn where_only_the_legacy_server_is_away_a_write_is_unavailable_and_not_unknown() {
    let world = World::new().await;
    let mut directory = world.instance(&[("DINGTALK_OAPI_URL", &nowhere())]).await;
    let changes = [UserChange::Title("x".to_owned())];
    for error in [
        directory.update_user(CHEN, &changes).await.refused(),
        directory.delete_user(CHEN).await.refused(),
        directory.create_user(&newcomer(), None).await.refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
        assert!(details(&error, "check").is_empty(), "{error:?}");
    }
}

#[tokio::test]
async fn a_read_whose_answer_is_lost_is_unavailable_and_may_be_repeated() {
    let mut world = Troubled::with(&[], {
        let first = std::sync::atomic::AtomicBool::new(true);
        move |heard| {
            let lost = heard.path == GET && first.swap(false, std::sync::atomic::Ordering::Relaxed);
            if lost { Fate::Dropped } else { Fate::Answered }
        }
    })
    .await;
    let error = world.directory.get_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::Unavailable);
    world.directory.get_user(CHEN).await.done();
}

#[tokio::test]
async fn an_update_whose_answer_is_lost_is_unknown_and_says_what_to_look_at() {
    for (fate, done) in [
        ((|| Fate::Lost) as fn() -> Fate, true),
        (|| Fate::Dropped, false),
    ] {
        let mut world = Troubled::at(UPDATE, fate).await;
        let error = world.retitle().await.refused();
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
        assert!(!detail(&error, "check").is_empty());
        let titles = world.sandbox.organisation().users;
        let title = titles
            .into_iter()
            .find(|user| user.userid == CHEN)
            .and_then(|it| it.title);
        assert_eq!(title.as_deref() == Some("x"), done);
        assert_eq!(world.peer.count(UPDATE), 1, "it is not repeated");
    }
}

#[tokio::test]
async fn a_deletion_whose_answer_is_lost_is_done_when_nobody_is_found() {
    for (fate, done) in [
        ((|| Fate::Lost) as fn() -> Fate, true),
        (|| Fate::Dropped, false),
    ] {
        let mut world = Troubled::at(DELETE, fate).await;
        let outcome = world.directory.delete_user(LI).await;
        match done {
            true => outcome.done(),
            false => assert_eq!(outcome.refused().kind, ErrorKind::Unavailable),
        }
        assert_eq!(!world.has(LI), done);
        assert_eq!(world.peer.count(DELETE), 1, "it is not repeated");
    }
}

#[tokio::test]
async fn a_creation_whose_answer_is_lost_is_read_back() {
    for (id, key) in [(None, None), (None, Some("row")), (Some("own"), None)] {
        let mut world = Troubled::at(CREATE, || Fate::Lost).await;
        let people = world.people();
        let draft = UserDraft {
            id: id.map(str::to_owned),
            ..newcomer()
        };
        let user = created(world.directory.create_user(&draft, key).await);
        assert!(user.replayed, "{key:?}");
        assert!(world.has(&user.id));
        assert_eq!(world.people(), people + 1);
        assert_eq!(world.peer.count(CREATE), 1, "it is not repeated");
    }
}

#[tokio::test]
async fn a_creation_that_did_not_come_about_is_unavailable_and_may_be_repeated() {
    let once = std::sync::atomic::AtomicBool::new(true);
    let mut world = Troubled::with(&[], move |heard| {
        let first = heard.path == CREATE && once.swap(false, std::sync::atomic::Ordering::Relaxed);
        if first { Fate::Dropped } else { Fate::Answered }
    })
    .await;
    let people = world.people();
    let error = world
        .directory
        .create_user(&newcomer(), None)
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::Unavailable);
    assert!(details(&error, "check").is_empty(), "{error:?}");
    assert_eq!(world.people(), people);
    let user = created(world.directory.create_user(&newcomer(), None).await);
    assert!(!user.replayed);
    assert_eq!(world.people(), people + 1);
}

#[tokio::test]
async fn a_creation_that_cannot_be_read_back_is_unknown_and_names_the_identifier() {
    let mut world = Troubled::with(&[], |heard| match heard.path.as_str() {
        CREATE => Fate::Lost,
        GET => Fate::Dropped,
        _ => Fate::Answered,
    })
    .await;
    for key in [None, Some("row")] {
        let draft = UserDraft {
            mobile: Some(format!(
                "+1-555{}",
                if key.is_some() { "0100" } else { "0101" }
            )),
            ..newcomer()
        };
        let error = world.directory.create_user(&draft, key).await.refused();
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown);
        let check = detail(&error, "check").to_owned();
        let last = world
            .sandbox
            .organisation()
            .users
            .pop()
            .expect("it was created")
            .userid;
        assert!(check.contains(&last), "{check}");
    }
}

#[tokio::test]
async fn a_lost_creation_with_the_identifier_of_another_person_is_a_conflict() {
    let mut world = Troubled::at(CREATE, || Fate::Lost).await;
    let draft = UserDraft {
        id: Some(CHEN.to_owned()),
        ..newcomer()
    };
    let error = world.directory.create_user(&draft, None).await.refused();
    assert_eq!(error.kind, ErrorKind::Conflict);
    assert_eq!(detail(&error, "existing-id"), CHEN);
}

#[tokio::test]
async fn a_lost_token_answer_is_no_lost_write() {
    for fate in [(|| Fate::Lost) as fn() -> Fate, || {
        Fate::Said(html("502 Bad Gateway"))
    }] {
        let mut world = Troubled::at(TOKEN, fate).await;
        for error in [
            world
                .directory
                .create_user(&newcomer(), None)
                .await
                .refused(),
            world
                .directory
                .create_user(&newcomer(), Some("row"))
                .await
                .refused(),
            world.retitle().await.refused(),
            world.directory.delete_user(LI).await.refused(),
        ] {
            assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
            assert!(details(&error, "check").is_empty(), "{error:?}");
        }
        let heard = world.peer.heard();
        assert!(heard.iter().all(|request| request.path == TOKEN));
    }
}

#[tokio::test]
async fn a_lost_answer_to_the_renewal_of_a_token_is_no_lost_write() {
    let mut world = Troubled::with(&[], {
        let tokens = std::sync::atomic::AtomicUsize::new(0);
        move |heard| {
            let renewal = heard.path == TOKEN
                && tokens.fetch_add(1, std::sync::atomic::Ordering::Relaxed) > 0;
            if renewal {
                Fate::Dropped
            } else {
                Fate::Answered
            }
        }
    })
    .await;
    world.directory.get_user(CHEN).await.done();
    world.sandbox.revoke_tokens();
    let people = world.people();
    for error in [
        world.retitle().await.refused(),
        world.directory.delete_user(LI).await.refused(),
        world
            .directory
            .create_user(&newcomer(), None)
            .await
            .refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
    }
    assert_eq!(world.people(), people);
}

#[tokio::test]
async fn a_page_in_place_of_an_answer_is_a_bad_response() {
    for status in ["200 OK", "302 Found", "403 Forbidden"] {
        let mut world = Troubled::at(GET, move || Fate::Said(html(status))).await;
        let error = world.directory.get_user(CHEN).await.refused();
        assert_eq!(error.kind, ErrorKind::BadResponse, "{status}");
        let attempted = format!("{}{GET}", world.peer.url());
        assert_eq!(detail(&error, "attempted"), attempted);
    }
}

#[tokio::test]
async fn a_page_in_place_of_a_token_is_a_bad_response() {
    let mut world = Troubled::at(TOKEN, || Fate::Said(html("200 OK"))).await;
    for error in [
        world.directory.get_user(CHEN).await.refused(),
        world.directory.delete_user(LI).await.refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::BadResponse);
    }
}

#[tokio::test]
async fn a_page_of_a_gateway_in_trouble_is_unavailable() {
    for status in [
        "500 Internal Server Error",
        "502 Bad Gateway",
        "504 Gateway Timeout",
    ] {
        let mut world = Troubled::at(GET, move || Fate::Said(html(status))).await;
        let error = world.directory.get_user(CHEN).await.refused();
        assert_eq!(error.kind, ErrorKind::Unavailable, "{status}");
    }
}

#[tokio::test]
async fn a_page_in_place_of_the_answer_to_a_write_is_no_success_and_no_failure() {
    for status in ["200 OK", "502 Bad Gateway"] {
        let mut world = Troubled::with(&[], move |heard| match heard.path.as_str() {
            UPDATE | DELETE => Fate::Twisted(html(status)),
            _ => Fate::Answered,
        })
        .await;
        let error = world.retitle().await.refused();
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{status}");
        assert!(!detail(&error, "check").is_empty());
        world.directory.delete_user(LI).await.done();
        assert!(!world.has(LI));
    }
}

#[tokio::test]
async fn a_refusal_by_a_gateway_is_no_lost_write() {
    let refuse = || Fate::Said(html("403 Forbidden"));
    let mut world = Troubled::at(DELETE, refuse).await;
    let error = world.directory.delete_user(LI).await.refused();
    assert_eq!(error.kind, ErrorKind::BadResponse);
}

#[tokio::test]
async fn json_that_is_no_answer_is_a_bad_response() {
    for body in [
        "[]",
        "\"ok\"",
        "null",
        "{}",
        "{\"status\":\"ok\"}",
        "{\"errcode\":0",
        "",
    ] {
        let mut world = Troubled::with(&[], move |heard| match heard.path.as_str() {
            TOKEN => Fate::Answered,
            _ => Fate::Said(http("200 OK", "application/json", body)),
        })
        .await;
        for error in [
            world.directory.get_user(CHEN).await.refused(),
            world
                .directory
                .find_user_by_mobile(FREE_MOBILE)
                .await
                .refused(),
            world.directory.list_users(ROOT, None, None).await.refused(),
            world.directory.get_department(ROOT).await.refused(),
            world
                .directory
                .list_department_ids(ROOT, None)
                .await
                .refused(),
            world.directory.list_departments(ROOT, None).await.refused(),
        ] {
            assert_eq!(error.kind, ErrorKind::BadResponse, "{body}: {error:?}");
        }
    }
}

#[tokio::test]
async fn json_that_is_no_answer_to_a_write_is_no_success() {
    for body in ["[]", "{}", "{\"status\":\"ok\"}", ""] {
        let mut world = Troubled::with(&[], move |heard| match heard.path.as_str() {
            UPDATE | DELETE => Fate::Said(http("200 OK", "application/json", body)),
            _ => Fate::Answered,
        })
        .await;
        let error = world.retitle().await.refused();
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{body}: {error:?}");
        // Who is still there was not deleted.
        let error = world.directory.delete_user(LI).await.refused();
        assert_eq!(error.kind, ErrorKind::Unavailable, "{body}: {error:?}");
    }
}

#[tokio::test]
async fn json_that_is_no_answer_to_a_creation_is_followed_by_reading_back() {
    for body in ["[]", "{}", "{\"status\":\"ok\"}", ""] {
        let answer = move || Fate::Twisted(http("200 OK", "application/json", body));
        let mut world = Troubled::at(CREATE, answer).await;
        let user = created(world.directory.create_user(&newcomer(), None).await);
        assert!(user.replayed, "{body}");
        assert!(world.has(&user.id));
        let ignore = move || Fate::Said(http("200 OK", "application/json", body));
        let mut world = Troubled::at(CREATE, ignore).await;
        let error = world
            .directory
            .create_user(&newcomer(), None)
            .await
            .refused();
        assert_eq!(error.kind, ErrorKind::Unavailable, "{body}");
    }
}

#[tokio::test]
async fn an_answer_without_what_was_asked_for_is_a_bad_response() {
    let empty = || {
        Fate::Said(json_answer(
            &json!({"errcode": 0, "errmsg": "ok", "result": {}}),
        ))
    };
    let mut world = Troubled::with(&[], move |heard| match heard.path.as_str() {
        TOKEN => Fate::Answered,
        _ => empty(),
    })
    .await;
    for error in [
        world.directory.get_user(CHEN).await.refused(),
        world.directory.list_users(ROOT, None, None).await.refused(),
        world.directory.get_department(ROOT).await.refused(),
        world
            .directory
            .list_department_ids(ROOT, None)
            .await
            .refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::BadResponse, "{error:?}");
    }
}

#[tokio::test]
async fn an_answer_may_be_as_large_as_it_is_allowed_to_be_and_no_larger() {
    let answer = |length: usize| {
        let body = json!({"errcode": 0, "result": {"dept_id_list": [7]}}).to_string();
        Fate::Said(http(
            "200 OK",
            "application/json",
            &format!("{body:length$}"),
        ))
    };
    for (length, fits) in [(2048, true), (2049, false)] {
        let settings = [("ORGBOOK_MAX_ANSWER_BYTES", "2048")];
        let mut world = Troubled::with(&settings, move |heard| match heard.path.as_str() {
            LIST_IDS => answer(length),
            _ => Fate::Answered,
        })
        .await;
        match world.directory.list_department_ids(ROOT, None).await {
            Ok(ids) => assert!(fits && ids.ids == ["7"], "{length}: {ids:?}"),
            refused => {
                assert!(!fits, "{length}");
                let error = refused.refused();
                assert_eq!(error.kind, ErrorKind::BadResponse);
                let setting = "ORGBOOK_MAX_ANSWER_BYTES";
                assert!(error.message.contains(setting), "{}", error.message);
            }
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_too_large_does_not_take_the_memory() {
    for fault in [Fault::EndlessBody, Fault::HugeText] {
        let mut world = World::new().await;
        let rule = FaultRule::new(fault).on(GET);
        world.sandbox.inject(rule).expect("a rule");
        let error = world.directory.get_user(CHEN).await.refused();
        assert_eq!(error.kind, ErrorKind::BadResponse);
        let taken = world.directory.memory();
        // The limit is 8 MiB, and what has come of an answer grows by doubling.
        assert!(taken < 64 << 20, "{fault}: {taken} bytes");
    }
}

#[tokio::test]
async fn the_largest_answer_that_may_be_allowed_takes_neither_the_memory_nor_the_time() {
    const MOST: usize = 16 << 20;
    let text = "x".repeat(MOST - 200);
    let refusal = format!(r#"{{"errcode":60121,"errmsg":"{text}","request_id":"R"}}"#);
    let user = |rest: &str| format!(r#"{{"errcode":0,"result":{{"userid":"u1",{rest}}}}}"#);
    let name = user(&format!(r#""name":"{text}""#));
    let custom = user(&format!(r#""extension":"{{\"desk\":\"{text}\"}}""#));
    for (body, fits) in [(refusal, false), (name, true), (custom, true)] {
        let limit = MOST.to_string();
        let settings = [("ORGBOOK_MAX_ANSWER_BYTES", limit.as_str())];
        let answer = http("200 OK", "application/json", &body);
        let mut world = Troubled::with(&settings, move |heard| match heard.path.as_str() {
            GET => Fate::Said(answer.clone()),
            _ => Fate::Answered,
        })
        .await;
        let begin = std::time::Instant::now();
        match world.directory.get_user("u1").await {
            Ok(user) => assert!(fits && user.id == "u1"),
            refused => {
                assert!(!fits);
                let error = refused.refused();
                assert_eq!(error.kind, ErrorKind::NotFound);
                let said = error.backend.expect("what the server said").message;
                let left_out = format!("(a text of {} bytes, left out)", text.len());
                assert_eq!(said, left_out);
            }
        }
        let taken = world.directory.memory();
        eprintln!("{:?}, {} MiB", begin.elapsed(), taken >> 20);
        // The host gives an instance 256 MiB, and others may give less.
        assert!(taken < 160 << 20, "{taken} bytes");
    }
}

#[tokio::test]
async fn a_large_answer_within_the_limit_is_read() {
    let ids: Vec<_> = (1..=200_000).map(|id| 100_000_000 + id).collect();
    let expected: Vec<_> = ids.iter().map(i64::to_string).collect();
    let answer = json_answer(&json!({"errcode": 0, "result": {"dept_id_list": ids}}));
    let mut world = Troubled::at(LIST_IDS, move || Fate::Said(answer.clone())).await;
    let page = world.directory.list_department_ids(ROOT, None).await.done();
    assert_eq!(page.ids, expected);
}

#[tokio::test]
async fn a_read_that_is_never_answered_times_out() {
    for silent in [TOKEN, GET] {
        let mut world = Troubled::with(&[SHORT], move |heard| {
            if heard.path == silent {
                Fate::Ignored
            } else {
                Fate::Answered
            }
        })
        .await;
        let error = world.directory.get_user(CHEN).await.refused();
        assert_eq!(error.kind, ErrorKind::Timeout, "{error:?}");
    }
}

#[tokio::test]
async fn a_write_that_is_never_answered_is_unknown() {
    let sandbox = sandbox(Organisation::default());
    let peer = Peer::before(&sandbox, |_| Fate::Ignored).await;
    // With a token at hand the write is the first thing that is sent.
    let settings = [SHORT, ("DINGTALK_ACCESS_TOKEN", "the-lent-token")];
    let mut directory = instance(&tenant(&peer.url(), &settings)).await;
    let changes = [UserChange::Title("x".to_owned())];
    for error in [
        directory.update_user(CHEN, &changes).await.refused(),
        directory.delete_user(CHEN).await.refused(),
        directory
            .create_user(&newcomer(), Some("row"))
            .await
            .refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::OutcomeUnknown, "{error:?}");
        assert!(!detail(&error, "check").is_empty());
    }
}

#[tokio::test]
async fn a_write_whose_token_is_never_answered_times_out() {
    let mut world = Troubled::with(&[SHORT], |_| Fate::Ignored).await;
    for error in [
        world.retitle().await.refused(),
        world.directory.delete_user(LI).await.refused(),
        world
            .directory
            .create_user(&newcomer(), Some("row"))
            .await
            .refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::Timeout, "{error:?}");
    }
}

#[tokio::test]
async fn a_server_that_begins_too_late_times_out_before_the_deadline() {
    let settings = [("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", "50")];
    let mut world = Troubled::with(&settings, |_| Fate::Ignored).await;
    let error = world.directory.get_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::Timeout);
    assert!(
        error.message.contains("ORGBOOK_FIRST_BYTE_TIMEOUT_MS"),
        "{}",
        error.message
    );
}

#[tokio::test]
async fn an_answer_that_stops_in_the_middle_times_out() {
    let settings = [("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", "50")];
    let mut world = World::with(Organisation::default(), &settings).await;
    let stops = "no-answer@mid-answer:/topapi/v2/user/get".parse();
    let stops = stops.expect("a rule");
    world.sandbox.inject(stops).expect("a rule that can be");
    let error = world.directory.get_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::Timeout, "{error:?}");
}

#[tokio::test]
async fn an_instance_that_waited_in_vain_still_works() {
    let once = std::sync::atomic::AtomicBool::new(true);
    let settings = [("ORGBOOK_FIRST_BYTE_TIMEOUT_MS", "50")];
    let sandbox = sandbox(Organisation::default());
    let silent = Peer::before(&sandbox, |_| Fate::Ignored).await;
    let mut waited = instance(&tenant(&silent.url(), &settings)).await;
    waited.get_user(CHEN).await.refused();
    waited.describe_directory().await.done();
    // And one that only its first request was kept waiting.
    let mut world = Troubled::with(&[], move |_| {
        let first = once.swap(false, std::sync::atomic::Ordering::Relaxed);
        if first { Fate::Dropped } else { Fate::Answered }
    })
    .await;
    world.directory.get_user(CHEN).await.refused();
    world.directory.get_user(CHEN).await.done();
}

#[tokio::test]
async fn an_answer_that_comes_before_the_request_is_complete_counts() {
    let sandbox = sandbox(Organisation::default());
    let refusal = json!({"errcode": 60003, "errmsg": "部门不存在", "request_id": "r"});
    let peer = Peer::hasty(&sandbox, move |_| Fate::Said(json_answer(&refusal))).await;
    let settings = [("DINGTALK_ACCESS_TOKEN", "the-lent-token")];
    let mut directory = instance(&tenant(&peer.url(), &settings)).await;
    let departments = (1..=100).map(|id| Assignment {
        title: Some("😀".repeat(200)),
        ..assignment(&id.to_string())
    });
    let draft = UserDraft {
        id: Some("own".to_owned()),
        departments: departments.collect(),
        ..newcomer()
    };
    let error = directory.create_user(&draft, None).await.refused();
    let backend = error.backend.expect("the answer was read");
    assert_eq!(backend.code, "60003");
    assert_eq!(backend.request_id.as_deref(), Some("r"));
}

#[tokio::test]
async fn large_requests_arrive_complete() {
    let mut organisation = Organisation::default();
    let mut pattern = organisation.departments[1].clone();
    pattern.org_dept_owner = None;
    organisation
        .departments
        .extend((1..=100).map(|number| orgbook_sandbox::Department {
            dept_id: 1000 + number,
            name: format!("Department {number}"),
            parent_id: Some(1),
            ..pattern.clone()
        }));
    let mut world = World::of(organisation).await;
    let departments = (1..=100).map(|number| Assignment {
        title: Some(format!("{number}{}", "😀".repeat(190))),
        ..assignment(&(1000 + number).to_string())
    });
    let draft = UserDraft {
        departments: departments.collect(),
        remark: Some("长".repeat(2000)),
        ..newcomer()
    };
    let id = created(world.directory.create_user(&draft, None).await).id;
    let told = world.directory.get_user(&id).await.done();
    let titles = told.memberships.into_iter().flatten().map(|it| it.title);
    let expected = draft.departments.iter().map(|it| it.title.clone());
    assert_eq!(titles.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    assert_eq!(told.remark, draft.remark);
}

#[tokio::test]
async fn throttling_says_how_long_to_wait_and_that_nothing_was_done() {
    for code in [90018, 90002] {
        let sub = json!({"errcode": 88, "sub_code": code.to_string(), "sub_msg": "限流"});
        let mut world = Troubled::at(DELETE, move || Fate::Said(json_answer(&sub))).await;
        let error = world.directory.delete_user(LI).await.refused();
        assert_eq!(error.kind, ErrorKind::RateLimited, "{code}");
        assert!(error.retry_after_ms.is_some_and(|wait| wait > 0), "{code}");
        assert_eq!(error.backend.expect("it answered").code, code.to_string());
    }
}

#[tokio::test]
async fn throttling_by_http_says_how_long_to_wait() {
    let mut world = Troubled::at(GET, || Fate::Said(html("429 Too Many Requests"))).await;
    let error = world.directory.get_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::RateLimited);
    assert!(error.retry_after_ms.is_some_and(|wait| wait > 0));
}

#[tokio::test]
async fn an_allowance_that_is_used_up_is_a_quota() {
    let sub = json!({"errcode": 88, "sub_code": "90020", "sub_msg": "调用次数已用完"});
    let mut world = Troubled::at(GET, move || Fate::Said(json_answer(&sub))).await;
    let error = world.directory.get_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::QuotaExceeded);
}

#[tokio::test]
async fn a_busy_server_is_unavailable() {
    let busy = json!({"errcode": -1, "errmsg": "系统繁忙"});
    let mut world = Troubled::with(&[], move |heard| match heard.path.as_str() {
        TOKEN => Fate::Answered,
        GET if !heard
            .body
            .windows(CHEN.len())
            .any(|it| it == CHEN.as_bytes()) =>
        {
            Fate::Answered
        }
        _ => Fate::Said(json_answer(&busy)),
    })
    .await;
    for error in [
        world.directory.get_user(CHEN).await.refused(),
        world.directory.delete_user(LI).await.refused(),
        world
            .directory
            .create_user(&newcomer(), Some("row"))
            .await
            .refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::Unavailable, "{error:?}");
    }
}

#[tokio::test]
async fn a_code_that_nobody_knows_is_told_as_it_is() {
    let strange = json!({"errcode": 987_654, "errmsg": "什么？", "request_id": "abc"});
    let mut world = Troubled::at(DELETE, move || Fate::Said(json_answer(&strange))).await;
    let error = world.directory.delete_user(LI).await.refused();
    assert_eq!(error.kind, ErrorKind::Other("987654".to_owned()));
    assert_eq!(error.retry_after_ms, None);
    let backend = error.backend.expect("it answered");
    assert_eq!(backend.code, "987654");
    assert_eq!(backend.message, "什么？");
    assert_eq!(backend.request_id.as_deref(), Some("abc"));
    assert_eq!(world.peer.count(DELETE), 1, "it is not repeated");
}

#[tokio::test]
async fn a_server_that_refuses_every_token_is_asked_for_one_more_and_no_longer() {
    let refused = json!({"errcode": 88, "sub_code": "40014", "sub_msg": "不合法的access_token"});
    let mut world = Troubled::at(GET, move || Fate::Said(json_answer(&refused))).await;
    let error = world.directory.get_user(CHEN).await.refused();
    assert_eq!(error.kind, ErrorKind::Unauthenticated);
    assert!(!details(&error, "setting").is_empty(), "{error:?}");
    assert_eq!(world.peer.count(GET), 2);
    assert_eq!(world.peer.count(TOKEN), 2);
}

#[tokio::test]
async fn what_a_server_repeats_of_secrets_is_masked() {
    let echo = |heard: &Heard| {
        let token = heard
            .query
            .strip_prefix("access_token=")
            .unwrap_or_default()
            .to_owned();
        let body = String::from_utf8(heard.body.clone()).expect("text");
        let text = format!("token {token} secret {DEFAULT_CLIENT_SECRET} body {body}");
        json!({"errcode": token, "errmsg": text, "request_id": token})
    };
    let mut world = Troubled::with(&[], move |heard| match heard.path.as_str() {
        TOKEN => Fate::Answered,
        _ => Fate::Said(json_answer(&echo(heard))),
    })
    .await;
    let error = format!("{:?}", world.directory.get_user(CHEN).await.refused());
    let heard = world.peer.heard();
    let token = heard[1]
        .query
        .strip_prefix("access_token=")
        .expect("a token");
    assert!(token.len() > 8);
    assert!(!error.contains(token), "{error}");
    assert!(!error.contains(DEFAULT_CLIENT_SECRET), "{error}");
}

#[tokio::test]
async fn what_the_token_endpoint_repeats_of_secrets_is_masked() {
    let body = format!(
        "{{\"code\":\"{DEFAULT_CLIENT_SECRET}\",\"message\":\"no {DEFAULT_CLIENT_SECRET}\",\
         \"requestid\":\"R\"}}"
    );
    let answer = http("400 Bad Request", "application/json", &body);
    let mut world = Troubled::at(TOKEN, move || Fate::Said(answer.clone())).await;
    let error = format!("{:?}", world.directory.get_user(CHEN).await.refused());
    assert!(!error.contains(DEFAULT_CLIENT_SECRET), "{error}");
    let findings = world.directory.check_directory().await.done();
    assert!(
        !format!("{findings:?}").contains(DEFAULT_CLIENT_SECRET),
        "{findings:?}"
    );
}

#[tokio::test]
async fn fields_that_nobody_knows_are_ignored() {
    let answer = json!({
        "errcode": 0,
        "result": {"userid": "u1", "name": "N", "new_thing": {"a": [1]}, "active": true},
        "something": "else",
    });
    let mut world = Troubled::at(GET, move || Fate::Said(json_answer(&answer))).await;
    let told = world.directory.get_user("u1").await.done();
    assert_eq!(told.id, "u1");
    assert_eq!(told.name.as_deref(), Some("N"));
    assert_eq!(told.mobile, None);
    assert_eq!(told.memberships, None);
}

#[tokio::test]
async fn a_server_that_finds_another_value_taken_first_does_not_break_a_replay() {
    // The server may complain about the number, the address or the telephone before the identifier.
    for code in [60104, 60107, 60106, 40101, 40100] {
        let taken = json!({"errcode": code, "errmsg": "已存在"});
        let once = std::sync::atomic::AtomicBool::new(true);
        let mut world = Troubled::with(&[], move |heard| {
            let first = once.load(std::sync::atomic::Ordering::Relaxed);
            if heard.path == CREATE {
                once.store(false, std::sync::atomic::Ordering::Relaxed);
            }
            match heard.path.as_str() {
                CREATE if !first => Fate::Said(json_answer(&taken)),
                _ => Fate::Answered,
            }
        })
        .await;
        let first = created(world.directory.create_user(&newcomer(), Some("row")).await);
        let again = world.directory.create_user(&newcomer(), Some("row")).await;
        let again = match again.done() {
            CreateOutcome::Created(user) => user,
            pending => panic!("{code}: {pending:?}"),
        };
        assert!(again.replayed, "{code}");
        assert_eq!(again.id, first.id);
    }
}
