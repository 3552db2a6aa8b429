//! Who may not see or end any.

use super::{account, own_id, portal};
use crate::steps::Answer;
use app::domain::{Notice, Page};

#[tokio::test]
async fn a_session_that_is_not_confirmed_sees_and_ends_nothing() {
    let portal = portal().await;
    let (other, browser) = (portal.signed_in("hanako").await, portal.signed_in("hanako").await);
    let id = own_id(&other).await;
    portal.advance(600).await;
    browser
        .get("/account/sessions")
        .await
        .leads_to("/account/confirm");
    assert!(account(&browser).await.sessions.is_empty());
    for (path, fields) in [
        ("/api/revoke_session", vec![("session", &*id)]),
        ("/api/revoke_other_sessions", vec![]),
        ("/api/forget_browser", vec![("browser", "x")]),
    ] {
        let view = browser.ask(path, &fields).await;
        view.says(Notice::ConfirmFirst);
        assert_eq!(view.page(), Page::Confirm);
        browser.post(path, &fields).await.leads_to("/account/confirm");
    }
    assert!(other.is_signed_in().await);
}

#[tokio::test]
async fn nobody_and_a_half_open_session_are_led_to_where_they_stand() {
    let portal = portal().await;
    let other = portal.signed_in("hanako").await;
    let id = own_id(&other).await;
    let half_open = portal.half_open("hanako").await;
    for path in [
        "/api/revoke_session",
        "/api/revoke_other_sessions",
        "/api/forget_browser",
    ] {
        let fields = [("session", &*id), ("browser", &*id)];
        portal.browser().post(path, &fields).await.leads_to("/");
        half_open.post(path, &fields).await.leads_to("/verify");
    }
    assert!(other.is_signed_in().await);
}
