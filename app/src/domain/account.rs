//! The signed-in person, as the pages may show them.

use super::{ActivityKind, Challenge, Factor, MaskedPhone, Role};
use serde::{Deserialize, Serialize};

/// What the account pages show. The server makes it from a session whose second factor was approved, and from nothing else.
/// All times are seconds since 1970.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Account {
    /// The user ID, in its compared form (NFKC, lower case).
    pub user_id: String,
    /// The phone that receives the codes.
    pub phone: Option<MaskedPhone>,
    /// What the session may open.
    pub role: Role,
    /// How this session was approved.
    pub factor: Option<Factor>,
    /// Until when password and code of this session are fresh enough for changes; nothing when they are not.
    pub confirmed_until: Option<i64>,
    /// The open challenge of a confirmation or of another phone.
    pub challenge: Option<Challenge>,
    /// Where the account is signed in, this session first; empty unless [`Account::confirmed_until`] is there.
    pub sessions: Vec<SessionSummary>,
    /// Browsers that need not show a code; empty unless [`Account::confirmed_until`] is there.
    pub browsers: Vec<RememberedBrowser>,
    /// What the audit log tells of this account, newest first, at most 20.
    pub activity: Vec<Activity>,
    /// The sign-in before this one, wherever it was, if the audit log still has it.
    pub last_sign_in: Option<Box<Activity>>,
    /// Recovery codes that are left.
    pub recovery_codes_left: i64,
    /// When they were made; nothing when none is left.
    pub recovery_codes_made_at: Option<i64>,
}

/// One place where the account is signed in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct SessionSummary {
    /// Names it in a form; opens nothing.
    pub id: String,
    /// Browser and system, such as `Firefox, Windows`; empty when nobody knows.
    pub device: String,
    /// Where it was begun.
    pub address: String,
    /// When it was begun.
    pub began_at: i64,
    /// When it was last used, to the minute.
    pub last_seen_at: i64,
    /// How it was approved.
    pub factor: Option<Factor>,
    /// True for the session that asks.
    pub is_this: bool,
}

/// A browser that need not show a code at sign-in.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct RememberedBrowser {
    /// Names it in a form; opens nothing.
    pub id: String,
    /// See [`SessionSummary::device`].
    pub device: String,
    /// When it was last used.
    pub last_used_at: i64,
    /// Until when it counts.
    pub expires_at: i64,
}

/// A row of the audit log, as the person may see it.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Activity {
    /// When.
    pub at: i64,
    /// What.
    pub kind: ActivityKind,
    /// Where the request came from.
    pub address: Option<String>,
    /// See [`SessionSummary::device`].
    pub device: Option<String>,
    /// Masked, as stored.
    pub phone: Option<String>,
}
