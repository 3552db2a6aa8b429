//! PostgreSQL vanishes and comes back: pages say so, nothing that was answered is undone, no message is paid twice, and no hand is
//! needed.

use crate::{
    browser::Browser,
    gate::{Bar, Gate},
    page::Page,
    portal::{PHONE, Portal},
    private_postgres::PrivatePostgres,
    setup::{Setup, start_twin},
    steps::Answer,
};
use sqlx::{Connection, PgConnection};
use std::sync::Arc;

/// Soon enough for a test, late enough for a server that starts.
const PATIENCE: (&str, &str) = ("KAKUNIN_DATABASE_TIMEOUT_SECONDS", "2");

#[track_caller]
fn says_so(page: &Page) {
    assert_eq!((page.status, page.header("retry-after")), (503, Some("5")));
    assert!(page.contains("Sign-in is not available now") && page.contains("サインインできません"));
    for word in ["sql", "postgres", "connect", "error", "127.0.0.1"] {
        assert!(!page.body.to_lowercase().contains(word), "{}", page.body);
    }
}

async fn is_away(portal: &Portal, browser: &Browser) {
    says_so(&browser.get("/verify").await);
    portal.advance(2).await;
    let page = portal.browser().get("/readyz").await;
    assert_eq!(
        (page.status, page.contains("database: not available")),
        (503, true)
    );
    assert_eq!(portal.browser().get("/healthz").await.status, 200);
}

#[tokio::test]
async fn a_server_that_is_stopped_or_killed_is_told_and_missed_no_longer_when_it_is_back() {
    let Some(server) = PrivatePostgres::start() else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &*server.url()), PATIENCE]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    for ending in [PrivatePostgres::stop, PrivatePostgres::kill] {
        ending(&server);
        is_away(&portal, &browser).await;
        browser
            .post("/api/check_code", &[("code", "000000")])
            .await
            .leads_to("/verify");
        server.resume();
        portal.advance(2).await;
        assert_eq!(portal.browser().get("/readyz").await.status, 200);
        assert_eq!(browser.get("/verify").await.status, 200);
        // The press while it was away counted nothing.
        let sent = browser.challenge().await.sent.unwrap();
        assert_eq!(sent.checks_left, 5);
    }
    browser.type_code(&portal.code().await).await.leads_to("/account");
    assert_eq!(portal.count_messages().await, 1);
}

/// Every connection that the pool holds is dead, and nobody notices: the next query gets a new one.
#[tokio::test]
async fn a_server_that_was_restarted_meanwhile_costs_nobody_anything() {
    let Some(server) = PrivatePostgres::start() else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &server.url())]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    server.stop();
    server.resume();
    assert_eq!(browser.get("/verify").await.status, 200);
    server.kill();
    server.resume();
    browser.type_code(&portal.code().await).await.leads_to("/account");
}

/// The message is paid for, and the server goes away before that can be written down.
#[tokio::test]
async fn a_server_that_is_restarted_between_the_call_and_its_end_costs_no_message_and_no_press() {
    let Some(server) = PrivatePostgres::start() else {
        return;
    };
    let mut setup = Setup::new(&[("DATABASE_URL", &*server.url())]);
    let (twin, sandbox) = start_twin(Arc::clone(&setup.clock)).await;
    let gate = Gate::before(twin).await;
    setup.use_twin(gate.address, &sandbox);
    let portal = setup.start(Some(twin)).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;

    gate.bar("POST", Bar::Answer);
    let press = tokio::spawn({
        let browser = browser.clone();
        async move { browser.send_code("sms", "").await }
    });
    gate.stopped().await;
    server.kill();
    server.resume();
    gate.open();
    let view = press.await.unwrap();
    assert_eq!(view.notice, None);
    assert_eq!(view.challenge().sends, 1);

    gate.bar("POST", Bar::Answer);
    let code = portal.code().await;
    let check = tokio::spawn({
        let browser = browser.clone();
        async move { browser.check_code(&code).await }
    });
    gate.stopped().await;
    server.stop();
    server.resume();
    gate.open();
    check.await.unwrap().account();
    assert_eq!(portal.count_messages().await, 1);
}

/// A statement, a lock and a transaction that nobody ends do not hold others up for ever: the server ends them.
#[tokio::test]
async fn every_connection_has_its_times() {
    let Some(server) = PrivatePostgres::start() else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &*server.url()), PATIENCE]).await;
    let mut connection = PgConnection::connect(&server.url()).await.unwrap();
    let of_portal =
        "SELECT count(*) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND client_port IS NOT NULL";
    let connections: i64 = sqlx::query_scalar(of_portal)
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert!((1..=8).contains(&connections), "{connections}");
    let database = server::store::Database::open(
        &server.url(),
        server::store::DatabaseLimits {
            patience: std::time::Duration::from_secs(2),
            ..Default::default()
        },
        portal.database().await.data_key().clone(),
    )
    .await
    .unwrap();
    let server::store::Pool::Postgres(pool) = database.pool else {
        unreachable!()
    };
    for (name, value) in [
        ("lock_timeout", "2s"),
        ("statement_timeout", "4s"),
        ("idle_in_transaction_session_timeout", "8s"),
    ] {
        let shown: String = sqlx::query_scalar("SELECT current_setting($1)")
            .bind(name)
            .fetch_one(&pool)
            .await
            .unwrap();
        assert_eq!(shown, value, "{name}");
    }
}

/// As the server is while an operator has made it a standby, or its disk is full and it was told to refuse.
#[tokio::test]
async fn a_server_that_can_only_be_read_is_told_and_goes_on_when_it_is_over() {
    let Some(server) = PrivatePostgres::start() else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &*server.url()), PATIENCE]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    let mut connection = PgConnection::connect(&server.url()).await.unwrap();
    for (sql, only_read) in [
        ("ALTER SYSTEM SET default_transaction_read_only = on", true),
        ("ALTER SYSTEM RESET default_transaction_read_only", false),
    ] {
        sqlx::query(sql).execute(&mut connection).await.unwrap();
        sqlx::query("SELECT pg_reload_conf()")
            .execute(&mut connection)
            .await
            .unwrap();
        // Every connection of the portal has heard of it when it can no longer write, or can again.
        loop {
            portal.advance(2).await;
            let status = portal.browser().get("/readyz").await.status;
            if (status == 503) == only_read {
                break;
            }
            tokio::task::yield_now().await;
        }
        if only_read {
            portal.advance(70).await;
            says_so(&browser.get("/verify").await);
        }
    }
    browser.type_code(&portal.code().await).await.leads_to("/account");
}
