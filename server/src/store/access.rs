//! The second id of an approved session, by which other programs know it.

use super::{
    Database, StoreError,
    database::{Pool, on},
};
use crate::auth::{AccessHash, SessionHash};
use sqlx::FromRow;

/// What an answer about an access id needs of its session.
#[derive(Clone, Debug, FromRow)]
pub struct AccessRow {
    /// The user ID.
    pub username: String,
    /// When the session rose; seconds since 1970.
    pub created_at: i64,
    /// Written at most once a minute.
    pub last_seen_at: i64,
}

impl Database {
    /// The approved session that this access id belongs to, whatever its age.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn session_of_access(&self, access: &AccessHash) -> Result<Option<AccessRow>, StoreError> {
        let row = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT u.username, s.created_at, s.last_seen_at FROM sessions s JOIN users u ON u.id = s.user_id
             WHERE s.access_hash = $1 AND s.level = 'full'")
            .bind(access.as_bytes())
            .fetch_optional(pool)
            .await?);
        Ok(row)
    }

    /// Notes that the session of this access id is in use.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn see_access(&self, access: &AccessHash, now: i64) -> Result<(), StoreError> {
        let _turn = self.turn_to_write().await?;
        on!(Pool, &self.writing, pool => sqlx::query("UPDATE sessions SET last_seen_at = $2 WHERE access_hash = $1")
            .bind(access.as_bytes())
            .bind(now)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(())
    }

    /// Gives an approved session this access id in the place of any other; false when there is no such session.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn grant_access(&self, session: &SessionHash, access: &AccessHash) -> Result<bool, StoreError> {
        let turn = self.turn_to_write().await?;
        let granted = on!(Pool, &self.writing, pool => sqlx::query(
            "UPDATE sessions SET access_hash = $2 WHERE id_hash = $1 AND level = 'full'")
            .bind(session.as_bytes())
            .bind(access.as_bytes())
            .execute(pool)
            .await?
            .rows_affected());
        drop(turn);
        self.lasting().await?;
        Ok(granted == 1)
    }

    /// True when this access id is the one of this session.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn has_access(&self, session: &SessionHash, access: &AccessHash) -> Result<bool, StoreError> {
        let found: Option<(i64,)> = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT created_at FROM sessions WHERE id_hash = $1 AND access_hash = $2 AND level = 'full'")
            .bind(session.as_bytes())
            .bind(access.as_bytes())
            .fetch_optional(pool)
            .await?);
        Ok(found.is_some())
    }

    /// Notes that an approved session was sent back to a program; false when it was after `since`, or is gone.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn note_return(&self, session: &SessionHash, now: i64, since: i64) -> Result<bool, StoreError> {
        let _turn = self.turn_to_write().await?;
        let noted = on!(Pool, &self.writing, pool => sqlx::query(
            "UPDATE sessions SET returned_at = $2
             WHERE id_hash = $1 AND level = 'full' AND (returned_at IS NULL OR returned_at <= $3)")
            .bind(session.as_bytes())
            .bind(now)
            .bind(since)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(noted == 1)
    }
}
