//! Codes are guessed: at once, after each new message, from many sessions, from another account of the same number.

use super::{AT_ONCE, all_at_once, checks, watched};
use crate::{portal::PHONE, steps::Answer};
use app::domain::{AuthState, Notice};

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_at_once_in_one_session_are_five() {
    let (portal, gate) = watched().await;
    let browser = portal.awaiting_code("hanako").await;
    let wrong = portal.wrong_code().await;
    let browsers = vec![browser.clone(); AT_ONCE];
    let views = all_at_once(browsers, "/api/check_code", &[("code", wrong)]).await;
    assert_eq!(checks(&gate), 5);
    assert!(
        views
            .iter()
            .all(|view| matches!(view.state, AuthState::CodeNeeded(_)))
    );
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::NoChecksLeft);
    assert_eq!(checks(&gate), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_at_once_in_many_sessions_are_five() {
    let (portal, gate) = watched().await;
    portal.awaiting_code("hanako").await;
    let wrong = portal.wrong_code().await;
    let mut browsers = Vec::new();
    for _ in 0..AT_ONCE / 10 {
        let browser = portal.half_open("hanako").await;
        // It joins what runs for the number.
        browser.send_code("sms", "").await.says(Notice::WaitBeforeSending);
        browsers.extend(vec![browser; 10]);
    }
    all_at_once(browsers, "/api/check_code", &[("code", wrong)]).await;
    assert_eq!(checks(&gate), 5);
    assert_eq!(portal.count_messages().await, 1);
}

#[tokio::test]
async fn another_message_brings_no_more_tries() {
    let (portal, gate) = watched().await;
    let browser = portal.awaiting_code("hanako").await;
    let wrong = portal.wrong_code().await;
    for wait in [30, 40, 60] {
        browser.check_code(wrong).await.says(Notice::WrongCode);
        portal.advance(wait).await;
        assert_eq!(browser.send_code("sms", "").await.notice, None);
    }
    browser.check_code(wrong).await.says(Notice::WrongCode);
    browser.check_code(wrong).await.says(Notice::NoChecksLeft);
    portal.advance(60).await;
    browser.send_code("sms", "").await.says(Notice::NoChecksLeft);
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::NoChecksLeft);
    assert_eq!(checks(&gate), 5);
}

#[tokio::test]
async fn two_accounts_of_one_number_share_its_tries() {
    let (portal, gate) = watched().await;
    portal.add_user("jiro", Some(PHONE)).await;
    let hanako = portal.awaiting_code("hanako").await;
    let wrong = portal.wrong_code().await;
    let jiro = portal.half_open("jiro").await;
    jiro.send_code("sms", "").await.says(Notice::WaitBeforeSending);
    for browser in [&hanako, &jiro, &hanako, &jiro] {
        browser.check_code(wrong).await.says(Notice::WrongCode);
    }
    hanako.check_code(wrong).await.says(Notice::NoChecksLeft);
    for browser in [&jiro, &hanako] {
        let code = portal.code().await;
        browser.check_code(&code).await.says(Notice::NoChecksLeft);
    }
    assert_eq!(checks(&gate), 5);
}

#[tokio::test]
async fn signing_in_again_brings_no_more_tries() {
    let (portal, gate) = watched().await;
    for _ in 0..5 {
        let browser = portal.half_open("hanako").await;
        browser.send_code("sms", "").await;
        browser.check_code(portal.wrong_code().await).await;
    }
    let browser = portal.half_open("hanako").await;
    browser.send_code("sms", "").await.says(Notice::NoChecksLeft);
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::NoChecksLeft);
    assert_eq!(checks(&gate), 5);
}
