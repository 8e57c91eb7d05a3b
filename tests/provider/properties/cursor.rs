//! Cursors of pages.

use orgbook::bindings::types::{ErrorKind, PageRequest};
use orgbook::dingtalk::failure::Result;
use orgbook::dingtalk::page::Page;
use proptest::prelude::*;

use super::config;

fn page(list: &str, cursor: Option<&str>, limit: Option<u32>) -> Result<Page> {
    let request = PageRequest {
        cursor: cursor.map(str::to_owned),
        limit,
    };
    Page::new(list.to_owned(), Some(request), 100)
}

fn cursor(list: &str, position: &str) -> String {
    let first = page(list, None, None).expect("the first page");
    first.cursor(position)
}

fn refused(list: &str, cursor: &str) -> bool {
    let failure = page(list, Some(cursor), None).err();
    failure.is_some_and(|failure| failure.error.kind == ErrorKind::InvalidArgument)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_cursor_leads_back_to_its_position(list in ".*", position in ".*") {
        let page = page(&list, Some(&cursor(&list, &position)), None).expect("its page");
        prop_assert_eq!(page.position, Some(position));
    }

    #[test]
    fn a_changed_cursor_is_refused(
        list in "[a-z/0-9]{0,12}",
        position in any::<i64>(),
        place in any::<prop::sample::Index>(),
        other in any::<char>(),
    ) {
        let cursor = cursor(&list, &position.to_string());
        let mut changed: Vec<char> = cursor.chars().collect();
        let place = place.index(changed.len());
        prop_assume!(changed[place] != other);
        changed[place] = other;
        prop_assert!(refused(&list, &changed.iter().collect::<String>()));
        changed.remove(place);
        prop_assert!(refused(&list, &changed.iter().collect::<String>()));
    }

    #[test]
    fn a_cursor_of_another_list_is_refused(
        list in ".{0,20}",
        other in ".{0,20}",
        position in ".{0,20}",
    ) {
        prop_assume!(list != other);
        prop_assert!(refused(&other, &cursor(&list, &position)));
    }

    #[test]
    fn pages_of_a_whole_list_hold_every_entry_once(length in 0..300_usize, limit in 1..150_u32) {
        let all: Vec<usize> = (0..length).collect();
        let (mut seen, mut next) = (Vec::new(), None);
        loop {
            let page = page("ids", next.as_deref(), Some(limit)).expect("a page");
            let (part, following) = page.part_of(all.clone()).expect("its part");
            prop_assert!(part.len() <= limit as usize);
            seen.extend(part);
            if following.is_none() {
                break;
            }
            next = following;
        }
        prop_assert_eq!(seen, all);
    }
}
