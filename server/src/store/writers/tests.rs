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
    let writers = Writers::of(Some(Path::new("nowhere")), Duration::ZERO, false, Arc::default());
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
    let log = Arc::new(Log::beside(&database, Arc::default()));
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
    let writers = Writers::of(Some(&folder.path().join("a.db")), PATIENCE, true, Arc::default());
    symlink("/dev/null", &log).unwrap();
    (folder, log, writers)
}

#[tokio::test]
async fn after_an_error_of_the_disk_nothing_lasts_any_more() {
    let (folder, log, writers) = broken_log();
    assert!(writers.lasting().await.is_err());
    // Those who copy the log hear of it, too.
    assert!(writers.log.clone().unwrap().disk.has_refused());
    fs::remove_file(&log).unwrap();
    assert!(writers.lasting().await.is_err());
    let careless = Writers::of(Some(&folder.path().join("a.db")), PATIENCE, false, Arc::default());
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
    let writers = Writers::of(Some(&folder.path().join("a.db")), PATIENCE, true, Arc::default());
    // A link that leads to itself.
    symlink(&log, &log).unwrap();
    assert!(writers.lasting().await.is_err());
    fs::remove_file(&log).unwrap();
    assert!(writers.lasting().await.is_ok());
}

#[tokio::test]
async fn a_log_that_took_the_place_of_another_is_pressed_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db-wal");
    let writers = Writers::of(Some(&folder.path().join("a.db")), PATIENCE, true, Arc::default());
    fs::write(&path, "frames").unwrap();
    writers.lasting().await.unwrap();
    fs::rename(&path, folder.path().join("old")).unwrap();
    // It cannot be synced.
    symlink("/dev/null", &path).unwrap();
    assert!(writers.lasting().await.is_err());
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
