//! What every server function answers.

use super::{AuthState, Notice};
use serde::{Deserialize, Serialize};

/// The state after the press, and what there is to say about it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
pub struct View {
    /// The state, as the server knows it.
    pub state: AuthState,
    /// Shown once.
    pub notice: Option<Notice>,
}
