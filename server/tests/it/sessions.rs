//! The id of a session changes at both steps, and what was before opens nothing.

use crate::{
    browser::{Browser, SESSION},
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, Notice};

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

/// A thief with this session cookie gets no page and no answer.
async fn opens_nothing(thief: Browser) {
    thief.clone().get("/account").await.leads_to("/");
    thief.get("/verify").await.leads_to("/");
}

#[tokio::test]
async fn the_id_changes_at_both_steps_and_old_ones_open_nothing() {
    let portal = portal().await;
    let browser = portal.browser();
    let planted = "ab".repeat(32);
    browser.set_cookie(SESSION, &planted);
    let planted_browser = browser.thief();

    let fields = [("username", "hanako"), ("password", PASSWORD)];
    browser.post("/api/login", &fields).await.leads_to("/verify");
    let half_open = browser.cookie(SESSION).unwrap();
    let half_open_browser = browser.thief();
    assert_ne!(half_open, planted);
    opens_nothing(planted_browser).await;

    browser.press("sms", &[]).await;
    assert_eq!(browser.cookie(SESSION), Some(half_open.clone()));
    browser.type_code(&portal.code().await).await.leads_to("/account");
    let full = browser.cookie(SESSION).unwrap();
    assert!(full != half_open && full != planted);
    opens_nothing(half_open_browser).await;
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn an_id_is_64_random_digits_and_never_in_the_database() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let id = browser.cookie(SESSION).unwrap();
    assert!(id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let folder = portal.folder().join("data");
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&id) && !text.contains(PASSWORD));
    }
}

#[tokio::test]
async fn approval_ends_the_other_half_open_sessions_of_that_user_alone() {
    let portal = portal().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let (other, stranger) = (portal.half_open("hanako").await, portal.half_open("jiro").await);
    let elsewhere = portal.signed_in("hanako").await;
    let browser = portal.signed_in("hanako").await;
    other.get("/verify").await.leads_to("/");
    assert_eq!(other.get("/").await.notice(), Some("session_ended"));
    assert_eq!(stranger.get("/verify").await.status, 200);
    assert!(elsewhere.is_signed_in().await && browser.is_signed_in().await);
}

#[tokio::test]
async fn sign_out_ends_the_session_and_no_other() {
    let portal = portal().await;
    let (browser, elsewhere) = (portal.signed_in("hanako").await, portal.signed_in("hanako").await);
    let thief = browser.thief();
    browser.post("/api/logout", &[]).await.leads_to("/");
    assert_eq!(browser.cookie(SESSION), None);
    opens_nothing(thief).await;
    assert!(elsewhere.is_signed_in().await);
}

#[tokio::test]
async fn sign_out_ends_a_half_open_session_too() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let thief = browser.thief();
    let page = browser.get("/verify").await;
    browser.submit(&page, "/api/logout", &[]).await.leads_to("/");
    opens_nothing(thief.clone()).await;
    thief
        .post("/api/check_code", &[("code", &portal.code().await)])
        .await
        .leads_to("/");
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let thief = browser.thief();
    let fields = [("username", "hanako"), ("password", PASSWORD)];
    browser.post("/api/login", &fields).await.leads_to("/verify");
    browser.get("/account").await.leads_to("/verify");
    opens_nothing(thief).await;
}

#[tokio::test]
async fn what_is_no_id_is_nobody() {
    let portal = portal().await;
    for value in ["", "x", &"g".repeat(64), &"a".repeat(5_000), "%00", "'--"] {
        let browser = portal.browser();
        browser.set_cookie(SESSION, value);
        browser.get("/account").await.leads_to("/");
        assert_eq!(browser.state().await, AuthState::SignedOut);
    }
}

#[tokio::test]
async fn a_late_answer_does_not_take_the_new_id_away() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let second_press = browser.thief();
    let code = portal.code().await;
    browser.check_code(&code).await.account();
    let late = second_press.fetch("/api/check_code", &[("code", &code)]).await;
    assert_eq!(late.header("set-cookie"), None);
    let view: app::domain::View = serde_json::from_str(&late.body).unwrap();
    view.says(Notice::SessionEnded);
}
