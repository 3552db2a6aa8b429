//! The one-time code that a person types.

use super::typed_text::without_separators;
use std::{fmt, str::FromStr};

/// A code of the right form: 4 to 10 ASCII digits (Twilio Verify, service setting `CodeLength`).
/// Its `Debug` never shows it.
#[derive(Clone, Eq, PartialEq)]
pub struct Code(String);

/// The text is not 4 to 10 digits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct MalformedCode;

impl Code {
    /// The digits, for the one call that checks them.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Code {
    type Err = MalformedCode;

    /// Takes full-width digits, blanks and hyphens as people type them.
    fn from_str(typed: &str) -> Result<Self, Self::Err> {
        let digits = without_separators(typed);
        let right_form = (4..=10).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if right_form {
            Ok(Self(digits))
        } else {
            Err(MalformedCode)
        }
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_type_codes_in_many_ways() {
        for typed in ["012345", " 012 345 ", "０１２３４５", "012-345", "012\u{3000}345"] {
            assert_eq!(typed.parse::<Code>().map(|code| code.0), Ok("012345".into()));
        }
    }

    #[test]
    fn wrong_forms_are_refused() {
        for typed in ["", "123", "12345678901", "12ab", "12345６x", "٣٤٥٦"] {
            assert_eq!(typed.parse::<Code>(), Err(MalformedCode), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn parsing_is_total_and_gives_digits_only(typed in ".*") {
            if let Ok(code) = typed.parse::<Code>() {
                prop_assert!(code.as_str().bytes().all(|byte| byte.is_ascii_digit()));
            }
        }

        #[test]
        fn every_code_is_taken_back_unchanged(digits in "[0-9]{4,10}") {
            prop_assert_eq!(digits.parse::<Code>().map(|code| code.0), Ok(digits));
        }

        #[test]
        fn debug_never_shows_a_code(digits in "[0-9]{4,10}") {
            let shown = format!("{:?}", digits.parse::<Code>());
            prop_assert!(!shown.contains(&digits));
        }
    }
}
