//! What a session may open.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The roles of a session. There is one, and only the second factor grants it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum Role {
    /// Password and code were both right; opens the restricted pages.
    SecondFactorAuthenticated,
}

impl Role {
    /// The name of the role as operators and logs see it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SecondFactorAuthenticated => "2fa authenticated",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
