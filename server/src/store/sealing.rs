//! Which key a database belongs to, and numbers that an earlier release kept in clear.

use super::{
    Database, OpenError, StoreError, Transaction,
    database::{Pool, on},
    sqlite::SqlitePool,
    transaction::Connection,
    writers::NoTurn,
};
use app::domain::PhoneNumber;
use sqlx::Row as _;
use std::{io, time::Duration};
use tokio::time::{sleep, timeout};

/// How long whoever uses the file is waited for before it is wiped.
const PATIENCE: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(5);

/// The mark of the key that a database belongs to.
pub const MARK: &str = "data_key";

/// A new database takes this key for its own; any other must be the one that it knows.
pub(super) async fn claim(database: &Database) -> Result<(), OpenError> {
    let ours = database.key.check_value();
    database.leave_mark(MARK, ours).await?;
    if database.mark(MARK).await?.as_deref() == Some(ours) {
        Ok(())
    } else {
        Err(OpenError::WrongDataKey)
    }
}

/// Where a number of a user is sealed for.
pub(super) fn place_of_user(id: &str) -> String {
    format!("users {id}")
}

/// Where a number of a challenge is sealed for.
pub(super) fn place_of_challenge(id: &str) -> String {
    format!("challenges {id}")
}

/// Seals what stands in clear and wipes it from the file, too: free pages and the log of SQLite would keep it.
pub(super) async fn seal_clear_numbers(database: &Database) -> Result<(), StoreError> {
    // None is empty; with `IS NOT NULL` SQLite would not look into the index.
    let clear: Vec<(String, String)> = on!(Pool, &database.pool, pool => sqlx::query_as(
        "SELECT id, phone_number FROM users WHERE phone_number > ''").fetch_all(pool).await?);
    if clear.is_empty() {
        return Ok(());
    }
    let mut transaction = database.begin().await?;
    for (id, number) in &clear {
        let number = number.parse().ok();
        transaction.seal_number_of(id, number.as_ref()).await?;
    }
    transaction.forget_numbers_as_subjects().await?;
    transaction.commit().await?;
    tracing::info!(event = "numbers_sealed", count = clear.len());
    wipe(&database.writing).await
}

impl Transaction {
    async fn seal_number_of(&mut self, id: &str, number: Option<&PhoneNumber>) -> Result<(), StoreError> {
        let sealed = number.map(|number| self.key.seal(&place_of_user(id), number));
        let hash = number.map(|number| self.key.hash(number));
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE users SET phone_sealed = $2, phone_hash = $3, phone_number = NULL WHERE id = $1")
            .bind(id)
            .bind(sealed)
            .bind(hash.as_ref().map(|hash| hash.as_str()))
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// The day's counts by number began with the number itself.
    async fn forget_numbers_as_subjects(&mut self) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM ceilings WHERE name IN ('sends_per_number', 'number_of_account')")
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}

pub(super) async fn wipe(pool: &Pool) -> Result<(), StoreError> {
    if let Pool::Sqlite(pool) = pool {
        sqlx::query("VACUUM").persistent(false).execute(pool).await?;
        let truncated = timeout(PATIENCE, async {
            while !truncated(pool).await? {
                sleep(PAUSE).await;
            }
            Ok(())
        });
        return truncated
            .await
            .unwrap_or_else(|_| Err(sqlx::Error::Io(io::Error::other(NoTurn)).into()));
    }
    Ok(())
}

/// False where somebody reads, or copies the log: SQLite says so, and waits for nobody.
async fn truncated(pool: &SqlitePool) -> Result<bool, StoreError> {
    let row = sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        .fetch_one(pool)
        .await?;
    Ok(row.try_get::<i64, _>("busy")? == 0)
}
