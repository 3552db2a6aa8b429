//! What every server function answers.

use super::{AuthState, Notice, Page};
use serde::{Deserialize, Serialize};

/// The state after the press, and what there is to say about it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct View {
    /// The state, as the server knows it.
    pub state: AuthState,
    /// Shown once.
    pub notice: Option<Notice>,
    /// The time that the notice speaks of, such as when the next try is looked at; seconds since 1970.
    pub until: Option<i64>,
    /// The page to go to, where it is not the usual one of the state.
    pub page: Option<Page>,
    /// The page of another program to go to, whatever `page` says: the one that the sign-in was for, at an origin that the
    /// operator listed.
    pub elsewhere: Option<String>,
    /// When the server said all this; seconds since 1970.
    pub as_of: i64,
}

impl View {
    /// Where the answer leads.
    pub fn page(&self) -> Page {
        self.page.unwrap_or_else(|| self.state.step().page())
    }
}
