use super::{StoreError, Transaction, database::on, transaction::Connection};
use crate::auth::Failures;

impl Transaction {
    /// The failures of this subject, with a row made if it is missing, and held until the transaction ends: everyone else waits.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn hold_attempts(
        &mut self,
        name: &str,
        subject: &str,
        now: i64,
    ) -> Result<Failures, StoreError> {
        let row = on!(Connection, &mut self.connection, connection => sqlx::query_as(
            "INSERT INTO sign_in_attempts (name, subject, failures, last_at, next_at) VALUES ($1, $2, 0, $3, 0)
             ON CONFLICT (name, subject) DO UPDATE SET subject = excluded.subject
             RETURNING failures, last_at, next_at")
            .bind(name)
            .bind(subject)
            .bind(now)
            .fetch_one(&mut **connection)
            .await?);
        Ok(row)
    }

    /// Writes back a row that this transaction holds.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn save_attempts(
        &mut self,
        name: &str,
        subject: &str,
        row: &Failures,
    ) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE sign_in_attempts SET failures = $3, last_at = $4, next_at = $5 WHERE name = $1 AND subject = $2")
            .bind(name)
            .bind(subject)
            .bind(row.failures)
            .bind(row.last_at)
            .bind(row.next_at)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// A right password: the failures in a row are over.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn clear_attempts(&mut self, name: &str, subject: &str) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM sign_in_attempts WHERE name = $1 AND subject = $2")
            .bind(name)
            .bind(subject)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}
