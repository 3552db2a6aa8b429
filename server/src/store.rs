//! The database: SQLite by default, PostgreSQL when one machine is not enough. Each query is written once.
//!
//! Rules that make one text fit both: `$1` placeholders, every integer BIGINT and read as `i64`, times as seconds,
//! booleans never compared with numbers, no `now()`, no `ANY`.

mod account_changes;
mod accounts;
mod audit;
mod audit_reading;
mod ceilings;
mod challenges;
mod database;
mod inspection;
mod password_change;
mod password_links;
mod phones;
mod pruning;
mod pumping;
mod recovery_codes;
mod remembered_browsers;
mod renewal;
mod rotation;
mod sealing;
mod send_switch;
mod session_list;
mod sessions;
mod sign_in_attempts;
mod sqlite_file;
mod transaction;
mod trouble;
mod users;
mod verifications;
mod writers;

pub use accounts::{AccountRow, AccountSession, LiveAt};
pub use audit::{Actor, AuditEvent, AuditRow};
pub use audit_reading::{AuditChoice, AuditPlace, NamedAuditRow};
pub use ceilings::{Ceiling, Wanted};
pub use challenges::NewChallenge;
pub use database::{Database, OpenError, Pool, StoreError, Synchronous};
pub use inspection::{Form, sqlite_path};
pub use password_links::PasswordLink;
pub use recovery_codes::{HashedRecoveryCode, RecoveryCodesLeft};
pub use remembered_browsers::{BrowserRow, HeldBrowser, NewBrowser};
pub use rotation::{Lost, Rotation};
pub use sealing::MARK as DATA_KEY_MARK;
pub use session_list::ListedSession;
pub use sessions::{Level, NewSession, SessionRow};
pub use transaction::Transaction;
pub use trouble::Trouble;
pub use users::{HeldUser, NewUser, User};
