use super::{
    Database, StoreError,
    database::{Pool, on},
};

/// Rows that one statement removes, so that nobody waits long for the write lock. Where rows change all the time the condition stands
/// twice: PostgreSQL waits for a row that somebody else is changing, and then looks only at the outer one again (Transaction
/// Isolation, Read Committed).
const BATCH: i64 = 1_000;

impl Database {
    /// Removes half-open sessions that began at `half_open` or before, and full ones that rose at `risen`, or were last
    /// used at `seen`, or before.
    ///
    /// # Errors
    /// When a query fails; what is gone by then stays gone.
    pub async fn prune_sessions(&self, half_open: i64, risen: i64, seen: i64) -> Result<u64, StoreError> {
        let begun = "DELETE FROM sessions WHERE id_hash IN (
            SELECT id_hash FROM sessions WHERE level = 'half_open' AND created_at <= $1 LIMIT $2)";
        let old = "DELETE FROM sessions WHERE id_hash IN (
            SELECT id_hash FROM sessions WHERE level = 'full' AND created_at <= $1 LIMIT $2)";
        let unused = "DELETE FROM sessions WHERE id_hash IN (
            SELECT id_hash FROM sessions WHERE level = 'full' AND last_seen_at <= $1 LIMIT $2)";
        let gone = self.prune(begun, half_open).await? + self.prune(old, risen).await?;
        Ok(gone + self.prune(unused, seen).await?)
    }

    /// Removes browsers that counted until `time` or before.
    ///
    /// # Errors
    /// When a query fails; what is gone by then stays gone.
    pub async fn prune_browsers(&self, time: i64) -> Result<u64, StoreError> {
        let text = "DELETE FROM remembered_browsers WHERE id IN (
            SELECT id FROM remembered_browsers WHERE expires_at <= $1 LIMIT $2)";
        self.prune(text, time).await
    }

    /// Removes links to choose a password that were good until `time` or before.
    ///
    /// # Errors
    /// When a query fails; what is gone by then stays gone.
    pub async fn prune_password_links(&self, time: i64) -> Result<u64, StoreError> {
        let text = "DELETE FROM password_links WHERE token_hash IN (
            SELECT token_hash FROM password_links WHERE expires_at <= $1 LIMIT $2)";
        self.prune(text, time).await
    }

    /// Removes counts of failed sign-ins whose last attempt, and whose wait, was over at `time` or before.
    ///
    /// # Errors
    /// When a query fails; what is gone by then stays gone.
    pub async fn prune_sign_in_attempts(&self, time: i64) -> Result<u64, StoreError> {
        let text = "DELETE FROM sign_in_attempts WHERE (name, subject) IN (
            SELECT name, subject FROM sign_in_attempts WHERE last_at <= $1 AND next_at <= $1 LIMIT $2)
            AND last_at <= $1 AND next_at <= $1";
        self.prune(text, time).await
    }

    /// Removes counts of windows that began before `time`.
    ///
    /// # Errors
    /// When a query fails; what is gone by then stays gone.
    pub async fn prune_ceilings(&self, time: i64) -> Result<u64, StoreError> {
        let text = "DELETE FROM ceilings WHERE (name, subject, window_start) IN (
            SELECT name, subject, window_start FROM ceilings WHERE window_start < $1 LIMIT $2)";
        self.prune(text, time).await
    }

    /// Removes numbers whose last code went out of use, and whose next send was allowed, before `time`.
    ///
    /// # Errors
    /// When a query fails; what is gone by then stays gone.
    pub async fn prune_verifications(&self, time: i64) -> Result<u64, StoreError> {
        let text = "DELETE FROM verifications WHERE phone_hash IN (
            SELECT phone_hash FROM verifications WHERE expires_at < $1 AND next_send_at < $1 LIMIT $2)
            AND expires_at < $1 AND next_send_at < $1";
        self.prune(text, time).await
    }

    /// Removes rows of the audit log that were written at `time` or before.
    ///
    /// # Errors
    /// When a query fails; what is gone by then stays gone.
    pub async fn prune_audit(&self, time: i64) -> Result<u64, StoreError> {
        let text = "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at <= $1 LIMIT $2)";
        self.prune(text, time).await
    }

    async fn prune(&self, text: &'static str, time: i64) -> Result<u64, StoreError> {
        let mut all = 0;
        loop {
            let turn = self.turn_to_write().await?;
            let gone = on!(Pool, &self.writing, pool => sqlx::query(text)
                // A thousand rows are not the work of a moment.
                .persistent(false)
                .bind(time)
                .bind(BATCH)
                .execute(pool)
                .await?
                .rows_affected());
            drop(turn);
            all += gone;
            if gone < BATCH.unsigned_abs() {
                return Ok(all);
            }
        }
    }
}
