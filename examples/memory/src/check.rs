//! The forms and lengths that the interface allows.

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use crate::error::{Result, invalid};

/// What begins the name of a custom field, the only attributes here.
pub const CUSTOM: &str = "extension.";

/// A text of 1 to `most` characters.
pub fn text(field: &str, value: &str, most: usize) -> Result<()> {
    match value.chars().count() {
        0 => Err(invalid(field, format!("{field} is empty; leave it out"))),
        length if length > most => {
            let message = format!("{field} has {length} characters; at most {most} are allowed");
            Err(invalid(field, message))
        }
        _ => Ok(()),
    }
}

/// The identifier of a user.
pub fn user_id(field: &str, id: &str) -> Result<()> {
    text(field, id, 64)
}

/// A place among others: a decimal integer of up to 64 bits.
pub fn sort_key(field: &str, key: &str) -> Result<i64> {
    key.parse()
        .map_err(|_| invalid(field, "a sort-key is a decimal integer of up to 64 bits"))
}

/// The name and the value of an attribute.
pub fn attribute(name: &str, value: &str) -> Result<()> {
    attribute_name(name)?;
    text(name, value, 2000)
}

/// The name of an attribute.
pub fn attribute_name(name: &str) -> Result<()> {
    match name.strip_prefix(CUSTOM) {
        Some(key) if !key.is_empty() => Ok(()),
        _ => {
            let message = format!("{name} is no attribute here; {CUSTOM}<key> is");
            Err(invalid(name, message))
        }
    }
}

/// A day, as an RFC 3339 full date.
pub fn day(field: &str, day: &str) -> Result<()> {
    match OffsetDateTime::parse(&format!("{day}T00:00:00Z"), &Rfc3339) {
        Ok(_) if day.len() == 10 => Ok(()),
        _ => {
            let message = format!("{field} must be a day such as 2024-07-15");
            Err(invalid(field, message))
        }
    }
}

/// A moment, as an RFC 3339 date and time in UTC.
pub fn moment(field: &str, moment: &str) -> Result<OffsetDateTime> {
    OffsetDateTime::parse(moment, &Rfc3339)
        .ok()
        .filter(|_| moment.ends_with('Z'))
        .ok_or_else(|| {
            let message = format!("{field} must be a moment in UTC such as 2024-07-15T00:00:00Z");
            invalid(field, message)
        })
}

/// A mobile number: `+<country>-<number>`, or digits.
pub fn mobile(number: &str) -> Result<()> {
    let (country, digits) = split(number);
    let digital = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    if country.is_none_or(digital) && digital(digits) && digits.len() <= 20 {
        return Ok(());
    }
    let message = "mobile must be +<country>-<number>, or digits";
    Err(invalid("mobile", message))
}

/// Whether two mobile numbers are the same, as far as both tell the country.
pub fn same_mobile(one: &str, other: &str) -> bool {
    let ((country, digits), (other_country, other_digits)) = (split(one), split(other));
    let same_country = country.is_none() || other_country.is_none() || country == other_country;
    digits == other_digits && same_country
}

fn split(number: &str) -> (Option<&str>, &str) {
    match number.strip_prefix('+').and_then(|it| it.split_once('-')) {
        Some((country, digits)) => (Some(country), digits),
        None => (None, number),
    }
}
