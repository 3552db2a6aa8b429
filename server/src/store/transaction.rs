use super::{
    Database, StoreError,
    database::{Pool, on},
    sqlite::Sqlite,
    writers::Writers,
};
use crate::data_key::DataKey;
use sqlx::{Postgres, Row};
use tokio::sync::OwnedSemaphorePermit;

/// A writing transaction; without [`Transaction::commit`] nothing of it remains.
///
/// Whoever touches several rows takes them in this order, or two transactions on PostgreSQL may wait for each other until
/// one of them is ended: number, user, session, challenge, ceiling.
pub struct Transaction {
    pub(super) connection: Connection,
    pub(super) key: DataKey,
    writers: Option<Writers>,
    // Dropped after the connection, which takes back what was not committed.
    turn: Option<OwnedSemaphorePermit>,
}

/// The connection of a transaction.
pub(super) enum Connection {
    /// Holds the only write lock of the file.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// Locks the rows that it touches.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// The numbers are sealed with another key than this process has.
#[derive(Debug, thiserror::Error)]
#[error("the data key was rotated while this process ran: start it again with the new one")]
struct KeyRotated;

/// Whoever writes holds the first, a rotation of the data key the second, until the transaction ends (PostgreSQL, Advisory
/// Locks). SQLite has one writer at a time. The number is arbitrary and ours.
const WRITES: &str =
    "SELECT pg_advisory_xact_lock_shared(728551); SELECT value FROM portal WHERE name = 'data_key'";
const ROTATES: &str =
    "SELECT pg_advisory_xact_lock(728551); SELECT value FROM portal WHERE name = 'data_key'";

impl Database {
    /// The one way to begin to write. SQLite takes its write lock at once: a deferred transaction that reads first
    /// fails as soon as another writer came in between. Refuses when the data key was rotated since this process began:
    /// what it sealed nobody could open.
    ///
    /// # Errors
    /// When no connection is free in time, or the lock is not, or the key is no longer the database's.
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        self.begin_with(WRITES).await
    }

    /// Begins to write alone: nobody else writes until the transaction ends.
    pub(super) async fn begin_alone(&self) -> Result<Transaction, StoreError> {
        self.begin_with(ROTATES).await
    }

    async fn begin_with(&self, lock: &'static str) -> Result<Transaction, StoreError> {
        let mut transaction = self.begin_unchecked().await?;
        if transaction.known_key(lock).await?.as_deref() == Some(self.key.check_value()) {
            Ok(transaction)
        } else {
            Err(StoreError::from(sqlx::Error::Decode(Box::new(KeyRotated))))
        }
    }

    async fn begin_unchecked(&self) -> Result<Transaction, StoreError> {
        // Before a connection is taken: those who wait to write leave the others to those who read.
        let turn = self.turn_to_write().await?;
        let connection = match &self.writing {
            Pool::Sqlite(pool) => Connection::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Pool::Postgres(pool) => Connection::Postgres(pool.begin().await?),
        };
        Ok(Transaction {
            connection,
            key: self.key.clone(),
            writers: self.writers.clone(),
            turn,
        })
    }

    /// The right to write to a SQLite file.
    pub(super) async fn turn_to_write(&self) -> Result<Option<OwnedSemaphorePermit>, StoreError> {
        match &self.writers {
            Some(writers) => writers.turn().await.map(Some),
            None => Ok(None),
        }
    }
}

impl Transaction {
    /// The check value of the key that the database is sealed with, read under the lock. On PostgreSQL two statements in one
    /// message: the second must not see what was before the lock.
    async fn known_key(&mut self, lock: &'static str) -> Result<Option<String>, StoreError> {
        match &mut self.connection {
            Connection::Sqlite(connection) => {
                let text = "SELECT value FROM portal WHERE name = 'data_key'";
                Ok(sqlx::query_scalar(text).fetch_optional(&mut **connection).await?)
            }
            Connection::Postgres(connection) => {
                let rows = sqlx::raw_sql(lock).fetch_all(&mut **connection).await?;
                let value = rows.last().filter(|_| rows.len() > 1);
                Ok(value.map(|row| row.try_get("value")).transpose()?)
            }
        }
    }

    /// Makes it last.
    ///
    /// # Errors
    /// When the engine could not; then nothing of it remains. Or when the disk could not make it last: then it holds until a power
    /// cut may take it back, and whoever asked must take it for not done.
    pub async fn commit(self) -> Result<(), StoreError> {
        on!(Connection, self.connection, transaction => transaction.commit().await)
            .map_err(StoreError::in_commit)?;
        // The next one writes while this one is pressed to the disk.
        drop(self.turn);
        match self.writers {
            Some(writers) => writers.lasting().await,
            None => Ok(()),
        }
    }
}
