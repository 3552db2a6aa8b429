use super::{
    Database, StoreError, Transaction,
    database::{Pool, on},
    transaction::Connection,
};

/// In the table `portal`; its value is the time, in seconds since 1970.
pub(super) const STOPPED: &str = "sends_stopped_at";
const SELECT: &str = "SELECT value FROM portal WHERE name = $1";

impl Transaction {
    /// Since when an operator has stopped all sends; `None` while they go out.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn sends_stopped_at(&mut self) -> Result<Option<i64>, StoreError> {
        let value: Option<String> = on!(Connection, &mut self.connection, connection => sqlx::query_scalar(SELECT)
            .bind(STOPPED)
            .fetch_optional(&mut **connection)
            .await?);
        Ok(value.map(|time| time.parse().unwrap_or_default()))
    }

    /// Stops all sends; false when they were stopped before.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn stop_sends(&mut self, now: i64) -> Result<bool, StoreError> {
        let changed = on!(Connection, &mut self.connection, connection => sqlx::query(
            "INSERT INTO portal (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
            .bind(STOPPED)
            .bind(now.to_string())
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(changed == 1)
    }

    /// Lets sends go out again; false when they did.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn resume_sends(&mut self) -> Result<bool, StoreError> {
        let changed = on!(Connection, &mut self.connection, connection => sqlx::query("DELETE FROM portal WHERE name = $1")
            .bind(STOPPED)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(changed == 1)
    }
}

impl Database {
    /// See [`Transaction::sends_stopped_at`].
    ///
    /// # Errors
    /// When the query fails.
    pub async fn sends_stopped_at(&self) -> Result<Option<i64>, StoreError> {
        let value: Option<String> = on!(Pool, &self.pool, pool => sqlx::query_scalar(SELECT)
            .bind(STOPPED)
            .fetch_optional(pool)
            .await?);
        Ok(value.map(|time| time.parse().unwrap_or_default()))
    }
}
