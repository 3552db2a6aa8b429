//! What the browser and the log may know of a phone number.

use super::PhoneNumber;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The last four digits behind dots. The count of the dots is always the same, so it tells nothing.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct MaskedPhone(String);

impl MaskedPhone {
    /// Hides everything but the last four digits (Twilio Verify best practices: show three or four at sign-in).
    pub fn of(number: &PhoneNumber) -> Self {
        let digits = number.as_str();
        let last_four = digits.get(digits.len().saturating_sub(4)..).unwrap_or_default();
        Self(format!("•••• {last_four}"))
    }

    /// What was masked before, as it travels.
    pub(crate) fn masked_before(text: String) -> Self {
        Self(text)
    }

    /// The last four digits alone, for a screen reader, which would read every dot.
    pub fn last_four(&self) -> &str {
        self.0.trim_start_matches(['•', ' '])
    }
}

impl fmt::Display for MaskedPhone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_end_is_shown() {
        let number: PhoneNumber = "+819012345678".parse().unwrap();
        assert_eq!(number.masked().to_string(), "•••• 5678");
        assert_eq!(number.masked().last_four(), "5678");
    }

    proptest! {
        #[test]
        fn a_mask_holds_four_digits_and_never_the_length(typed in "\\+[1-9][0-9]{7,14}") {
            let masked = typed.parse::<PhoneNumber>().unwrap().masked().to_string();
            prop_assert_eq!(masked.chars().filter(char::is_ascii_digit).count(), 4);
            prop_assert_eq!(masked.chars().count(), 9);
        }
    }
}
