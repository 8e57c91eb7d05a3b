//! Pages of the offline DingTalk: everybody is visited once.

use super::*;

/// People of the offline DingTalk beside those of its default organisation, in the root.
pub fn crowd(directory: &Subject<World>, count: usize) -> Vec<String> {
    let sandbox = directory.platform().sandbox();
    let person = |number: usize| {
        let id = format!("crowd-{number:03}");
        let body = json!({
            "userid": id, "name": format!("人群{number:03}"), "dept_id_list": "1",
            "mobile": format!("139{number:08}"),
        });
        let outcome = sandbox.as_console("/topapi/v2/user/create", body);
        outcome.expect("somebody new");
        id
    };
    (0..count).map(person).collect()
}

/// Everybody in a list, page by page of this size, and how many pages there were.
fn visit(
    directory: &Subject<World>,
    list: List,
    it: &str,
    size: Option<u32>,
) -> (Vec<String>, usize) {
    let (mut seen, mut pages, mut cursor) = (Vec::new(), 0, None::<String>);
    loop {
        let asked = list.ask(directory, it, page(cursor.as_deref(), size));
        let (ids, next) = run(directory.platform(), asked).expect("a page");
        seen.extend(ids);
        pages += 1;
        cursor = next;
        if cursor.is_none() {
            return (seen, pages);
        }
    }
}

#[test]
fn every_size_of_page_visits_everybody_of_the_offline_dingtalk_once() {
    let directory = Directory::new(Offline::new_world());
    let people = crowd(&directory, 45);
    let platform = directory.platform();
    let role = "4318702202";
    run(platform, directory.add_role_members(role, &people)).expect("they have the role");
    for (list, it) in [(List::Search, "人群"), (List::RoleMembers, role)] {
        for size in [1, 2, 7, 15, 20, 45, 46, 100] {
            let (mut seen, pages) = visit(&directory, list, it, Some(size));
            seen.sort();
            assert_eq!(seen, people, "{list:?}, {size}");
            let size = size.min(list.most()) as usize;
            assert_eq!(pages, people.len().div_ceil(size), "{list:?}, {size}");
        }
        let (mut seen, _) = visit(&directory, list, it, None);
        seen.sort();
        assert_eq!(seen, people, "{list:?}");
    }
    for list in [List::Users, List::Refs] {
        for size in [1, 20, 100] {
            let (seen, _) = visit(&directory, list, "1", Some(size));
            let new = seen.iter().filter(|id| id.starts_with("crowd-")).count();
            assert_eq!((seen.len(), new), (46, 45), "{list:?}, {size}");
        }
    }
}

#[test]
fn every_size_of_page_visits_every_group_and_every_department_once() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let all = run(platform, directory.list_role_groups(None)).expect("a page");
    let all: Vec<_> = all.groups.into_iter().map(|group| group.id).collect();
    assert!(all.len() > 2);
    for size in 1..=4 {
        let (seen, _) = visit(&directory, List::RoleGroups, "", Some(size));
        assert_eq!(seen, all);
    }
    let parent = json!({"parent_id": 36_948_801});
    let mut created: Vec<_> = (0..25)
        .map(|number| {
            let mut body = parent.clone();
            body["name"] = json!(format!("小组{number:02}"));
            let outcome = platform
                .sandbox()
                .as_console("/topapi/v2/department/create", body);
            outcome.expect("a department")["dept_id"].to_string()
        })
        .collect();
    created.sort();
    for size in [1, 6, 20] {
        let (mut seen, _) = visit(&directory, List::DepartmentSearch, "小组", Some(size));
        seen.sort();
        assert_eq!(seen, created);
    }
}

#[test]
fn every_size_of_page_visits_everybody_who_left_and_everybody_who_was_away_once() {
    let directory = Directory::new(Offline::new_world());
    let platform = directory.platform();
    let mut organisation = platform.sandbox().organisation();
    for user in &mut organisation.users {
        user.active = false;
    }
    let changed = platform.sandbox().replace_organisation(organisation);
    changed.expect("a valid organisation");
    let people = crowd(&directory, 25);
    for id in &people {
        run(platform, directory.delete_user(id)).expect("somebody less");
    }
    let (away, _) = visit(&directory, List::Inactive, "574367301", None);
    assert_eq!(away.len(), 3);
    for size in [1, 2, 7, 25, 26] {
        let (mut seen, pages) = visit(&directory, List::Departed, "7", Some(size));
        seen.sort();
        assert_eq!(seen, people);
        assert_eq!(pages, people.len().div_ceil(size as usize));
        let (seen, _) = visit(&directory, List::Inactive, "574367301", Some(size));
        assert_eq!(seen, away);
    }
}
