//! The database: SQLite by default, PostgreSQL when one machine is not enough. Each query is written once.
//!
//! Rules that make one text fit both: `$1` placeholders, every integer BIGINT and read as `i64`, times as seconds,
//! booleans never compared with numbers, no `now()`, no `ANY`.

mod audit;
mod ceilings;
mod challenges;
mod database;
mod inspection;
mod password_change;
mod phones;
mod pruning;
mod remembered_browsers;
mod renewal;
mod sealing;
mod session_list;
mod sessions;
mod sqlite_file;
mod transaction;
mod trouble;
mod users;
mod verifications;

pub use audit::{Actor, AuditEvent, AuditRow};
pub use ceilings::Ceiling;
pub use challenges::NewChallenge;
pub use database::{Database, OpenError, Pool, StoreError, Synchronous};
pub use inspection::{Form, sqlite_path};
pub use remembered_browsers::{BrowserRow, HeldBrowser, NewBrowser};
pub use session_list::ListedSession;
pub use sessions::{Level, NewSession, SessionRow};
pub use transaction::Transaction;
pub use trouble::Trouble;
pub use users::{HeldUser, NewUser, User};
