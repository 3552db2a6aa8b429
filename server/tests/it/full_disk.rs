//! The disk is full: SQLite refuses to grow (SQLITE_FULL, 13), as it does when the file system has no room left.

use crate::{
    browser::{Browser, SESSION},
    portal::{PASSWORD, PHONE, Portal},
    setup::Setup,
};
use server::store::{
    Pool,
    sqlite::{SqliteOptions, SqlitePool},
};
use sqlx::AssertSqlSafe;

/// More sign-ins than fit into the pages that are begun.
const MANY: usize = 500;

/// A portal with the user `hanako`, and the connection by which it writes.
async fn portal() -> (Portal, SqlitePool) {
    let setup = Setup::new(&[]);
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

/// The limit counts for one connection, so each gets it, and each that is opened later.
async fn allow_pages(pool: &SqlitePool, pages: i64) {
    let options = SqliteOptions::clone(&pool.connect_options());
    pool.set_connect_options(options.pragma("max_page_count", pages.to_string()));
    let mut connections = Vec::new();
    for _ in 0..pool.options().get_max_connections() {
        connections.push(pool.acquire().await.unwrap());
    }
    for connection in &mut connections {
        let sql = format!("PRAGMA max_page_count = {pages}");
        sqlx::query(AssertSqlSafe(sql))
            .execute(&mut **connection)
            .await
            .unwrap();
    }
}

async fn count(pool: &SqlitePool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
}

/// Signs in until there is no room; gives the browser for which there was none.
async fn fill(portal: &Portal) -> Browser {
    for _ in 0..MANY {
        let browser = portal.browser();
        let answer = browser.give_password("hanako", PASSWORD).await;
        if answer.location() == Some("/") {
            return browser;
        }
        answer.leads_to("/verify");
    }
    panic!("there is still room");
}

#[tokio::test]
async fn a_sign_in_says_so_loses_nothing_and_goes_on_when_there_is_room() {
    let (portal, pool) = portal().await;
    let signed_in = portal.signed_in("hanako").await;
    let awaiting = portal.awaiting_code("hanako").await;
    allow_pages(&pool, count(&pool, "PRAGMA page_count").await).await;

    let refused = fill(&portal).await;
    assert_eq!(refused.cookie(SESSION), None);
    let page = refused.get("/").await;
    assert_eq!((page.status, page.notice()), (200, Some("unavailable")));
    let fields = [("username", "hanako"), ("password", PASSWORD)];
    let answer = refused.fetch("/api/login", &fields).await;
    assert_eq!((answer.status, &*answer.body), (503, "\"Unavailable\""));
    // No session without its challenge: what was begun is gone whole.
    let half_open = count(&pool, "SELECT count(*) FROM sessions WHERE level = 'half_open'").await;
    assert_eq!(count(&pool, "SELECT count(*) FROM challenges").await, half_open);

    // What was there before still is.
    assert!(signed_in.is_signed_in().await);
    assert_eq!(awaiting.get("/verify").await.status, 200);

    allow_pages(&pool, 1_000_000).await;
    refused
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    // Often enough to meet each connection, those that had no room included.
    for _ in 0..20 {
        let browser = portal.browser();
        browser
            .give_password("hanako", PASSWORD)
            .await
            .leads_to("/verify");
    }
    awaiting
        .type_code(&portal.code().await)
        .await
        .leads_to("/account");
    let state: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(state, "ok");
}
