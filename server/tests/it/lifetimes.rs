//! Sessions end by the clock: half-open after 15 minutes, idle after an hour, all after a day.

use crate::portal::{PHONE, Portal};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

#[tokio::test]
async fn a_half_open_session_has_a_quarter_of_an_hour_whatever_it_does() {
    let portal = portal().await;
    let browser = portal.half_open("hanako").await;
    portal.advance(15 * MINUTE - 1).await;
    assert_eq!(browser.get("/verify").await.status, 200);
    browser.press("sms", &[]).await.leads_to("/verify");
    portal.advance(1).await;
    let thief = browser.thief();
    browser.get("/verify").await.leads_to("/");
    assert_eq!(browser.get("/").await.notice(), Some("session_ended"));
    assert_eq!(browser.get("/").await.notice(), None);
    thief
        .post("/api/check_code", &[("code", &portal.code().await)])
        .await
        .leads_to("/");
    assert!(!thief.is_signed_in().await);
}

#[tokio::test]
async fn a_session_lives_while_it_is_used_and_ends_after_an_idle_hour() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    for _ in 0..3 {
        portal.advance(HOUR - 1).await;
        assert!(browser.is_signed_in().await);
    }
    portal.advance(HOUR).await;
    browser.get("/account").await.leads_to("/");
    assert_eq!(browser.get("/").await.notice(), Some("session_ended"));
}

#[tokio::test]
async fn a_session_ends_after_a_day_of_use() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    for _ in 0..47 {
        portal.advance(HOUR / 2).await;
        assert!(browser.is_signed_in().await);
    }
    portal.advance(HOUR / 2 - 1).await;
    assert!(browser.is_signed_in().await);
    portal.advance(1).await;
    browser.get("/account").await.leads_to("/");
}

#[tokio::test]
async fn the_day_begins_with_the_code() {
    let portal = portal().await;
    let browser = portal.half_open("hanako").await;
    portal.advance(14 * MINUTE).await;
    browser.send_code("sms", "").await;
    browser.check_code(&portal.code().await).await;
    portal.advance(2 * MINUTE).await;
    assert!(browser.is_signed_in().await);
}
