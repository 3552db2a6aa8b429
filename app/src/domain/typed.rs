//! What a visitor typed into a form and finds again on the page that comes next.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Never a password, and never a code. Its `Debug` shows nothing of it.
#[derive(Clone, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct Typed {
    /// The user ID.
    pub username: String,
    /// The phone number.
    pub contact_to: String,
}

impl Typed {
    /// Longer texts are no user IDs.
    const LONGEST_USERNAME: usize = 128;
    /// Longer texts are no numbers.
    const LONGEST_NUMBER: usize = 40;

    /// Cut to what such fields can hold.
    pub fn new(username: &str, contact_to: &str) -> Self {
        let cut = |text: &str, longest| text.trim().chars().take(longest).collect();
        Self {
            username: cut(username, Self::LONGEST_USERNAME),
            contact_to: cut(contact_to, Self::LONGEST_NUMBER),
        }
    }

    /// True when nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.username.is_empty() && self.contact_to.is_empty()
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Typed")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_is_cut_and_nothing_is_shown_in_a_log() {
        let typed = Typed::new(&"あ".repeat(500), " 090-1234-5678 ");
        assert_eq!(typed.username.chars().count(), 128);
        assert_eq!(typed.contact_to, "090-1234-5678");
        assert_eq!(format!("{typed:?}"), "Typed");
        assert!(!typed.is_empty() && Typed::new(" ", "").is_empty());
    }
}
