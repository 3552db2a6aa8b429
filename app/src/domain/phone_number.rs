//! A phone number in the one form that Twilio takes.

use super::{MaskedPhone, typed_text::without_separators};
use std::{fmt, str::FromStr};

/// A number of E.164 shape: `+`, no leading zero, 8 to 15 digits (ITU-T E.164; no real number has fewer than 8).
/// Whether such a number exists is for the server's phone number library to say.
/// Its `Debug` shows it masked.
#[derive(Clone, Eq, PartialEq)]
pub struct PhoneNumber(String);

/// The text has not the shape of an international number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MalformedPhoneNumber;

impl PhoneNumber {
    /// The number with its `+`, for the database and for Twilio; never for a log or a page.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a page or a log may show of it.
    pub fn masked(&self) -> MaskedPhone {
        MaskedPhone::of(self)
    }
}

impl FromStr for PhoneNumber {
    type Err = MalformedPhoneNumber;

    /// Takes full-width digits, blanks and hyphens as people type them.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let number = without_separators(typed);
        let digits = number.strip_prefix('+').ok_or(MalformedPhoneNumber)?;
        let right_shape = (8..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if right_shape {
            Ok(Self(number))
        } else {
            Err(MalformedPhoneNumber)
        }
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "PhoneNumber({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_type_numbers_in_many_ways() {
        for typed in [
            "+819012345678",
            "+81 90-1234-5678",
            "＋８１ー９０ー１２３４ー５６７８",
        ] {
            let number = typed.parse::<PhoneNumber>();
            assert_eq!(number.map(|number| number.0), Ok("+819012345678".into()));
        }
    }

    #[test]
    fn other_shapes_are_refused() {
        for typed in [
            "",
            "+",
            "09012345678",
            "+0901234567",
            "+1234567",
            "+1234567890123456",
            "+81 90 CALL ME",
        ] {
            assert_eq!(typed.parse::<PhoneNumber>(), Err(MalformedPhoneNumber), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn parsing_is_total_and_keeps_the_shape(typed in ".*") {
            if let Ok(number) = typed.parse::<PhoneNumber>() {
                prop_assert!(number.as_str().starts_with('+'));
                prop_assert!(number.as_str()[1..].bytes().all(|byte| byte.is_ascii_digit()));
            }
        }

        #[test]
        fn what_was_parsed_parses_again(typed in "\\+[1-9][0-9]{7,14}") {
            let number: PhoneNumber = typed.parse().unwrap();
            prop_assert_eq!(number.as_str().parse(), Ok(number.clone()));
        }

        #[test]
        fn debug_never_shows_a_number(typed in "\\+[1-9][0-9]{7,14}") {
            let shown = format!("{:?}", typed.parse::<PhoneNumber>());
            prop_assert!(!shown.contains(&typed[1..typed.len() - 4]));
        }
    }
}
