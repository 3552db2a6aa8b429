//! The use cases of the sign-in. No SQL and no HTTP: `store` and `verify` are called, `web` calls.

mod account_details;
mod allowed_countries;
mod approve;
mod approved;
mod attempts;
mod audit;
mod browser_secret;
mod budget_today;
mod ceilings;
mod change_password;
mod change_phone;
mod check;
mod choose_password;
mod client_address;
mod code_activity;
mod confirm;
mod currency;
mod destination;
mod device;
mod forward_auth;
mod hash_memory;
mod identifiers;
mod lifetimes;
mod limits;
mod link_token;
mod login;
mod logout;
mod national_number;
mod new_password;
mod number_fault;
mod number_groups;
mod open_challenge;
mod outcome;
mod own_password;
mod password;
mod policy;
mod prices;
mod pumping;
mod recovery_code;
mod recovery_codes;
mod refused;
mod remembered_browsers;
mod reserve_send;
mod return_address;
mod return_origin;
mod revoke;
mod send;
mod session_hash;
mod session_limit;
mod settle_check;
mod settle_send;
pub(crate) mod told;
mod use_recovery_code;
mod user_id;
mod verification;
mod visit;
mod visitor;

pub use allowed_countries::AllowedCountries;
pub use approved::Approved;
pub use attempts::{Failures, KnownBrowser};
pub use browser_secret::{BrowserSecret, BrowserSecretHash};
pub use budget_today::BudgetToday;
pub use client_address::ClientAddress;
pub use currency::Currency;
pub use destination::Destination;
pub(crate) use device::device;
pub use forward_auth::{AccessHash, AccessId, ForwardAuth, WayBack};
pub use identifiers::{random_id, rising_id};
pub(crate) use lifetimes::HALF_OPEN;
pub use lifetimes::Lifetimes;
pub use limits::{Limits, MalformedLimits};
pub use link_token::{LinkHash, LinkToken};
pub use national_number::{NumberReader, TypedNumber};
pub use new_password::{NewPassword, judge};
pub use number_fault::NumberFault;
pub use outcome::{BrowserChange, Outcome, SessionChange};
pub use password::{HashError, PasswordCost, Passwords};
pub use policy::{Budget, Enrolment, PerSubject, Policy};
pub use prices::{Prices, PricesError};
pub use pumping::{Counts, GuardMode, Record, Verdict};
pub use recovery_code::{MalformedRecoveryCode, RECOVERY_CODES, RecoveryCode};
pub use recovery_codes::{Making, NewRecoveryCodes, make_recovery_codes_by_operator};
pub use return_address::{ReturnAddress, ReturnOrigins};
pub use return_origin::{MalformedOrigin, ReturnOrigin};
pub use session_hash::{SessionHash, SessionId};
pub use user_id::UserId;
pub use verification::Verification;
pub use visit::Visit;
pub use visitor::Visitor;

use crate::{
    clock::Clock,
    randomness::Randomness,
    store::{Database, OfStore, StoreError},
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

impl OfStore for AuthError {
    fn of_store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(failure) => Some(failure),
            Self::Hash(_) | Self::Task => None,
        }
    }
}

impl AuthError {
    /// True when there was too much to do at once, and nothing is broken.
    pub const fn is_overload(&self) -> bool {
        matches!(self, Self::Hash(HashError::TooMany))
    }
}
