//! Departments, created, changed and deleted.

use orgbook_host::types::{Attribute, DepartmentChange, DepartmentDraft, ErrorKind};

use crate::support::peer::{Fate, Peer};
use crate::support::{
    BOSS, CHEN, MARKET, Outcome, PLATFORM, RESEARCH, ROOT, WANG, World, attribute, detail, details,
    instance, tenant,
};

const CREATE: &str = "/topapi/v2/department/create";

fn draft(name: &str, source_identifier: Option<&str>) -> DepartmentDraft {
    DepartmentDraft {
        name: name.to_owned(),
        parent_id: ROOT.to_owned(),
        sort_key: None,
        source_identifier: source_identifier.map(str::to_owned),
        attributes: Vec::new(),
    }
}

fn managers(ids: &[&str]) -> DepartmentChange {
    DepartmentChange::Managers(ids.iter().map(|&id| id.to_owned()).collect())
}

#[tokio::test]
async fn a_department_is_created_with_all_that_it_is_given() {
    let mut world = World::new().await;
    let full = DepartmentDraft {
        sort_key: Some("15".to_owned()),
        attributes: vec![
            attribute("dingtalk.brief", "新 🙂"),
            attribute("dingtalk.hide-dept", "true"),
            attribute("dingtalk.dept-permits", RESEARCH),
            attribute("dingtalk.user-permits", CHEN),
        ],
        ..draft("法务 🙂", Some("hr/9"))
    };
    let created = world.directory.create_department(&full).await.done();
    assert!(!created.replayed);
    let told = world.directory.get_department(&created.id).await.done();
    assert_eq!(told.name.as_deref(), Some("法务 🙂"));
    assert_eq!(told.parent_id.as_deref(), Some(ROOT));
    assert_eq!(told.sort_key.as_deref(), Some("15"));
    assert_eq!(told.source_identifier.as_deref(), Some("hr/9"));
    assert!(
        full.attributes
            .iter()
            .all(|it: &Attribute| told.attributes.contains(it)),
        "{told:?}"
    );
    let below = world
        .directory
        .list_department_ids(ROOT, None)
        .await
        .done()
        .ids;
    // Between the first, which has 10, and the second, which has 20.
    assert_eq!(below[..3], [RESEARCH, &created.id, MARKET]);
}

#[tokio::test]
async fn a_source_identifier_stands_for_one_department_whatever_its_name() {
    let mut world = World::new().await;
    let first = world
        .directory
        .create_department(&draft("法务", Some("hr:9")))
        .await
        .done();
    let rename = [DepartmentChange::Name("法律".to_owned())];
    world
        .directory
        .update_department(&first.id, &rename)
        .await
        .done();
    let mut other = world.instance(&[]).await;
    let again = other
        .create_department(&draft("法务", Some("hr:9")))
        .await
        .done();
    assert_eq!((again.id, again.replayed), (first.id, true));
    // Without one it is another department.
    let second = world
        .directory
        .create_department(&draft("法务", None))
        .await
        .done();
    assert!(!second.replayed);
}

#[tokio::test]
async fn a_name_that_is_taken_names_its_holder_and_a_missing_parent_the_field() {
    let mut world = World::new().await;
    let taken = world
        .directory
        .create_department(&draft("研发中心", None))
        .await
        .refused();
    assert_eq!(taken.kind, ErrorKind::AlreadyExists);
    assert_eq!(detail(&taken, "field"), "name");
    assert_eq!(detail(&taken, "existing-id"), RESEARCH);
    for source_identifier in [None, Some("hr:9")] {
        let nowhere = DepartmentDraft {
            parent_id: "99".to_owned(),
            ..draft("x", source_identifier)
        };
        let error = world.directory.create_department(&nowhere).await.refused();
        assert_eq!(error.kind, ErrorKind::NotFound);
        assert_eq!(detail(&error, "field"), "parent-id");
    }
}

#[tokio::test]
async fn a_creation_whose_answer_is_lost_is_looked_up_by_its_source_identifier_or_its_name() {
    for (carried_out, source_identifier, expected) in [
        (true, Some("hr:9"), None),
        (false, Some("hr:9"), Some(ErrorKind::Unavailable)),
        (true, None, Some(ErrorKind::OutcomeUnknown)),
        (false, None, Some(ErrorKind::Unavailable)),
    ] {
        let world = World::new().await;
        let peer = Peer::before(&world.sandbox, move |heard| match heard.path.as_str() {
            CREATE if carried_out => Fate::Lost,
            CREATE => Fate::Dropped,
            _ => Fate::Answered,
        })
        .await;
        let mut directory = instance(&tenant(&peer.url(), &[])).await;
        let outcome = directory
            .create_department(&draft("法务", source_identifier))
            .await;
        match expected {
            None => assert!(outcome.done().replayed),
            Some(kind) => {
                let error = outcome.refused();
                assert_eq!(error.kind, kind);
                let check = details(&error, "check");
                assert_eq!(
                    check.is_empty(),
                    kind == ErrorKind::Unavailable,
                    "{error:?}"
                );
            }
        }
        let departments = world.organisation().departments;
        let created = departments.iter().any(|it| it.name == "法务");
        assert_eq!(created, carried_out);
    }
}

#[tokio::test]
async fn managers_are_replaced_and_cleared() {
    let mut world = World::new().await;
    for ids in [&[CHEN, WANG][..], &[WANG], &[]] {
        world
            .directory
            .update_department(RESEARCH, &[managers(ids)])
            .await
            .done();
        let told = world
            .directory
            .get_department(RESEARCH)
            .await
            .done()
            .manager_ids;
        assert_eq!(told.unwrap_or_default(), ids);
    }
    // They have to be direct members.
    let error = world
        .directory
        .update_department(RESEARCH, &[managers(&[BOSS])])
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::InvalidArgument);
}

#[tokio::test]
async fn a_department_moves_but_not_below_itself() {
    let mut world = World::new().await;
    let below = |id: &str| [DepartmentChange::Parent(id.to_owned())];
    let error = world
        .directory
        .update_department(RESEARCH, &below(PLATFORM))
        .await
        .refused();
    assert_eq!(error.kind, ErrorKind::Conflict);
    world
        .directory
        .update_department(PLATFORM, &below(MARKET))
        .await
        .done();
    let path = world.directory.get_department_path(PLATFORM).await.done();
    assert_eq!(path, [PLATFORM, MARKET, ROOT]);
}

#[tokio::test]
async fn only_what_is_named_is_changed() {
    let mut world = World::new().await;
    let before = world.directory.get_department(RESEARCH).await.done();
    let changes = [
        DepartmentChange::SortKey("176200000000000513".to_owned()),
        DepartmentChange::Attribute(attribute("dingtalk.code", "R-9")),
    ];
    world
        .directory
        .update_department(RESEARCH, &changes)
        .await
        .done();
    let mut after = world.directory.get_department(RESEARCH).await.done();
    assert_eq!(after.sort_key.as_deref(), Some("176200000000000513"));
    let mut codes = after
        .attributes
        .iter_mut()
        .filter(|it| it.name == "dingtalk.code");
    assert_eq!(codes.next().map(|it| it.value.as_str()), Some("R-9"));
    drop(codes);
    let code = |it: &Attribute| it.name != "dingtalk.code";
    after.attributes.retain(code);
    let mut expected = before.clone();
    expected.attributes.retain(code);
    expected.sort_key = after.sort_key.clone();
    assert_eq!(after, expected);
}

#[tokio::test]
async fn changes_that_cannot_be_sent_are_refused_without_a_request() {
    let mut world = World::new().await;
    let name = |name: &str| DepartmentChange::Name(name.to_owned());
    for (changes, field) in [
        (vec![], "changes"),
        (vec![name("")], "name"),
        (vec![name("x"), name("y")], "name"),
        (vec![DepartmentChange::Parent("0".to_owned())], "parent-id"),
        (vec![managers(&["a,b"])], "manager-ids"),
        (
            vec![DepartmentChange::Attribute(attribute("dingtalk.tags", "x"))],
            "dingtalk.tags",
        ),
    ] {
        let error = world
            .directory
            .update_department(RESEARCH, &changes)
            .await
            .refused();
        assert_eq!(error.kind, ErrorKind::InvalidArgument);
        assert_eq!(detail(&error, "field"), field);
    }
    assert_eq!(world.requests(), 0);
}

#[tokio::test]
async fn the_root_is_neither_changed_nor_deleted() {
    let mut world = World::new().await;
    let rename = [DepartmentChange::Name("x".to_owned())];
    for error in [
        world
            .directory
            .update_department(ROOT, &rename)
            .await
            .refused(),
        world.directory.delete_department(ROOT).await.refused(),
    ] {
        assert_eq!(error.kind, ErrorKind::Unsupported);
    }
}

#[tokio::test]
async fn only_an_empty_department_is_deleted_and_only_once() {
    let mut world = World::new().await;
    for id in [RESEARCH, "574367388"] {
        let error = world.directory.delete_department(id).await.refused();
        assert_eq!(error.kind, ErrorKind::Conflict, "{id}");
    }
    let id = world
        .directory
        .create_department(&draft("临时", None))
        .await
        .done()
        .id;
    world.directory.delete_department(&id).await.done();
    let error = world.directory.delete_department(&id).await.refused();
    assert_eq!(error.kind, ErrorKind::NotFound);
}
