//! Password and code once more, before something that matters.

mod at_once;
mod guesses;

use crate::{
    browser::SESSION,
    confirming::CONFIRMED,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{Notice, Page};

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

#[tokio::test]
async fn by_plain_forms_back_to_the_page_that_was_asked_for() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    browser
        .get("/account/password")
        .await
        .leads_to("/account/confirm");
    let page = browser.get("/account/confirm").await;
    assert!(page.contains("Please confirm") && page.form("/api/send_code").is_none());
    let page = browser
        .submit(&page, "/api/confirm_password", &[("password", PASSWORD)])
        .await;
    page.leads_to("/account/confirm");
    let page = browser.get("/account/confirm").await;
    assert!(page.contains("•••• 5678") && !page.has_input("contact_to"));
    browser
        .submit(&page, "/api/send_code", &[("channel", "call")])
        .await
        .leads_to("/account/confirm");
    let page = browser.get("/account/confirm").await;
    let code = portal.code().await;
    let before = browser.cookie(SESSION).unwrap();
    let thief = browser.thief();
    browser
        .submit(&page, "/api/check_code", &[("code", &code)])
        .await
        .leads_to("/account/password");
    assert_ne!(browser.cookie(SESSION).unwrap(), before);
    thief.get("/account").await.leads_to("/");
    let page = browser.get("/account/password").await;
    assert_eq!((page.status, page.notice()), (200, Some("confirmed")));
    browser.get("/account/confirm").await.leads_to("/account");
    assert_eq!(portal.count_audit("confirmed").await, 1);
}

#[tokio::test]
async fn by_the_posts_of_the_hydrated_page() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    browser.get("/account/phone").await.leads_to("/account/confirm");
    browser.awaiting_confirmation().await;
    let before = browser.cookie(SESSION).unwrap();
    let view = browser.check_code(&portal.code().await).await;
    view.says(Notice::Confirmed);
    assert_eq!(view.page(), Page::Phone);
    assert!(view.account().confirmed_until.is_some() && view.account().challenge.is_none());
    assert_ne!(browser.cookie(SESSION).unwrap(), before);
    assert_eq!(browser.get("/account/phone").await.status, 200);
    // The page that was returned to is asked for no second time.
    assert_eq!(browser.cookie("kakunin_return"), None);
}

#[tokio::test]
async fn it_counts_for_ten_minutes_from_the_password() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    browser.awaiting_confirmation().await;
    portal.advance(CONFIRMED - 120).await;
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::Confirmed);
    portal.advance(119).await;
    assert_eq!(browser.get("/account/phone").await.status, 200);
    portal.advance(1).await;
    browser.get("/account/phone").await.leads_to("/account/confirm");
}

#[tokio::test]
async fn a_password_of_ten_minutes_ago_counts_no_more() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    browser.confirm_password(PASSWORD).await;
    portal.advance(CONFIRMED - 1).await;
    browser.send_own_code("").await;
    portal.advance(1).await;
    let view = browser.check_code(&portal.code().await).await;
    view.says(Notice::ConfirmFirst);
    assert_eq!(
        (view.page(), view.account().confirmed_until),
        (Page::Confirm, None)
    );
    let page = browser.get("/account/confirm").await;
    assert!(page.form("/api/confirm_password").is_some() && page.form("/api/check_code").is_none());
}

#[tokio::test]
async fn neither_half_is_enough() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    // A code without the password cannot even be asked for.
    let fields = [("turn", "0"), ("channel", "sms")];
    let before = portal.count_messages().await;
    let view = browser.ask("/api/send_code", &fields).await;
    view.says(Notice::ConfirmFirst);
    assert_eq!(portal.count_messages().await, before);
    browser
        .confirm_password("wrong password")
        .await
        .says(Notice::WrongPassword);
    assert_eq!(browser.account().await.challenge, None);
    // The password without a code makes the session no fresher.
    browser.confirm_password(PASSWORD).await;
    assert!(!browser.is_confirmed().await);
    browser.get("/account/phone").await.leads_to("/account/confirm");
    browser.send_own_code("").await;
    let view = browser.check_code(portal.wrong_code().await).await;
    view.says(Notice::WrongCode);
    assert_eq!(view.page(), Page::Confirm);
    assert!(!browser.is_confirmed().await);
}

#[tokio::test]
async fn a_code_of_a_stolen_session_does_not_join_the_password_of_the_sign_in() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    browser.awaiting_confirmation().await;
    // Whoever began the confirmation left; the session row tells nothing of it.
    portal.advance(CONFIRMED).await;
    let thief = browser.thief();
    let fields = [("turn", "1"), ("channel", "sms")];
    thief
        .ask("/api/send_code", &fields)
        .await
        .says(Notice::ConfirmFirst);
    thief
        .ask("/api/check_code", &[("code", &portal.code().await)])
        .await
        .says(Notice::ConfirmFirst);
    assert!(!browser.is_confirmed().await);
}

#[tokio::test]
async fn a_remembered_browser_is_not_confirmed() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    assert!(browser.is_confirmed().await);
    portal
        .execute("UPDATE sessions SET factor = 'browser', code_at = NULL")
        .await;
    assert!(!browser.is_confirmed().await);
    browser.get("/account/phone").await.leads_to("/account/confirm");
    browser.confirm(&portal).await;
    assert!(browser.is_confirmed().await);
}

#[tokio::test]
async fn nobody_else_can_begin_it() {
    let portal = portal().await;
    let nobody = portal.browser();
    let fields = [("password", PASSWORD)];
    nobody.post("/api/confirm_password", &fields).await.leads_to("/");
    let half_open = portal.half_open("hanako").await;
    half_open
        .post("/api/confirm_password", &fields)
        .await
        .leads_to("/verify");
    assert_eq!(half_open.challenge().await.purpose, app::domain::Purpose::SignIn);
}
