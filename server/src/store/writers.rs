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
    sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore},
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

/// The others wrote for too long.
#[derive(Debug, thiserror::Error)]
#[error("others wrote for too long")]
pub(super) struct NoTurn;

/// Presses commits to the disk, many at once: whoever has committed waits for one `fdatasync` of the log that began afterwards. It
/// is what SQLite does at `synchronous=FULL`, but that SQLite does it for each commit, and lets nobody write meanwhile. What it does at `NORMAL`
/// it still does: it syncs the header of a log that begins anew, and the log before it is copied into the database. A log is read
/// back up to its first broken frame (File Format, section 4.4), so what builds on a commit never lasts without it. The locks of SQLite lie on
/// other files: closing this one gives none of them away (How To Corrupt, section 2.2).
#[derive(Debug)]
struct Log {
    path: PathBuf,
    /// Commits that were written to the log.
    written: AtomicU64,
    /// Of those, how many last; an error of the disk ends that for good, because a system that could not write a page forgets that it
    /// should.
    lasting: Arc<Mutex<Lasting>>,
}

type Lasting = Result<u64, ErrorKind>;

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
        let turn = turn.map_err(|_| sqlx::Error::Io(io::Error::other(NoTurn)))?;
        // Nobody closes it.
        Ok(turn.map_err(|_| sqlx::Error::PoolClosed)?)
    }

    /// Ends when what was committed before lasts, where it has to.
    ///
    /// # Errors
    /// When the log cannot be opened, or the disk refuses, now or ever before.
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
            lasting: Arc::new(Mutex::new(Ok(0))),
        }
    }

    /// Whoever comes first presses for all who have committed by then; the others find that it is done.
    async fn press(self: &Arc<Self>) -> io::Result<()> {
        let mine = self.written.fetch_add(1, Ordering::SeqCst) + 1;
        let lasting = Arc::clone(&self.lasting).lock_owned().await;
        if (*lasting)? >= mine {
            return Ok(());
        }
        let log = Arc::clone(self);
        // To its end, even if whoever asked is gone: the system tells of an error only once.
        let pressed = spawn_blocking(move || log.press_all(lasting));
        pressed.await.map_err(io::Error::other)?
    }

    fn press_all(&self, mut lasting: OwnedMutexGuard<Lasting>) -> io::Result<()> {
        let all = self.written.load(Ordering::SeqCst);
        let synced = match File::open(&self.path) {
            Ok(log) => log.sync_data(),
            // The last connection has closed, and left everything in the database.
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            // Nothing was asked of the disk, so the next one may ask.
            Err(error) => return Err(error),
        };
        *lasting = synced.as_ref().map(|()| all).map_err(io::Error::kind);
        synced
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        data_key::{DataKey, KEY_LENGTH},
        randomness::SeededRandomness,
        store::{Database, FailureKind, Synchronous},
    };
    use futures_util::{FutureExt, future::join_all};
    use std::os::unix::fs::symlink;
    use tempfile::TempDir;

    const PATIENCE: Duration = Duration::from_secs(5);

    #[tokio::test]
    async fn writers_come_one_after_the_other() {
        let writers = Writers::of(Path::new("nowhere"), Duration::ZERO, false);
        let turn = writers.turn().await.unwrap();
        let error = writers.turn().await.unwrap_err();
        assert_eq!(
            (error.kind(), error.may_try_again()),
            (FailureKind::Locked, false)
        );
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

    /// A log that cannot be synced, as `fsync(2)` says of special files, and what presses it.
    fn broken_log() -> (TempDir, PathBuf, Writers) {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("a.db-wal");
        let writers = Writers::of(&folder.path().join("a.db"), PATIENCE, true);
        symlink("/dev/null", &log).unwrap();
        (folder, log, writers)
    }

    #[tokio::test]
    async fn after_an_error_of_the_disk_nothing_lasts_any_more() {
        let (folder, log, writers) = broken_log();
        assert!(writers.lasting().await.is_err());
        fs::remove_file(&log).unwrap();
        assert!(writers.lasting().await.is_err());
        let careless = Writers::of(&folder.path().join("a.db"), PATIENCE, false);
        assert!(careless.lasting().await.is_ok());
    }

    #[tokio::test]
    async fn an_error_is_remembered_for_whoever_left_before_it() {
        let (_folder, path, writers) = broken_log();
        assert!(writers.lasting().now_or_never().is_none());
        // Ends when the disk has answered.
        drop(writers.log.clone().unwrap().lasting.lock().await);
        fs::remove_file(&path).unwrap();
        assert!(writers.lasting().await.is_err());
    }

    #[tokio::test]
    async fn a_log_that_cannot_be_opened_may_be_opened_later() {
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("a.db-wal");
        let writers = Writers::of(&folder.path().join("a.db"), PATIENCE, true);
        // A link that leads to itself.
        symlink(&log, &log).unwrap();
        assert!(writers.lasting().await.is_err());
        fs::remove_file(&log).unwrap();
        assert!(writers.lasting().await.is_ok());
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
                symlink(&file, &link).unwrap();
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
