//! The database of the first release, under the portal of today.
//!
//! `tests/fixtures/first_release.db` is a file as its migrations made it, with rows; `first_release.postgres.sql` is the same for
//! PostgreSQL. `tests/fixtures/first_release.py` made both, and nobody makes them again: a release that is out does not change.

use crate::{
    engines::{self, open_database},
    portal::{PHONE, Portal},
    setup::{START, Setup, start_twin},
    steps::Answer,
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A file of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// A live portal over this database.
async fn portal_of_today(url: &str) -> Portal {
    let mut setup = Setup::new(&[("DATABASE_URL", url)]);
    let (twin, sandbox) = start_twin(Arc::clone(&setup.clock)).await;
    setup.use_twin(twin, &sandbox);
    setup.start(Some(twin)).await
}

/// Hanako has a phone, Taro has none and may add one, Jiro used up the codes of his factor, and the audit log is whole.
async fn everybody_is_there(url: &str) {
    let portal = portal_of_today(url).await;
    let database = open_database(url).await.unwrap();
    assert_eq!(database.pool.form().await.unwrap(), server::store::Form::Current);
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(PHONE));
    assert_eq!(database.count_audit("signed_in", None).await.unwrap(), 2);
    assert!(portal.signed_in("hanako").await.is_signed_in().await);

    let taro = portal.half_open("taro").await;
    assert_eq!(taro.send_code("sms", "+818012345678").await.notice, None);
    taro.check_code(&portal.code().await).await.account();

    let jiro = portal.half_open("jiro").await;
    jiro.send_code("sms", "")
        .await
        .says(app::domain::Notice::FactorLocked);
    portal.unlock("jiro").await;
    assert_eq!(jiro.send_code("sms", "").await.notice, None);
}

#[tokio::test]
async fn a_file_of_the_first_release_is_brought_to_today() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kakunin.db");
    fs::copy(fixture("first_release.db"), &path).unwrap();
    let clear = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        bytes
            .windows(PHONE.len())
            .any(|window| window == PHONE.as_bytes())
    };
    assert!(clear(&path));
    everybody_is_there(&format!("sqlite://{}", path.display())).await;
    assert!(!clear(&path), "a number is left in clear");
}

#[tokio::test]
async fn so_is_a_postgres_of_the_first_release() {
    let Some(server) = engines::postgres().await else {
        return;
    };
    let mut connection = PgConnection::connect(&server.url).await.unwrap();
    let sql = fs::read_to_string(fixture("first_release.postgres.sql")).unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql))
        .execute(&mut connection)
        .await
        .unwrap();
    let made: i64 = sqlx::query_scalar("SELECT max(created_at) FROM users")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    // Enrolment is still open.
    assert!(made < START && made > START - 3 * 86_400);
    connection.close().await.unwrap();
    everybody_is_there(&server.url).await;
    server.remove().await;
}
