use super::add_user;
use crate::engines::{on_each_engine, open_database, postgres};
use server::store::{Ceiling, Database, StoreError};
use std::{
    future::poll_fn,
    pin::pin,
    task::{Context, Poll},
};

#[tokio::test]
async fn a_mark_stays_as_it_was_first_left() {
    on_each_engine(async |database| {
        assert_eq!(database.mark("mode").await.unwrap(), None);
        database.leave_mark("mode", "sandbox").await.unwrap();
        database.leave_mark("mode", "live").await.unwrap();
        assert_eq!(database.mark("mode").await.unwrap().as_deref(), Some("sandbox"));
        assert_eq!(database.mark("other").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_closed_database_says_so_and_hangs_nobody() {
    on_each_engine(async |database| {
        database.close().await;
        assert!(database.mark("mode").await.is_err());
        assert!(database.begin().await.is_err());
    })
    .await;
}

#[tokio::test]
async fn an_unknown_engine_is_named() {
    let error = open_database("mysql://localhost/x").await;
    assert_eq!(
        error.unwrap_err().to_string(),
        "DATABASE_URL must begin with sqlite: or postgres:"
    );
}

#[tokio::test]
async fn opening_again_keeps_everything() {
    let folder = tempfile::tempdir().unwrap();
    let mut urls = vec![format!("sqlite://{}/a/b/test.db", folder.path().display())];
    let server = postgres().await;
    urls.extend(server.as_ref().map(|server| server.url.clone()));
    for url in urls {
        for made in [true, false] {
            let database = open_database(&url).await.unwrap();
            assert_eq!(add_user(&database, "u1", "hanako").await, made, "{url}");
            database.close().await;
        }
    }
    if let Some(server) = server {
        server.remove().await;
    }
}

#[tokio::test]
async fn a_sqlite_file_belongs_to_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let url = format!("sqlite://{}/test.db", data.display());
    let database = open_database(&url).await.unwrap();
    add_user(&database, "u1", "hanako").await;
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    for file in std::fs::read_dir(&data).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[tokio::test]
async fn a_commit_by_one_connection_is_seen_by_the_others() {
    on_each_engine(async |database| {
        let number = "+819012345678".parse().unwrap();
        let mut transaction = database.begin().await.unwrap();
        let mut row = transaction.hold_verification(&number).await.unwrap();
        row.sends = 1;
        transaction.save_verification(&number, &row).await.unwrap();
        assert_eq!(database.verification(&number).await.unwrap(), None);
        transaction.commit().await.unwrap();
        assert_eq!(database.verification(&number).await.unwrap(), Some(row));
    })
    .await;
}

const BOTH: [Ceiling; 2] = [of_name("one"), of_name("other")];

const fn of_name(name: &'static str) -> Ceiling {
    Ceiling {
        name,
        limit: 1_000,
        window: 1,
    }
}

/// Counts both or none.
async fn count_both(database: &Database) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    for ceiling in BOTH {
        assert!(transaction.reserve(ceiling, "a", 0).await?);
    }
    transaction.commit().await
}

async fn counts(database: &Database) -> [i64; 2] {
    let [one, other] = BOTH.map(|ceiling| database.used(ceiling, "a", 0));
    [one.await.unwrap(), other.await.unwrap()]
}

/// Drops it when it has to wait once more than so often, as the server does when a visitor goes away.
async fn leave_after<T>(waits: usize, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut waited = 0;
    let look = |context: &mut Context<'_>| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if waited == waits => Poll::Ready(None),
        Poll::Pending => {
            waited += 1;
            Poll::Pending
        }
    };
    poll_fn(look).await
}

#[tokio::test]
async fn whoever_leaves_at_any_moment_leaves_nothing_halfway_and_holds_up_nobody() {
    on_each_engine(async |database| {
        // How often it has to wait is the machine's affair; in the last rounds it has an end.
        for waits in 0..20 {
            let _left_or_done = leave_after(waits, count_both(&database)).await;
            count_both(&database).await.unwrap();
            let [one, other] = counts(&database).await;
            assert_eq!(one, other, "after {waits} waits");
        }
    })
    .await;
}

#[tokio::test]
async fn a_panic_in_a_transaction_undoes_it_and_no_other() {
    on_each_engine(async |database| {
        let (mut panicking, other) = (database.begin().await.unwrap(), database.clone());
        panicking.reserve(BOTH[0], "a", 0).await.unwrap();
        let waiting = tokio::spawn(async move { count_both(&other).await });
        let panicked = tokio::spawn(async move {
            let _held = panicking;
            panic!("on purpose");
        });
        assert!(panicked.await.unwrap_err().is_panic());
        waiting.await.unwrap().unwrap();
        assert_eq!(counts(&database).await, [1, 1]);
    })
    .await;
}
