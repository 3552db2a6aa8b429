//! The phone on file: kept, replaced, and how many accounts may have the same.

use super::{StoreError, Transaction, database::on, sealing::place_of_user, transaction::Connection};
use app::domain::PhoneNumber;

impl Transaction {
    /// A right code to the phone on file: the failures in a row are over. False when it is the phone no more.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn prove_phone_on_file(
        &mut self,
        user_id: &str,
        number: &PhoneNumber,
    ) -> Result<bool, StoreError> {
        let hash = self.key.hash(number);
        let proven = on!(Connection, &mut self.connection, connection => sqlx::query("UPDATE users SET failures = 0 WHERE id = $1 AND phone_hash = $2")
            .bind(user_id)
            .bind(hash.as_str())
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(proven == 1)
    }

    /// A right code to another phone: it takes the place of the one on file. False when there is no such user.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn replace_phone(&mut self, user_id: &str, number: &PhoneNumber) -> Result<bool, StoreError> {
        let sealed = self.key.seal(&place_of_user(user_id), number);
        let hash = self.key.hash(number);
        let replaced = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE users SET failures = 0, phone_sealed = $2, phone_hash = $3 WHERE id = $1")
            .bind(user_id)
            .bind(&sealed)
            .bind(hash.as_str())
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(replaced == 1)
    }

    /// True while fewer than `limit` other accounts have this number. The caller holds the number
    /// ([`Transaction::hold_verification`]), so that two who take it at once are counted one after the other.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn number_has_room(
        &mut self,
        number: &PhoneNumber,
        user_id: &str,
        limit: i64,
    ) -> Result<bool, StoreError> {
        let hash = self.key.hash(number);
        let others: i64 = on!(Connection, &mut self.connection, connection => sqlx::query_scalar(
            "SELECT count(*) FROM users WHERE phone_hash = $1 AND id <> $2")
            .bind(hash.as_str())
            .bind(user_id)
            .fetch_one(&mut **connection)
            .await?);
        Ok(others < limit)
    }
}
