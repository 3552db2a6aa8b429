//! The engine ends a transaction in favour of another one: it is done again, and nobody notices.

use crate::{
    engines,
    portal::{PHONE, Portal},
    steps::Answer,
};
use sqlx::{Connection, PgConnection};

/// Takes the rows in the wrong order, and has so much patience that the other one is ended.
async fn stranger(url: &str) -> PgConnection {
    let mut connection = PgConnection::connect(url).await.unwrap();
    for sql in ["SET deadlock_timeout = '10min'", "SET lock_timeout = 0", "BEGIN"] {
        sqlx::query(sql).execute(&mut connection).await.unwrap();
    }
    connection
}

/// True while a connection of the portal waits for a row.
pub(crate) async fn somebody_waits(connection: &mut PgConnection) -> bool {
    let waiting = "SELECT count(*) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()";
    let count: i64 = sqlx::query_scalar(waiting).fetch_one(connection).await.unwrap();
    count > 0
}

#[tokio::test]
async fn an_approval_that_a_deadlock_undid_is_done_again() {
    let Some(database) = engines::postgres().await else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &database.url)]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    let code = portal.code().await;
    let mut stranger = stranger(&database.url).await;
    let mut watcher = PgConnection::connect(&database.url).await.unwrap();

    // The portal takes the number, then the session; the stranger the session, then the number.
    sqlx::query("SELECT id_hash FROM sessions FOR UPDATE")
        .execute(&mut stranger)
        .await
        .unwrap();
    let check = tokio::spawn({
        let browser = browser.clone();
        async move { browser.check_code(&code).await }
    });
    while !somebody_waits(&mut watcher).await {
        tokio::task::yield_now().await;
    }
    let undone = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";
    sqlx::query("UPDATE verifications SET sends = sends")
        .execute(&mut stranger)
        .await
        .unwrap();
    sqlx::query("ROLLBACK").execute(&mut stranger).await.unwrap();
    check.await.unwrap().account();
    // The server tells its counts when a connection has nothing to do.
    loop {
        let deadlocks: i64 = sqlx::query_scalar(undone).fetch_one(&mut watcher).await.unwrap();
        if deadlocks >= 1 {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(portal.count_messages().await, 1);
    database.remove().await;
}
