//! Mobile numbers: `+<country>-<number>` in the interface, split or plain in DingTalk's records.

use crate::prelude::*;

/// A number as the interface shows it. Source: section 2.2, `state_code` and `mobile`.
pub fn from_wire(state_code: Option<&str>, number: &str) -> String {
    match state_code {
        Some(country) if !country.is_empty() && !number.is_empty() && !number.starts_with('+') => {
            format!("+{}-{number}", country.trim_start_matches('+'))
        }
        _ => number.to_owned(),
    }
}

/// A number as DingTalk takes it: in an organisation registered in mainland China the country's
/// own numbers are written plain, elsewhere with the country code (section 2.1).
pub fn to_wire(number: &str, mainland: bool) -> String {
    match number.strip_prefix("+86-") {
        Some(plain) if mainland => plain.to_owned(),
        _ => number.to_owned(),
    }
}

/// Whether two numbers, each with or without the country code, can be the same: what only one of
/// them tells does not tell them apart.
pub fn same(one: &str, other: &str) -> bool {
    let split = |number: &str| match number
        .strip_prefix('+')
        .and_then(|rest| rest.split_once('-'))
    {
        Some((country, plain)) => (Some(country.to_owned()), plain.to_owned()),
        None => (None, number.to_owned()),
    };
    let ((country, plain), (other_country, other_plain)) = (split(one), split(other));
    plain == other_plain
        && match (country, other_country) {
            (Some(country), Some(other_country)) => country == other_country,
            _ => true,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_country_is_shown_where_it_is_told() {
        assert_eq!(from_wire(Some("86"), "13800000000"), "+86-13800000000");
        assert_eq!(from_wire(None, "13800000000"), "13800000000");
        assert_eq!(from_wire(Some("1"), "+1-5550100"), "+1-5550100");
    }

    #[test]
    fn mainland_organisations_take_their_own_numbers_plain() {
        assert_eq!(to_wire("+86-13800000000", true), "13800000000");
        assert_eq!(to_wire("+86-13800000000", false), "+86-13800000000");
        assert_eq!(to_wire("+1-5550100", true), "+1-5550100");
    }

    #[test]
    fn numbers_are_compared_with_or_without_country() {
        assert!(same("+86-13800000000", "13800000000"));
        assert!(!same("+86-13800000000", "+1-13800000000"));
        assert!(!same("+86-13800000000", "13800000001"));
    }
}
