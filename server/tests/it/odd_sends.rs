//! Sends without an answer, or with one that makes no sense: never a second message, and no lie.

use crate::{
    browser::Browser,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

async fn portal() -> (Portal, Browser) {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    (portal, browser)
}

#[tokio::test]
async fn a_send_that_went_out_unanswered_is_found_again() {
    for fault in ["drop", "truncated", "wrong_to"] {
        let (portal, browser) = portal().await;
        portal.fault("create", fault).await;
        let view = browser.send_code("sms", "").await;
        assert_eq!((view.notice, view.challenge().sends), (None, 1), "{fault}");
        assert_eq!(portal.count_messages().await, 1);
        browser.check_code(&portal.code().await).await.account();
    }
}

#[tokio::test]
async fn a_send_that_nobody_knows_of_counts_and_says_so() {
    for fault in ["drop_before", "bad_gateway", "unavailable"] {
        let (portal, browser) = portal().await;
        portal.fault("create", fault).await;
        browser.press("sms", &[]).await.leads_to("/verify");
        let page = browser.get("/verify").await;
        assert_eq!(page.notice(), Some("send_unanswered"), "{fault}");
        // It may be on its way, so the field for it is there.
        assert!(page.form("/api/check_code").is_some() && page.contains("4 sends left"));
        assert_eq!(portal.count_messages().await, 0);
        browser.send_code("sms", "").await.says(Notice::WaitBeforeSending);
        portal.advance(30).await;
        assert_eq!(browser.send_code("sms", "").await.notice, None);
        browser.check_code(&portal.code().await).await.account();
        assert_eq!(portal.count_messages().await, 1);
    }
}

#[tokio::test]
async fn a_code_for_a_send_that_never_was_counts_and_asks_for_a_new_one() {
    let (portal, browser) = portal().await;
    portal.fault("create", "drop_before").await;
    browser.send_code("sms", "").await;
    for left in [4, 3, 2, 1] {
        browser.check_code("123456").await.says(Notice::SendNotFound);
        assert_eq!(browser.challenge().await.sent.unwrap().checks_left, left);
    }
}

#[tokio::test]
async fn a_code_that_arrived_after_all_is_looked_for_when_it_is_typed() {
    let (portal, browser) = portal().await;
    portal.fault("create", "drop").await;
    portal.fault("fetch", "drop").await;
    browser.send_code("sms", "").await.says(Notice::SendUnanswered);
    portal.fault("fetch", "unavailable").await;
    let code = portal.code().await;
    let view = browser.check_code(&code).await;
    view.says(Notice::CheckFailed);
    assert_eq!(view.challenge().sent.as_ref().unwrap().checks_left, 5);
    browser.check_code(&code).await.account();
}

#[tokio::test]
async fn a_second_send_that_was_lost_is_not_taken_for_the_first() {
    let (portal, browser) = portal().await;
    browser.send_code("sms", "").await;
    portal.advance(30).await;
    portal.fault("create", "drop_before").await;
    let view = browser.send_code("sms", "").await;
    view.says(Notice::SendUnanswered);
    assert_eq!(view.challenge().sends, 2);
    assert_eq!(portal.count_messages().await, 1);
    browser.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn when_reading_back_fails_too_the_next_send_finds_the_same_code() {
    let (portal, browser) = portal().await;
    portal.fault("create", "drop").await;
    portal.fault("fetch", "drop").await;
    browser.send_code("sms", "").await.says(Notice::SendUnanswered);
    let arrived = portal.code().await;
    portal.advance(30).await;
    assert_eq!(browser.send_code("call", "").await.notice, None);
    assert_eq!(portal.code().await, arrived);
    browser.check_code(&arrived).await.account();
}

#[tokio::test]
async fn a_browser_that_goes_away_leaves_no_half_told_send() {
    let (portal, browser) = portal().await;
    let page = browser.get("/verify").await;
    let tab = browser.clone();
    let press = tokio::spawn(async move { tab.submit(&page, "/api/send_code", &[("channel", "sms")]).await });
    press.abort();
    // Whatever became of the first press, this one sends only if that one did not.
    browser.send_code("sms", "").await;
    assert_eq!(portal.count_messages().await, 1);
    browser.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn after_two_sends_that_nobody_knows_of_the_code_of_the_first_opens() {
    for second in ["bad_gateway", "drop_before"] {
        for read_back in [true, false] {
            let (portal, browser) = portal().await;
            portal.fault("create", "drop").await;
            portal.fault("fetch", "drop").await;
            browser.send_code("sms", "").await.says(Notice::SendUnanswered);
            portal.advance(30).await;
            portal.fault("create", second).await;
            if !read_back {
                portal.fault("fetch", "drop").await;
            }
            browser.send_code("sms", "").await.says(Notice::SendUnanswered);
            assert_eq!(portal.count_messages().await, 1);
            browser.check_code(&portal.code().await).await.account();
        }
    }
}

#[tokio::test]
async fn a_wait_that_twilio_asks_for_is_shown() {
    let (portal, browser) = portal().await;
    let order = serde_json::json!({ "fault": "rate_limited", "retry_after": 90 });
    portal.control("faults", order).await;
    let view = browser.send_code("sms", "").await;
    view.says(Notice::SendFailed);
    let challenge = view.challenge();
    assert_eq!(
        (challenge.next_send_at - challenge.as_of, challenge.sends),
        (90, 0)
    );
}
