use super::{DatabaseLimits, StoreError, sealing, sqlite::SqlitePool, writers::Writers};
use crate::data_key::DataKey;
use sqlx::{PgPool, migrate::Migrator};

/// The database with the key that its numbers are sealed with. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Database {
    /// Its connections.
    pub pool: Pool,
    /// For those who write. To a SQLite file it is one connection of its own: what it has in memory stays true, because nobody else
    /// changes the file, while each of the others begins anew after every commit.
    pub writing: Pool,
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
/// seen or sent back, a hash with today's cost, a lease and what pruning removes are not waited for: a power cut may take them back, and
/// nothing is lost by it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Synchronous {
    /// A commit survives a power cut.
    #[default]
    Full,
    /// A commit survives a crash of the process, not always a power cut.
    Normal,
}

impl Database {
    /// Opens the database, makes it if it is a file that is not there, and brings it to this release's form. A new database
    /// takes this data key for its own; numbers that an earlier release kept in clear are sealed.
    ///
    /// # Errors
    /// When the engine is unknown or refuses, a migration fails, or the database knows another data key.
    pub async fn open(url: &str, limits: DatabaseLimits, key: DataKey) -> Result<Self, OpenError> {
        let pool = Pool::connect(url, limits).await?;
        let writing = pool.for_writing(limits).await?;
        writing.migrate().await?;
        let writers = pool.writers(limits);
        let database = Self {
            pool,
            writing,
            key,
            writers,
        };
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
        self.writing.close().await;
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
        let turn = self.turn_to_write().await?;
        on!(Pool, &self.writing, pool => sqlx::query("INSERT INTO portal (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
            .bind(name)
            .bind(value)
            .execute(pool)
            .await?
            .rows_affected());
        drop(turn);
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

impl Pool {
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
