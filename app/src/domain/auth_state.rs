//! How far a visitor has come.

use super::{Account, Challenge, Page};
use serde::{Deserialize, Serialize};

/// The state of a session; the same type on the server and in the browser.
#[allow(
    clippy::large_enum_variant,
    reason = "there is one state a page: a box would be opened everywhere for nothing"
)]
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
    /// The same, and both within the last minutes: changes are open.
    Confirmed,
}

impl AuthState {
    /// The state without its details.
    pub const fn step(&self) -> Step {
        match self {
            Self::SignedOut => Step::SignedOut,
            Self::CodeNeeded(_) => Step::CodeNeeded,
            Self::SignedIn(account) if account.confirmed_until.is_some() => Step::Confirmed,
            Self::SignedIn(_) => Step::SignedIn,
        }
    }
}

impl Step {
    /// The canonical page of the state: where a form without script ends.
    pub const fn page(self) -> Page {
        match self {
            Self::SignedOut => Page::SignIn,
            Self::CodeNeeded => Page::Verify,
            Self::SignedIn | Self::Confirmed => Page::Account,
        }
    }
}
