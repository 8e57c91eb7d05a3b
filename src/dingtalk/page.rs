//! Pages of lists. A cursor is where the server goes on, and a checksum: it is opaque to callers and
//! holds across instances.

use super::failure::{Failure, Result};
use super::identity::checksum;
use super::json::Json;
use super::wire;
use crate::bindings::types::PageRequest;
use crate::prelude::*;

/// A cursor for the page that begins at the server's `position` in the list called `list`.
fn encode(list: &str, position: &str) -> String {
    let checksum = checksum(&format!("{list}/{position}"));
    format!("{position}.{checksum}")
}

/// The server's position in a cursor of the list called `list`.
fn decode<'a>(list: &str, cursor: &'a str) -> Option<&'a str> {
    let (position, _) = cursor.rsplit_once('.')?;
    (encode(list, position) == cursor).then_some(position)
}

/// A page of a list, as asked for.
pub struct Page {
    list: String,
    /// Where the server is to begin, in its own terms; `None`: at the beginning.
    pub position: Option<String>,
    /// How many entries to ask for.
    pub size: i64,
}

impl Page {
    /// The page of the list called `list` (with everything that must stay the same from page to
    /// page) of which the server gives at most `most` entries at once.
    pub fn new(list: String, request: Option<PageRequest>, most: u32) -> Result<Self> {
        let (cursor, limit) = request.map_or((None, None), |page| (page.cursor, page.limit));
        if limit == Some(0) {
            return Err(Failure::invalid("limit", "limit must be at least 1"));
        }
        let position = match &cursor {
            Some(cursor) => Some(decode(&list, cursor).ok_or_else(not_a_cursor)?.to_owned()),
            None => None,
        };
        Ok(Self {
            list,
            position,
            size: limit.unwrap_or(most).min(most).into(),
        })
    }

    /// Where to begin, for a server that counts.
    pub fn offset(&self) -> Result<i64> {
        match self.position.as_deref() {
            Some(position) => position.parse().map_err(|_| not_a_cursor()),
            None => Ok(0),
        }
    }

    /// This page of a list that the server tells as a whole, and the cursor of the next one.
    pub fn part_of<T>(&self, all: Vec<T>) -> Result<(Vec<T>, Option<String>)> {
        let position = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
        let begin = position(self.offset()?);
        let end = begin.saturating_add(position(self.size));
        let next = (end < all.len()).then(|| self.cursor(&end.to_string()));
        let part = all.into_iter().take(end).skip(begin).collect();
        Ok((part, next))
    }

    /// The cursor of the page that begins at this position.
    pub fn cursor(&self, position: &str) -> String {
        encode(&self.list, position)
    }

    /// The cursor of the next page of a list whose server tells its beginning in `next_cursor` as
    /// long as `has_more`.
    pub fn next_told(&self, result: &Json) -> Result<Option<String>> {
        if wire::boolean(result, "has_more") != Some(true) {
            return Ok(None);
        }
        let next = wire::integer(result, "next_cursor")
            .ok_or_else(|| Failure::bad_response("next_cursor"))?;
        Ok(Some(self.cursor(&next.to_string())))
    }

    /// The cursor of the next page of a list whose server tells only that there is more. It may
    /// leave entries of a page out, so the pages are as long as they were asked for.
    pub fn next_counted(&self, result: &Json) -> Result<Option<String>> {
        if wire::boolean(result, "hasMore") != Some(true) {
            return Ok(None);
        }
        let next = self.offset()?.saturating_add(self.size);
        Ok(Some(self.cursor(&next.to_string())))
    }
}

fn not_a_cursor() -> Box<Failure> {
    Failure::invalid(
        "cursor",
        "this is no cursor of this list; begin without one, and keep the other arguments from page \
         to page",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_position() {
        for position in ["0", "10", "9223372036854775807", "a.b=="] {
            assert_eq!(
                decode("1/custom", &encode("1/custom", position)),
                Some(position)
            );
        }
    }

    #[test]
    fn a_changed_cursor_and_one_of_another_list_are_refused() {
        let cursor = encode("1/custom", "10");
        for changed in [
            "",
            "10",
            "11",
            "10.",
            &cursor.replace("10.", "11."),
            &format!("{cursor}x"),
            &format!("+{cursor}"),
            &cursor.to_uppercase(),
        ] {
            assert!(decode("1/custom", changed).is_none(), "{changed}");
        }
        assert!(decode("2/custom", &cursor).is_none());
    }
}
