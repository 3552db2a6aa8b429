use super::{DatabaseLimits, OpenError, Pool, Synchronous, sqlite_file, writers::Writers};
use sqlx::{
    Connection as _, PgPool, SqliteConnection, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{future::ready, str::FromStr};

/// To a file, at most: one writes, the others read, which takes microseconds. Each has a thread and up to two megabytes of pages.
const FILE_CONNECTIONS: u32 = 4;

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

    /// Who writes to a file, one after the other.
    pub(super) fn writers(&self, limits: DatabaseLimits) -> Option<Writers> {
        match self {
            Self::Sqlite(pool) => {
                let options = pool.connect_options();
                let lasts = limits.synchronous == Synchronous::Full;
                Some(Writers::of(options.get_filename(), limits.patience, lasts))
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
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(limits.patience);
    sqlite_file::prepare(options.get_filename()).map_err(OpenError::Folder)?;
    let pool = SqlitePoolOptions::new()
        .max_connections(limits.connections.min(FILE_CONNECTIONS))
        .acquire_timeout(limits.patience)
        // A file does not go away as a server does.
        .test_before_acquire(false)
        .before_acquire(|connection, _| Box::pin(ready(Ok(is_fit(connection)))));
    Ok(pool.connect_with(options).await?)
}

/// On a full disk SQLite ends a transaction by itself (Result and Error Codes, `SQLITE_FULL`); sqlx still counts it as open and
/// would refuse every later one on this connection. A pooled connection has done its rollback when it comes here.
fn is_fit(connection: &SqliteConnection) -> bool {
    !connection.is_in_transaction()
}

/// A connection is tried before it is used (sqlx does so unless told otherwise), so the first query after a restart of the
/// server gets a new one.
async fn open_postgres(url: &str, limits: DatabaseLimits) -> Result<PgPool, OpenError> {
    let options = PgConnectOptions::from_str(url)?;
    let pool = PgPoolOptions::new()
        .max_connections(limits.connections)
        .acquire_timeout(limits.patience);
    Ok(pool.connect_with(with_times(options, limits)).await?)
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
