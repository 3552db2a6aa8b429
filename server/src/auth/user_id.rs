use std::fmt;
use unicode_normalization::UnicodeNormalization;

/// A user ID in its compared form: NFKC, lower case, without blanks at its ends. A Japanese input method types `ｔｅｓｔ`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct UserId(String);

/// The text is empty, longer than 64 characters, or holds control characters.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("a user ID has 1 to 64 characters and no control characters")]
pub struct MalformedUserId;

impl UserId {
    /// Reads a user ID as typed.
    ///
    /// # Errors
    /// [`MalformedUserId`].
    pub fn parse(typed: &str) -> Result<Self, MalformedUserId> {
        // Longer input is refused before any work is done on it.
        if typed.len() > 1_024 {
            return Err(MalformedUserId);
        }
        let compared: String = typed.nfkc().collect::<String>().to_lowercase().nfkc().collect();
        let compared = compared.trim();
        let right_form =
            (1..=64).contains(&compared.chars().count()) && !compared.chars().any(char::is_control);
        if right_form {
            Ok(Self(compared.to_owned()))
        } else {
            Err(MalformedUserId)
        }
    }

    /// The compared form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_input_method_types_the_same_name() {
        for typed in ["test", "ｔｅｓｔ", "TEST", " Test ", "Ｔest\u{3000}"] {
            assert_eq!(UserId::parse(typed).unwrap().as_str(), "test", "{typed}");
        }
    }

    #[test]
    fn empty_long_and_odd_names_are_refused() {
        for typed in ["", "  ", "a\u{7}b", &"a".repeat(65)] {
            assert_eq!(UserId::parse(typed), Err(MalformedUserId), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn the_compared_form_compares_equal_to_itself(typed in ".{0,80}") {
            if let Ok(id) = UserId::parse(&typed) {
                prop_assert_eq!(UserId::parse(id.as_str()), Ok(id));
            }
        }
    }
}
