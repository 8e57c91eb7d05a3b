//! Pages: what every list that comes in pages has in common.

mod offline;
mod whole;

pub use offline::crowd;

use orgbook::bindings::types::{ErrorKind, NameMatch, PageRequest};
use orgbook::dingtalk::Directory;
use orgbook::dingtalk::failure::Result;
use orgbook::platform::Platform;
use serde_json::{Value, json};

use crate::expect::{Subject, error_of, error_through, invalid, page, result, silent, through};
use crate::platform::{Offline, Reply, Scripted, Sent, Stage, World, ok, run};

/// Identifiers and the next cursor.
type Told = (Vec<String>, Option<String>);

/// A list that comes in pages.
#[derive(Clone, Copy, Debug, PartialEq)]
enum List {
    Users,
    Refs,
    Inactive,
    Departed,
    Search,
    ExactSearch,
    DepartmentSearch,
    RoleGroups,
    RoleMembers,
}

const LISTS: [List; 9] = [
    List::Users,
    List::Refs,
    List::Inactive,
    List::Departed,
    List::Search,
    List::ExactSearch,
    List::DepartmentSearch,
    List::RoleGroups,
    List::RoleMembers,
];

impl List {
    /// Asks for a page; `it` stands for what the list is of.
    async fn ask<P>(
        self,
        directory: &Subject<P>,
        it: &str,
        page: Option<PageRequest>,
    ) -> Result<Told>
    where
        Stage<P>: Platform,
    {
        let since = "2026-09-01T00:00:00Z";
        let day = "2026-09-19";
        let departments = [it.to_owned()];
        let told = match self {
            Self::Users => {
                let page = directory.list_users(it, None, page).await?;
                let ids = page.users.into_iter().map(|user| user.id);
                (ids.collect(), page.next)
            }
            Self::Refs => {
                let page = directory.list_user_refs(it, None, page).await?;
                let ids = page.users.into_iter().map(|user| user.id);
                (ids.collect(), page.next)
            }
            Self::Inactive => {
                let asked = directory.list_inactive_user_ids(day, Some(&departments), page);
                let page = asked.await?;
                (page.ids, page.next)
            }
            Self::Departed => {
                let until = format!("2026-09-30T00:00:{it:0>2}Z");
                let asked = directory.list_departed_users(since, Some(&until), page);
                let page = asked.await?;
                let ids = page.users.into_iter().map(|user| user.id);
                (ids.collect(), page.next)
            }
            Self::Search | Self::ExactSearch => {
                let matching = match self == Self::ExactSearch {
                    true => NameMatch::Exact,
                    false => NameMatch::Fuzzy,
                };
                let page = directory.search_user_ids(it, matching, page).await?;
                (page.ids, page.next)
            }
            Self::DepartmentSearch => {
                let page = directory.search_department_ids(it, page).await?;
                (page.ids, page.next)
            }
            Self::RoleGroups => {
                let page = directory.list_role_groups(page).await?;
                let ids = page.groups.into_iter().map(|group| group.id);
                (ids.collect(), page.next)
            }
            Self::RoleMembers => {
                let page = directory.list_role_members(it, page).await?;
                let ids = page.members.into_iter().map(|member| member.user_id);
                (ids.collect(), page.next)
            }
        };
        Ok(told)
    }

    /// The most entries that the server gives at once.
    fn most(self) -> u32 {
        match self {
            Self::Users | Self::Refs | Self::Inactive | Self::RoleMembers => 100,
            Self::Departed => 50,
            Self::Search | Self::ExactSearch | Self::DepartmentSearch => 20,
            Self::RoleGroups => 200,
        }
    }

    /// Whether the server tells only that there is more, and not where.
    fn is_counted(self) -> bool {
        !matches!(
            self,
            Self::Users | Self::Refs | Self::Inactive | Self::Departed
        )
    }

    /// What the server calls beginning and size.
    fn parameters(self) -> [&'static str; 2] {
        match self {
            Self::Users | Self::Refs => ["cursor", "size"],
            Self::Departed => ["nextToken", "maxResults"],
            _ => ["offset", "size"],
        }
    }

    /// Beginning and size in a request.
    fn wanted(self, sent: &Sent) -> [String; 2] {
        self.parameters().map(|name| match self {
            Self::Departed => {
                let (_, query) = sent.url.split_once('?').expect("a query");
                let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
                let (_, value) = pairs.find(|(key, _)| *key == name).expect(name);
                value.to_owned()
            }
            _ => sent.json()[name].to_string(),
        })
    }

    /// An answer without entries that says whether there is more, and where.
    fn empty(self, more: Value, next: Value) -> Reply {
        match self {
            Self::Departed => ok(json!({"records": [], "nextToken": next})),
            Self::Search | Self::ExactSearch | Self::DepartmentSearch => {
                ok(json!({"hasMore": more, "totalCount": 0, "list": []}))
            }
            Self::RoleGroups | Self::RoleMembers => result(json!({"hasMore": more, "list": []})),
            _ => result(json!({"has_more": more, "next_cursor": next, "list": []})),
        }
    }

    /// The cursor of the page after the first one of `it`, which was to have five entries.
    fn cursor(self, it: &str) -> String {
        let (told, _) = through(self.empty(json!(true), json!(5)), async |directory| {
            self.ask(directory, it, page(None, Some(5))).await
        });
        told.expect("a page").1.expect("more to come")
    }
}

fn end(list: List) -> Reply {
    list.empty(json!(false), json!(null))
}

#[test]
fn a_page_has_as_many_entries_as_are_wanted_up_to_what_the_server_gives() {
    for list in LISTS {
        let most = list.most();
        for (limit, size) in [
            (None, most),
            (Some(1), 1),
            (Some(most - 1), most - 1),
            (Some(most), most),
            (Some(most + 1), most),
            (Some(u32::MAX), most),
        ] {
            let (_, sent) = through(end(list), async |directory| {
                list.ask(directory, "7", page(None, limit)).await
            });
            let expected = ["0".to_owned(), size.to_string()];
            assert_eq!(list.wanted(&sent), expected, "{list:?}");
        }
    }
}

#[test]
fn an_empty_page_is_not_the_end_while_there_is_more() {
    for list in LISTS {
        let (told, _) = through(list.empty(json!(true), json!(5)), async |directory| {
            list.ask(directory, "7", None).await
        });
        let (entries, next) = told.expect("a page");
        assert!(entries.is_empty() && next.is_some(), "{list:?}");
    }
}

#[test]
fn a_cursor_leads_on_in_another_instance() {
    for list in LISTS {
        let cursor = list.cursor("7");
        for limit in [None, Some(5)] {
            let (_, sent) = through(end(list), async |directory| {
                list.ask(directory, "7", page(Some(&cursor), limit)).await
            });
            assert_eq!(list.wanted(&sent)[0], "5", "{list:?}");
        }
    }
}

#[test]
fn only_no_cursor_is_the_end() {
    for list in LISTS {
        for more in [json!(false), json!(null), json!("false"), json!(0)] {
            // Where a server tells where to go on, this alone is not a reason to go on.
            let next = match list {
                List::Departed => json!(""),
                _ => json!(5),
            };
            let (told, _) = through(list.empty(more, next), async |directory| {
                list.ask(directory, "7", None).await
            });
            assert_eq!(told.expect("a page").1, None, "{list:?}");
        }
    }
}

#[test]
fn a_page_with_more_to_come_has_to_say_where() {
    for list in [List::Users, List::Refs, List::Inactive] {
        for next in [json!(null), json!(""), json!("x"), json!([5])] {
            let error = error_through(list.empty(json!(true), next), async |directory| {
                list.ask(directory, "7", None).await
            });
            assert_eq!(error.kind, ErrorKind::BadResponse, "{list:?}");
        }
    }
}

#[test]
fn pages_that_are_counted_follow_each_other_as_long_as_they_were_asked_for() {
    for list in LISTS.into_iter().filter(|list| list.is_counted()) {
        let mut more = vec![json!(false), json!("true"), json!(true)];
        let directory = Directory::new(Scripted::calls_answered_by(move |_| {
            list.empty(more.pop().expect("three pages"), json!(null))
        }));
        let platform = directory.platform();
        let mut cursor = None;
        for limit in [Some(3), Some(4), None] {
            let asked = list.ask(&directory, "7", page(cursor.as_deref(), limit));
            cursor = run(platform, asked).expect("a page").1;
        }
        assert_eq!(cursor, None);
        let begins = platform
            .calls()
            .iter()
            .map(|sent| list.wanted(sent)[0].clone())
            .collect::<Vec<_>>();
        assert_eq!(begins, ["0", "3", "7"], "{list:?}");
    }
}

#[test]
fn a_changed_cursor_is_refused_before_anything_is_sent() {
    let directory = silent();
    for list in LISTS {
        let cursor = list.cursor("7");
        let (position, checksum) = cursor.rsplit_once('.').expect("two parts");
        for changed in [
            "",
            "5",
            ".",
            position,
            checksum,
            &cursor[1..],
            &format!("1{cursor}"),
            &format!("{cursor} "),
            &format!("0.{checksum}"),
            &format!("-{cursor}"),
        ] {
            let asked = list.ask(&directory, "7", page(Some(changed), None));
            invalid(&error_of(run(directory.platform(), asked)), "cursor");
        }
    }
}

#[test]
fn a_cursor_of_another_list_is_refused_before_anything_is_sent() {
    let directory = silent();
    let refused = |list: List, it: &str, cursor: &str| {
        let asked = list.ask(&directory, it, page(Some(cursor), None));
        invalid(&error_of(run(directory.platform(), asked)), "cursor");
    };
    for list in LISTS {
        let cursor = list.cursor("7");
        for other in LISTS.into_iter().filter(|other| *other != list) {
            refused(other, "7", &cursor);
        }
        // There is only one list of role groups.
        if list != List::RoleGroups {
            refused(list, "8", &cursor);
        }
    }
}

#[test]
fn a_page_without_entries_cannot_be_wanted() {
    let directory = silent();
    for list in LISTS {
        let asked = list.ask(&directory, "7", page(None, Some(0)));
        invalid(&error_of(run(directory.platform(), asked)), "limit");
    }
}
