//! A look at a database as it is: no file is made, nothing is migrated, nothing that is written remains.

use super::{
    Database, Pool, Trouble,
    database::on,
    sqlite::{Sqlite, SqliteOptions},
    transaction::Connection,
};
use sqlx::{
    Connection as _, PgConnection,
    pool::PoolOptions,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    str::FromStr,
    time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(3);
const APPLIED: &str = "SELECT version, success, checksum FROM _sqlx_migrations ORDER BY version";
const INSERT: &str = "INSERT INTO portal (name, value) VALUES ('doctor', '') ON CONFLICT (name) DO NOTHING";

/// How far the tables of a database are from this release's.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Form {
    /// It has no table of the portal yet.
    Empty,
    /// So many migrations are missing; the next start makes them.
    Behind(usize),
    /// It is of this release.
    Current,
    /// A newer release made this migration; this binary will not touch the database.
    Newer(i64),
    /// This migration had another text when it was made.
    Changed(i64),
    /// This migration failed halfway.
    Broken(i64),
}

/// The file of a `sqlite:` URL; `None` where it is in memory.
///
/// # Errors
/// When the URL cannot be read.
pub fn sqlite_path(url: &str) -> Result<Option<PathBuf>, Trouble> {
    let options = SqliteOptions::from_str(url).map_err(|_| Trouble::Url)?;
    Ok(options.file().map(Path::to_path_buf))
}

impl Database {
    /// The same as [`Pool::try_to_write`], in turn, and true to what was written before: it is still on its way to the disk, or the
    /// disk has refused it.
    ///
    /// # Errors
    /// When it cannot be written to, or nothing lasts any more.
    pub async fn try_to_write(&self, form: Form) -> Result<(), Trouble> {
        let turn = self.turn_to_write().await.map_err(|_| Trouble::Busy)?;
        self.writing.try_to_write(form).await?;
        drop(turn);
        self.lasting().await.map_err(|_| Trouble::Disk)
    }
}

impl Pool {
    /// Opens a database that is there. SQLite: the file must exist. PostgreSQL: asks once and does not wait for a server
    /// that is still starting.
    ///
    /// # Errors
    /// [`Trouble`].
    pub async fn open_as_is(url: &str) -> Result<Self, Trouble> {
        if url.starts_with("sqlite:") {
            let options = SqliteOptions::from_str(url).map_err(|_| Trouble::Url)?;
            let options = options.create_if_missing(false).patience(PATIENCE);
            let pool = PoolOptions::<Sqlite>::new().max_connections(1);
            return Ok(Self::Sqlite(pool.connect_with(options).await?));
        }
        let options = PgConnectOptions::from_str(url).map_err(|_| Trouble::Url)?;
        // A pool would try again where a server refuses, and forget why.
        let first = tokio::time::timeout(PATIENCE, PgConnection::connect_with(&options));
        first.await.map_err(|_| Trouble::Silent)??.close().await?;
        let pool = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
        Ok(Self::Postgres(pool.connect_with(options).await?))
    }

    /// Compares its migrations with this release's.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn form(&self) -> Result<Form, Trouble> {
        if !self.has_table("_sqlx_migrations").await? {
            return Ok(Form::Empty);
        }
        let rows: Vec<(i64, bool, Vec<u8>)> =
            on!(Pool, self, pool => sqlx::query_as(APPLIED).fetch_all(pool).await?);
        if let Some((version, ..)) = rows.iter().find(|(_, success, _)| !success) {
            return Ok(Form::Broken(*version));
        }
        Ok(self.compare(&rows))
    }

    /// A mark that the portal left; nothing where no portal has made its tables yet.
    ///
    /// # Errors
    /// When it cannot be asked.
    pub async fn mark_as_is(&self, name: &str) -> Result<Option<String>, Trouble> {
        if !self.has_table("portal").await? {
            return Ok(None);
        }
        let value = on!(Pool, self, pool => sqlx::query_scalar("SELECT value FROM portal WHERE name = $1")
            .bind(name)
            .fetch_optional(pool)
            .await?);
        Ok(value)
    }

    /// This release's form: the number of its last migration.
    pub fn newest_form(&self) -> i64 {
        let migrator = self.migrator();
        migrator
            .iter()
            .map(|migration| migration.version)
            .max()
            .unwrap_or_default()
    }

    async fn has_table(&self, name: &str) -> Result<bool, Trouble> {
        let count: i64 = match self {
            Self::Sqlite(pool) => {
                let text = "SELECT count(*) FROM sqlite_master WHERE name = $1";
                sqlx::query_scalar(text).bind(name).fetch_one(pool).await?
            }
            Self::Postgres(pool) => {
                let text = "SELECT count(to_regclass($1))";
                sqlx::query_scalar(text).bind(name).fetch_one(pool).await?
            }
        };
        Ok(count > 0)
    }

    fn compare(&self, rows: &[(i64, bool, Vec<u8>)]) -> Form {
        let migrator = self.migrator();
        let ours: BTreeMap<i64, &[u8]> = migrator
            .iter()
            .map(|migration| (migration.version, &*migration.checksum))
            .collect();
        for (version, _, checksum) in rows {
            match ours.get(version) {
                None => return Form::Newer(*version),
                Some(text) if *text != checksum.as_slice() => return Form::Changed(*version),
                Some(_) => {}
            }
        }
        match ours.len() - rows.len() {
            0 => Form::Current,
            missing => Form::Behind(missing),
        }
    }

    /// Writes a row of the portal's marks and takes it back. Where the tables are not made yet it makes one and takes that
    /// back.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub async fn try_to_write(&self, form: Form) -> Result<(), Trouble> {
        let text = match form {
            Form::Empty => "CREATE TABLE kakunin_doctor (name TEXT PRIMARY KEY)",
            _ => INSERT,
        };
        match self {
            Self::Sqlite(pool) => {
                let transaction = pool.begin_with("BEGIN IMMEDIATE").await?;
                write_and_take_back(Connection::Sqlite(transaction), text).await
            }
            Self::Postgres(pool) => {
                let transaction = pool.begin().await?;
                write_and_take_back(Connection::Postgres(transaction), text).await
            }
        }
    }
}

async fn write_and_take_back(mut transaction: Connection, text: &'static str) -> Result<(), Trouble> {
    on!(Connection, &mut transaction, connection => sqlx::query(text)
        .execute(&mut **connection)
        .await?
        .rows_affected());
    on!(Connection, transaction, transaction => transaction.rollback().await?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_a_url_is_found() {
        let path = |url| sqlite_path(url).unwrap();
        assert_eq!(path("sqlite://data/one.db"), Some("data/one.db".into()));
        assert_eq!(path("sqlite:///a%20b/one.db?mode=ro"), Some("/a b/one.db".into()));
        assert_eq!(path("sqlite::memory:"), None);
        assert_eq!(sqlite_path("sqlite://x?mode=odd"), Err(Trouble::Url));
    }
}
