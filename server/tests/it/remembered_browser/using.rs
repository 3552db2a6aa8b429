//! What a remembered browser is good for, and what not.

use super::{COOKIE, DAY, account, is_remembered, portal, reasons, remembered};
use crate::{browser::SESSION, steps::Answer};
use app::domain::{ActivityKind, Notice};

#[tokio::test]
async fn it_is_no_code_where_a_change_needs_one() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    assert!(is_remembered(&browser, "hanako").await);
    let account = account(&browser).await;
    assert_eq!((account.confirmed_until, account.sessions.len()), (None, 0));
    browser
        .get("/account/sessions")
        .await
        .leads_to("/account/confirm");
    let view = browser.ask("/api/revoke_other_sessions", &[]).await;
    view.says(Notice::ConfirmFirst);
}

#[tokio::test]
async fn a_wrong_password_uses_nothing() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let cookie = browser.cookie(COOKIE);
    let fields = [("username", "hanako"), ("password", "wrong")];
    let view = browser.ask("/api/login", &fields).await;
    view.says(Notice::WrongPassword);
    assert_eq!(browser.cookie(COOKIE), cookie);
    assert!(is_remembered(&browser, "hanako").await);
}

#[tokio::test]
async fn each_use_replaces_the_secret_and_never_prolongs_the_days() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let mut seen = vec![browser.cookie(COOKIE).unwrap()];
    for _ in 0..29 {
        portal.advance(DAY).await;
        assert!(is_remembered(&browser, "hanako").await);
        let cookie = browser.cookie(COOKIE).unwrap();
        assert!(!seen.contains(&cookie));
        assert_eq!(
            cookie.split_once('.').unwrap().0,
            seen[0].split_once('.').unwrap().0
        );
        seen.push(cookie);
    }
    portal.advance(DAY).await;
    assert!(!is_remembered(&browser, "hanako").await);
    assert_eq!(browser.cookie(COOKIE), None);
}

#[tokio::test]
async fn it_counts_for_its_own_user_and_another_one_leaves_it_alone() {
    let portal = portal().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let browser = remembered(&portal, "hanako").await;
    let cookie = browser.cookie(COOKIE);
    assert!(!is_remembered(&browser, "jiro").await);
    browser.send_code("sms", "").await;
    browser.check_code(&portal.code().await).await.account();
    assert_eq!(browser.cookie(COOKIE), cookie);
    assert!(is_remembered(&browser, "hanako").await);
}

#[tokio::test]
async fn signing_out_keeps_it() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    for _ in 0..3 {
        assert!(is_remembered(&browser, "hanako").await);
        browser.post("/api/logout", &[]).await.leads_to("/");
    }
}

#[tokio::test]
async fn an_account_has_fifty_sessions_and_the_oldest_ends_for_a_new_one() {
    let portal = portal().await;
    let oldest = portal.signed_in("hanako").await;
    let browser = remembered(&portal, "hanako").await;
    for _ in 0..49 {
        // As if the browser had lost its session.
        browser.set_cookie(SESSION, "lost");
        portal.advance(1).await;
        assert!(is_remembered(&browser, "hanako").await);
    }
    assert!(oldest.thief().is_signed_in().await);
    browser.set_cookie(SESSION, "lost");
    assert!(is_remembered(&browser, "hanako").await);
    assert!(!oldest.is_signed_in().await);
    let expected = [Some("session_limit".into())];
    assert_eq!(reasons(&portal, ActivityKind::SessionRevoked).await, expected);
}
