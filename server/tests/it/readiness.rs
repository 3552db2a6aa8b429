//! `/readyz`: whether requests may come here. `/healthz`: whether the process answers.

use crate::{browser::Browser, engines, page::Page, portal::Portal, setup::Setup};
use server::store::Pool;
use std::net::SocketAddr;
use tokio::sync::oneshot;

const READY: &str = "ready\nprocess: serving\ndatabase: ok\nmigrations: ok\ntwilio: ok\n";

async fn execute(portal: &Portal, sql: &'static str) {
    match portal.database().await.pool {
        Pool::Sqlite(pool) => sqlx::query(sql).execute(&pool).await.unwrap().rows_affected(),
        Pool::Postgres(pool) => sqlx::query(sql).execute(&pool).await.unwrap().rows_affected(),
    };
}

/// Looks again: what was found before is good for a moment.
async fn ready(portal: &Portal) -> Page {
    portal.advance(1).await;
    portal.browser().get("/readyz").await
}

#[track_caller]
fn is_not_ready(page: &Page, line: &str) {
    assert_eq!(page.status, 503);
    assert_eq!(page.header("retry-after"), Some("5"));
    assert!(
        page.body.starts_with("not ready\n") && page.contains(line),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn a_portal_that_serves_is_ready_on_both_engines() {
    engines::on_each_url(async |url| {
        let portal = Portal::with(&[("DATABASE_URL", url)]).await;
        let page = ready(&portal).await;
        assert_eq!((page.status, &*page.body), (200, READY));
        assert_eq!(page.header("cache-control"), Some("no-store"));
        let page = portal.browser().get("/healthz").await;
        assert_eq!((page.status, &*page.body), (200, "ok\n"));
    })
    .await;
}

/// The tables of a newer release have what this one needs: while one instance after the other is replaced, the older ones serve on.
#[tokio::test]
async fn missing_migrations_are_no_state_to_serve_in_and_newer_ones_are() {
    engines::on_each_url(async |url| {
        let portal = Portal::with(&[("DATABASE_URL", url)]).await;
        let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             SELECT version + 1000, description, success, checksum, execution_time FROM _sqlx_migrations";
        execute(&portal, newer).await;
        assert_eq!(ready(&portal).await.body, READY);
        // Opening the database again would refuse it: no test of this portal looks into it any more.
        let Pool::Sqlite(pool) = Pool::open_as_is(url).await.unwrap() else {
            return;
        };
        sqlx::query("DELETE FROM _sqlx_migrations WHERE version > 1")
            .execute(&pool)
            .await
            .unwrap();
        is_not_ready(&ready(&portal).await, "migrations: not those of this release");
        assert_eq!(portal.browser().get("/healthz").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_database_that_takes_no_rows_is_not_available_and_no_cause_is_told() {
    let portal = Portal::start().await;
    execute(&portal, "ALTER TABLE portal RENAME TO gone").await;
    let page = ready(&portal).await;
    is_not_ready(&page, "database: not available");
    for word in ["sql", "table", "portal", "gone", "error", "/tmp"] {
        assert!(!page.body.to_lowercase().contains(word), "{}", page.body);
    }
    let Pool::Sqlite(pool) = Pool::open_as_is(&portal.database_url).await.unwrap() else {
        unreachable!()
    };
    sqlx::query("ALTER TABLE gone RENAME TO portal")
        .execute(&pool)
        .await
        .unwrap();
    // What was found a moment ago is not looked up again, however often somebody asks.
    is_not_ready(&portal.browser().get("/readyz").await, "database: not available");
    assert_eq!(ready(&portal).await.body, READY);
}

#[tokio::test]
async fn a_silent_twilio_is_told_and_sends_nobody_away() {
    let portal = Portal::with(&[("KAKUNIN_TWILIO_TIMEOUT_SECONDS", "1")]).await;
    crate::dead_twilio::tire(&portal).await;
    let page = ready(&portal).await;
    assert_eq!((page.status, page.contains("twilio: no answer\n")), (200, true));
}

/// A portal that can be asked to stop, and never gets done with stopping.
async fn stoppable() -> (SocketAddr, oneshot::Sender<()>) {
    let setup = Setup::new(&[("KAKUNIN_DRAIN_DELAY_SECONDS", "300")]);
    let application = setup.build().await.unwrap();
    let address = application.address();
    let (stop, stopping) = oneshot::channel::<()>();
    tokio::spawn(async move {
        let _folder = setup;
        application
            .run_until(async {
                let _ = stopping.await;
            })
            .await
    });
    (address, stop)
}

#[tokio::test]
async fn a_portal_that_stops_says_so_first_and_goes_on_until_proxies_have_noticed() {
    let (address, stop) = stoppable().await;
    let browser = Browser::new(address);
    let page = browser.get("/").await;
    assert_eq!((page.status, page.header("connection")), (200, None));
    stop.send(()).unwrap();
    let told = loop {
        let page = browser.get("/readyz").await;
        if page.status == 503 {
            break page;
        }
        tokio::task::yield_now().await;
    };
    is_not_ready(&told, "process: stopping");
    // A new connection is taken, and none is kept: the next request on it would find nobody.
    let page = Browser::new(address).get("/").await;
    assert_eq!((page.status, page.header("connection")), (200, Some("close")));
}
