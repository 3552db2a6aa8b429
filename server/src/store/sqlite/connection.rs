use super::{
    Disk, Sqlite, SqliteOptions, SqliteStatement,
    asking::{Answer, aside, ask, ask_all, columns_of},
    checkpointer::Checkpointer,
    failure::{is_busy, told},
};
use rusqlite::{Connection, config::DbConfig};
use sqlx::{Error, Execute, SqlStr, Transaction};
use sqlx_core::{connection::LogSettings, logger::QueryLogger};
use std::{sync::Arc, time::Duration};
use tokio::time::{sleep, timeout};

/// Of each kind that the portal makes, and of the longer ones of its tools.
const STATEMENTS_KEPT: usize = 200;
/// Who waits for another program asks again after this time.
const PAUSE: Duration = Duration::from_millis(2);

/// A connection to a file.
#[derive(Debug)]
pub struct SqliteConnection {
    inner: Connection,
    patience: Duration,
    log: LogSettings,
    pub(super) checkpointer: Checkpointer,
    disk: Arc<Disk>,
    /// A transaction within another was refused, and is still to be dropped.
    refused: bool,
}

impl SqliteConnection {
    pub(super) fn of(
        inner: Connection,
        patience: Duration,
        log: LogSettings,
        options: &SqliteOptions,
    ) -> Self {
        inner.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        Self {
            inner,
            patience,
            log,
            checkpointer: Checkpointer::of(options.clone()),
            disk: options.disk(),
            refused: false,
        }
    }

    /// Between its beginning and its end; SQLite also ends one by itself, such as on a full disk (Result and Error Codes).
    pub(super) fn has_transaction(&self) -> bool {
        !self.inner.is_autocommit()
    }

    /// Forgets what an open transaction did. Where that fails the transaction stays open, and the pool gives the connection to nobody.
    pub(super) fn take_back(&mut self) {
        if self.has_transaction()
            && let Err(error) = aside(|| self.inner.execute_batch("ROLLBACK"))
        {
            tracing::warn!(event = "database_not_rolled_back", %error);
        }
    }

    /// A text without arguments and without an answer; it may be several statements.
    pub(super) async fn run_plain(&mut self, text: &str) -> Result<(), Error> {
        self.in_time(|connection| aside(|| connection.execute_batch(text)))
            .await
    }

    /// A commit goes to the memory of the system; whoever needs it on the disk waits elsewhere.
    pub(super) async fn commit(&mut self) -> Result<(), Error> {
        self.in_time(|connection| connection.prepare_cached("COMMIT")?.raw_execute())
            .await?;
        self.checkpoint_if_due().await;
        Ok(())
    }

    /// Only whoever writes counts rows.
    async fn checkpoint_if_due(&mut self) {
        if !self.has_transaction() {
            self.checkpointer.hear(self.inner.total_changes()).await;
        }
    }

    /// Refuses a transaction within another, which sqlx then drops.
    pub(super) fn refuse(&mut self) -> Error {
        self.refused = true;
        Error::InvalidSavePointStatement
    }

    /// Forgets what a dropped transaction did.
    pub(super) fn dropped(&mut self) {
        if !std::mem::take(&mut self.refused) {
            self.take_back();
        }
    }

    /// To begin waits for no disk.
    pub(super) async fn begin_by(&mut self, text: &str) -> Result<(), Error> {
        self.in_time(|connection| connection.prepare_cached(text)?.raw_execute())
            .await?;
        Ok(())
    }

    pub(super) fn run<'e, 'q: 'e, E: Execute<'q, Sqlite> + 'q>(
        &'e mut self,
        mut query: E,
    ) -> impl Future<Output = Result<Answer, Error>> + Send + 'e {
        // Whoever says that a statement is not worth keeping says that it is a rare one, and long.
        let is_short = query.persistent();
        let arguments = query.take_arguments().map_err(Error::Encode);
        let sql = query.sql();
        async move {
            let mut log = QueryLogger::new(sql.clone(), self.log.clone());
            let text = sql.as_str();
            let answer = match arguments? {
                Some(arguments) if is_short => {
                    self.in_time(|connection| ask(connection, text, &arguments)).await
                }
                Some(arguments) => {
                    self.in_time(|connection| aside(|| ask(connection, text, &arguments)))
                        .await
                }
                None => {
                    // It may be one that copies the log.
                    self.checkpointer.settle().await;
                    self.in_time(|connection| aside(|| ask_all(connection, text)))
                        .await
                }
            };
            if let Ok((rows, result)) = &answer {
                rows.iter().for_each(|_| log.increment_rows_returned());
                log.increase_rows_affected(result.rows_affected());
            }
            drop(log);
            self.checkpoint_if_due().await;
            answer
        }
    }

    pub(super) fn understand(&mut self, sql: SqlStr) -> Result<SqliteStatement, Error> {
        let statement = self.inner.prepare_cached(sql.as_str()).map_err(told)?;
        let columns = columns_of(&statement);
        let parameters = statement.parameter_count();
        drop(statement);
        Ok(SqliteStatement {
            sql,
            columns,
            parameters,
        })
    }

    /// Does it again while another program holds the file, without keeping a thread from other work.
    async fn in_time<T>(&mut self, work: impl Fn(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        let patience = self.patience;
        match work(&self.inner) {
            Err(error) if is_busy(&error) => {
                let given_back = timeout(patience, self.again(&work)).await;
                given_back.unwrap_or(Err(error)).map_err(told)
            }
            done => done.map_err(told),
        }
    }

    async fn again<T>(&mut self, work: impl Fn(&Connection) -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        loop {
            sleep(PAUSE).await;
            match work(&self.inner) {
                Err(error) if is_busy(&error) => {}
                done => return done,
            }
        }
    }
}

impl sqlx::Connection for SqliteConnection {
    type Database = Sqlite;
    type Options = SqliteOptions;

    /// The last connection copies the log into the file.
    async fn close(mut self) -> Result<(), Error> {
        self.checkpointer.settle().await;
        let Self {
            inner,
            checkpointer,
            disk,
            ..
        } = self;
        drop(checkpointer);
        aside(|| {
            // What the disk has not kept stands in the log.
            inner.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, disk.has_refused())?;
            inner.close().map_err(|(_, error)| error)
        })
        .map_err(told)
    }

    async fn close_hard(self) -> Result<(), Error> {
        self.close().await
    }

    /// The pool asks whenever a connection comes back to it. A file does not go away as a server does.
    async fn ping(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn begin(&mut self) -> impl Future<Output = Result<Transaction<'_, Sqlite>, Error>> + Send + '_ {
        Transaction::begin(self, None)
    }

    fn shrink_buffers(&mut self) {}

    async fn flush(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn should_flush(&self) -> bool {
        false
    }
}
