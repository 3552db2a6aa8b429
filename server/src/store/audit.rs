use super::{Database, StoreError, Transaction, database::on};

/// Something that an operator may have to explain later. Holds no number, no code and no text of a stranger.
pub struct AuditEvent<'a> {
    /// Random, 32 hex digits.
    pub id: &'a str,
    /// Seconds since 1970.
    pub at: i64,
    /// A stable name, such as `signed_in`.
    pub event: &'static str,
    /// Whom it is about.
    pub user_id: Option<&'a str>,
    /// Where the request came from.
    pub address: Option<&'a str>,
}

const INSERT: &str = "INSERT INTO audit (id, at, event, user_id, address) VALUES ($1, $2, $3, $4, $5)";

impl Transaction {
    /// Writes the event if and only if the transaction lasts.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn audit(&mut self, event: &AuditEvent<'_>) -> Result<(), StoreError> {
        on!(Transaction, self, connection => sqlx::query(INSERT)
            .bind(event.id)
            .bind(event.at)
            .bind(event.event)
            .bind(event.user_id)
            .bind(event.address)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}

impl Database {
    /// How often an event was written, for one user or for all.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn count_audit(&self, event: &str, user_id: Option<&str>) -> Result<i64, StoreError> {
        let count = on!(Database, self, pool => sqlx::query_scalar(
            "SELECT count(*) FROM audit WHERE event = $1 AND ($2 IS NULL OR user_id = $2)")
            .bind(event)
            .bind(user_id)
            .fetch_one(pool)
            .await?);
        Ok(count)
    }
}
