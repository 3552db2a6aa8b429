//! Sends that Twilio refuses: nothing went out, so nothing is counted.

use crate::{
    browser::Browser,
    portal::{PHONE, Portal},
    setup::{Setup, start_twin},
    steps::Answer,
};
use app::domain::{Channel, Notice};
use std::sync::Arc;

async fn with_new_user(settings: &[(&str, &str)]) -> (Portal, Browser) {
    let portal = Portal::with(settings).await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    (portal, browser)
}

#[tokio::test]
async fn a_number_that_cannot_be_reached_is_told_and_another_works() {
    let settings = [
        ("KAKUNIN_SENDS_PER_ACCOUNT", "1"),
        ("KAKUNIN_SENDS_PER_ADDRESS", "1"),
    ];
    let (portal, browser) = with_new_user(&settings).await;
    for (last, notice) in [
        ("0001", Notice::PhoneRefused),
        ("0003", Notice::PhoneRefused),
        ("0004", Notice::Unsubscribed),
        ("0010", Notice::SendHeldBack),
    ] {
        let view = browser.send_code("sms", &format!("+1500555{last}")).await;
        view.says(notice);
        assert!(view.challenge().sent.is_none(), "{last}");
    }
    assert_eq!(portal.count_messages().await, 0);
    assert_eq!(browser.send_code("sms", PHONE).await.notice, None);
    browser.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn a_landline_takes_a_call_after_a_breath() {
    let (portal, browser) = with_new_user(&[]).await;
    browser
        .send_code("sms", "+15005550009")
        .await
        .says(Notice::ChannelRefused);
    browser
        .send_code("call", "+15005550009")
        .await
        .says(Notice::WaitBeforeSending);
    portal.advance(5).await;
    let view = browser.send_code("call", "+15005550009").await;
    assert_eq!(
        (view.notice, view.challenge().sends_left, view.challenge().sends),
        (None, 4, 1)
    );
    browser.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn a_refused_second_send_leaves_the_first_as_it_was() {
    let (portal, browser) = with_new_user(&[]).await;
    let before = browser.send_code("call", "+15005550009").await;
    portal.advance(30).await;
    let after = browser.send_code("sms", "+15005550009").await;
    after.says(Notice::ChannelRefused);
    let (before, after) = (before.challenge(), after.challenge());
    assert_eq!(after.sends, 1);
    assert_eq!(after.sent.as_ref().unwrap().channel, Channel::Call);
    assert_eq!(after.sent, before.sent);
    browser.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn without_script_the_notice_waits_on_the_page() {
    let (portal, browser) = with_new_user(&[]).await;
    browser
        .press("sms", &[("contact_to", "+15005550001")])
        .await
        .leads_to("/verify");
    let page = browser.get("/verify").await;
    assert_eq!(page.notice(), Some("phone_refused"));
    assert!(page.form("/api/check_code").is_none());
    browser
        .press("call", &[("contact_to", PHONE)])
        .await
        .leads_to("/verify");
    browser.type_code(&portal.code().await).await.leads_to("/account");
}

#[tokio::test]
async fn a_twilio_that_does_not_listen_costs_nothing() {
    let settings = [
        ("TWILIO_ACCOUNT_SID", "AC0123456789abcdef0123456789abcdef"),
        ("TWILIO_AUTH_TOKEN", "token"),
        ("TWILIO_VERIFICATION_SID", "VA0123456789abcdef0123456789abcdef"),
        // Nothing listens on the port of `discard`.
        ("TWILIO_BASE_URL", "http://127.0.0.1:9"),
    ];
    let (_portal, browser) = with_new_user(&settings).await;
    let view = browser.send_code("sms", PHONE).await;
    view.says(Notice::SendFailed);
    assert_eq!((view.challenge().sends, &view.challenge().sent), (0, &None));
}

#[tokio::test]
async fn wrong_credentials_send_nothing() {
    let mut setup = Setup::new(&[]);
    let (twin, sandbox) = start_twin(Arc::clone(&setup.clock)).await;
    setup.use_twin(twin, &sandbox);
    let wrong = ("TWILIO_AUTH_TOKEN".into(), "0".repeat(32));
    setup.settings.extend([wrong]);
    let portal = setup.start(Some(twin)).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    browser.send_code("sms", "").await.says(Notice::OperatorNeeded);
    assert_eq!(portal.count_messages().await, 0);
}
