use super::StoreError;
use std::{
    fs::{self, File},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Mutex, OwnedSemaphorePermit, Semaphore},
    task::spawn_blocking,
    time::timeout,
};

/// Those who write to one SQLite file from this process: one after the other, in the order in which they came. SQLite itself lets
/// them sleep and try again, for up to a tenth of a second each time, and knows no order.
#[derive(Clone, Debug)]
pub(super) struct Writers {
    turn: Arc<Semaphore>,
    patience: Duration,
    log: Option<Arc<Log>>,
}

/// Presses commits to the disk, many at once: whoever has committed waits for one `fdatasync` of the log that began afterwards. It
/// is what SQLite does at `synchronous=FULL`, but that SQLite does it for each commit, and lets nobody write meanwhile. What it does at `NORMAL`
/// it still does: it syncs the header of a log that begins anew, and the log before it is copied into the database. A log is read
/// back up to its first broken frame (File Format, section 4.4), so what builds on a commit never lasts without it.
#[derive(Debug)]
struct Log {
    path: PathBuf,
    /// Commits that were written to the log.
    written: AtomicU64,
    /// Of those, how many last; an error ends that for good, because a system that could not write a page forgets that it should.
    lasting: Mutex<Result<u64, ErrorKind>>,
}

impl Writers {
    /// For the database in this file, which is there. `lasts` says that a commit has to survive a power cut.
    pub(super) fn of(database: &Path, patience: Duration, lasts: bool) -> Self {
        let log = lasts.then(|| Arc::new(Log::beside(database)));
        Self {
            turn: Arc::new(Semaphore::new(1)),
            patience,
            log,
        }
    }

    /// The right to write, until it is dropped.
    ///
    /// # Errors
    /// When the others take too long.
    pub(super) async fn turn(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        let turn = timeout(self.patience, Arc::clone(&self.turn).acquire_owned()).await;
        let turn = turn.map_err(|_| sqlx::Error::PoolTimedOut)?;
        // Nobody closes it.
        Ok(turn.map_err(|_| sqlx::Error::PoolClosed)?)
    }

    /// Ends when what was committed before lasts, where it has to.
    ///
    /// # Errors
    /// When the disk refuses, now or ever before.
    pub(super) async fn lasting(&self) -> Result<(), StoreError> {
        match &self.log {
            Some(log) => log
                .press()
                .await
                .map_err(|error| StoreError::in_commit(sqlx::Error::Io(error))),
            None => Ok(()),
        }
    }
}

impl Log {
    fn beside(database: &Path) -> Self {
        // SQLite puts the log beside the file that a link leads to.
        let database = fs::canonicalize(database).unwrap_or_else(|_| database.into());
        let mut path = database.into_os_string();
        path.push("-wal");
        Self {
            path: path.into(),
            written: AtomicU64::new(0),
            lasting: Mutex::new(Ok(0)),
        }
    }

    /// Whoever comes first presses for all who have committed by then; the others find that it is done.
    async fn press(self: &Arc<Self>) -> io::Result<()> {
        let mine = self.written.fetch_add(1, Ordering::SeqCst) + 1;
        let mut lasting = self.lasting.lock().await;
        if (*lasting)? < mine {
            let all = self.written.load(Ordering::SeqCst);
            let log = Arc::clone(self);
            let synced = spawn_blocking(move || log.sync())
                .await
                .map_err(io::Error::other)?;
            *lasting = synced.map(|()| all).map_err(|error| error.kind());
            (*lasting)?;
        }
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        match File::open(&self.path) {
            Ok(log) => log.sync_data(),
            // The last connection has closed, and left everything in the database.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        data_key::{DataKey, KEY_LENGTH},
        randomness::SeededRandomness,
        store::{Database, Synchronous},
    };
    use futures_util::future::join_all;

    const PATIENCE: Duration = Duration::from_secs(5);

    #[tokio::test]
    async fn writers_come_one_after_the_other() {
        let writers = Writers::of(Path::new("nowhere"), Duration::ZERO, false);
        let turn = writers.turn().await.unwrap();
        assert!(writers.turn().await.is_err());
        drop(turn);
        assert!(writers.turn().await.is_ok());
    }

    #[tokio::test]
    async fn those_who_wait_together_last_together() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("a.db");
        fs::write(folder.path().join("a.db-wal"), "frames").unwrap();
        let log = Arc::new(Log::beside(&database));
        let held = log.lasting.lock().await;
        let all: Vec<_> = (0..20)
            .map(|_| {
                tokio::spawn({
                    let log = Arc::clone(&log);
                    async move { log.press().await }
                })
            })
            .collect();
        while log.written.load(Ordering::SeqCst) < 20 {
            tokio::task::yield_now().await;
        }
        drop(held);
        for one in join_all(all).await {
            one.unwrap().unwrap();
        }
        assert_eq!(*log.lasting.lock().await, Ok(20));
    }

    #[tokio::test]
    async fn after_an_error_nothing_lasts_any_more() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("a.db");
        let log = folder.path().join("a.db-wal");
        let writers = Writers::of(&database, PATIENCE, true);
        assert!(writers.lasting().await.is_ok());
        // A link that leads to itself cannot be opened.
        std::os::unix::fs::symlink(&log, &log).unwrap();
        assert!(writers.lasting().await.is_err());
        fs::remove_file(&log).unwrap();
        assert!(writers.lasting().await.is_err());
        assert!(Writers::of(&database, PATIENCE, false).lasting().await.is_ok());
    }

    #[tokio::test]
    async fn what_is_pressed_is_the_log_that_sqlite_writes() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (
            folder.path().join("a.db"),
            folder.path().join("elsewhere").join("b.db"),
        );
        let key = || DataKey::new(&[1; KEY_LENGTH], Arc::new(SeededRandomness::new(1)));
        let url = |path: &Path| format!("sqlite:{}", path.display());
        for (path, synchronous) in [
            (&file, Synchronous::Full),
            (&link, Synchronous::Full),
            (&file, Synchronous::Normal),
        ] {
            if path == &link {
                fs::create_dir(folder.path().join("elsewhere")).unwrap();
                std::os::unix::fs::symlink(&file, &link).unwrap();
            }
            let database = Database::open(&url(path), synchronous.into(), key())
                .await
                .unwrap();
            let mut transaction = database.begin().await.unwrap();
            transaction.stop_sends(1).await.unwrap();
            transaction.resume_sends().await.unwrap();
            transaction.commit().await.unwrap();
            let log = database.writers.clone().unwrap().log;
            assert_eq!(log.is_some(), synchronous == Synchronous::Full);
            if let Some(log) = log {
                assert!(fs::metadata(&log.path).unwrap().len() > 0, "{path:?}");
                assert!(log.lasting.lock().await.is_ok_and(|lasting| lasting > 0));
            }
            database.close().await;
        }
    }
}
