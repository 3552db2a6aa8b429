use super::{Pool, Trouble};

impl Pool {
    /// Copies a SQLite database, as it stands at one moment, into an empty file of this absolute path (SQLite, `VACUUM INTO`).
    /// Whoever writes goes on meanwhile. False, and nothing is done, on PostgreSQL, which has programs of its own for it.
    ///
    /// # Errors
    /// [`Trouble`]; the file may hold anything then.
    pub async fn copy_into(&self, path: &str) -> Result<bool, Trouble> {
        let Self::Sqlite(pool) = self else {
            return Ok(false);
        };
        sqlx::query("VACUUM INTO $1")
            .persistent(false)
            .bind(path)
            .execute(pool)
            .await?;
        Ok(true)
    }
}
