use super::{Database, StoreError, database::on};
use sqlx::{Postgres, Sqlite};

/// A writing transaction; without [`Transaction::commit`] nothing of it remains.
///
/// Whoever touches several rows takes them in this order, or two transactions on PostgreSQL may wait for each other until
/// one of them is ended: number, user, session, challenge, ceiling.
pub enum Transaction {
    /// Holds the only write lock of the file.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// Locks the rows that it touches.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Database {
    /// The one way to begin to write. SQLite takes its write lock at once: a deferred transaction that reads first
    /// fails as soon as another writer came in between.
    ///
    /// # Errors
    /// When no connection is free in time or the lock is not.
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        Ok(match self {
            Self::Sqlite(pool) => Transaction::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool) => Transaction::Postgres(pool.begin().await?),
        })
    }
}

impl Transaction {
    /// Makes it last.
    ///
    /// # Errors
    /// When the engine could not; then nothing of it remains.
    pub async fn commit(self) -> Result<(), StoreError> {
        on!(Transaction, self, transaction => transaction.commit().await?);
        Ok(())
    }
}
