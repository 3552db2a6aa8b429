//! The database is broken: pages and posts say that sign-in is not available, and nothing of the cause.

use crate::{
    browser::Browser,
    page::Page,
    portal::{PHONE, Portal},
};
use server::store::Pool;

/// Changes the database behind the portal's back.
async fn execute(portal: &Portal, sql: &'static str) {
    match portal.database().await.pool {
        Pool::Sqlite(pool) => sqlx::query(sql).execute(&pool).await.unwrap().rows_affected(),
        Pool::Postgres(pool) => sqlx::query(sql).execute(&pool).await.unwrap().rows_affected(),
    };
}

async fn break_it(portal: &Portal) {
    execute(portal, "ALTER TABLE sessions RENAME TO gone").await;
}

async fn mend_it(portal: &Portal) {
    execute(portal, "ALTER TABLE gone RENAME TO sessions").await;
}

async fn with_broken_database() -> (Portal, Browser) {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    break_it(&portal).await;
    (portal, browser)
}

#[track_caller]
fn tells_no_cause(page: &Page) {
    let text = page.body.to_lowercase();
    for word in [
        "sql", "database", "table", "sessions", "error", "panic", "hanako", "/tmp",
    ] {
        assert!(!text.contains(word), "{word} is in {text}");
    }
}

#[tokio::test]
async fn pages_say_so_in_both_languages() {
    let (_portal, browser) = with_broken_database().await;
    for path in ["/", "/verify", "/account"] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 503, "{path}");
        assert_eq!(page.header("retry-after"), Some("5"));
        assert!(page.contains("Sign-in is not available now") && page.contains("サインインできません"));
        assert_eq!(page.header("cache-control"), Some("no-store"));
        tells_no_cause(&page);
    }
}

#[tokio::test]
async fn plain_posts_lead_to_a_page_that_says_so() {
    let (portal, browser) = with_broken_database().await;
    let session = browser.cookies();
    for (path, page) in [
        ("/api/login", "/"),
        ("/api/send_code", "/verify"),
        ("/api/check_code", "/verify"),
        ("/api/logout", "/"),
        ("/api/choose_language", "/"),
        ("/api/choose_theme", "/"),
        ("/api/current_view", "/"),
    ] {
        let thief = browser.thief();
        let fields = [
            ("username", "hanako"),
            ("password", crate::portal::PASSWORD),
            ("turn", "1"),
            ("channel", "sms"),
            ("code", "123456"),
        ];
        let answer = thief.post(path, &fields).await;
        answer.leads_to(page);
        tells_no_cause(&answer);
        let notice = thief.cookie("kakunin_notice");
        assert_eq!(notice.as_deref(), Some("unavailable"), "{path}");
    }
    assert_eq!(browser.cookies(), session);
    assert_eq!(portal.count_messages().await, 1);
}

#[tokio::test]
async fn posts_of_the_hydrated_page_get_one_word() {
    let (_portal, browser) = with_broken_database().await;
    for path in [
        "/api/login",
        "/api/send_code",
        "/api/check_code",
        "/api/logout",
        "/api/choose_language",
        "/api/choose_theme",
        "/api/current_view",
    ] {
        let fields = [
            ("username", "hanako"),
            ("password", crate::portal::PASSWORD),
            ("turn", "1"),
            ("code", "123456"),
        ];
        let page = browser.fetch(path, &fields).await;
        assert_eq!((page.status, &*page.body), (503, "\"Unavailable\""), "{path}");
    }
}

#[tokio::test]
async fn a_mended_database_goes_on_where_it_was() {
    let (portal, browser) = with_broken_database().await;
    let code = portal.code().await;
    browser
        .post("/api/check_code", &[("code", &code)])
        .await
        .leads_to("/verify");
    assert_eq!(browser.get("/verify").await.status, 503);
    mend_it(&portal).await;
    let page = browser.get("/verify").await;
    assert_eq!((page.status, page.notice()), (200, Some("unavailable")));
    browser.type_code(&code).await.leads_to("/account");
}

#[tokio::test]
async fn an_approval_that_cannot_be_written_lets_nobody_in() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    execute(&portal, "ALTER TABLE audit RENAME TO gone").await;
    let page = browser
        .fetch("/api/check_code", &[("code", &portal.code().await)])
        .await;
    assert_eq!((page.status, page.header("set-cookie").is_some()), (503, true));
    assert_eq!(browser.get("/verify").await.status, 200);
    assert!(!browser.is_signed_in().await);
}
