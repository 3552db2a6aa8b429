use super::{
    Database, StoreError, Transaction,
    database::{Pool, on},
    transaction::Connection,
};
use crate::auth::SessionHash;
use sqlx::FromRow;

/// A full session as its owner may see it.
#[derive(Clone, Debug, FromRow)]
pub struct ListedSession {
    /// See [`super::SessionRow::public_id`].
    pub public_id: String,
    /// When it rose; seconds since 1970.
    pub created_at: i64,
    /// Written at most once a minute.
    pub last_seen_at: i64,
    /// See [`super::SessionRow::factor`].
    pub factor: Option<String>,
    /// What the browser called itself at the password.
    pub user_agent: String,
    /// Where the password came from.
    pub address: String,
}

impl Database {
    /// The full sessions of a user that rose after one time and were used after another, the last used first.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn sessions_of_user(
        &self,
        user_id: &str,
        risen_after: i64,
        seen_after: i64,
    ) -> Result<Vec<ListedSession>, StoreError> {
        let rows = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT public_id, created_at, last_seen_at, factor, user_agent, address FROM sessions
             WHERE user_id = $1 AND level = 'full' AND created_at > $2 AND last_seen_at > $3
             ORDER BY last_seen_at DESC, created_at DESC, public_id")
            .bind(user_id)
            .bind(risen_after)
            .bind(seen_after)
            .fetch_all(pool)
            .await?);
        Ok(rows)
    }
}

impl Transaction {
    /// Ends the session of a user that has this public id; false when that user has none.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn end_session_of_user(&mut self, user_id: &str, public_id: &str) -> Result<bool, StoreError> {
        let ended = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM sessions WHERE user_id = $1 AND public_id = $2")
            .bind(user_id)
            .bind(public_id)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(ended == 1)
    }

    /// Ends every session of a user but this one, half-open ones included. Says how many there were.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn end_other_sessions(&mut self, user_id: &str, kept: &SessionHash) -> Result<u64, StoreError> {
        let ended = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM sessions WHERE user_id = $1 AND id_hash <> $2")
            .bind(user_id)
            .bind(kept.as_bytes())
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(ended)
    }

    /// Ends the full sessions of a user that rose longest ago, until so many are left beside this one. Says how many it ended.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn end_oldest_sessions(
        &mut self,
        user_id: &str,
        kept: &SessionHash,
        others: i64,
    ) -> Result<u64, StoreError> {
        let ended = on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM sessions WHERE user_id = $1 AND level = 'full' AND id_hash <> $2 AND id_hash NOT IN (
                 SELECT id_hash FROM sessions WHERE user_id = $1 AND level = 'full' AND id_hash <> $2
                 ORDER BY created_at DESC, last_seen_at DESC, public_id LIMIT $3)")
            .bind(user_id)
            .bind(kept.as_bytes())
            .bind(others)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(ended)
    }
}
