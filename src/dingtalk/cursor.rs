//! Cursors of lists: what is needed to go on, and a checksum. They are opaque to callers and hold
//! across instances.

use super::failure::{Failure, Result};
use super::identity::checksum;
use crate::prelude::*;

/// A cursor for the page that begins at the server's `position` in the list called `list`.
pub fn encode(list: &str, position: i64) -> String {
    let checksum = checksum(&format!("{list}/{position}"));
    format!("{position}.{checksum}")
}

/// The server's position in a cursor of the list called `list`.
pub fn decode(list: &str, cursor: &str) -> Result<i64> {
    let position = cursor.split('.').next().and_then(|text| text.parse().ok());
    match position {
        Some(position) if encode(list, position) == cursor => Ok(position),
        _ => Err(Failure::invalid(
            "cursor",
            "this is no cursor of this list; begin without one, and keep department and order \
             from page to page",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_position() {
        for position in [0, 10, 100_000, i64::MAX] {
            assert_eq!(
                decode("1/custom", &encode("1/custom", position)).ok(),
                Some(position)
            );
        }
    }

    #[test]
    fn a_changed_cursor_and_one_of_another_list_are_refused() {
        let cursor = encode("1/custom", 10);
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
            assert!(decode("1/custom", changed).is_err(), "{changed}");
        }
        assert!(decode("2/custom", &cursor).is_err());
    }
}
