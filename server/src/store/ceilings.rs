use super::{
    Database, StoreError, Transaction,
    database::{Pool, on},
    transaction::Connection,
};

/// How often something may happen to one subject in one window of time. Windows begin at whole multiples of their length.
#[derive(Clone, Copy, Debug)]
pub struct Ceiling {
    /// What is counted.
    pub name: &'static str,
    /// Length of a window in seconds.
    pub window: i64,
    /// How often.
    pub limit: i64,
}

impl Ceiling {
    /// When the window of this time is over and everything may happen again.
    pub const fn window_end(&self, now: i64) -> i64 {
        now - now.rem_euclid(self.window) + self.window
    }

    fn window_start(&self, now: i64) -> i64 {
        now - now.rem_euclid(self.window)
    }
}

impl Transaction {
    /// Reserves one; false when none is left. The reservation lasts only if the transaction does.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn reserve(&mut self, ceiling: Ceiling, subject: &str, now: i64) -> Result<bool, StoreError> {
        if ceiling.limit < 1 {
            return Ok(false);
        }
        let reserved = on!(Connection, &mut self.connection, connection => sqlx::query(
            "INSERT INTO ceilings (name, subject, window_start, used) VALUES ($1, $2, $3, 1)
             ON CONFLICT (name, subject, window_start) DO UPDATE SET used = ceilings.used + 1
             WHERE ceilings.used < $4")
            .bind(ceiling.name)
            .bind(subject)
            .bind(ceiling.window_start(now))
            .bind(ceiling.limit)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(reserved == 1)
    }

    /// Gives one back that was reserved at this time.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn release(
        &mut self,
        ceiling: Ceiling,
        subject: &str,
        reserved_at: i64,
    ) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE ceilings SET used = used - 1 WHERE name = $1 AND subject = $2 AND window_start = $3 AND used > 0")
            .bind(ceiling.name)
            .bind(subject)
            .bind(ceiling.window_start(reserved_at))
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}

impl Database {
    /// Removes counts of windows that began before `time`.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn prune_ceilings(&self, time: i64) -> Result<u64, StoreError> {
        let gone = on!(Pool, &self.pool, pool => sqlx::query("DELETE FROM ceilings WHERE window_start < $1")
            .bind(time)
            .execute(pool)
            .await?
            .rows_affected());
        Ok(gone)
    }
}
