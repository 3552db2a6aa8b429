use super::{StoreError, Transaction, database::on, transaction::Connection};
use crate::auth::Failures;
use sqlx::{FromRow, QueryBuilder};
use std::collections::BTreeMap;

impl Transaction {
    /// The failures of these subjects, each of another name, with rows made where they are missing, and held until the transaction
    /// ends: everyone else waits. Rows are taken in this order.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn hold_attempts(
        &mut self,
        subjects: &[(&str, &str)],
        now: i64,
    ) -> Result<Vec<Failures>, StoreError> {
        if subjects.is_empty() {
            return Ok(Vec::new());
        }
        let rows: Vec<Row> = on!(Connection, &mut self.connection, connection => {
            let mut query = QueryBuilder::new(COLUMNS);
            query.push_values(subjects, |mut row, (name, subject)| {
                row.push_bind(*name).push_bind(*subject).push_bind(0_i64).push_bind(now).push_bind(0_i64);
            });
            query.push(
                " ON CONFLICT (name, subject) DO UPDATE SET subject = excluded.subject RETURNING name, failures, last_at, next_at");
            query.build_query_as().fetch_all(&mut **connection).await?
        });
        let mut found: BTreeMap<_, _> = rows.into_iter().map(|row| (row.name, row.failures)).collect();
        // The engine tells of each row, in an order of its own.
        subjects
            .iter()
            .map(|(name, _)| found.remove(*name).ok_or_else(|| sqlx::Error::RowNotFound.into()))
            .collect()
    }

    /// Writes back rows that this transaction holds.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn save_attempts(&mut self, rows: &[(&str, &str, Failures)]) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        on!(Connection, &mut self.connection, connection => {
            let mut query = QueryBuilder::new(COLUMNS);
            query.push_values(rows, |mut values, (name, subject, row)| {
                values
                    .push_bind(*name)
                    .push_bind(*subject)
                    .push_bind(row.failures)
                    .push_bind(row.last_at)
                    .push_bind(row.next_at);
            });
            query.push(
                " ON CONFLICT (name, subject) DO UPDATE
                 SET failures = excluded.failures, last_at = excluded.last_at, next_at = excluded.next_at");
            query.build().execute(&mut **connection).await?.rows_affected()
        });
        Ok(())
    }

    /// A right password: the failures in a row are over.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn clear_attempts(&mut self, name: &str, subject: &str) -> Result<(), StoreError> {
        on!(Connection, &mut self.connection, connection => sqlx::query(
            "DELETE FROM sign_in_attempts WHERE name = $1 AND subject = $2")
            .bind(name)
            .bind(subject)
            .execute(&mut **connection)
            .await?
            .rows_affected());
        Ok(())
    }
}

#[derive(FromRow)]
struct Row {
    name: String,
    #[sqlx(flatten)]
    failures: Failures,
}

const COLUMNS: &str = "INSERT INTO sign_in_attempts (name, subject, failures, last_at, next_at) ";
