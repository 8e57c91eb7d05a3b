//! No input breaks an instance, and what is accepted arrives unchanged.

use std::fmt::Debug;

use orgbook_host::types::{
    Assignment, ErrorKind, NameMatch, PageRequest, User, UserChange, UserDraft, UserField,
    UserOrder,
};
use orgbook_host::{CallError, Instance};
use orgbook_sandbox::Organisation;

use crate::support::peer::{Fate, Peer};
use crate::support::{
    CHEN, LI, Outcome, ROOT, World, assignment, attribute, created, instance, newcomer, sandbox,
    tenant, value,
};

/// Texts that somebody types, pastes or attacks with.
fn odd_texts() -> Vec<String> {
    let texts = [
        "",
        " ",
        "\t\r\n",
        "\0",
        "a\0b",
        "\u{1}\u{1b}[31m\u{7f}",
        "\u{feff}bom",
        "\u{202e}gnirts\u{202c}",
        "مرحبا بالعالم",
        "e\u{301}\u{301}\u{301}",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "\u{10ffff}",
        "../../etc/passwd",
        "?x=1&access_token=y#z",
        "%00%2e%2e",
        "\"quoted\" 'single' \\back\\slash\\",
        "{\"json\":[1]}",
        "a,b;c|d",
        "line\nbreak",
        "<script>alert(1)</script>",
        "'; DROP TABLE users; --",
        "0",
        "-1",
        "1e999",
        "9223372036854775808",
        "null",
        "extension.",
        "extension.a.b",
        "dingtalk.hide-mobile",
        "+86-",
        "+999999999999-1",
        "2024-02-30",
    ];
    let mut texts: Vec<_> = texts.into_iter().map(str::to_owned).collect();
    texts.push("长".repeat(2000));
    texts.push("x".repeat(1 << 20));
    texts
}

/// A trap or another failure of the host breaks the test; a typed answer of either kind is fine.
#[track_caller]
fn answered<T: Debug>(outcome: Result<T, CallError>, what: &str, text: &str) -> Option<T> {
    let text: String = text.chars().take(40).collect();
    match leaks::debugged(what, outcome) {
        Ok(value) => Some(value),
        Err(CallError::Directory(error)) => {
            assert!(!error.message.is_empty(), "{what} with {text:?}");
            None
        }
        Err(CallError::Host(error)) => panic!("{what} with {text:?} broke the instance: {error:#}"),
    }
}

async fn still_works(directory: &mut Instance) {
    assert_eq!(directory.get_user(CHEN).await.done().id, CHEN);
}

fn text_changes(text: &str) -> Vec<UserChange> {
    let text = || text.to_owned();
    vec![
        UserChange::Name(text()),
        UserChange::Mobile(text()),
        UserChange::Email(text()),
        UserChange::WorkEmail(text()),
        UserChange::Telephone(text()),
        UserChange::EmployeeNumber(text()),
        UserChange::Title(text()),
        UserChange::WorkPlace(text()),
        UserChange::Remark(text()),
        UserChange::Manager(text()),
        UserChange::HiredOn(text()),
        UserChange::Attribute(attribute(&text(), &text())),
        UserChange::Attribute(attribute("extension.hobby", &text())),
        UserChange::Attribute(attribute(&format!("extension.{}", text()), "v")),
        UserChange::Attribute(attribute("dingtalk.hide-mobile", &text())),
        UserChange::RemoveAttribute(text()),
        UserChange::RemoveAttribute(format!("extension.{}", text())),
        UserChange::Departments(vec![assignment(&text())]),
        UserChange::Departments(vec![Assignment {
            sort_key: Some(text()),
            ..assignment(ROOT)
        }]),
        UserChange::Departments(vec![Assignment {
            title: Some(text()),
            ..assignment(ROOT)
        }]),
    ]
}

fn text_drafts(text: &str) -> Vec<UserDraft> {
    let some = || Some(text.to_owned());
    let place = Assignment {
        department_id: text.to_owned(),
        sort_key: some(),
        title: some(),
    };
    vec![
        UserDraft {
            id: some(),
            ..newcomer()
        },
        UserDraft {
            name: text.to_owned(),
            ..newcomer()
        },
        UserDraft {
            mobile: some(),
            ..newcomer()
        },
        UserDraft {
            email: some(),
            ..newcomer()
        },
        UserDraft {
            work_email: some(),
            ..newcomer()
        },
        UserDraft {
            telephone: some(),
            ..newcomer()
        },
        UserDraft {
            employee_number: some(),
            ..newcomer()
        },
        UserDraft {
            title: some(),
            ..newcomer()
        },
        UserDraft {
            work_place: some(),
            ..newcomer()
        },
        UserDraft {
            remark: some(),
            ..newcomer()
        },
        UserDraft {
            manager_id: some(),
            ..newcomer()
        },
        UserDraft {
            hired_on: some(),
            ..newcomer()
        },
        UserDraft {
            departments: vec![place],
            ..newcomer()
        },
        UserDraft {
            departments: vec![assignment(text)],
            ..newcomer()
        },
        UserDraft {
            attributes: vec![attribute(text, text)],
            ..newcomer()
        },
        UserDraft {
            attributes: vec![attribute("extension.hobby", text)],
            ..newcomer()
        },
        UserDraft {
            attributes: vec![attribute(&format!("extension.{text}"), text)],
            ..newcomer()
        },
    ]
}

#[tokio::test]
async fn odd_texts_break_no_reading_function() {
    let mut world = World::new().await;
    let directory = &mut world.directory;
    for text in &odd_texts() {
        let page = PageRequest {
            cursor: Some(text.clone()),
            limit: Some(u32::MAX),
        };
        answered(directory.get_user(text).await, "get-user", text);
        answered(
            directory.find_user_by_mobile(text).await,
            "find-user-by-mobile",
            text,
        );
        answered(
            directory.list_users(text, None, None).await,
            "list-users",
            text,
        );
        let order = Some(UserOrder::Custom);
        answered(
            directory.list_users(ROOT, order, Some(&page)).await,
            "the cursor",
            text,
        );
        answered(directory.get_department(text).await, "get-department", text);
        answered(
            directory.list_department_ids(text, None).await,
            "list-department-ids",
            text,
        );
        answered(
            directory.list_departments(text, None).await,
            "list-departments",
            text,
        );
        still_works(directory).await;
    }
}

#[tokio::test]
async fn odd_texts_break_no_creation() {
    let mut world = World::new().await;
    world
        .sandbox
        .configure(|settings| settings.consent_after_deletion = false);
    for text in &odd_texts() {
        for draft in text_drafts(text) {
            let outcome = world.directory.create_user(&draft, None).await;
            answered(outcome, "create-user", text);
            let outcome = world.directory.create_user(&newcomer(), Some(text)).await;
            answered(outcome, "the key", text);
        }
        still_works(&mut world.directory).await;
    }
}

#[tokio::test]
async fn odd_texts_break_no_update_and_no_deletion() {
    let mut world = World::new().await;
    for text in &odd_texts() {
        for change in text_changes(text) {
            let outcome = world.directory.update_user(LI, &[change]).await;
            answered(outcome, "update-user", text);
        }
        let changes = [UserChange::Clear(UserField::Manager)];
        let outcome = world.directory.update_user(text, &changes).await;
        answered(outcome, "update-user", text);
        answered(world.directory.delete_user(text).await, "delete-user", text);
        still_works(&mut world.directory).await;
    }
}

#[tokio::test]
async fn a_text_that_is_accepted_is_read_back_unchanged() {
    type Change = fn(String) -> UserChange;
    type Read = fn(&User) -> Option<&str>;
    let texts: [(Change, Read); 7] = [
        (UserChange::Name, |user| user.name.as_deref()),
        (UserChange::Email, |user| user.email.as_deref()),
        (UserChange::Telephone, |user| user.telephone.as_deref()),
        (UserChange::EmployeeNumber, |user| {
            user.employee_number.as_deref()
        }),
        (UserChange::Title, |user| user.title.as_deref()),
        (UserChange::Remark, |user| user.remark.as_deref()),
        (
            |text| UserChange::Attribute(attribute("extension.hobby", &text)),
            |user| value(user, "extension.hobby"),
        ),
    ];
    let mut world = World::new().await;
    let mut accepted = 0;
    for text in &odd_texts() {
        for (change, read) in texts {
            let outcome = world
                .directory
                .update_user(CHEN, &[change(text.clone())])
                .await;
            if answered(outcome, "update-user", text).is_some() {
                accepted += 1;
                let told = world.directory.get_user(CHEN).await.done();
                assert_eq!(read(&told), Some(text.as_str()));
            }
        }
    }
    assert!(accepted > 100, "{accepted}");
}

#[tokio::test]
async fn a_person_with_odd_texts_is_created_listed_found_and_deleted() {
    let mut world = World::new().await;
    let mut taken = 0;
    for (number, text) in odd_texts().iter().enumerate() {
        let draft = UserDraft {
            id: Some(text.clone()),
            name: text.clone(),
            mobile: Some(format!("+1-55501{number:02}")),
            ..newcomer()
        };
        let outcome = world.directory.create_user(&draft, None).await;
        if answered(outcome, "create-user", text).is_none() {
            continue;
        }
        taken += 1;
        let told = world.directory.get_user(text).await.done();
        assert_eq!((&told.id, told.name.as_ref()), (text, Some(text)));
        let listed = world
            .directory
            .list_users(ROOT, None, None)
            .await
            .done()
            .users;
        assert!(
            listed
                .iter()
                .any(|user| user.id == *text && user.name.as_ref() == Some(text))
        );
        let number = draft.mobile.expect("it was given");
        let found = world.directory.find_user_by_mobile(&number).await.done();
        assert_eq!(found.map(|user| user.id).as_ref(), Some(text));
        world.directory.delete_user(text).await.done();
        let error = world.directory.get_user(text).await.refused();
        assert_eq!(error.kind, ErrorKind::NotFound);
    }
    assert!(taken > 20, "{taken}");
}

#[tokio::test]
async fn a_long_list_of_changes_is_answered() {
    let mut organisation = Organisation::default();
    let keys: Vec<_> = (0..100).map(|number| format!("f{number}")).collect();
    organisation.custom_fields.extend(keys.iter().cloned());
    let mut world = World::of(organisation).await;
    let changes: Vec<_> = keys
        .iter()
        .map(|key| UserChange::Attribute(attribute(&format!("extension.{key}"), "1")))
        .collect();
    world.directory.update_user(CHEN, &changes).await.done();
    let told = world.directory.get_user(CHEN).await.done();
    for key in keys {
        assert_eq!(value(&told, &format!("extension.{key}")), Some("1"));
    }
}

#[tokio::test]
async fn a_list_of_ten_thousand_changes_is_answered() {
    let mut world = World::new().await;
    let before = world.requests();
    let changes: Vec<_> = (0..10_000)
        .map(|number| UserChange::Attribute(attribute(&format!("extension.f{number}"), "1")))
        .collect();
    let error = world.directory.update_user(CHEN, &changes).await.refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
    assert_eq!(world.requests(), before);
    still_works(&mut world.directory).await;
}

#[tokio::test]
async fn a_hundred_calls_on_one_instance_are_like_the_first() {
    let mut world = World::new().await;
    let first = world.directory.get_user(CHEN).await.done();
    for _ in 0..100 {
        assert_eq!(world.directory.get_user(CHEN).await.done(), first);
        world.directory.get_user("nobody").await.refused();
    }
    created(world.directory.create_user(&newcomer(), None).await);
}

#[tokio::test]
async fn a_thousand_calls_on_one_instance_take_no_more_memory_than_the_first() {
    let settings = [("ORGBOOK_CALLS_PER_SECOND", "1000")];
    let sandbox = sandbox(Organisation::default());
    let server = sandbox.serve(([127, 0, 0, 1], 0)).await.expect("a port");
    let mut directory = instance(&tenant(&server.url(), &settings)).await;
    let mut taken = Vec::new();
    for _ in 0..250 {
        directory.get_user(CHEN).await.done();
        directory.get_user("nobody").await.refused();
        directory.list_users(ROOT, None, None).await.done();
        let changes = [UserChange::Title("x".to_owned())];
        directory.update_user(CHEN, &changes).await.done();
        taken.push(directory.memory());
    }
    assert_eq!(taken.get(25), taken.last());
}

/// Bodies that a broken, foreign or hostile server may send.
fn odd_bodies() -> Vec<Vec<u8>> {
    let nested = |open: &str, close: &str, depth: usize| {
        format!("{}1{}", open.repeat(depth), close.repeat(depth)).into_bytes()
    };
    let user = |fields: &str| {
        let body = format!("{{\"errcode\":0,\"result\":{{\"userid\":\"u1\",{fields}}}}}");
        body.into_bytes()
    };
    let mut bodies = vec![
        b"".to_vec(),
        b"\0".to_vec(),
        b"\xff\xfe\xfd".to_vec(),
        b"{\"errcode\":0,\"result\":\"\xff\"}".to_vec(),
        b"{\"errcode\":0,\"result\":{\"userid\":\"a\xc3\"}}".to_vec(),
        b"\xef\xbb\xbf{\"errcode\":0}".to_vec(),
        b"{\"errcode\":0,\"result\":{}}trailing".to_vec(),
        b"{\"errcode\":0,,}".to_vec(),
        b"{\"errcode\":00}".to_vec(),
        b"{\"errcode\":-}".to_vec(),
        b"{\"errcode\":1e999}".to_vec(),
        b"{\"errcode\":-99999999999999999999999999999999999999}".to_vec(),
        b"{\"errcode\":0.0,\"result\":{\"userid\":1.5}}".to_vec(),
        b"{\"errcode\":{},\"errmsg\":[]}".to_vec(),
        b"{\"errcode\":88,\"errmsg\":\"ding talk error[subcode=\"}".to_vec(),
        b"{\"errcode\":88,\"sub_code\":7,\"sub_msg\":{}}".to_vec(),
        b"{\"errcode\":88,\"sub_code\":\"60011\",\"sub_msg\":\"requiredScopes=[\"}".to_vec(),
        b"{\"errcode\":88,\"sub_code\":\"60011\",\"sub_msg\":\"https://\"}".to_vec(),
        b"{\"errcode\":88,\"sub_code\":\"60020\",\"sub_msg\":\"request ip=\"}".to_vec(),
        "{\"errcode\":90002,\"errmsg\":\"限制将在 2026-09-03 99:99:99 结束\"}".into(),
        "{\"errcode\":90002,\"errmsg\":\"限制将在 9999-99-99 结束\"}".into(),
        "{\"errcode\":90002,\"errmsg\":\"限制将在 限制将在 限\"}".into(),
        b"{\"code\":\"\",\"message\":null}".to_vec(),
        b"{\"errcode\":0,\"result\":{\"userid\":\"\\ud83d\"}}".to_vec(),
        b"{\"errcode\":0,\"result\":{\"userid\":\"\\udc00\\ud800\"}}".to_vec(),
        b"{\"errcode\":0,\"result\":{\"userid\":\"\\u12\"}}".to_vec(),
        b"{\"errcode\":0,\"result\":{\"userid\":\"\\".to_vec(),
        user("\"hired_date\":9223372036854775807"),
        user("\"hired_date\":-9223372036854775808"),
        user("\"hired_date\":1e300"),
        user("\"extension\":\"[1]\""),
        user("\"extension\":\"{\""),
        user("\"extension\":\"{\\\"a\\\":{\\\"b\\\":[null]}}\""),
        user("\"dept_id_list\":\"1,2\",\"dept_order_list\":{\"dept_id\":\"x\"}"),
        user("\"dept_id_list\":[1e400,null,{},\"7\"],\"leader_in_dept\":[[]]"),
        user("\"role_list\":[1,{},{\"id\":null}],\"active\":\"perhaps\""),
        user("\"name\":[1],\"mobile\":{},\"state_code\":[]"),
        b"{\"errcode\":0,\"result\":{\"list\":[1,null,{}],\"has_more\":\"true\"}}".to_vec(),
        b"{\"errcode\":0,\"result\":{\"list\":{},\"has_more\":true,\"next_cursor\":-1}}".to_vec(),
        b"{\"errcode\":0,\"result\":{\"dept_id_list\":[null,\"x\",-7]}}".to_vec(),
        b"{\"errcode\":0,\"result\":[1,null,{\"dept_id\":{}}]}".to_vec(),
        nested("[", "]", 100),
        nested("[", "]", 50_000),
        nested("{\"a\":", "}", 50_000),
        "[".repeat(1 << 18).into_bytes(),
        "{\"errcode\":".repeat(25_000).into_bytes(),
        vec![b' '; 1 << 18],
        vec![b'9'; 1 << 18],
        [b"\"".as_slice(), &[b'a'; 1 << 18], b"\""].concat(),
    ];
    let deep = "[".repeat(50_000) + &"]".repeat(50_000);
    bodies.push(user(&format!("\"extension\":\"{{\\\"a\\\":{deep}}}\"")));
    let keys: Vec<_> = (0..50_000)
        .map(|number| format!("\"k{number}\":1"))
        .collect();
    bodies.push(user(&keys.join(",")));
    bodies
}

#[tokio::test]
async fn odd_answers_break_no_function() {
    for body in odd_bodies() {
        for from_the_token_on in [true, false] {
            let sandbox = sandbox(Organisation::default());
            let answer = answer_with(&body);
            let peer = Peer::before(&sandbox, move |heard| {
                if !from_the_token_on && heard.path.contains("oauth2") {
                    Fate::Answered
                } else {
                    Fate::Said(answer.clone())
                }
            })
            .await;
            let mut directory = instance(&tenant(&peer.url(), &[])).await;
            let shown = String::from_utf8_lossy(&body);
            call_everything(&mut directory, &shown).await;
        }
    }
}

#[tokio::test]
async fn what_is_no_http_breaks_no_function() {
    let garbage: [&[u8]; 8] = [
        b"",
        b"\0\0\0\0",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 99 Odd\r\n\r\n",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    ];
    for bytes in garbage {
        let sandbox = sandbox(Organisation::default());
        let peer = Peer::before(&sandbox, |_| Fate::Said(bytes.to_vec())).await;
        let mut directory = instance(&tenant(&peer.url(), &[])).await;
        let shown = String::from_utf8_lossy(bytes);
        call_everything(&mut directory, &shown).await;
    }
}

#[tokio::test]
async fn escaped_text_is_read_as_what_it_stands_for() {
    let sandbox = sandbox(Organisation::default());
    let peer = Peer::before(&sandbox, |heard| match heard.path.contains("oauth2") {
        true => Fate::Answered,
        false => Fate::Said(answer_with(
            br#" { "errcode" : 0 , "result" : { "userid" : "u1" ,
                "name" : "\ud83d\ude80 \u674e\/\\\"\b\f\n\r\t" } } "#,
        )),
    })
    .await;
    let told = instance(&tenant(&peer.url(), &[]))
        .await
        .get_user("u1")
        .await
        .done();
    assert_eq!(told.name.as_deref(), Some("🚀 李/\\\"\u{8}\u{c}\n\r\t"));
}

fn answer_with(body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// Calls every function; each must answer in its own type.
async fn call_everything(directory: &mut Instance, text: &str) {
    let changes = [
        UserChange::RemoveAttribute("extension.hobby".to_owned()),
        UserChange::Attribute(attribute("extension.desk", "1")),
    ];
    answered(directory.get_user(CHEN).await, "get-user", text);
    let number = "13800000002";
    answered(
        directory.find_user_by_mobile(number).await,
        "find-user-by-mobile",
        text,
    );
    answered(
        directory.list_users(ROOT, None, None).await,
        "list-users",
        text,
    );
    answered(
        directory.create_user(&newcomer(), None).await,
        "create-user",
        text,
    );
    answered(
        directory.create_user(&newcomer(), Some("row")).await,
        "create-user",
        text,
    );
    answered(
        directory.update_user(CHEN, &changes).await,
        "update-user",
        text,
    );
    answered(directory.delete_user(CHEN).await, "delete-user", text);
    answered(directory.get_department(ROOT).await, "get-department", text);
    answered(
        directory.list_department_ids(ROOT, None).await,
        "list-department-ids",
        text,
    );
    answered(
        directory.list_departments(ROOT, None).await,
        "list-departments",
        text,
    );
    answered(
        directory
            .search_user_ids("林海", NameMatch::Exact, None)
            .await,
        "search-user-ids",
        text,
    );
    answered(
        directory
            .list_departed_users("2025-12-01T00:00:00Z", None, None)
            .await,
        "list-departed-users",
        text,
    );
    answered(
        directory.get_senior_mode_settings(CHEN).await,
        "get-senior-mode-settings",
        text,
    );
    let findings = directory.check_directory().await.done();
    assert!(!findings.is_empty());
    directory.describe_directory().await.done();
}
