use super::{super::SqliteConnection, *};
use futures_util::poll;
use sqlx::{ConnectOptions as _, Connection as _, Executor as _};
use std::{path::Path, pin::pin};

/// A file with a log, a connection that writes to it, and its checkpointer.
struct Writer {
    folder: tempfile::TempDir,
    connection: Connection,
    checkpointer: Checkpointer,
}

impl Writer {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}?mode=rwc", folder.path().join("a.db").display());
        let options: SqliteOptions = url.parse().unwrap();
        let connection = options.open().unwrap();
        let begin =
            "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE things (name TEXT)";
        connection.execute_batch(begin).unwrap();
        Self {
            folder,
            connection,
            checkpointer: Checkpointer::of(options),
        }
    }

    async fn write(&mut self, rows: u64) {
        let insert = "WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?1)
                      INSERT INTO things SELECT 'the name of the thing' FROM n";
        let rows = i64::try_from(rows).unwrap();
        self.connection.execute(insert, [rows]).unwrap();
        self.checkpointer.hear(self.connection.total_changes()).await;
    }

    /// Writes until a copy has begun, lets it end, and writes the row after which the log begins anew.
    async fn checkpoint(&mut self, rows: u64) {
        self.write(rows).await;
        assert!(
            matches!(self.checkpointer.stage, Stage::Copies(_)),
            "no copy has begun"
        );
        self.checkpointer.settle().await;
        self.write(1).await;
    }

    fn length(&self, name: &str) -> u64 {
        length(&self.folder.path().join(name))
    }
}

fn length(path: &Path) -> u64 {
    std::fs::metadata(path).unwrap().len()
}

#[tokio::test]
async fn the_first_commit_copies_what_others_left_and_then_every_so_many_rows() {
    let mut writer = Writer::new();
    writer.checkpoint(1).await;
    let (file, log) = (writer.length("a.db"), writer.length("a.db-wal"));
    writer.write(ROWS_BEFORE_CHECKPOINT - 1).await;
    assert!(matches!(writer.checkpointer.stage, Stage::Rests { .. }));
    assert_eq!(writer.length("a.db"), file);
    writer.checkpoint(1).await;
    assert!(writer.length("a.db") > file + 50_000);
    let longer = writer.length("a.db-wal");
    assert!(longer > log + 50_000);
    for _ in 0..5 {
        writer.checkpoint(ROWS_BEFORE_CHECKPOINT).await;
    }
    assert!(
        writer.length("a.db-wal") < longer + longer / 2,
        "the log did not begin anew"
    );
}

#[tokio::test]
async fn what_was_written_beside_the_copy_is_copied_at_its_end() {
    let mut writer = Writer::new();
    writer.write(1).await;
    writer.checkpointer.settle().await;
    let file = writer.length("a.db");
    writer.write(2_000).await;
    assert!(writer.length("a.db") > file + 50_000);
}

#[tokio::test]
async fn after_an_error_of_the_disk_nothing_is_copied_and_the_log_stays() {
    let mut writer = Writer::new();
    writer.checkpoint(1).await;
    let options = writer.checkpointer.copier.options.clone();
    let mut last = options.connect().await.unwrap();
    last.execute("SELECT count(*) FROM things").await.unwrap();
    options.disk().refuse();
    let file = writer.length("a.db");
    writer.checkpoint(2 * ROWS_BEFORE_CHECKPOINT).await;
    assert_eq!(writer.length("a.db"), file);
    // Else the last one who closes copies the log.
    let Writer {
        folder,
        connection,
        checkpointer,
    } = writer;
    drop((connection, checkpointer));
    last.close().await.unwrap();
    assert!(length(&folder.path().join("a.db-wal")) > 50_000);
}

#[tokio::test]
async fn nobody_waits_for_a_reader_and_it_is_tried_again_sooner() {
    let mut writer = Writer::new();
    writer.checkpoint(1).await;
    let reader = writer.checkpointer.copier.options.open().unwrap();
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM things")
        .unwrap();
    writer.checkpoint(ROWS_BEFORE_CHECKPOINT).await;
    let hindered = writer.length("a.db-wal");
    reader.execute_batch("COMMIT").unwrap();
    writer.checkpoint(ROWS_BEFORE_NEXT_TRY).await;
    let longest = writer.length("a.db-wal");
    assert!(longest > hindered);
    writer.checkpoint(ROWS_BEFORE_CHECKPOINT).await;
    assert_eq!(writer.length("a.db-wal"), longest);
}

#[tokio::test]
async fn a_copy_that_fails_is_tried_again() {
    let mut writer = Writer::new();
    let nowhere = format!(
        "sqlite:{}?mode=rw",
        writer.folder.path().join("none.db").display()
    );
    let elsewhere = Checkpointer::of(nowhere.parse().unwrap());
    let right = std::mem::replace(&mut writer.checkpointer, elsewhere);
    writer.checkpoint(1).await;
    let file = writer.length("a.db");
    writer.checkpointer.copier = right.copier;
    writer.checkpoint(ROWS_BEFORE_NEXT_TRY).await;
    assert!(writer.length("a.db") > file);
}

/// A connection, and what its copies need: nobody else may hold it.
async fn connected(writer: &Writer) -> (SqliteConnection, Arc<Copier>) {
    let connection = writer.checkpointer.copier.options.connect().await.unwrap();
    let copier = Arc::clone(&connection.checkpointer.copier);
    (connection, copier)
}

const INSERT: &str = "INSERT INTO things VALUES ('name')";

#[tokio::test]
#[expect(
    clippy::await_holding_lock,
    reason = "it keeps the copy from its end, and is given back before anybody waits for that"
)]
async fn a_statement_that_may_copy_the_log_itself_waits_for_the_copy_under_way() {
    let writer = Writer::new();
    let (mut connection, copier) = connected(&writer).await;
    let held = copier.connection.lock().unwrap();
    connection.execute(sqlx::query(INSERT)).await.unwrap();
    let mut truncation = pin!(connection.fetch_one("PRAGMA wal_checkpoint(TRUNCATE)"));
    assert!(poll!(&mut truncation).is_pending());
    drop(held);
    let row = truncation.await.unwrap();
    assert_eq!(sqlx::Row::get::<i64, _>(&row, "busy"), 0);
}

#[tokio::test]
#[expect(
    clippy::await_holding_lock,
    reason = "it keeps the copy from its end, and is given back before anybody waits for that"
)]
async fn who_closes_waits_for_the_copy_under_way() {
    let writer = Writer::new();
    let (mut connection, copier) = connected(&writer).await;
    let held = copier.connection.lock().unwrap();
    connection.execute(sqlx::query(INSERT)).await.unwrap();
    let mut closing = pin!(connection.close());
    assert!(poll!(&mut closing).is_pending());
    drop(held);
    closing.await.unwrap();
}

#[tokio::test]
#[expect(
    clippy::await_holding_lock,
    reason = "it keeps the copy from its end, and is given back before anybody waits for that"
)]
async fn whoever_is_gone_before_the_end_leaves_it_to_the_next_commit() {
    let writer = Writer::new();
    let (mut connection, copier) = connected(&writer).await;
    connection.execute(sqlx::query(INSERT)).await.unwrap();
    connection.checkpointer.settle().await;
    let held = copier.connection.lock().unwrap();
    {
        let mut gone = pin!(connection.execute(sqlx::query(INSERT)));
        assert!(poll!(&mut gone).is_pending());
    }
    assert!(matches!(connection.checkpointer.stage, Stage::Ends(_)));
    drop(held);
    connection.execute(sqlx::query(INSERT)).await.unwrap();
    assert!(matches!(connection.checkpointer.stage, Stage::Rests { .. }));
}
