use super::{
    Database, StoreError, Transaction,
    database::{Pool, on},
    transaction::Connection,
};
use crate::auth::Verification;
use app::domain::PhoneNumber;

impl Database {
    /// What is known about this number.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn verification(&self, number: &PhoneNumber) -> Result<Option<Verification>, StoreError> {
        let row = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT epoch, sid, channel, sends, checks, sent_at, next_send_at, expires_at, claimed_at, check_unanswered, unproven_sends
             FROM verifications WHERE phone_hash = $1")
            .bind(self.key.hash(number).as_str())
            .fetch_optional(pool)
            .await?);
        Ok(row)
    }
}

impl Transaction {
    /// The row of this number, made if it is missing, and held until the transaction ends: everyone else waits.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn hold_verification(&mut self, number: &PhoneNumber) -> Result<Verification, StoreError> {
        let row = on!(Connection, &mut self.connection, connection => sqlx::query_as(
            "INSERT INTO verifications (phone_hash) VALUES ($1)
             ON CONFLICT (phone_hash) DO UPDATE SET phone_hash = excluded.phone_hash
             RETURNING epoch, sid, channel, sends, checks, sent_at, next_send_at, expires_at, claimed_at, check_unanswered, unproven_sends")
            .bind(self.key.hash(number).as_str())
            .fetch_one(&mut **connection)
            .await?);
        Ok(row)
    }

    /// Writes back a row that this transaction holds.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn save_verification(
        &mut self,
        number: &PhoneNumber,
        row: &Verification,
    ) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE verifications SET epoch = $2, sid = $3, channel = $4, sends = $5, checks = $6, sent_at = $7,
                    next_send_at = $8, expires_at = $9, claimed_at = $10, check_unanswered = $11,
                    unproven_sends = $12
             WHERE phone_hash = $1")
            .bind(self.key.hash(number).as_str())
            .bind(row.epoch)
            .bind(&row.sid)
            .bind(&row.channel)
            .bind(row.sends)
            .bind(row.checks)
            .bind(row.sent_at)
            .bind(row.next_send_at)
            .bind(row.expires_at)
            .bind(row.claimed_at)
            .bind(row.check_unanswered)
            .bind(row.unproven_sends)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}
