//! What becomes of sessions when something that matters changed.

use super::{StoreError, Transaction, database::on, transaction::Connection};
use crate::auth::SessionHash;

impl Transaction {
    /// Gives a full session a new id (OWASP ASVS 7.2.4), takes its access id away, and keeps when password and code were proven
    /// once more. Created and factor stay: it is no new session. False when it is gone or not full.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn confirm_session(
        &mut self,
        old: &SessionHash,
        new: &SessionHash,
        password_at: i64,
        code_at: i64,
    ) -> Result<bool, StoreError> {
        let confirmed = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE sessions SET id_hash = $2, access_hash = NULL, password_at = $3, code_at = $4, last_seen_at = $4,
                    notice = NULL
             WHERE id_hash = $1 AND level = 'full'")
            .bind(old.as_bytes())
            .bind(new.as_bytes())
            .bind(password_at)
            .bind(code_at)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(confirmed == 1)
    }

    /// Gives a full session a new id, and takes its access id away, if its password and its code were both proven after
    /// `time`; else false.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn renew_confirmed_session(
        &mut self,
        old: &SessionHash,
        new: &SessionHash,
        time: i64,
    ) -> Result<bool, StoreError> {
        let renewed = on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE sessions SET id_hash = $2, access_hash = NULL, notice = NULL
             WHERE id_hash = $1 AND level = 'full' AND password_at > $3 AND code_at > $3")
            .bind(old.as_bytes())
            .bind(new.as_bytes())
            .bind(time)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(renewed == 1)
    }
}
