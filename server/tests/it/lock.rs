//! Wrong codes in a row lock the second factor of an account, until an operator frees it.

use crate::{
    browser::Browser,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

/// Six wrong codes over two verifications, with a limit of six.
async fn locked() -> (Portal, Browser) {
    let portal = Portal::with(&[("KAKUNIN_FAILURES_BEFORE_LOCK", "6")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    let wrong = portal.wrong_code().await;
    for _ in 0..5 {
        browser.check_code(wrong).await;
    }
    portal.advance(600).await;
    browser.send_code("sms", "").await;
    browser
        .check_code(portal.wrong_code().await)
        .await
        .says(Notice::WrongCode);
    (portal, browser)
}

#[tokio::test]
async fn the_right_code_comes_too_late() {
    let (portal, browser) = locked().await;
    let right = portal.code().await;
    browser.check_code(&right).await.says(Notice::FactorLocked);
    browser.type_code(&right).await.leads_to("/verify");
    assert_eq!(browser.get("/verify").await.notice(), Some("factor_locked"));
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn no_session_and_no_day_gets_around_it() {
    let (portal, _) = locked().await;
    portal.advance(2 * 86_400).await;
    let browser = portal.half_open("hanako").await;
    let sent = portal.count_messages().await;
    browser.send_code("sms", "").await.says(Notice::FactorLocked);
    assert_eq!(portal.count_messages().await, sent);
}

#[tokio::test]
async fn an_operator_frees_it() {
    let (portal, browser) = locked().await;
    portal.unlock("hanako").await;
    browser.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn others_are_not_locked() {
    let (portal, _) = locked().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let jiro = portal.signed_in("jiro").await;
    assert!(jiro.is_signed_in().await);
}

#[tokio::test]
async fn a_right_code_ends_the_row() {
    let portal = Portal::with(&[("KAKUNIN_FAILURES_BEFORE_LOCK", "3")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    for _ in 0..3 {
        let browser = portal.awaiting_code("hanako").await;
        let wrong = portal.wrong_code().await;
        for _ in 0..2 {
            browser.check_code(wrong).await.says(Notice::WrongCode);
        }
        browser.check_code(&portal.code().await).await.account();
    }
}
