//! Mobile numbers and the formats in which DingTalk accepts them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Mainland China's country code.
const MAINLAND: &str = "86";

/// A mobile number (specification 2.1): eleven digits for mainland China, `+<country>-<number>` for all others.
///
/// Two spellings of one number are equal: `13800000000` and `+86-13800000000`. `Display` writes mainland
/// numbers plainly.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String", into = "String")]
pub struct Mobile {
    country: String,
    number: String,
}

/// The text is not a mobile number that DingTalk accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a mobile number: eleven digits for mainland China, +<country>-<number> for others")]
pub struct InvalidMobile;

impl Mobile {
    /// The country code without `+`, as in `86`.
    pub fn country_code(&self) -> &str {
        &self.country
    }

    /// The digits after the country code.
    pub fn number(&self) -> &str {
        &self.number
    }
}

/// Whether the text names its country, which organisations registered abroad must do for mainland numbers too.
pub(crate) fn names_country(text: &str) -> bool {
    text.starts_with('+')
}

impl FromStr for Mobile {
    type Err = InvalidMobile;

    fn from_str(text: &str) -> Result<Self, InvalidMobile> {
        let (country, number) = match text.strip_prefix('+') {
            Some(rest) => rest.split_once('-').ok_or(InvalidMobile)?,
            None => (MAINLAND, text),
        };
        let valid = is_digits(country, 1..=4)
            && !country.starts_with('0')
            && if country == MAINLAND {
                is_digits(number, 11..=11) && number.starts_with('1')
            } else {
                is_digits(number, 4..=14)
            };
        if !valid {
            return Err(InvalidMobile);
        }
        Ok(Self {
            country: country.to_owned(),
            number: number.to_owned(),
        })
    }
}

impl TryFrom<String> for Mobile {
    type Error = InvalidMobile;

    fn try_from(text: String) -> Result<Self, InvalidMobile> {
        text.parse()
    }
}

impl From<Mobile> for String {
    fn from(mobile: Mobile) -> Self {
        mobile.to_string()
    }
}

impl fmt::Display for Mobile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.country == MAINLAND {
            formatter.write_str(&self.number)
        } else {
            write!(formatter, "+{}-{}", self.country, self.number)
        }
    }
}

fn is_digits(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(text: &str) -> bool {
        text.parse::<Mobile>().is_ok()
    }

    #[test]
    fn a_mainland_number_has_eleven_digits_and_starts_with_one() {
        assert!(accepted("13800000000"));
        assert!(!accepted("1380000000"));
        assert!(!accepted("138000000001"));
        assert!(!accepted("23800000000"));
    }

    #[test]
    fn a_number_from_elsewhere_needs_its_country() {
        assert!(accepted("+852-51234567"));
        assert!(!accepted("51234567"));
        assert!(!accepted("+85251234567"));
        assert!(!accepted("852-51234567"));
    }

    #[test]
    fn a_mainland_number_with_its_country_keeps_the_mainland_format() {
        assert!(accepted("+86-13800000000"));
        assert!(!accepted("+86-5123456"));
    }

    #[test]
    fn other_characters_are_refused() {
        for text in [
            "",
            "+",
            "+-",
            "+852-",
            "+0-51234567",
            "1380000000a",
            "１３８００００００００",
            "+852-5123-4567",
        ] {
            assert!(!accepted(text), "{text}");
        }
    }

    #[test]
    fn two_spellings_of_one_number_are_equal() {
        assert_eq!("13800000000".parse::<Mobile>(), "+86-13800000000".parse());
    }

    #[test]
    fn mainland_numbers_are_written_plainly_and_others_with_their_country() {
        assert_eq!(
            "+86-13800000000".parse::<Mobile>().unwrap().to_string(),
            "13800000000"
        );
        assert_eq!(
            "+852-51234567".parse::<Mobile>().unwrap().to_string(),
            "+852-51234567"
        );
    }
}
