use super::{
    Database, StoreError,
    database::{Pool, on},
};

impl Database {
    /// Takes a job that one instance at a time does, until this time in seconds since 1970; false while somebody has it. A row
    /// of the table `portal` holds the end: who dies gives the job back by the clock. One statement, so two who ask at once do
    /// not both get it.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn take_lease(&self, job: &str, now: i64, until: i64) -> Result<bool, StoreError> {
        let _turn = self.turn_to_write().await?;
        let taken = on!(Pool, &self.writing, pool => sqlx::query(
            "INSERT INTO portal (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = $2
             WHERE CAST(portal.value AS BIGINT) <= $3")
            .bind(job)
            .bind(until.to_string())
            .bind(now)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(taken == 1)
    }
}
