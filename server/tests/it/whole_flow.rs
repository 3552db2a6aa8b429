//! The main job, from the password to the account page and out again.

use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, Channel, Notice};

/// The whole way of the demo user by plain forms.
pub(crate) async fn by_plain_forms(portal: &Portal, channel: &str) {
    let browser = portal.browser();
    browser.give_password("test", "verify").await.leads_to("/verify");

    let page = browser.get("/verify").await;
    assert!(page.status == 200 && page.form("/api/check_code").is_none());
    let fields = [("contact_to", "090-1234-5678"), ("channel", channel)];
    browser
        .submit(&page, "/api/send_code", &fields)
        .await
        .leads_to("/verify");
    for _ in ["after the send", "after a reload"] {
        assert!(browser.get("/verify").await.form("/api/check_code").is_some());
    }

    let messages = portal.messages().await;
    assert_eq!(messages.len(), 1);
    assert_eq!((&*messages[0].to, &*messages[0].channel), (PHONE, channel));
    browser.type_code(&messages[0].code).await.leads_to("/account");
    see_account_and_leave(&browser).await;
}

async fn see_account_and_leave(browser: &Browser) {
    let page = browser.get("/account").await;
    assert_eq!(page.status, 200);
    for text in [">test<", "•••• 5678", "2fa authenticated"] {
        assert!(page.contains(text), "{text} is missing");
    }
    assert!(!page.contains("9012345678"));
    browser.submit(&page, "/api/logout", &[]).await.leads_to("/");
    assert_eq!(browser.get("/").await.notice(), Some("signed_out"));
    browser.get("/account").await.leads_to("/");
}

#[tokio::test]
async fn by_sms_without_script() {
    by_plain_forms(&Portal::start().await, "sms").await;
}

#[tokio::test]
async fn by_call_without_script() {
    by_plain_forms(&Portal::start().await, "call").await;
}

#[tokio::test]
async fn by_the_posts_of_the_hydrated_page() {
    for channel in [Channel::Sms, Channel::Call] {
        let portal = Portal::start().await;
        let browser = portal.browser();
        let view = browser
            .ask("/api/login", &[("username", "test"), ("password", "verify")])
            .await;
        assert!(view.challenge().sent.is_none() && view.notice.is_none());

        let view = browser.send_code(channel.as_str(), "+81 90 1234 5678").await;
        let sent = view.challenge().sent.clone().unwrap();
        assert_eq!((sent.channel, sent.checks_left), (channel, 5));
        assert_eq!(portal.messages().await[0].channel, channel.as_str());

        let view = browser.check_code(&portal.code().await).await;
        assert_eq!(view.account().user_id, "test");
        assert_eq!(view.account().phone.as_ref().unwrap().to_string(), "•••• 5678");

        let view = browser.ask("/api/logout", &[]).await;
        view.says(Notice::SignedOut);
        assert_eq!(view.state, AuthState::SignedOut);
        assert!(!browser.is_signed_in().await);
    }
}

#[tokio::test]
async fn with_the_phone_on_file() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.browser();
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    let page = browser.get("/verify").await;
    assert!(page.contains("•••• 5678") && !page.has_input("contact_to"));
    browser.press("sms", &[]).await.leads_to("/verify");
    browser.type_code(&portal.code().await).await.leads_to("/account");
    assert!(browser.get("/account").await.contains(">hanako<"));
}

#[tokio::test]
async fn what_an_input_method_types_is_understood() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    browser
        .give_password(" Ｔｅｓｔ ", "ｖｅｒｉｆｙ")
        .await
        .leads_to("/verify");
    browser
        .press("sms", &[("contact_to", "０９０ー１２３４ー５６７８")])
        .await;
    let full_width: String = portal
        .code()
        .await
        .chars()
        .map(|digit| char::from_u32(u32::from(digit) + 0xFEE0).unwrap())
        .collect();
    browser.type_code(&full_width).await.leads_to("/account");
}

#[tokio::test]
async fn the_language_of_the_page_reaches_the_phone() {
    for (language, words) in [("ja", "確認コード"), ("en", "verification code")] {
        let portal = Portal::start().await;
        let browser = portal.browser().speaking(language);
        browser.give_password("test", "verify").await;
        browser.press("sms", &[("contact_to", PHONE)]).await;
        let message = &portal.messages().await[0];
        assert_eq!(message.locale, language);
        assert!(message.body.contains(words), "{}", message.body);
    }
}
