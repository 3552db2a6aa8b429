use super::{
    Database, StoreError, Transaction,
    database::{Pool, on},
    transaction::Connection,
};
use sqlx::QueryBuilder;
use std::collections::BTreeMap;

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
    fn window_start(&self, now: i64) -> i64 {
        now - now.rem_euclid(self.window)
    }

    /// When the window of this time ends.
    pub fn window_end(&self, now: i64) -> i64 {
        self.window_start(now) + self.window
    }
}

/// A part of a ceiling that is to be reserved.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What is counted.
    pub ceiling: Ceiling,
    /// For whom.
    pub subject: &'a str,
    /// How many, such as the price of a message.
    pub amount: i64,
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

    /// Reserves all of these at once, each of another name; else the first of them that has fewer left, and then the transaction must
    /// not last.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn reserve_all(
        &mut self,
        wanted: &[Wanted<'_>],
        now: i64,
    ) -> Result<Result<(), Ceiling>, StoreError> {
        if wanted.is_empty() {
            return Ok(Ok(()));
        }
        let used: Vec<(String, i64)> = on!(Connection, &mut self.connection, connection => {
            let mut query = QueryBuilder::new("INSERT INTO ceilings (name, subject, window_start, used) ");
            query.push_values(wanted, |mut row, one| {
                row.push_bind(one.ceiling.name)
                    .push_bind(one.subject)
                    .push_bind(one.ceiling.window_start(now))
                    .push_bind(one.amount);
            });
            query.push(
                " ON CONFLICT (name, subject, window_start) DO UPDATE SET used = ceilings.used + excluded.used RETURNING name, used");
            query.build_query_as().fetch_all(&mut **connection).await?
        });
        let used: BTreeMap<String, i64> = used.into_iter().collect();
        let is_over = |one: &&Wanted<'_>| {
            used.get(one.ceiling.name)
                .is_none_or(|used| *used > one.ceiling.limit)
        };
        Ok(wanted.iter().find(is_over).map_or(Ok(()), |one| Err(one.ceiling)))
    }

    /// Gives so many back that were reserved at this time.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn release(
        &mut self,
        ceiling: Ceiling,
        subject: &str,
        amount: i64,
        reserved_at: i64,
    ) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "UPDATE ceilings SET used = used - $4 WHERE name = $1 AND subject = $2 AND window_start = $3 AND used >= $4")
            .bind(ceiling.name)
            .bind(subject)
            .bind(ceiling.window_start(reserved_at))
            .bind(amount)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}

impl Database {
    /// How many are reserved in the window of this time.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn used(&self, ceiling: Ceiling, subject: &str, now: i64) -> Result<i64, StoreError> {
        let used: Option<i64> = on!(Pool, &self.pool, pool => sqlx::query_scalar(
            "SELECT used FROM ceilings WHERE name = $1 AND subject = $2 AND window_start = $3")
            .bind(ceiling.name)
            .bind(subject)
            .bind(ceiling.window_start(now))
            .fetch_optional(pool)
            .await?);
        Ok(used.unwrap_or_default())
    }
}
