//! No input breaks an instance, and what is accepted arrives unchanged.

use orgbook_host::types::{
    Assignment, ErrorKind, PageRequest, User, UserChange, UserDraft, UserField, UserOrder,
};
use orgbook_host::{CallError, Instance};
use orgbook_sandbox::Organisation;

use crate::support::{
    CHEN, LI, Outcome, ROOT, World, assignment, attribute, created, newcomer, value,
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
fn answered<T>(outcome: Result<T, CallError>, what: &str, text: &str) -> Option<T> {
    let text: String = text.chars().take(40).collect();
    match outcome {
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
        UserDraft { id: some(), ..newcomer() },
        UserDraft { name: text.to_owned(), ..newcomer() },
        UserDraft { mobile: some(), ..newcomer() },
        UserDraft { email: some(), ..newcomer() },
        UserDraft { work_email: some(), ..newcomer() },
        UserDraft { telephone: some(), ..newcomer() },
        UserDraft { employee_number: some(), ..newcomer() },
        UserDraft { title: some(), ..newcomer() },
        UserDraft { work_place: some(), ..newcomer() },
        UserDraft { remark: some(), ..newcomer() },
        UserDraft { manager_id: some(), ..newcomer() },
        UserDraft { hired_on: some(), ..newcomer() },
        UserDraft { departments: vec![place], ..newcomer() },
        UserDraft { departments: vec![assignment(text)], ..newcomer() },
        UserDraft { attributes: vec![attribute(text, text)], ..newcomer() },
        UserDraft { attributes: vec![attribute("extension.hobby", text)], ..newcomer() },
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
        answered(directory.find_user_by_mobile(text).await, "find-user-by-mobile", text);
        answered(directory.list_users(text, None, None).await, "list-users", text);
        let order = Some(UserOrder::Custom);
        answered(directory.list_users(ROOT, order, Some(&page)).await, "the cursor", text);
        answered(directory.get_department(text).await, "get-department", text);
        answered(directory.list_department_ids(text).await, "list-department-ids", text);
        answered(directory.list_departments(text).await, "list-departments", text);
        still_works(directory).await;
    }
}

#[tokio::test]
async fn odd_texts_break_no_creation() {
    let mut world = World::new().await;
    world.sandbox.configure(|settings| settings.consent_after_deletion = false);
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
        (UserChange::EmployeeNumber, |user| user.employee_number.as_deref()),
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
            let outcome = world.directory.update_user(CHEN, &[change(text.clone())]).await;
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
        let listed = world.directory.list_users(ROOT, None, None).await.done().users;
        assert!(listed.iter().any(|user| user.id == *text && user.name.as_ref() == Some(text)));
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
