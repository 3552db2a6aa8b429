//! Too much at once: whoever comes too many is sent away at once, told so, and may try again.

use crate::{
    page::Page,
    portal::{PASSWORD, PHONE, Portal},
};
use server::store::Database;
use std::thread::available_parallelism;
use tokio::task::JoinSet;

#[track_caller]
fn is_the_busy_page(page: &Page) {
    assert_eq!(
        (page.status, page.header("retry-after")),
        (503, Some("5")),
        "{}",
        page.body
    );
    assert!(
        page.contains("Many people are signing in") && page.contains("混み合っています"),
        "{}",
        page.body
    );
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("location"), None);
}

/// Nobody else writes while this lives, so a sign-in waits.
async fn hold(database: &Database) -> impl Sized + use<> {
    database.begin().await.unwrap()
}

#[tokio::test]
async fn requests_over_the_bound_get_a_page_and_those_under_way_are_answered() {
    let portal = Portal::with(&[
        ("KAKUNIN_MAX_REQUESTS", "1"),
        ("KAKUNIN_DATABASE_TIMEOUT_SECONDS", "60"),
    ])
    .await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.browser().get("/").await;
    let database = portal.database().await;
    let held = hold(&database).await;
    let first = portal.browser();
    let press = tokio::spawn({
        let first = first.clone();
        async move { first.give_password("hanako", PASSWORD).await }
    });
    let browser = portal.browser();
    let page = loop {
        let page = browser.get("/account").await;
        if page.status == 503 {
            break page;
        }
        tokio::task::yield_now().await;
    };
    is_the_busy_page(&page);
    let fields = [("username", "hanako"), ("password", PASSWORD)];
    is_the_busy_page(&browser.post("/api/login", &fields).await);
    // The page that is awake reads it as what it shows for a portal that is not available.
    let answer = browser.fetch("/api/login", &fields).await;
    assert_eq!((answer.status, &*answer.body), (503, "\"Unavailable\""));
    assert_eq!(answer.header("retry-after"), Some("5"));
    // Whoever watches gets an answer nevertheless.
    assert_eq!(browser.get("/healthz").await.status, 200);
    // So does a stranger: the sign-in page is ready and takes no place.
    assert_eq!(portal.browser().get("/").await.status, 200);
    drop(held);
    press.await.unwrap().leads_to("/verify");
    browser.get("/account").await.leads_to("/");
}

/// A body that never comes takes no place from anybody.
#[tokio::test]
async fn a_slow_visitor_keeps_nobody_out() {
    use tokio::{io::AsyncWriteExt, net::TcpStream};
    let portal = Portal::with(&[("KAKUNIN_MAX_REQUESTS", "1")]).await;
    let mut slow = Vec::new();
    for _ in 0..5 {
        let mut stream = TcpStream::connect(portal.address).await.unwrap();
        let head = format!(
            "POST /api/login HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nuser",
            portal.address
        );
        stream.write_all(head.as_bytes()).await.unwrap();
        slow.push(stream);
    }
    for _ in 0..20 {
        assert_eq!(portal.browser().get("/").await.status, 200);
    }
}

/// More passwords at once than cores and places, each of them slow: some are hashed, and the others are not made to wait.
#[tokio::test]
async fn passwords_over_the_bound_are_sent_away_and_nothing_is_counted() {
    let portal = Portal::with(&[
        ("KAKUNIN_MAX_PASSWORDS", "1"),
        ("KAKUNIN_ARGON2_MEMORY_KIB", "19456"),
        ("KAKUNIN_ARGON2_PASSES", "20"),
    ])
    .await;
    let cores = available_parallelism().unwrap().get();
    let mut presses = JoinSet::new();
    for number in 0..4 * cores + 8 {
        let browser = portal.browser();
        presses.spawn(async move {
            let name = format!("nobody{number}");
            let fields = [("username", &*name), ("password", PASSWORD)];
            if number % 2 == 0 {
                (true, browser.post("/api/login", &fields).await)
            } else {
                (false, browser.fetch("/api/login", &fields).await)
            }
        });
    }
    let answers = presses.join_all().await;
    let (refused, looked_at): (Vec<_>, Vec<_>) =
        answers.into_iter().partition(|(_, page)| page.status == 503);
    assert!(looked_at.len() > cores, "{} were looked at", looked_at.len());
    assert!(refused.len() >= 2, "{} were sent away", refused.len());
    for (plain, page) in &refused {
        if *plain {
            is_the_busy_page(page);
        } else {
            assert_eq!(
                (&*page.body, page.header("retry-after")),
                ("\"Unavailable\"", Some("5"))
            );
        }
    }
    for (plain, page) in &looked_at {
        assert_eq!(page.status, if *plain { 303 } else { 200 });
    }
}
