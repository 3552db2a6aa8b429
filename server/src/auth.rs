//! The use cases of the sign-in. No SQL and no HTTP: `store` and `verify` are called, `web` calls.

mod account_details;
mod allowed_countries;
mod approve;
mod audit;
mod browser_secret;
mod ceilings;
mod change_password;
mod change_phone;
mod check;
mod client_address;
mod confirm;
mod device;
mod identifiers;
mod lifetimes;
mod login;
mod logout;
mod national_number;
mod new_password;
mod outcome;
mod own_password;
mod password;
mod policy;
mod remembered_browsers;
mod revoke;
mod send;
mod session_hash;
mod session_limit;
mod settle_check;
mod settle_send;
pub(crate) mod told;
mod user_id;
mod verification;
mod visit;

pub use allowed_countries::AllowedCountries;
pub use browser_secret::{BrowserSecret, BrowserSecretHash};
pub use client_address::ClientAddress;
pub use identifiers::random_id;
pub(crate) use lifetimes::HALF_OPEN;
pub use lifetimes::Lifetimes;
pub use national_number::NumberReader;
pub use new_password::{NewPassword, judge};
pub use outcome::{BrowserChange, Outcome, SessionChange};
pub use password::{HashError, PasswordCost, Passwords};
pub use policy::{Enrolment, Policy};
pub use session_hash::{SessionHash, SessionId};
pub use user_id::UserId;
pub use verification::Verification;
pub use visit::{Approved, Visit, Visitor};

use crate::{
    clock::Clock,
    randomness::Randomness,
    store::{Database, StoreError},
    verify::Verify,
};
use std::sync::Arc;

/// Everything that a sign-in needs. Shared by all requests.
pub struct Auth {
    /// Where users, sessions, verifications and counts live.
    pub database: Database,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where ids come from.
    pub randomness: Arc<dyn Randomness>,
    /// Who sends and checks the codes.
    pub verify: Arc<dyn Verify>,
    /// Hashes and compares passwords.
    pub passwords: Passwords,
    /// Reads numbers as people type them.
    pub numbers: NumberReader,
    /// Lifetimes, waits and ceilings.
    pub policy: Policy,
}

/// A use case could not be carried out. The cause is for the log and never for a page.
#[derive(Debug, thiserror::Error)]
pub enum AuthError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Hashing failed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// A task ended before its work was done.
    #[error("a task ended before its work was done")]
    Task,
}
