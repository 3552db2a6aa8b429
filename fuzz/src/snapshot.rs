//! Every input begins with the same rows, so that a finding can be repeated from its input alone.

use server::store::{Database, Pool};
use sqlx::{Connection, Row, SqliteConnection, raw_sql, sqlite::SqliteConnectOptions};
use std::path::Path;

/// A copy of a database, and the way back to it.
pub struct Snapshot {
    connection: SqliteConnection,
    restore: String,
    version: i64,
}

impl Snapshot {
    /// Copies the database in this file. Knows no table by name: they may change.
    pub async fn take(database: &Database, file: &Path) -> sqlx::Result<Self> {
        let Pool::Sqlite(pool) = &database.pool else {
            return Err(sqlx::Error::Protocol("not SQLite".into()));
        };
        let copy = file.with_extension("copy");
        sqlx::query("VACUUM INTO $1")
            .bind(copy.to_string_lossy().into_owned())
            .execute(pool)
            .await?;
        // Rows come back table by table, parents perhaps last.
        let options = SqliteConnectOptions::new().filename(file).foreign_keys(false);
        let mut connection = SqliteConnection::connect_with(&options).await?;
        sqlx::query("ATTACH $1 AS copy")
            .bind(copy.to_string_lossy())
            .execute(&mut connection)
            .await?;
        let tables = "SELECT name FROM copy.sqlite_master WHERE type = 'table' AND substr(name, 1, 1) <> '_' \
                      AND name NOT LIKE 'sqlite%'";
        let restore = sqlx::query(tables).fetch_all(&mut connection).await?.iter().fold(
            String::from("BEGIN IMMEDIATE;"),
            |sql, row| {
                let table: String = row.get(0);
                format!("{sql} DELETE FROM main.\"{table}\"; INSERT INTO main.\"{table}\" SELECT * FROM copy.\"{table}\";")
            },
        ) + " COMMIT;";
        let version = version(&mut connection).await?;
        Ok(Self {
            connection,
            restore,
            version,
        })
    }

    /// Takes back what others have written since the last time.
    pub async fn restore(&mut self) -> sqlx::Result<()> {
        let version = version(&mut self.connection).await?;
        if version != self.version {
            raw_sql(sqlx::AssertSqlSafe(self.restore.as_str()))
                .execute(&mut self.connection)
                .await?;
            self.version = version;
        }
        Ok(())
    }
}

/// Rises when another connection has written.
async fn version(connection: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("PRAGMA data_version")
        .fetch_one(connection)
        .await
}
