//! Days in the organisation's zone, which is UTC+8 for DingTalk.

use crate::prelude::*;
use time::{Date, Month};

const DAY_MS: i64 = 86_400_000;
const ZONE_MS: i64 = 8 * 3_600_000;
const EPOCH: i32 = 2_440_588; // 1970-01-01 as a Julian day

/// The day, as an RFC 3339 full date, on which a moment falls, given in milliseconds since 1970;
/// `None` beyond the years 0 to 9999, which the format cannot express.
pub fn from_milliseconds(milliseconds: i64) -> Option<String> {
    let days = milliseconds.checked_add(ZONE_MS)?.div_euclid(DAY_MS);
    let julian = i32::try_from(days).ok()?.checked_add(EPOCH)?;
    let (year, month, day) = Date::from_julian_day(julian).ok()?.to_calendar_date();
    (0..=9999)
        .contains(&year)
        .then(|| format!("{year:04}-{:02}-{day:02}", u8::from(month)))
}

/// The beginning of a day, given as an RFC 3339 full date, in milliseconds since 1970; `None` if
/// there is no such day.
pub fn to_milliseconds(date: &str) -> Option<i64> {
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
        return None;
    }
    let month = Month::try_from(digits(month)? as u8).ok()?;
    let date = Date::from_calendar_date(digits(year)? as i32, month, digits(day)? as u8).ok()?;
    let days = i64::from(date.to_julian_day().checked_sub(EPOCH)?);
    days.checked_mul(DAY_MS)?.checked_sub(ZONE_MS)
}

// At most four digits, so every number fits.
fn digits(text: &str) -> Option<u16> {
    text.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        assert_eq!(to_milliseconds("1970-01-02"), Some(57_600_000));
        assert_eq!(from_milliseconds(57_600_000).as_deref(), Some("1970-01-02"));
        assert_eq!(from_milliseconds(57_599_999).as_deref(), Some("1970-01-01"));
    }

    #[test]
    fn what_is_no_rfc_3339_full_date_is_refused() {
        for text in [
            "",
            "2024-2-30",
            "2024-02-30",
            "2024-13-01",
            "+024-01-01",
            "2024-01-01T00:00",
            "２０２４-01-01",
        ] {
            assert_eq!(to_milliseconds(text), None, "{text}");
        }
    }

    #[test]
    fn moments_beyond_four_digit_years_have_no_date() {
        assert_eq!(from_milliseconds(i64::MAX), None);
        assert_eq!(from_milliseconds(i64::MIN), None);
        assert_eq!(from_milliseconds(253_402_300_800_000), None);
    }

    #[test]
    fn every_day_survives_the_round_trip() {
        for day in (-25_000..40_000).step_by(13) {
            let milliseconds = day * DAY_MS - ZONE_MS;
            let text = from_milliseconds(milliseconds).expect("within four-digit years");
            assert_eq!(to_milliseconds(&text), Some(milliseconds), "{text}");
        }
    }
}
