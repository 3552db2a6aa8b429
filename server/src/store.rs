//! The database: SQLite by default, PostgreSQL when one machine is not enough. Each query is written once.
//!
//! Rules that make one text fit both: `$1` placeholders, every integer BIGINT and read as `i64`, times as seconds,
//! booleans never compared with numbers, no `now()`, no `ANY`.

mod access;
mod account_changes;
mod accounts;
mod again;
mod audit;
mod audit_reading;
mod backup;
mod ceilings;
mod challenges;
mod connecting;
mod database;
mod export;
mod failure;
mod import;
mod inspection;
mod lease;
mod limits;
mod password_change;
mod password_links;
mod phones;
mod pool_state;
mod pruning;
mod pumping;
mod recovery_codes;
mod remembered_browsers;
mod renewal;
mod rotation;
mod sealing;
mod send_switch;
mod server_state;
mod session_list;
mod sessions;
mod sign_in_attempts;
mod sqlite_file;
mod transaction;
mod trouble;
mod users;
mod verifications;

pub use access::AccessRow;
pub use accounts::{AccountRow, AccountSession, LiveAt};
pub use again::OfStore;
pub use audit::{Actor, AuditEvent, AuditRow};
pub use audit_reading::{AuditChoice, AuditPlace, NamedAuditRow};
pub use ceilings::Ceiling;
pub use challenges::NewChallenge;
pub use database::{Database, OpenError, Pool, Synchronous};
pub use export::{MovedAccount, MovedCode, MovedLink, Snapshot};
pub use failure::{FailureKind, StoreError};
pub use import::Import;
pub use inspection::{Form, sqlite_path};
pub use limits::DatabaseLimits;
pub use password_links::PasswordLink;
pub use pool_state::PoolState;
pub use recovery_codes::{HashedRecoveryCode, RecoveryCodesLeft};
pub use remembered_browsers::{BrowserRow, HeldBrowser, NewBrowser};
pub use rotation::{Lost, Rotation};
pub use sealing::MARK as DATA_KEY_MARK;
pub use server_state::{ServerState, Way};
pub use session_list::ListedSession;
pub use sessions::{Level, NewSession, SessionRow};
pub use transaction::Transaction;
pub use trouble::Trouble;
pub use users::{HeldUser, NewUser, User};
