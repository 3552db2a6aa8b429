use super::{sealing, sqlite_file, writers::Writers};
use crate::data_key::{CannotOpen, DataKey};
use sqlx::{
    Connection as _, PgPool, SqliteConnection, SqlitePool,
    migrate::Migrator,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{future::ready, str::FromStr, time::Duration};

/// The database with the key that its numbers are sealed with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    /// Its connections.
    pub pool: Pool,
    pub(super) key: DataKey,
    /// Of a SQLite file; a PostgreSQL server does both by itself.
    pub(super) writers: Option<Writers>,
}

/// A pool of connections to one of the two engines. Cheap to clone.
#[derive(Clone, Debug)]
pub enum Pool {
    /// One file, write-ahead log.
    Sqlite(SqlitePool),
    /// A server that several instances share.
    Postgres(PgPool),
}

/// Runs one query text on the engine at hand. Works for the pool of a [`Database`] and the connection of a [`super::Transaction`] alike.
macro_rules! on {
    ($kind:ident, $target:expr, $executor:ident => $query:expr) => {
        match $target {
            $kind::Sqlite($executor) => $query,
            $kind::Postgres($executor) => $query,
        }
    };
}
pub(super) use on;

/// A query failed. The cause is for the log and never for a page.
#[derive(Debug, thiserror::Error)]
#[error("database: {0}")]
pub struct StoreError(#[from] sqlx::Error);

impl From<CannotOpen> for StoreError {
    fn from(error: CannotOpen) -> Self {
        Self(sqlx::Error::Decode(Box::new(error)))
    }
}

/// The database could not be opened or brought to this release's form.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The URL names no engine that we know.
    #[error("DATABASE_URL must begin with sqlite: or postgres:")]
    UnknownEngine,
    /// The folder of the file could not be made.
    #[error("cannot make the folder of the database: {0}")]
    Folder(std::io::Error),
    /// The engine refused.
    #[error("cannot open the database: {0}")]
    Connect(#[from] sqlx::Error),
    /// A migration failed.
    #[error("cannot migrate the database: {0}")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// Its numbers were sealed with another key.
    #[error(
        "the numbers in this database are sealed with another data key: restore the right KAKUNIN_DATA_KEY or data.key"
    )]
    WrongDataKey,
    /// The key cannot be compared, or numbers in clear could not be sealed.
    #[error(transparent)]
    Seal(#[from] StoreError),
}

/// What a commit to a SQLite file survives. The `synchronous` pragma is always `NORMAL`: at `FULL` it would press each commit to the disk
/// alone, while all others wait, which [`Writers`] do for many at once. A notice, the minute in which a session was last
/// seen, a hash with today's cost and what pruning removes are not waited for: a power cut may take them back, and nothing is lost by it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Synchronous {
    /// A commit survives a power cut.
    #[default]
    Full,
    /// A commit survives a crash of the process, not always a power cut.
    Normal,
}

/// To a server, which is waited for.
const CONNECTIONS: u32 = 8;
/// To a file: one writes, the others read, which takes microseconds. Each has a thread and up to two megabytes of pages.
const FILE_CONNECTIONS: u32 = 4;
const BUSY: Duration = Duration::from_secs(5);

impl Database {
    /// Opens the database, makes it if it is a file that is not there, and brings it to this release's form. A new database
    /// takes this data key for its own; numbers that an earlier release kept in clear are sealed.
    ///
    /// # Errors
    /// When the engine is unknown or refuses, a migration fails, or the database knows another data key.
    pub async fn open(url: &str, synchronous: Synchronous, key: DataKey) -> Result<Self, OpenError> {
        let pool = Pool::connect(url).await?;
        pool.migrate().await?;
        let writers = pool.writers(synchronous);
        let database = Self { pool, key, writers };
        sealing::claim(&database).await?;
        sealing::seal_clear_numbers(&database).await?;
        Ok(database)
    }

    /// The key that its numbers are sealed with.
    pub fn data_key(&self) -> &DataKey {
        &self.key
    }

    /// Ends all connections, after the last query.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// A mark that the portal left in this database, such as `sandbox`.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn mark(&self, name: &str) -> Result<Option<String>, StoreError> {
        self.pool.mark(name).await
    }

    /// Leaves a mark; an earlier one of that name stays.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn leave_mark(&self, name: &str, value: &str) -> Result<(), StoreError> {
        on!(Pool, &self.pool, pool => sqlx::query("INSERT INTO portal (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
            .bind(name)
            .bind(value)
            .execute(pool)
            .await?
            .rows_affected());
        self.lasting().await
    }

    /// Ends when what was written before lasts as long as the operator wants it to.
    pub(super) async fn lasting(&self) -> Result<(), StoreError> {
        match &self.writers {
            Some(writers) => writers.lasting().await,
            None => Ok(()),
        }
    }
}

/// On a full disk SQLite ends a transaction by itself (Result and Error Codes, `SQLITE_FULL`); sqlx still counts it as open and
/// would refuse every later one on this connection. A pooled connection has done its rollback when it comes here.
fn is_fit(connection: &SqliteConnection) -> bool {
    !connection.is_in_transaction()
}

impl Pool {
    async fn connect(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("sqlite:") {
            return Ok(Self::Sqlite(Self::open_sqlite(url).await?));
        }
        if !(url.starts_with("postgres:") || url.starts_with("postgresql:")) {
            return Err(OpenError::UnknownEngine);
        }
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(BUSY);
        Ok(Self::Postgres(pool.connect(url).await?))
    }

    async fn open_sqlite(url: &str) -> Result<SqlitePool, OpenError> {
        let options = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(BUSY);
        sqlite_file::prepare(options.get_filename()).map_err(OpenError::Folder)?;
        let pool = SqlitePoolOptions::new()
            .max_connections(FILE_CONNECTIONS)
            .acquire_timeout(BUSY)
            // A file does not go away as a server does.
            .test_before_acquire(false)
            .before_acquire(|connection, _| Box::pin(ready(Ok(is_fit(connection)))));
        Ok(pool.connect_with(options).await?)
    }

    fn writers(&self, synchronous: Synchronous) -> Option<Writers> {
        match self {
            Self::Sqlite(pool) => {
                let options = pool.connect_options();
                let lasts = synchronous == Synchronous::Full;
                Some(Writers::of(options.get_filename(), BUSY, lasts))
            }
            Self::Postgres(_) => None,
        }
    }

    async fn migrate(&self) -> Result<(), OpenError> {
        let migrator = self.migrator();
        on!(Pool, self, pool => migrator.run(pool).await?);
        Ok(())
    }

    /// This release's form of the engine at hand.
    pub(super) fn migrator(&self) -> Migrator {
        match self {
            Self::Sqlite(_) => sqlx::migrate!("migrations/sqlite"),
            Self::Postgres(_) => sqlx::migrate!("migrations/postgres"),
        }
    }

    /// Ends all connections, after the last query.
    pub async fn close(&self) {
        on!(Pool, self, pool => pool.close().await);
    }

    /// A mark that the portal left in this database, such as `sandbox`.
    ///
    /// # Errors
    /// When the query fails.
    pub async fn mark(&self, name: &str) -> Result<Option<String>, StoreError> {
        let value = on!(Pool, self, pool => sqlx::query_scalar("SELECT value FROM portal WHERE name = $1")
            .bind(name)
            .fetch_optional(pool)
            .await?);
        Ok(value)
    }
}
