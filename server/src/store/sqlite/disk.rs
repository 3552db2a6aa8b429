use rusqlite::{Error, ffi::SQLITE_IOERR_FSYNC};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the disk has refused to keep what was written. A system tells of that once, to each file that is open, and then forgets the
/// page: here it may be a connection that copies the log, and all who wait for their commits have to know.
#[derive(Debug, Default)]
pub struct Disk {
    refused: AtomicBool,
}

impl Disk {
    pub(super) fn hear(&self, error: &Error) {
        let code = error.sqlite_error().map(|error| error.extended_code);
        if code == Some(SQLITE_IOERR_FSYNC) {
            self.refuse();
        }
    }

    /// Somebody else than SQLite was refused.
    pub fn refuse(&self) {
        self.refused.store(true, Ordering::SeqCst);
    }

    /// True from the first time on.
    pub fn has_refused(&self) -> bool {
        self.refused.load(Ordering::SeqCst)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_disk_that_does_not_keep_what_was_written_is_remembered() {
        let disk = Disk::default();
        let heard = |code| {
            disk.hear(&Error::SqliteFailure(rusqlite::ffi::Error::new(code), None));
            disk.has_refused()
        };
        assert!(!heard(rusqlite::ffi::SQLITE_FULL) && !heard(rusqlite::ffi::SQLITE_BUSY));
        assert!(heard(SQLITE_IOERR_FSYNC) && heard(rusqlite::ffi::SQLITE_BUSY));
    }
}
