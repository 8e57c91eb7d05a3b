//! Days and moments as DingTalk writes them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

/// A day in China, eight hours ahead of UTC, written `yyyyMMdd`.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String", into = "String")]
pub struct Day(Date);

/// The text is not a day in the form `yyyyMMdd`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a day in the form yyyyMMdd")]
pub struct InvalidDay;

impl Day {
    /// The day on which a moment falls, in Unix milliseconds. `None` for one that no calendar has.
    pub(crate) fn of(milliseconds: i64) -> Option<Self> {
        let offset = UtcOffset::from_hms(8, 0, 0).ok()?;
        let moment =
            OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000);
        Some(Self(moment.ok()?.checked_to_offset(offset)?.date()))
    }

    /// How many days later than another one this is; negative when it is earlier.
    pub(crate) fn since(self, other: Self) -> i64 {
        (self.0 - other.0).whole_days()
    }
}

impl FromStr for Day {
    type Err = InvalidDay;

    fn from_str(text: &str) -> Result<Self, InvalidDay> {
        let read = || {
            let (year, rest) = digits(text, 4)?;
            let (month, rest) = digits(rest, 2)?;
            let (day, rest) = digits(rest, 2)?;
            date(year, month, day).filter(|_| rest.is_empty())
        };
        read().map(Self).ok_or(InvalidDay)
    }
}

impl TryFrom<String> for Day {
    type Error = InvalidDay;

    fn try_from(text: String) -> Result<Self, InvalidDay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(formatter, "{year:04}{:02}{day:02}", u8::from(month))
    }
}

/// Unix milliseconds of a moment written `2026-09-21T14:13:20Z`.
pub(crate) fn parse_moment(text: &str) -> Option<i64> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let (hour, rest) = digits(rest.strip_prefix('T')?, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let part = |number: i32| u8::try_from(number).ok();
    let time = Time::from_hms(part(hour)?, part(minute)?, part(second)?).ok()?;
    let moment = date(year, month, day)?.with_time(time).assume_utc();
    (rest == "Z").then_some(moment.unix_timestamp().saturating_mul(1000))
}

/// `2026-09-21T14:13:20Z`. `None` for a moment that no calendar has.
pub(crate) fn moment(milliseconds: i64) -> Option<String> {
    let (date, time) = date_and_time(milliseconds)?;
    let (hour, minute, second) = time.as_hms();
    Some(format!("{date}T{hour:02}:{minute:02}:{second:02}Z"))
}

/// `2024-07-15T07:05:43.000Z`. `None` for a moment that no calendar has.
pub(crate) fn moment_with_milliseconds(milliseconds: i64) -> Option<String> {
    let (date, time) = date_and_time(milliseconds)?;
    let (hour, minute, second, millisecond) = time.as_hms_milli();
    Some(format!(
        "{date}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z"
    ))
}

/// `2026-09-21 22:13:20`, in Beijing. `None` for a moment that no calendar has.
pub(crate) fn beijing_time(milliseconds: i64) -> Option<String> {
    const AHEAD_OF_UTC: i64 = 8 * 60 * 60 * 1000;
    let (date, time) = date_and_time(milliseconds.checked_add(AHEAD_OF_UTC)?)?;
    let (hour, minute, second) = time.as_hms();
    Some(format!("{date} {hour:02}:{minute:02}:{second:02}"))
}

fn date_and_time(milliseconds: i64) -> Option<(Date, Time)> {
    let nanoseconds = i128::from(milliseconds) * 1_000_000;
    let moment = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).ok()?;
    Some((moment.date(), moment.time()))
}

/// A number of so many digits at the start, and what follows it.
fn digits(text: &str, count: usize) -> Option<(i32, &str)> {
    let (number, rest) = text.split_at_checked(count)?;
    let all = number.bytes().all(|byte| byte.is_ascii_digit());
    Some((number.parse().ok().filter(|_| all)?, rest))
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
    Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_eight_hours_before_the_one_of_utc() {
        let day = |text| Day::of(parse_moment(text).unwrap()).unwrap().to_string();
        assert_eq!(day("2026-09-21T15:59:59Z"), "20260921");
        assert_eq!(day("2026-09-21T16:00:00Z"), "20260922");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2026-09-21",
            "20260931",
            "2026092",
            "202609211",
            "2026０921",
            "+2026921",
        ] {
            assert_eq!(text.parse::<Day>(), Err(InvalidDay), "{text}");
        }
    }

    #[test]
    fn moments_are_written_as_they_are_read() {
        let text = "2026-09-21T14:13:20Z";
        assert_eq!(parse_moment(text), Some(1_790_000_000_000));
        assert_eq!(moment(1_790_000_000_000).as_deref(), Some(text));
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "2026-09-21",
            "2026-09-21T14:13:20",
            "2026-09-21T14:13:20+08:00",
            "2026-09-21T24:00:00Z",
            "2026-13-21T14:13:20Z",
            "2026-09-21 14:13:20Z",
            "界026-09-21T14:13:20Z",
        ] {
            assert_eq!(parse_moment(text), None, "{text}");
        }
    }

    #[test]
    fn a_moment_that_no_calendar_has_is_none() {
        assert_eq!(moment(i64::MAX), None);
        assert_eq!(Day::of(i64::MIN), None);
    }
}
