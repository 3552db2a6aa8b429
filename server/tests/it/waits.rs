//! Waits between sends, and the last of them.

use crate::{
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

#[tokio::test]
async fn waits_grow_and_the_sixth_send_waits_for_the_end() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    // 220 seconds after the first send the fifth is made; then nothing is sent before the code has gone out of use.
    for (sent, wait) in [(1, 30), (2, 40), (3, 60), (4, 90), (5, 380)] {
        let view = browser.send_code("sms", "").await;
        let challenge = view.challenge();
        assert_eq!((view.notice, challenge.sends_left), (None, 5 - sent));
        assert_eq!(challenge.next_send_at - challenge.as_of, wait);
        portal.advance(wait - 1).await;
        let early = browser.send_code("call", "").await.notice;
        assert!(matches!(
            early,
            Some(Notice::WaitBeforeSending | Notice::NoSendsLeft)
        ));
        portal.advance(1).await;
        assert_eq!(portal.count_messages().await, usize::try_from(sent).unwrap());
    }
    assert_eq!(browser.send_code("sms", "").await.notice, None);
    let messages = portal.messages().await;
    assert_eq!(messages.len(), 6);
    assert_ne!(messages[0].sid, messages[1].sid);
    browser.check_code(&messages[0].code).await.account();
}

#[tokio::test]
async fn the_last_code_is_good_when_no_send_is_left() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    for wait in [30, 40, 60, 90, 120] {
        browser.press("call", &[]).await;
        portal.advance(wait).await;
    }
    let page = browser.get("/verify").await;
    assert!(page.contains("0 sends left"));
    browser.type_code(&portal.code().await).await.leads_to("/account");
}

#[tokio::test]
async fn the_third_send_offers_the_call_first() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    let mut first_buttons = Vec::new();
    for _ in 0..3 {
        let form = browser.get("/verify").await.form("/api/send_code").unwrap();
        assert_eq!(form.buttons.len(), 2);
        first_buttons.push(form.buttons[0].1.clone());
        browser.press("sms", &[]).await;
        portal.advance(60).await;
    }
    assert_eq!(first_buttons, ["sms", "sms", "call"]);
}

#[tokio::test]
async fn whoever_signed_in_need_not_wait_elsewhere() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.signed_in("hanako").await;
    let elsewhere = portal.awaiting_code("hanako").await;
    assert_eq!(portal.count_messages().await, 2);
    elsewhere.check_code(&portal.code().await).await.account();
}
