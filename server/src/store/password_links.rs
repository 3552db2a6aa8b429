use super::{
    Database, StoreError, Transaction,
    database::{Pool, on},
    transaction::Connection,
};
use crate::auth::LinkHash;
use sqlx::FromRow;

/// A link at which a person may choose a password.
#[derive(Clone, Debug, FromRow)]
pub struct PasswordLink {
    /// SHA-256 of its token.
    pub token_hash: Vec<u8>,
    /// Whose it is.
    pub user_id: String,
    /// The name of that user.
    pub username: String,
}

impl Database {
    /// The link of this token, if it is neither used nor past its time.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn password_link(
        &self,
        token: &LinkHash,
        now: i64,
    ) -> Result<Option<PasswordLink>, StoreError> {
        let link = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT l.token_hash, l.user_id, u.username FROM password_links l JOIN users u ON u.id = l.user_id
             WHERE l.token_hash = $1 AND l.expires_at > $2")
            .bind(token.as_bytes())
            .bind(now)
            .fetch_optional(pool)
            .await?);
        Ok(link)
    }
}

impl Transaction {
    /// Makes a link for a user, and opens enrolment anew from now on. All times in seconds since 1970.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn add_password_link(
        &mut self,
        token: &LinkHash,
        user_id: &str,
        now: i64,
        expires_at: i64,
    ) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query("UPDATE users SET invited_at = $2 WHERE id = $1")
            .bind(user_id)
            .bind(now)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "INSERT INTO password_links (token_hash, user_id, made_at, expires_at) VALUES ($1, $2, $3, $4)")
            .bind(token.as_bytes())
            .bind(user_id)
            .bind(now)
            .bind(expires_at)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Uses a link up; false when it is used or past its time already. Only one of two presses can get true.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn take_password_link(&mut self, token_hash: &[u8], now: i64) -> Result<bool, StoreError> {
        let taken = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM password_links WHERE token_hash = $1 AND expires_at > $2")
            .bind(token_hash)
            .bind(now)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(taken == 1)
    }
}
