use super::SqliteOptions;
use rusqlite::{Connection, config::DbConfig};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::{JoinHandle, spawn_blocking};

/// Rows after which the log is copied into the file: about as many pages of 4 KiB, some of them again and again, which are
/// copied once.
const ROWS_BEFORE_CHECKPOINT: u64 = 4_000;
/// Rows after which it is tried again, where somebody who reads was in the way, or the disk.
const ROWS_BEFORE_NEXT_TRY: u64 = 1_000;

/// Copies beside those who write, at most: only one that meets the end of the log lets the disk keep all of it, and where many write the
/// end is never met.
const COPIES_BESIDE: u32 = 3;

/// Copies the log into the file for one connection that writes, by a connection of its own: nearly all of it while others write, and
/// the rest while nobody may. Only then does the log begin anew, which it has to do at some time.
#[derive(Debug)]
pub(super) struct Checkpointer {
    copier: Arc<Copier>,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// Until the connection has written so many rows: the first one, because somebody else may have left a log.
    Rests { until: u64 },
    /// While others write.
    Copies(JoinHandle<bool>),
    /// Until the next commit.
    Copied,
    /// The rest, while nobody writes.
    Ends(JoinHandle<bool>),
}

/// How a copy ends (SQLite, `PRAGMA wal_checkpoint`). None waits for those who read or write.
#[derive(Clone, Copy)]
enum Mode {
    /// Where the log ended when it began.
    Passive,
    /// Lets whoever writes next begin the log anew.
    Restart,
}

impl Checkpointer {
    /// For a connection of these options.
    pub(super) fn of(options: SqliteOptions) -> Self {
        let until = match options.file() {
            Some(_) => 1,
            // A database in memory has no log.
            None => u64::MAX,
        };
        Self {
            copier: Arc::new(Copier {
                // A file that is gone is not to be replaced by an empty one.
                options: options.create_if_missing(false),
                connection: Mutex::default(),
            }),
            stage: Stage::Rests { until },
        }
    }

    /// Hears after each commit how many rows the connection has written, and returns when others may write. Where it fails the log
    /// grows, and a later commit tries again.
    pub(super) async fn hear(&mut self, written: u64) {
        match &self.stage {
            Stage::Rests { until } if written >= *until => {
                self.stage = Stage::Copies(self.on_a_thread(Copier::copy_beside))
            }
            Stage::Copies(copy) if copy.is_finished() => {
                self.stage = Stage::Ends(self.on_a_thread(Copier::copy_the_rest))
            }
            Stage::Copied => self.stage = Stage::Ends(self.on_a_thread(Copier::copy_the_rest)),
            _ => {}
        }
        if let Stage::Ends(rest) = &mut self.stage {
            let rows = match rest.await {
                Ok(true) => ROWS_BEFORE_CHECKPOINT,
                _ => ROWS_BEFORE_NEXT_TRY,
            };
            let until = written + rows;
            self.stage = Stage::Rests { until };
        }
    }

    /// Waits for a copy that has begun: while it runs nobody else may copy.
    pub(super) async fn settle(&mut self) {
        if let Stage::Copies(copy) | Stage::Ends(copy) = &mut self.stage {
            // It has told of what went wrong.
            let _ = copy.await;
            self.stage = Stage::Copied;
        }
    }

    fn on_a_thread(&self, work: fn(&Copier) -> bool) -> JoinHandle<bool> {
        let copier = Arc::clone(&self.copier);
        spawn_blocking(move || work(&copier))
    }
}

/// A [`Checkpointer`]'s own connection, for a thread that may wait for the disk.
#[derive(Debug)]
struct Copier {
    options: SqliteOptions,
    /// Opened by the first copy.
    connection: Mutex<Option<Connection>>,
}

impl Copier {
    /// True when all went well.
    fn copy_beside(&self) -> bool {
        let mut end = None;
        for _ in 0..COPIES_BESIDE {
            let Some(copy) = self.copy(Mode::Passive) else {
                return false;
            };
            if end.replace(copy.end) == Some(copy.end) {
                break;
            }
        }
        true
    }

    /// True when the next one who writes may begin the log anew.
    fn copy_the_rest(&self) -> bool {
        self.copy(Mode::Restart).is_some_and(|copy| !copy.busy)
    }

    /// After an error of the disk nothing is copied any more: SQLite would take for copied what the disk has not kept, and begin the log
    /// anew. The next start reads the whole log.
    fn copy(&self, mode: Mode) -> Option<Checkpoint> {
        if self.options.disk().has_refused() {
            return None;
        }
        let copy = self.try_to_copy(mode);
        copy.inspect_err(|error| {
            self.options.disk().hear(error);
            tracing::warn!(event = "database_not_checkpointed", %error);
        })
        .ok()
    }

    fn try_to_copy(&self, mode: Mode) -> rusqlite::Result<Checkpoint> {
        let mut kept = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        let connection = match kept.take() {
            Some(connection) => connection,
            None => opened(&self.options)?,
        };
        let text = match mode {
            Mode::Passive => "PRAGMA wal_checkpoint(PASSIVE)",
            Mode::Restart => "PRAGMA wal_checkpoint(RESTART)",
        };
        kept.insert(connection).query_row(text, [], |row| {
            Ok(Checkpoint {
                busy: row.get::<_, i64>("busy")? != 0,
                end: row.get("log")?,
            })
        })
    }
}

/// What SQLite says of one.
struct Checkpoint {
    /// Somebody was in the way.
    busy: bool,
    /// The frames of the log when it began.
    end: i64,
}

/// Leaves the log alone when it is closed: the connection that writes copies it then.
fn opened(options: &SqliteOptions) -> rusqlite::Result<Connection> {
    let connection = options.open()?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

#[cfg(test)]
mod tests;
