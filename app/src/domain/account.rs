//! The signed-in person, as the pages may show them.

use super::{MaskedPhone, Role};
use serde::{Deserialize, Serialize};

/// What the account page shows. The server makes it from a session whose second factor was approved, and from nothing else.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Account {
    /// The user ID, in its compared form (NFKC, lower case).
    pub user_id: String,
    /// The phone that receives the codes.
    pub phone: Option<MaskedPhone>,
    /// What the session may open.
    pub role: Role,
}
