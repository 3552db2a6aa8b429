//! Migrations by sqlx's [`Migrate`], in a table of the form that its own driver makes.

use super::SqliteConnection;
use futures_util::{FutureExt, future::BoxFuture};
use sqlx::{
    AssertSqlSafe, Connection as _, Error, Executor as _, Row as _,
    migrate::{AppliedMigration, Migrate, MigrateError, Migration},
};
use std::time::Duration;
use tokio::time::Instant;

impl Migrate for SqliteConnection {
    fn create_schema_if_not_exists<'e>(
        &'e mut self,
        name: &'e str,
    ) -> BoxFuture<'e, Result<(), MigrateError>> {
        let message = format!("a SQLite file has no schema {name}");
        async move { Err(MigrateError::CreateSchemasNotSupported(message)) }.boxed()
    }

    fn ensure_migrations_table<'e>(&'e mut self, table: &'e str) -> BoxFuture<'e, Result<(), MigrateError>> {
        let text = format!(
            "CREATE TABLE IF NOT EXISTS {table} (
                 version BIGINT PRIMARY KEY,
                 description TEXT NOT NULL,
                 installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
                 success BOOLEAN NOT NULL,
                 checksum BLOB NOT NULL,
                 execution_time BIGINT NOT NULL
             )"
        );
        async move { Ok(self.run_plain(&text).await?) }.boxed()
    }

    fn dirty_version<'e>(&'e mut self, table: &'e str) -> BoxFuture<'e, Result<Option<i64>, MigrateError>> {
        let text = format!("SELECT version FROM {table} WHERE success = FALSE ORDER BY version LIMIT 1");
        async move {
            let version = sqlx::query_scalar(AssertSqlSafe(text))
                .fetch_optional(self)
                .await?;
            Ok(version)
        }
        .boxed()
    }

    fn list_applied_migrations<'e>(
        &'e mut self,
        table: &'e str,
    ) -> BoxFuture<'e, Result<Vec<AppliedMigration>, MigrateError>> {
        let text = format!("SELECT version, checksum FROM {table} ORDER BY version");
        async move {
            let rows = self.fetch_all(AssertSqlSafe(text)).await?;
            let applied = rows.iter().map(|row| {
                Ok(AppliedMigration {
                    version: row.try_get("version")?,
                    checksum: row.try_get::<Vec<u8>, _>("checksum")?.into(),
                })
            });
            applied.collect()
        }
        .boxed()
    }

    /// Each migration is a transaction.
    fn lock(&mut self) -> BoxFuture<'_, Result<(), MigrateError>> {
        async { Ok(()) }.boxed()
    }

    fn unlock(&mut self) -> BoxFuture<'_, Result<(), MigrateError>> {
        async { Ok(()) }.boxed()
    }

    fn apply<'e>(
        &'e mut self,
        table: &'e str,
        migration: &'e Migration,
    ) -> BoxFuture<'e, Result<Duration, MigrateError>> {
        async move {
            let begun = Instant::now();
            let mut transaction = self.begin().await?;
            transaction
                .run_plain(migration.sql.as_str())
                .await
                .map_err(|error| MigrateError::ExecuteMigration(error, migration.version))?;
            note(&mut transaction, table, migration, begun).await?;
            transaction.commit().await?;
            Ok(begun.elapsed())
        }
        .boxed()
    }

    /// None of ours says how it is undone.
    fn revert<'e>(
        &'e mut self,
        _table: &'e str,
        _migration: &'e Migration,
    ) -> BoxFuture<'e, Result<Duration, MigrateError>> {
        async { Err(Error::Protocol("no migration can be undone".into()).into()) }.boxed()
    }
}

async fn note(
    connection: &mut SqliteConnection,
    table: &str,
    migration: &Migration,
    begun: Instant,
) -> Result<(), sqlx::Error> {
    let text = format!(
        "INSERT INTO {table} (version, description, success, checksum, execution_time) VALUES ($1, $2, TRUE, $3, $4)"
    );
    sqlx::query(AssertSqlSafe(text))
        .bind(migration.version)
        .bind(&*migration.description)
        .bind(&*migration.checksum)
        .bind(i64::try_from(begun.elapsed().as_nanos()).unwrap_or(i64::MAX))
        .execute(connection)
        .await?;
    Ok(())
}
