use super::{StoreError, sqlite::Disk};
use std::{
    fs::{self, File},
    io::{self, ErrorKind},
    os::unix::fs::MetadataExt,
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Mutex, OwnedMutexGuard, OwnedSemaphorePermit, Semaphore},
    task::{spawn_blocking, yield_now},
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
    /// From the first commit on.
    file: std::sync::Mutex<Option<File>>,
    /// Commits that were written to the log.
    written: AtomicU64,
    /// Of those, how many last; an error of the disk ends that for good, because a system that could not write a page forgets that it
    /// should.
    lasting: Arc<Mutex<Lasting>>,
    disk: Arc<Disk>,
}

type Lasting = Result<u64, ErrorKind>;

impl Writers {
    /// For the database in this file, which is there, or in memory. `lasts` says that a commit has to survive a power cut.
    pub(super) fn of(database: Option<&Path>, patience: Duration, lasts: bool, disk: Arc<Disk>) -> Self {
        let file = database.filter(|_| lasts);
        let log = file.map(|file| Arc::new(Log::beside(file, disk)));
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
            // The connection goes back to its pool, and to whoever comes next, before this task goes on.
            None => {
                yield_now().await;
                Ok(())
            }
        }
    }
}

impl Log {
    fn beside(database: &Path, disk: Arc<Disk>) -> Self {
        // SQLite puts the log beside the file that a link leads to.
        let database = fs::canonicalize(database).unwrap_or_else(|_| database.into());
        let mut path = database.into_os_string();
        path.push("-wal");
        Self {
            path: path.into(),
            file: std::sync::Mutex::default(),
            written: AtomicU64::new(0),
            lasting: Arc::new(Mutex::new(Ok(0))),
            disk,
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
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // Nothing is asked of the disk where that fails, so the next one may ask.
        self.open_again(&mut file)?;
        let synced = file.as_ref().map_or(Ok(()), File::sync_data);
        if synced.is_err() {
            self.disk.refuse();
        }
        let synced = match synced {
            Ok(()) if self.disk.has_refused() => Err(io::Error::other("the disk refused before")),
            synced => synced,
        };
        *lasting = synced.as_ref().map(|()| all).map_err(io::Error::kind);
        synced
    }

    /// Leaves the log open as long as it is the same file: one that is opened later hears of no error before. It is nothing where the
    /// last connection has closed, and left everything in the database.
    fn open_again(&self, file: &mut Option<File>) -> io::Result<()> {
        let there = match fs::metadata(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                *file = None;
                return Ok(());
            }
            there => there?,
        };
        let known = file.as_ref().map(File::metadata).transpose()?;
        if known.is_none_or(|known| (known.dev(), known.ino()) != (there.dev(), there.ino())) {
            *file = Some(File::open(&self.path)?);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
