use super::{
    DatabaseLimits, OpenError, Pool, Synchronous,
    sqlite::{Sqlite, SqliteConnection, SqliteOptions, SqlitePool},
    sqlite_file,
    writers::Writers,
};
use sqlx::{
    Connection as _, PgConnection, PgPool,
    pool::PoolOptions,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{future::ready, str::FromStr, time::Duration};

/// To a file, at most, beside the one that writes: to read takes microseconds.
const FILE_CONNECTIONS: u32 = 4;
/// In KiB, with the sign that SQLite wants. The one that writes keeps its pages; the others begin anew after every commit.
const CACHE_TO_WRITE: &str = "-2048";
const CACHE_TO_READ: &str = "-512";
/// So long a connection to a server is taken to be as it was.
const FRESH: Duration = Duration::from_millis(100);

impl Pool {
    pub(super) async fn connect(url: &str, limits: DatabaseLimits) -> Result<Self, OpenError> {
        if url.starts_with("sqlite:") {
            return Ok(Self::Sqlite(open_sqlite(url, limits).await?));
        }
        if !(url.starts_with("postgres:") || url.starts_with("postgresql:")) {
            return Err(OpenError::UnknownEngine);
        }
        Ok(Self::Postgres(open_postgres(url, limits).await?))
    }

    /// See [`super::Database::writing`].
    pub(super) async fn for_writing(&self, limits: DatabaseLimits) -> Result<Self, OpenError> {
        match self {
            Self::Sqlite(pool) => {
                let options = SqliteOptions::clone(&pool.connect_options());
                let options = options.pragma("cache_size", CACHE_TO_WRITE);
                Ok(Self::Sqlite(connect(options, limits.patience, 1).await?))
            }
            Self::Postgres(pool) => Ok(Self::Postgres(pool.clone())),
        }
    }

    /// Who writes to a file, one after the other.
    pub(super) fn writers(&self, limits: DatabaseLimits) -> Option<Writers> {
        match self {
            Self::Sqlite(pool) => {
                let options = pool.connect_options();
                let lasts = limits.synchronous == Synchronous::Full;
                Some(Writers::of(
                    options.file(),
                    limits.patience,
                    lasts,
                    options.disk(),
                ))
            }
            Self::Postgres(_) => None,
        }
    }

    /// Brings the tables to this release's form. On PostgreSQL over a connection without the times of a session: a large table
    /// takes as long as it takes, and another instance that migrates is waited for.
    pub(super) async fn migrate(&self) -> Result<(), OpenError> {
        let migrator = self.migrator();
        match self {
            Self::Sqlite(pool) => migrator.run(pool).await?,
            Self::Postgres(pool) => {
                let options = PgConnectOptions::clone(&pool.connect_options());
                // Of two settings of one name the later one counts.
                let options = options.options(DatabaseLimits::WITHOUT_TIMES);
                let patient = PgPoolOptions::new().max_connections(1);
                let patient = patient.connect_with(options).await?;
                migrator.run(&patient).await?;
                patient.close().await;
            }
        }
        Ok(())
    }
}

async fn open_sqlite(url: &str, limits: DatabaseLimits) -> Result<SqlitePool, OpenError> {
    let options = SqliteOptions::from_str(url)?
        .create_if_missing(true)
        .patience(limits.patience)
        .pragma("journal_mode", "WAL")
        .pragma("synchronous", "NORMAL")
        // Whoever writes lets it be done, beside the others who write.
        .pragma("wal_autocheckpoint", "0")
        .pragma("cache_size", CACHE_TO_READ);
    if let Some(file) = options.file() {
        sqlite_file::prepare(file).map_err(OpenError::Folder)?;
    }
    let most = limits.connections.min(FILE_CONNECTIONS);
    Ok(connect(options, limits.patience, most).await?)
}

async fn connect(options: SqliteOptions, patience: Duration, most: u32) -> Result<SqlitePool, sqlx::Error> {
    let pool = PoolOptions::<Sqlite>::new()
        .max_connections(most)
        .acquire_timeout(patience)
        // A file does not go away as a server does.
        .test_before_acquire(false)
        .max_lifetime(None)
        .idle_timeout(None)
        .before_acquire(|connection, _| Box::pin(ready(Ok(is_fit(connection)))));
    pool.connect_with(options).await
}

/// A connection whose transaction could not be taken back is good for nothing.
fn is_fit(connection: &SqliteConnection) -> bool {
    !connection.is_in_transaction()
}

/// A connection that was left alone is tried before it is used, so the first query after a restart of the server gets a new one. One
/// that has just come back was tried then: it costs a round trip.
async fn open_postgres(url: &str, limits: DatabaseLimits) -> Result<PgPool, OpenError> {
    let options = PgConnectOptions::from_str(url)?;
    let pool = PgPoolOptions::new()
        .max_connections(limits.connections)
        .acquire_timeout(limits.patience)
        .test_before_acquire(false)
        .before_acquire(|connection, left| Box::pin(try_out(connection, left.idle_for)));
    Ok(pool.connect_with(with_times(options, limits)).await?)
}

async fn try_out(connection: &mut PgConnection, idle: Duration) -> Result<bool, sqlx::Error> {
    if idle >= FRESH {
        connection.ping().await?;
    }
    Ok(true)
}

/// What the operator wrote into the URL stays as it is.
fn with_times(options: PgConnectOptions, limits: DatabaseLimits) -> PgConnectOptions {
    let named = options.get_options().unwrap_or_default().to_owned();
    let ours = limits.of_session().into_iter();
    options.options(ours.filter(|(name, _)| !named.contains(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_times_of_a_session_are_ours_unless_the_url_names_them() {
        let options = |url| {
            let options = with_times(
                PgConnectOptions::from_str(url).unwrap(),
                DatabaseLimits::default(),
            );
            options.get_options().unwrap().to_owned()
        };
        assert_eq!(
            options("postgres://kakunin@localhost/portal"),
            "-c lock_timeout=5000 -c statement_timeout=10000 -c idle_in_transaction_session_timeout=20000"
        );
        assert_eq!(
            options("postgres://kakunin@localhost/portal?options=-c%20statement_timeout%3D0"),
            "-c statement_timeout=0 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=20000"
        );
    }
}
