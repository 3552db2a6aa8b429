use super::{
    Database, StoreError,
    database::{Pool, on},
};
use crate::data_key::DataKey;
use sqlx::{Postgres, Sqlite};

/// A writing transaction; without [`Transaction::commit`] nothing of it remains.
///
/// Whoever touches several rows takes them in this order, or two transactions on PostgreSQL may wait for each other until
/// one of them is ended: number, user, session, challenge, ceiling.
pub struct Transaction {
    pub(super) connection: Connection,
    pub(super) key: DataKey,
}

/// The connection of a transaction.
pub(super) enum Connection {
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
        let connection = match &self.pool {
            Pool::Sqlite(pool) => Connection::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Pool::Postgres(pool) => Connection::Postgres(pool.begin().await?),
        };
        let key = self.key.clone();
        Ok(Transaction { connection, key })
    }
}

impl Transaction {
    /// Makes it last.
    ///
    /// # Errors
    /// When the engine could not; then nothing of it remains.
    pub async fn commit(self) -> Result<(), StoreError> {
        on!(Connection, self.connection, transaction => transaction.commit().await?);
        Ok(())
    }
}
