use super::add_user;
use crate::engines::{on_each_engine, open_database, postgres};

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
