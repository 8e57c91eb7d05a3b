//! The cursors of pages.
//!
//! An input has three parts with 0xFF between them: the name of a list, a position in it, and a
//! text that somebody passes for a cursor.

use orgbook::bindings::types::PageRequest;
use orgbook::dingtalk::page::Page;

use crate::input::parts;

const MOST: u32 = 100;

/// A cursor must lead back to its position, in its own list alone, and any other text must be
/// refused unless it is the very cursor of some position.
pub fn run(input: &[u8]) {
    let mut parts = parts(input).map(|part| String::from_utf8_lossy(part).into_owned());
    let mut next = || parts.next().unwrap_or_default();
    let (list, position, other) = (next(), next(), next());
    let first = page(&list, None).expect("a page without a cursor");
    let cursor = first.cursor(&position);
    let there = page(&list, Some(&cursor)).expect("a cursor of the list");
    assert_eq!(there.position.as_deref(), Some(position.as_str()));
    let offset = there.offset().ok();
    assert_eq!(offset, position.parse().ok(), "{position}");
    if offset.is_some_and(|offset| offset >= 0) {
        check_part(&there);
    }
    assert!(
        page(&format!("{list}x"), Some(&cursor)).is_none(),
        "{cursor}"
    );
    if let Some(accepted) = page(&list, Some(&other)) {
        let position = accepted.position.as_deref().unwrap_or_default();
        assert_eq!(first.cursor(position), other);
    }
    for changed in changes(&cursor) {
        assert!(page(&list, Some(&changed)).is_none(), "{cursor}, {changed}");
    }
}

fn page(list: &str, cursor: Option<&str>) -> Option<Page> {
    let request = PageRequest {
        cursor: cursor.map(str::to_owned),
        limit: Some(7),
    };
    Page::new(list.to_owned(), Some(request), MOST).ok()
}

/// From any position on, the pages of a list are what is left of it, each entry once.
fn check_part(page: &Page) {
    let all: Vec<usize> = (0..20).collect();
    let (part, next) = page.part_of(all).expect("a position");
    let begin = page
        .offset()
        .ok()
        .and_then(|offset| usize::try_from(offset).ok());
    let rest = 20_usize.saturating_sub(begin.unwrap_or(usize::MAX));
    assert_eq!(part.len(), rest.min(7));
    assert_eq!(part.first().copied(), begin.filter(|_| rest > 0));
    assert_eq!(next.is_some(), rest > 7);
}

/// The text with one character more, less, or another one, at each place.
fn changes(cursor: &str) -> Vec<String> {
    let mut changes = Vec::new();
    for (place, character) in cursor.char_indices() {
        let (before, from) = cursor.split_at(place);
        let after = &from[character.len_utf8()..];
        let other = if character == '0' { '1' } else { '0' };
        changes.push(format!("{before}{after}"));
        changes.push(format!("{before}{other}{after}"));
        changes.push(format!("{before}{other}{from}"));
    }
    changes.push(format!("{cursor}0"));
    changes
}
