use super::*;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _, Row as _, error::ErrorKind};
use std::{path::Path, time::Duration};

async fn connection(folder: &Path) -> SqliteConnection {
    let options: SqliteOptions = format!("sqlite:{}", folder.join("a.db").display())
        .parse()
        .unwrap();
    let options = options
        .create_if_missing(true)
        .patience(Duration::from_millis(20))
        .pragma("journal_mode", "WAL")
        .pragma("wal_autocheckpoint", "0");
    options.connect().await.unwrap()
}

async fn count(connection: &mut SqliteConnection) -> i64 {
    let count = sqlx::query_scalar("SELECT count(*) FROM things").fetch_one(connection);
    count.await.unwrap()
}

const THINGS: &str = "CREATE TABLE things (id BIGINT PRIMARY KEY, name TEXT, bytes BLOB)";

#[tokio::test]
async fn numbers_say_which_argument_is_meant_and_values_come_back_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connection(folder.path()).await;
    connection.execute(THINGS).await.unwrap();
    let insert = "INSERT INTO things (name, id, bytes) VALUES ($2, $1, $3)";
    for (id, name) in [(1_i64, Some("名")), (2, None)] {
        let done = sqlx::query(insert).bind(id).bind(name).bind(&b"\0\xff"[..]);
        assert_eq!(done.execute(&mut connection).await.unwrap().rows_affected(), 1);
    }
    let rows: Vec<(i64, Option<String>, Vec<u8>, bool)> = sqlx::query_as(
        "SELECT id, name, bytes, name IS NULL FROM things WHERE id >= $1 AND $1 = $1 ORDER BY id",
    )
    .bind(1_i64)
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let bytes = b"\0\xff".to_vec();
    assert_eq!(
        rows,
        [
            (1, Some("名".to_owned()), bytes.clone(), false),
            (2, None, bytes, true)
        ]
    );
}

#[tokio::test]
async fn what_does_not_fit_is_an_error_and_no_panic() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connection(folder.path()).await;
    connection.execute(THINGS).await.unwrap();
    let row = connection
        .fetch_one("SELECT 'a' AS text, NULL AS empty")
        .await
        .unwrap();
    assert!(row.try_get::<i64, _>("text").is_err());
    assert!(row.try_get::<i64, _>("empty").is_err());
    assert_eq!(row.try_get::<Option<i64>, _>("empty").unwrap(), None);
    assert!(row.try_get::<i64, _>("else").is_err() && row.try_get::<i64, _>(2).is_err());
    let too_few = sqlx::query("SELECT $1, $2").bind(1_i64).execute(&mut connection);
    assert!(too_few.await.is_err());
    assert!(
        connection
            .execute(sqlx::query("SELECT nonsense FROM nowhere"))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn an_error_tells_its_extended_code() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connection(folder.path()).await;
    connection.execute(THINGS).await.unwrap();
    let insert = "INSERT INTO things (id) VALUES (1)";
    connection.execute(sqlx::query(insert)).await.unwrap();
    let error = connection.execute(sqlx::query(insert)).await.unwrap_err();
    let error = error.as_database_error().unwrap();
    assert_eq!(
        (error.code().as_deref(), error.kind()),
        (Some("1555"), ErrorKind::UniqueViolation)
    );
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_nothing_and_one_within_another_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connection(folder.path()).await;
    connection.execute(THINGS).await.unwrap();
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let insert = "INSERT INTO things (id) VALUES (1)";
    transaction.execute(insert).await.unwrap();
    assert!(transaction.begin().await.is_err());
    assert_eq!(count(&mut transaction).await, 1);
    drop(transaction);
    assert_eq!(count(&mut connection).await, 0);
    let mut transaction = connection.begin().await.unwrap();
    transaction.execute(insert).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(count(&mut connection).await, 1);
}

#[tokio::test]
async fn who_finds_the_file_taken_waits_and_is_then_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut one = connection(folder.path()).await;
    let mut other = connection(folder.path()).await;
    one.execute(THINGS).await.unwrap();
    let held = one.begin_with("BEGIN IMMEDIATE").await.unwrap();
    let error = other.begin_with("BEGIN IMMEDIATE").await.unwrap_err();
    assert_eq!(error.as_database_error().unwrap().code().as_deref(), Some("5"));
    // Who waits leaves the thread to whoever is to give it back.
    let (begun, given_back) = tokio::join!(other.begin_with("BEGIN IMMEDIATE"), held.rollback());
    given_back.unwrap();
    begun.unwrap().rollback().await.unwrap();
}

#[tokio::test]
async fn several_statements_are_run_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connection(folder.path()).await;
    let text =
        format!("{THINGS}; INSERT INTO things (id) VALUES (1), (2); INSERT INTO things (id) VALUES (3)");
    let done = sqlx::raw_sql(AssertSqlSafe(text))
        .execute(&mut connection)
        .await
        .unwrap();
    assert_eq!((done.rows_affected(), count(&mut connection).await), (3, 3));
}

#[tokio::test]
async fn a_database_in_memory_is_one_for_its_pool_and_another_for_the_next() {
    let pool = |url: &str| SqlitePool::connect_lazy_with(url.parse().unwrap());
    let (one, other) = (pool("sqlite::memory:"), pool("sqlite::memory:"));
    one.execute(THINGS).await.unwrap();
    let (mut first, mut second) = (one.acquire().await.unwrap(), one.acquire().await.unwrap());
    assert_eq!((count(&mut first).await, count(&mut second).await), (0, 0));
    assert!(other.execute("SELECT * FROM things").await.is_err());
}
