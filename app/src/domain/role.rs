//! What a session may open.

use super::by_name::by_name;
use std::{fmt, str::FromStr};

/// The roles of a session. There is one, and only the second factor grants it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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

/// The name belongs to no role.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let role = Self::SecondFactorAuthenticated;
        Some(role).filter(|role| role.as_str() == name).ok_or(UnknownRole)
    }
}

by_name!(Role, as_str);

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
