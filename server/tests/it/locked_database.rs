//! Another program holds the SQLite file, or it can be read only: pages say so, nobody waits for ever, and when it is over the portal
//! goes on by itself.

use crate::{
    page::Page,
    portal::{PASSWORD, PHONE, Portal},
    setup::Setup,
};
use server::store::{
    Pool,
    sqlite::{SqliteOptions, SqlitePool},
};

/// A portal with the user `hanako`, and the connection by which it writes.
async fn portal() -> (Portal, SqlitePool) {
    let setup = Setup::new(&[
        ("KAKUNIN_DATABASE_TIMEOUT_SECONDS", "1"),
        ("KAKUNIN_DATABASE_CONNECTIONS", "2"),
    ]);
    let database_url = setup.config().database_url;
    let application = setup.build().await.unwrap();
    let Pool::Sqlite(pool) = application.database().writing.clone() else {
        panic!("the portal of a test is on SQLite");
    };
    let address = application.address();
    tokio::spawn(application.run_until(std::future::pending()));
    let portal = Portal::new(address, address, database_url, setup);
    portal.add_user("hanako", Some(PHONE)).await;
    (portal, pool)
}

#[track_caller]
fn says_so(page: &Page) {
    assert_eq!((page.status, page.header("retry-after")), (503, Some("5")));
    assert!(page.contains("Sign-in is not available now") && page.contains("サインインできません"));
}

#[tokio::test]
async fn a_file_that_somebody_else_holds_is_told_and_waited_for() {
    let (portal, _pool) = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let database = portal.database().await;
    let held = database.begin().await.unwrap();
    browser
        .post("/api/check_code", &[("code", "000000")])
        .await
        .leads_to("/verify");
    assert_eq!(browser.cookie("kakunin_notice").as_deref(), Some("unavailable"));
    // Reading is not writing.
    let page = browser.get("/verify").await;
    assert_eq!((page.status, page.notice()), (200, Some("unavailable")));
    // This page writes that the session is still used, and cannot.
    portal.advance(70).await;
    says_so(&browser.get("/verify").await);
    assert_eq!(portal.browser().get("/readyz").await.status, 503);
    drop(held);
    portal.advance(2).await;
    assert_eq!(portal.browser().get("/readyz").await.status, 200);
    browser.type_code(&portal.code().await).await.leads_to("/account");
    assert_eq!(portal.count_messages().await, 1);
}

/// As it is on a file system that the kernel has made read-only after an error of the disk.
async fn only_read(pool: &SqlitePool, only: bool) {
    let options = SqliteOptions::clone(&pool.connect_options());
    pool.set_connect_options(options.pragma("query_only", if only { "1" } else { "0" }));
    let mut connections = Vec::new();
    for _ in 0..pool.options().get_max_connections() {
        connections.push(pool.acquire().await.unwrap());
    }
    for connection in &mut connections {
        let sql = if only {
            "PRAGMA query_only = 1"
        } else {
            "PRAGMA query_only = 0"
        };
        sqlx::query(sql).execute(&mut **connection).await.unwrap();
    }
}

#[tokio::test]
async fn a_database_that_can_only_be_read_is_told_and_goes_on_when_it_is_over() {
    let (portal, pool) = portal().await;
    let (signed_in, awaiting) = (
        portal.signed_in("hanako").await,
        portal.awaiting_code("hanako").await,
    );
    only_read(&pool, true).await;
    let refused = portal.browser();
    refused.give_password("hanako", PASSWORD).await.leads_to("/");
    assert_eq!(refused.cookie("kakunin_notice").as_deref(), Some("unavailable"));
    assert_eq!(signed_in.get("/account").await.status, 200);
    portal.advance(70).await;
    says_so(&signed_in.get("/account").await);
    assert_eq!(portal.browser().get("/readyz").await.status, 503);
    only_read(&pool, false).await;
    assert!(signed_in.is_signed_in().await);
    awaiting
        .type_code(&portal.code().await)
        .await
        .leads_to("/account");
}
