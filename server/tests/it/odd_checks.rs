//! Checks without an answer, or with one that makes no sense: nobody is let in by them.

use crate::{
    browser::Browser,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

async fn awaiting() -> (Portal, Browser) {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    (portal, browser)
}

/// Types the right code into this fault.
async fn check_into(fault: &str, told: Notice) -> (Portal, Browser) {
    let (portal, browser) = awaiting().await;
    portal.fault("check", fault).await;
    let view = browser.check_code(&portal.code().await).await;
    view.says(told);
    assert!(!browser.is_signed_in().await, "{fault}");
    assert_eq!(
        portal
            .database()
            .await
            .count_audit("signed_in", None)
            .await
            .unwrap(),
        0
    );
    (portal, browser)
}

#[tokio::test]
async fn an_approval_that_was_lost_needs_a_new_code() {
    for fault in ["drop", "truncated", "wrong_sid", "wrong_to", "approved_invalid"] {
        let (portal, browser) = check_into(fault, Notice::AnswerLost).await;
        let code = portal.code().await;
        assert!(browser.get("/verify").await.form("/api/check_code").is_none());
        portal.advance(30).await;
        browser.press("sms", &[]).await;
        assert_ne!(portal.code().await, code);
        browser.type_code(&portal.code().await).await.leads_to("/account");
    }
}

#[tokio::test]
async fn a_check_that_never_arrived_can_be_made_again() {
    for fault in ["drop_before", "bad_gateway", "unavailable"] {
        let (portal, browser) = check_into(fault, Notice::CheckFailed).await;
        let left = browser.challenge().await.sent.unwrap().checks_left;
        assert_eq!(left, 4, "nobody knows, so it counts: {fault}");
        browser.type_code(&portal.code().await).await.leads_to("/account");
    }
}

#[tokio::test]
async fn a_lost_approval_that_cannot_be_read_back_is_told_at_the_next_check() {
    let (portal, browser) = awaiting().await;
    let code = portal.code().await;
    portal.fault("check", "drop").await;
    portal.fault("fetch", "bad_gateway").await;
    browser.check_code(&code).await.says(Notice::CheckFailed);
    browser.check_code(&code).await.says(Notice::AnswerLost);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn an_approved_that_is_not_valid_is_no_approval() {
    let (portal, browser) = awaiting().await;
    portal.fault("check", "approved_invalid").await;
    let view = browser.check_code(portal.wrong_code().await).await;
    view.says(Notice::CheckFailed);
    assert!(!browser.is_signed_in().await);
    browser.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn a_wrong_code_into_any_fault_signs_nobody_in() {
    let (portal, browser) = awaiting().await;
    let wrong = portal.wrong_code().await;
    for fault in ["drop", "truncated", "wrong_sid", "bad_gateway"] {
        portal.fault("check", fault).await;
        browser.type_code(wrong).await.leads_to("/verify");
        assert_eq!(browser.get("/verify").await.notice(), Some("check_failed"));
        assert!(!browser.is_signed_in().await);
    }
    assert_eq!(browser.challenge().await.sent.unwrap().checks_left, 1);
}

#[tokio::test]
async fn a_verification_that_ended_at_twilio_asks_for_a_new_code() {
    let portal = Portal::live(&[]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    let code = portal.code().await;
    let sid = portal.messages().await[0].sid.clone();
    portal.approve_at_twin(&sid).await;
    browser.check_code(&code).await.says(Notice::CodeExpired);
    portal.advance(30).await;
    assert_eq!(browser.send_code("sms", "").await.notice, None);
    browser.check_code(&portal.code().await).await.account();
}
