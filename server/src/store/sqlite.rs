//! SQLite for sqlx, over `rusqlite`: a statement runs on the thread that asks.
//!
//! sqlx's own driver hands each statement to a thread of the connection and takes the answer back. That is several times the
//! cost of a statement here, which takes microseconds, and the one writer keeps all others waiting meanwhile. Queries, pool and migrations
//! are sqlx's; only what may wait for the disk leaves its place to other tasks.

mod arguments;
mod asking;
mod checkpointer;
mod column;
mod connection;
mod disk;
mod executor;
mod failure;
mod migrating;
mod options;
mod row;
mod statement;
mod storage_class;
mod transactions;
mod value;

pub use arguments::SqliteArguments;
pub use column::SqliteColumn;
pub use connection::SqliteConnection;
pub use disk::Disk;
pub use executor::SqliteResult;
pub use failure::SqliteFailure;
pub use options::SqliteOptions;
pub use row::SqliteRow;
pub use statement::SqliteStatement;
pub use storage_class::SqliteType;
pub use transactions::SqliteTransactions;
pub use value::{SqliteValue, SqliteValueRef};

use rusqlite::types::Value;

/// The engine.
#[derive(Debug)]
pub struct Sqlite;

/// A pool of connections to one file.
pub type SqlitePool = sqlx::Pool<Sqlite>;

impl sqlx_core::database::HasStatementCache for Sqlite {}

impl sqlx::Database for Sqlite {
    type Connection = SqliteConnection;
    type TransactionManager = SqliteTransactions;
    type Row = SqliteRow;
    type QueryResult = SqliteResult;
    type Column = SqliteColumn;
    type TypeInfo = SqliteType;
    type Value = SqliteValue;
    type ValueRef<'r> = SqliteValueRef<'r>;
    type Arguments = SqliteArguments;
    type ArgumentBuffer = Vec<Value>;
    type Statement = SqliteStatement;

    const NAME: &'static str = "SQLite";
    const URL_SCHEMES: &'static [&'static str] = &["sqlite"];
}

#[cfg(test)]
mod tests;
