//! What tells this directory from a list of records, natively. Each test's thread is an instance.

use crate::Memory;
use crate::bindings::exports::orgbook::directory::{
    department_queries::Guest as _, departments::Guest as _, diagnostics::Guest as _,
    organisation::Guest as _, role_members::Guest as _, roles::Guest as _,
    user_queries::Guest as _, users::Guest as _,
};
use crate::error::Result;
use crate::types::{
    Assignment, Attribute, CreateOutcome, DepartmentChange, DepartmentDraft, Error, PageRequest,
    UserChange, UserDraft, UserField, UserOrder, UserSelection,
};

fn draft(name: &str, mobile: &str) -> UserDraft {
    UserDraft {
        id: None,
        name: name.into(),
        mobile: Some(mobile.into()),
        email: None,
        work_email: None,
        telephone: None,
        employee_number: None,
        title: None,
        work_place: None,
        remark: None,
        manager_id: None,
        hired_on: None,
        departments: vec![assignment("sales", None)],
        attributes: Vec::new(),
    }
}

fn assignment(department: &str, sort_key: Option<&str>) -> Assignment {
    Assignment {
        department_id: department.into(),
        sort_key: sort_key.map(Into::into),
        title: None,
    }
}

fn with_id(id: &str, mobile: &str) -> UserDraft {
    UserDraft {
        id: Some(id.into()),
        ..draft(id, mobile)
    }
}

fn created(outcome: Result<CreateOutcome>) -> (String, bool) {
    match outcome.expect("created") {
        CreateOutcome::Created(user) => (user.id, user.replayed),
        CreateOutcome::Pending(_) => panic!("nobody is invited here"),
    }
}

fn team(name: &str, source: Option<&str>) -> DepartmentDraft {
    DepartmentDraft {
        name: name.into(),
        parent_id: "engineering".into(),
        sort_key: None,
        source_identifier: source.map(Into::into),
        attributes: Vec::new(),
    }
}

/// The kind, and the details one by one.
fn told(error: &Error) -> String {
    let details = error.details.iter();
    let details: Vec<_> = details
        .map(|it| format!("{}={}", it.name, it.value))
        .collect();
    format!("{:?} {}", error.kind, details.join(" "))
        .trim_end()
        .into()
}

fn refusal<T>(outcome: Result<T>) -> String {
    told(&outcome.err().expect("a refusal"))
}

fn first(limit: u32) -> Option<PageRequest> {
    let limit = Some(limit);
    Some(PageRequest {
        cursor: None,
        limit,
    })
}

fn after(cursor: &str, limit: u32) -> Option<PageRequest> {
    let (cursor, limit) = (Some(cursor.into()), Some(limit));
    Some(PageRequest { cursor, limit })
}

#[test]
fn a_user_is_created_read_changed_and_deleted() {
    let (id, _) = created(Memory::create_user(with_id("ada", "13800000001"), None));
    let changes = vec![
        UserChange::Title("Engineer".into()),
        UserChange::Mobile("+44-7700900099".into()),
        UserChange::Manager("mira".into()),
        UserChange::Attribute(Attribute {
            name: "extension.badge".into(),
            value: "A1".into(),
        }),
    ];
    Memory::update_user(id.clone(), changes).expect("changed");
    let user = Memory::get_user(id.clone()).expect("there");
    assert_eq!(user.title.as_deref(), Some("Engineer"));
    assert_eq!(user.mobile.as_deref(), Some("+44-7700900099"));
    let found = Memory::find_user_by_attribute("extension.badge".into(), "A1".into());
    assert_eq!(found.expect("found").expect("somebody").id, id);

    let changes = vec![
        UserChange::Clear(UserField::Manager),
        UserChange::RemoveAttribute("extension.badge".into()),
    ];
    Memory::update_user(id.clone(), changes).expect("cleared");
    let user = Memory::get_user(id.clone()).expect("there");
    assert_eq!(user.manager_id, None);
    assert!(user.attributes.is_empty());

    Memory::delete_user(id.clone()).expect("deleted");
    assert_eq!(refusal(Memory::get_user(id.clone())), "ErrorKind::NotFound");
    let since = "2020-01-01T00:00:00Z".into();
    let departed = Memory::list_departed_users(since, None, None).expect("a page");
    assert_eq!(departed.users[0].id, id);
}

#[test]
fn a_key_creates_one_user_however_often_it_is_used() {
    let key = || Some("hr-row-1".to_owned());
    let (id, replayed) = created(Memory::create_user(draft("Ada", "13800000001"), key()));
    assert_eq!(
        (id.as_str(), replayed),
        ("k-oo6crl7cngrqtlijcu6yq7bw4l", false)
    );
    let again = created(Memory::create_user(draft("Ada", "+86-13800000001"), key()));
    assert_eq!(again, (id.clone(), true));
    let other = Memory::create_user(draft("Eve", "13800000001"), key());
    assert_eq!(
        refusal(other),
        format!("ErrorKind::Conflict field=id existing-id={id}")
    );
    let both = Memory::create_user(with_id("ada", "13800000002"), key());
    assert_eq!(
        refusal(both),
        "ErrorKind::InvalidArgument field=idempotency-key"
    );
}

#[test]
fn what_must_be_unique_names_its_holder() {
    created(Memory::create_user(with_id("ada", "13800000001"), None));
    let same_id = Memory::create_user(with_id("ada", "13800000002"), None);
    assert_eq!(
        refusal(same_id),
        "ErrorKind::AlreadyExists field=id existing-id=ada"
    );
    let same_mobile = Memory::create_user(with_id("eve", "13800000001"), None);
    assert_eq!(
        refusal(same_mobile),
        "ErrorKind::AlreadyExists field=mobile existing-id=ada"
    );
    let change = vec![UserChange::Mobile("13800000001".into())];
    let same_mobile = Memory::update_user("omar".into(), change);
    assert_eq!(
        refusal(same_mobile),
        "ErrorKind::AlreadyExists field=mobile existing-id=ada"
    );
}

#[test]
fn nothing_is_changed_unless_everything_can_be() {
    let changes = vec![
        UserChange::Title("Engineer".into()),
        UserChange::HiredOn("2024-02-30".into()),
    ];
    let refused = Memory::update_user("omar".into(), changes);
    assert_eq!(
        refusal(refused),
        "ErrorKind::InvalidArgument field=hired-on"
    );
    assert_eq!(Memory::get_user("omar".into()).expect("there").title, None);
    let twice = vec![
        UserChange::Title("Engineer".into()),
        UserChange::Clear(UserField::Title),
    ];
    let twice = Memory::update_user("omar".into(), twice);
    assert_eq!(refusal(twice), "ErrorKind::InvalidArgument field=title");
    let nothing = Memory::update_user("omar".into(), Vec::new());
    assert_eq!(refusal(nothing), "ErrorKind::InvalidArgument field=changes");
}

#[test]
fn pages_cover_a_list_in_its_order_and_a_cursor_is_of_one_list() {
    for (id, key) in [("a", "-5"), ("b", "9223372036854775807"), ("c", "7")] {
        let mut draft = with_id(id, &format!("1380000000{}", id.len() + key.len()));
        draft.departments = vec![assignment("sales", Some(key))];
        created(Memory::create_user(draft, None));
    }
    created(Memory::create_user(with_id("d", "13900000000"), None));
    for (order, expected) in [
        (None, "a b c d"),
        (Some(UserOrder::Custom), "b c a d"),
        (Some(UserOrder::JoinedDescending), "d c b a"),
    ] {
        let mut ids = Vec::new();
        let mut request = first(1);
        while let Some(asked) = request {
            let page = Memory::list_users("sales".into(), order, Some(asked)).expect("a page");
            ids.extend(page.users.into_iter().map(|user| user.id));
            request = page.next.and_then(|cursor| after(&cursor, 1));
        }
        assert_eq!(ids.join(" "), expected);
    }
    let page = Memory::list_users("sales".into(), None, first(2)).expect("a page");
    let cursor = page.next.expect("more");
    let elsewhere = Memory::list_users("acme".into(), None, after(&cursor, 2));
    assert_eq!(
        refusal(elsewhere),
        "ErrorKind::InvalidArgument field=cursor"
    );
    let changed = Memory::list_users("sales".into(), None, after(&format!("{cursor}x"), 2));
    assert_eq!(refusal(changed), "ErrorKind::InvalidArgument field=cursor");
}

#[test]
fn another_instance_goes_on_with_a_cursor_behind_an_entry_that_it_never_had() {
    let cursor = std::thread::spawn(|| {
        let mut draft = with_id("m", "13800000001");
        draft.departments = vec![assignment("engineering", None)];
        created(Memory::create_user(draft, None));
        let page = Memory::list_user_ids("engineering".into(), first(2)).expect("a page");
        assert_eq!(page.ids, ["lin-wei", "m"]);
        page.next.expect("more")
    });
    let cursor = cursor.join().expect("an instance");
    let page = Memory::list_user_ids("engineering".into(), after(&cursor, 2)).expect("a page");
    assert_eq!((page.ids, page.next), (vec!["omar".to_owned()], None));
}

#[test]
fn a_department_lives_by_the_rules_of_the_tree() {
    let made = Memory::create_department(team("Platform", Some("hr:7"))).expect("created");
    let id = made.id.clone();
    let again = Memory::create_department(team("Renamed", Some("hr:7"))).expect("replayed");
    assert_eq!(
        (again.id, made.replayed, again.replayed),
        (id.clone(), false, true)
    );
    let taken = format!("ErrorKind::AlreadyExists field=name existing-id={id}");
    assert_eq!(
        refusal(Memory::create_department(team("Platform", None))),
        taken
    );
    let mut nowhere = team("Lost", None);
    nowhere.parent_id = "moon".into();
    let nowhere = Memory::create_department(nowhere);
    assert_eq!(refusal(nowhere), "ErrorKind::NotFound field=parent-id");

    let below_itself = vec![DepartmentChange::Parent(id.clone())];
    let moved = Memory::update_department("engineering".into(), below_itself);
    assert_eq!(refusal(moved), "ErrorKind::Conflict field=parent-id");
    let root = Memory::update_department("acme".into(), vec![DepartmentChange::Name("x".into())]);
    assert_eq!(refusal(root), "ErrorKind::Unsupported");
    let path = Memory::get_department_path(id.clone()).expect("a path");
    assert_eq!(path, [&id, "engineering", "acme"]);

    let change = vec![UserChange::Departments(vec![assignment(&id, None)])];
    Memory::update_user("omar".into(), change).expect("moved");
    let parent = Memory::get_department("engineering".into()).expect("there");
    assert_eq!(
        (parent.member_count, parent.total_member_count),
        (Some(1), Some(2))
    );
    for department in ["engineering", &id] {
        let deleted = Memory::delete_department(department.into());
        assert_eq!(refusal(deleted), "ErrorKind::Conflict", "{department}");
    }
    Memory::delete_user("omar".into()).expect("deleted");
    Memory::delete_department(id.clone()).expect("deleted");
    assert_eq!(
        refusal(Memory::delete_department(id)),
        "ErrorKind::NotFound"
    );
}

#[test]
fn a_role_is_held_until_it_is_taken_away() {
    let role = Memory::create_role("Auditor".into(), None).expect("created");
    let taken = Memory::create_role("Auditor".into(), None);
    let expected = format!("ErrorKind::AlreadyExists field=name existing-id={role}");
    assert_eq!(refusal(taken), expected);
    let users = vec!["omar".to_owned(), "nobody".into(), "mira".into()];
    let added = Memory::add_role_members(role.clone(), users);
    assert_eq!(
        refusal(added),
        "ErrorKind::NotFound field=user-ids completed=1"
    );
    let scope = Some(vec!["sales".to_owned()]);
    Memory::set_role_member_scope(role.clone(), "omar".into(), scope).expect("set");
    let members = Memory::list_role_members(role.clone(), None)
        .expect("a page")
        .members;
    let scope = members[0].scope.as_ref().expect("departments");
    assert_eq!((members.len(), scope[0].id.as_str()), (1, "sales"));
    let held = Memory::get_user("omar".into()).expect("there").roles;
    assert_eq!(held.expect("roles")[0].id, role);
    assert_eq!(
        refusal(Memory::delete_role(role.clone())),
        "ErrorKind::Conflict"
    );
    Memory::remove_role_members(role.clone(), vec!["omar".into()]).expect("taken away");
    Memory::delete_role(role).expect("deleted");
}

#[test]
fn what_it_cannot_do_it_says() {
    let inactive = Memory::list_inactive_user_ids("2024-07-15".into(), None, None);
    assert_eq!(refusal(inactive), "ErrorKind::Unsupported");
    let by_login = Memory::find_user_by_attribute("dingtalk.union-id".into(), "x".into());
    assert_eq!(
        refusal(by_login),
        "ErrorKind::Unsupported field=dingtalk.union-id"
    );
    assert_eq!(
        Memory::count_users(UserSelection::All).expect("a number"),
        3
    );
    assert_eq!(Memory::describe_directory().root_department_id, "acme");
}
