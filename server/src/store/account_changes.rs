//! What operators, and people by a link, change of an account.

use super::{StoreError, Transaction, database::on, sealing::place_of_user, transaction::Connection};
use app::domain::PhoneNumber;

impl Transaction {
    /// Holds an account until the transaction ends; false when it is locked, gone, or has another password meanwhile.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn hold_open_account(
        &mut self,
        user_id: &str,
        password_hash: &str,
    ) -> Result<bool, StoreError> {
        let held = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE users SET username = username
             WHERE id = $1 AND password_hash = $2 AND password_hash <> '' AND locked_at IS NULL")
            .bind(user_id)
            .bind(password_hash)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(held == 1)
    }

    /// Stores the hash of another password; an empty one means that the person has yet to choose. False when there is no such
    /// user.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn set_password(&mut self, user_id: &str, password_hash: &str) -> Result<bool, StoreError> {
        let set = on!(Connection, &mut self.connection, connection => sqlx::query("UPDATE users SET password_hash = $2 WHERE id = $1")
            .bind(user_id)
            .bind(password_hash)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(set == 1)
    }

    /// Forgets failed sign-ins that were counted for these subjects.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn forget_failed_sign_ins(&mut self, subjects: &[String]) -> Result<(), StoreError> {
        for subject in subjects {
            on!(Connection, &mut self.connection, connection => sqlx::query("DELETE FROM sign_in_attempts WHERE subject = $1")
                .bind(subject)
                .execute(&mut **connection)
                .await?
                .rows_affected());
        }
        Ok(())
    }

    /// Puts a phone on file without a proof, or takes it away.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn set_phone(&mut self, user_id: &str, number: Option<&PhoneNumber>) -> Result<(), StoreError> {
        let sealed = number.map(|number| self.key.seal(&place_of_user(user_id), number));
        let hash = number.map(|number| self.key.hash(number));
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE users SET phone_sealed = $2, phone_hash = $3 WHERE id = $1")
            .bind(user_id)
            .bind(sealed)
            .bind(hash.as_ref().map(|hash| hash.as_str()))
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Shuts an account at this time; false when it is shut already.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn lock_account(&mut self, user_id: &str, now: i64) -> Result<bool, StoreError> {
        let locked = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE users SET locked_at = $2 WHERE id = $1 AND locked_at IS NULL")
            .bind(user_id)
            .bind(now)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(locked == 1)
    }

    /// Opens an account, and frees its second factor; false when neither was shut.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn unlock_account(&mut self, user_id: &str) -> Result<bool, StoreError> {
        let unlocked = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE users SET locked_at = NULL, failures = 0 WHERE id = $1 AND (locked_at IS NOT NULL OR failures > 0)")
            .bind(user_id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(unlocked == 1)
    }

    /// Removes an account with all that belongs to it; the audit log keeps what it tells.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn remove_user(&mut self, user_id: &str) -> Result<bool, StoreError> {
        let removed = on!(Connection, &mut self.connection, connection => sqlx::query("DELETE FROM users WHERE id = $1")
            .bind(user_id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(removed == 1)
    }

    /// Ends every session, remembered browser and unused link of a user. The caller holds the user's row.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn end_access(&mut self, user_id: &str) -> Result<(), StoreError> {
        self.end_sessions_and_browsers(user_id).await?;
        self.void_password_links(user_id).await
    }

    /// Ends every session and remembered browser of a user. The caller holds the user's row.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn end_sessions_and_browsers(&mut self, user_id: &str) -> Result<(), StoreError> {
        for text in [
            "DELETE FROM sessions WHERE user_id = $1",
            "DELETE FROM remembered_browsers WHERE user_id = $1",
        ] {
            on!(Connection, &mut self.connection, connection => sqlx::query(text)
                .bind(user_id)
                .execute(&mut **connection)
                .await?
                .rows_affected());
        }
        Ok(())
    }

    /// Ends the session that goes by this name, or all of a user; says how many there were.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn revoke_sessions(
        &mut self,
        user_id: &str,
        public_id: Option<&str>,
    ) -> Result<u64, StoreError> {
        let ended = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM sessions WHERE user_id = $1 AND public_id = COALESCE($2, public_id)")
            .bind(user_id)
            .bind(public_id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(ended)
    }
}
