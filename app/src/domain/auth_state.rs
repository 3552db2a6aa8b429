//! How far a visitor has come.

use super::{Account, Challenge};
use serde::{Deserialize, Serialize};

/// The state of a session; the same type on the server and in the browser.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub enum AuthState {
    /// Nobody is known.
    #[default]
    SignedOut,
    /// The password was right; a code is needed.
    CodeNeeded(Challenge),
    /// Password and code were right.
    SignedIn(Account),
}

/// How far, without the details: enough to guard a page.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// Nobody is known.
    SignedOut,
    /// The password was right.
    CodeNeeded,
    /// Password and code were right.
    SignedIn,
}

impl AuthState {
    /// The state without its details.
    pub const fn step(&self) -> Step {
        match self {
            Self::SignedOut => Step::SignedOut,
            Self::CodeNeeded(_) => Step::CodeNeeded,
            Self::SignedIn(_) => Step::SignedIn,
        }
    }
}

impl Step {
    /// The canonical page of the state: where a form without script ends.
    pub const fn page(self) -> &'static str {
        match self {
            Self::SignedOut => "/",
            Self::CodeNeeded => "/verify",
            Self::SignedIn => "/account",
        }
    }
}
