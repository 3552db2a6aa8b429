//! The audit log as operators read it: page by page, so that a long one never stands in memory whole.

use super::{
    AuditRow, Database, StoreError,
    database::{Pool, on},
};
use sqlx::FromRow;

/// Which rows of the audit log.
#[derive(Clone, Debug, Default)]
pub struct AuditChoice {
    /// About this user only, by id.
    pub user_id: Option<String>,
    /// From this time on; seconds since 1970.
    pub since: i64,
}

/// A place in the log; rows are read from behind it on.
#[derive(Clone, Debug, Eq, FromRow, PartialEq)]
pub struct AuditPlace {
    at: i64,
    id: String,
}

/// A row of the log with the name of its user, if the account is still there.
#[derive(Clone, Debug, FromRow)]
pub struct NamedAuditRow {
    /// The row.
    #[sqlx(flatten)]
    pub row: AuditRow,
    /// The user ID as it is today.
    pub username: Option<String>,
}

impl NamedAuditRow {
    /// Where the next page begins.
    pub fn place(&self) -> AuditPlace {
        AuditPlace {
            at: self.row.at,
            id: self.row.id.clone(),
        }
    }
}

const AFTER: &str =
    "SELECT a.id, a.at, a.event, a.actor, a.user_id, a.address, a.reason, a.phone, a.device, u.username
    FROM audit a LEFT JOIN users u ON u.id = a.user_id
    WHERE a.at >= $1 AND (a.at > $1 OR a.id > $2) AND ($3 IS NULL OR a.user_id = $3)
    ORDER BY a.at, a.id LIMIT $4";

impl Database {
    /// So many rows, oldest first, from behind this place on, or from the first one.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn audit_after(
        &self,
        choice: &AuditChoice,
        place: Option<&AuditPlace>,
        limit: i64,
    ) -> Result<Vec<NamedAuditRow>, StoreError> {
        let (at, id) = place.map_or((choice.since, ""), |place| (place.at, place.id.as_str()));
        let rows = on!(Pool, &self.pool, pool => sqlx::query_as(AFTER)
            .bind(at)
            .bind(id)
            .bind(&choice.user_id)
            .bind(limit)
            .fetch_all(pool)
            .await?);
        Ok(rows)
    }

    /// The place behind which the latest `count` rows begin; nothing when there are no more than that.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn audit_place_of_latest(
        &self,
        choice: &AuditChoice,
        count: i64,
    ) -> Result<Option<AuditPlace>, StoreError> {
        let place = on!(Pool, &self.pool, pool => sqlx::query_as(
            "SELECT at, id FROM audit WHERE at >= $1 AND ($2 IS NULL OR user_id = $2)
             ORDER BY at DESC, id DESC LIMIT 1 OFFSET $3")
            .bind(choice.since)
            .bind(&choice.user_id)
            .bind(count)
            .fetch_optional(pool)
            .await?);
        Ok(place)
    }
}
