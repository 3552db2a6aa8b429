//! Another password in the place of the one that was known.

use super::{StoreError, Transaction, database::on, transaction::Connection};

impl Transaction {
    /// Replaces the password; false when it is another one already.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn replace_password(
        &mut self,
        user_id: &str,
        old: &str,
        new: &str,
    ) -> Result<bool, StoreError> {
        let replaced = on!(Connection, &mut self.connection, connection => sqlx::query("UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2")
            .bind(user_id)
            .bind(old)
            .bind(new)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(replaced == 1)
    }

    /// Takes away every link at which this user could choose a password.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn void_password_links(&mut self, user_id: &str) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query("DELETE FROM password_links WHERE user_id = $1")
            .bind(user_id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}
