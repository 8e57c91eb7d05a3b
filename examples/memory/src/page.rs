//! Pages of lists.
//!
//! A cursor names the last entry of its page by what the list is sorted by. So the next page begins
//! behind it even if that entry is gone, or if another instance answers that never had it.

use crate::error::{Result, invalid};
use crate::identity::checksum;
use crate::types::PageRequest;

/// The entries of a page if nobody asks for fewer.
const MOST: usize = 100;

/// What a list is sorted by: a rank, and among equals the identifier.
pub type Place = (i64, String);

/// A page's entries, and the cursor of the next page.
pub type Page<T> = (Vec<T>, Option<String>);

/// The page that is asked for of a list. `list` is its name, with all arguments that must stay the
/// same from page to page.
pub fn page<T>(
    list: &str,
    request: Option<PageRequest>,
    mut entries: Vec<(Place, T)>,
) -> Result<Page<T>> {
    let (cursor, limit) = request.map_or((None, None), |it| (it.cursor, it.limit));
    let limit = match limit {
        Some(0) => return Err(invalid("limit", "limit must be at least 1")),
        Some(limit) => MOST.min(usize::try_from(limit).unwrap_or(MOST)),
        None => MOST,
    };
    if let Some(cursor) = cursor {
        let last = read(list, &cursor).ok_or_else(|| {
            let message = "this is no cursor of this list; begin without one, and keep the other \
                           arguments from page to page";
            invalid("cursor", message)
        })?;
        entries.retain(|(place, _)| *place > last);
    }
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    let more = entries.len() > limit;
    entries.truncate(limit);
    let last = entries.last().filter(|_| more);
    let next = last.map(|(place, _)| write(list, place));
    Ok((entries.into_iter().map(|(_, entry)| entry).collect(), next))
}

fn write(list: &str, (rank, id): &Place) -> String {
    let checksum = checksum(&format!("{list}/{rank}/{id}"));
    format!("{checksum}.{rank}.{id}")
}

fn read(list: &str, cursor: &str) -> Option<Place> {
    let (_, place) = cursor.split_once('.')?;
    let (rank, id) = place.split_once('.')?;
    let place = (rank.parse().ok()?, id.to_owned());
    (write(list, &place) == cursor).then_some(place)
}
