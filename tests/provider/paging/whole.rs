//! Lists that the server tells as a whole: they are cut into pages here.

use super::*;

/// Such a list.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Whole {
    UserIds,
    DepartmentIds,
    Departments,
    Administrators,
}

const WHOLE: [Whole; 4] = [
    Whole::UserIds,
    Whole::DepartmentIds,
    Whole::Departments,
    Whole::Administrators,
];

impl Whole {
    /// Asks for a page; `it` is the department that the list is about.
    async fn ask<P>(
        self,
        directory: &Subject<P>,
        it: &str,
        page: Option<PageRequest>,
    ) -> Result<Told>
    where
        Stage<P>: Platform,
    {
        Ok(match self {
            Self::UserIds => {
                let page = directory.list_user_ids(it, page).await?;
                (page.ids, page.next)
            }
            Self::DepartmentIds => {
                let page = directory.list_department_ids(it, page).await?;
                (page.ids, page.next)
            }
            Self::Departments => {
                let page = directory.list_departments(it, page).await?;
                let ids = page.departments.into_iter().map(|it| it.id);
                (ids.collect(), page.next)
            }
            Self::Administrators => {
                let page = directory.list_administrators(page).await?;
                let ids = page.administrators.into_iter().map(|it| it.user_id);
                (ids.collect(), page.next)
            }
        })
    }

    /// The server's answer with these entries.
    fn of(self, ids: &[String]) -> Reply {
        let records = |key: &str| ids.iter().map(|id| json!({(key): id})).collect::<Value>();
        result(match self {
            Self::UserIds => json!({"userid_list": ids}),
            Self::DepartmentIds => json!({"dept_id_list": ids}),
            Self::Departments => records("dept_id"),
            Self::Administrators => records("userid"),
        })
    }

    /// The cursor of the page after the first entry of `it`.
    fn cursor(self, it: &str) -> String {
        let (told, _) = through(self.of(&entries()), async |directory| {
            self.ask(directory, it, page(None, Some(1))).await
        });
        told.expect("a page").1.expect("more to come")
    }
}

fn entries() -> Vec<String> {
    (11..16).map(|id| id.to_string()).collect()
}

#[test]
fn a_whole_list_comes_in_pages_of_the_size_that_is_wanted_and_without_one_at_once() {
    let all = entries();
    for list in WHOLE {
        for (limit, size) in [
            (Some(1), 1),
            (Some(2), 2),
            (Some(5), 5),
            (Some(u32::MAX), 5),
            (None, 5),
        ] {
            let (mut seen, mut cursor) = (Vec::new(), None::<String>);
            for expected in all.chunks(size) {
                let (told, _) = through(list.of(&all), async |directory| {
                    let asked = page(cursor.as_deref(), limit);
                    list.ask(directory, "7", asked).await
                });
                let (ids, next) = told.expect("a page");
                assert_eq!(ids, expected, "{list:?}, {limit:?}");
                seen.extend(ids);
                cursor = next;
            }
            assert_eq!((&seen, cursor), (&all, None), "{list:?}, {limit:?}");
        }
        let (told, _) = through(list.of(&all), async |directory| {
            list.ask(directory, "7", None).await
        });
        assert_eq!(told.expect("a page"), (all.clone(), None), "{list:?}");
    }
}

#[test]
fn a_whole_list_that_became_shorter_meanwhile_ends() {
    for list in WHOLE {
        let cursor = list.cursor("7");
        let (told, _) = through(list.of(&entries()[..1]), async |directory| {
            list.ask(directory, "7", page(Some(&cursor), None)).await
        });
        assert_eq!(told.expect("a page"), (vec![], None), "{list:?}");
    }
}

#[test]
fn a_page_of_a_whole_list_that_cannot_be_meant_is_refused_before_anything_is_sent() {
    let directory = silent();
    let refused = |list: Whole, it: &str, cursor: Option<&str>, limit, field: &str| {
        let asked = list.ask(&directory, it, page(cursor, limit));
        invalid(&error_of(run(directory.platform(), asked)), field);
    };
    for list in WHOLE {
        refused(list, "7", None, Some(0), "limit");
        let cursor = list.cursor("7");
        refused(list, "7", Some(&format!("1{cursor}")), None, "cursor");
        for other in WHOLE.into_iter().filter(|other| *other != list) {
            refused(other, "7", Some(&cursor), None, "cursor");
        }
        // An organisation has only one list of administrators.
        if list != Whole::Administrators {
            refused(list, "8", Some(&cursor), None, "cursor");
        }
    }
}
