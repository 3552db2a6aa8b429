//! What was used once is sent again: a code, a cookie, a form.

use super::{AT_ONCE, all_at_once, watched};
use crate::{browser::SESSION, portal::PASSWORD, steps::Answer};
use app::domain::{AuthState, Notice};

#[tokio::test]
async fn a_used_code_opens_no_other_session() {
    let (portal, _) = watched().await;
    let browser = portal.awaiting_code("hanako").await;
    let code = portal.code().await;
    browser.check_code(&code).await.account();

    // Whoever read it over a shoulder knows the password, too.
    let thief = portal.half_open("hanako").await;
    thief.check_code(&code).await.says(Notice::CodeExpired);
    thief.send_code("sms", "").await;
    if portal.code().await != code {
        thief.check_code(&code).await.says(Notice::WrongCode);
    }
    assert!(!thief.is_signed_in().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_is_sent_two_hundred_times_at_once_makes_one_session() {
    let (portal, _) = watched().await;
    let browser = portal.awaiting_code("hanako").await;
    let code = portal.code().await;
    let thieves = (0..AT_ONCE).map(|_| browser.thief()).collect();
    let views = all_at_once(thieves, "/api/check_code", &[("code", &code)]).await;
    let signed_in = |view: &&app::domain::View| matches!(view.state, AuthState::SignedIn(_));
    assert_eq!(views.iter().filter(signed_in).count(), 1);
    let database = portal.database().await;
    assert_eq!(database.count_audit("signed_in", None).await.unwrap(), 1);
}

#[tokio::test]
async fn cookies_of_before_open_nothing() {
    let (portal, _) = watched().await;
    let browser = portal.half_open("hanako").await;
    let half_open = browser.thief();
    browser.send_code("sms", "").await;
    browser.check_code(&portal.code().await).await.account();
    let full = browser.thief();
    browser.post("/api/logout", &[]).await;
    for thief in [half_open, full] {
        assert_ne!(thief.cookie(SESSION), None);
        assert_eq!(thief.state().await, AuthState::SignedOut);
        thief.get("/account").await.leads_to("/");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_form_sends_nothing() {
    let (portal, _) = watched().await;
    let browser = portal.half_open("hanako").await;
    let page = browser.get("/verify").await;
    let press = async || {
        browser
            .submit(&page, "/api/send_code", &[("channel", "sms")])
            .await
    };
    press().await.leads_to("/verify");
    for _ in 0..3 {
        portal.advance(120).await;
        press().await.leads_to("/verify");
    }
    let browsers = vec![browser.clone(); AT_ONCE];
    let fields = [("turn", "0"), ("channel", "sms")];
    all_at_once(browsers, "/api/send_code", &fields).await;
    assert_eq!(portal.count_messages().await, 1);
}

#[tokio::test]
async fn a_form_of_an_ended_sign_in_does_nothing_in_the_next_one() {
    let (portal, _) = watched().await;
    let browser = portal.half_open("hanako").await;
    let page = browser.get("/verify").await;
    browser
        .submit(&page, "/api/send_code", &[("channel", "sms")])
        .await;
    let old_code = portal.code().await;
    browser.post("/api/logout", &[]).await;
    let fields = [("username", "hanako"), ("password", PASSWORD)];
    browser.post("/api/login", &fields).await.leads_to("/verify");
    // This sign-in asked for no code.
    browser.check_code(&old_code).await.says(Notice::CodeExpired);
    assert!(!browser.is_signed_in().await);
}
