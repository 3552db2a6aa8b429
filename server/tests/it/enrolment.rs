//! The first phone of an account: proven by its first approved code, and by nothing before.

use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

const NUMBERS: [&str; 4] = ["090-1234-5678", "080-1234-5678", "070-1234-5678", "090-8765-4321"];

async fn with_new_user(settings: &[(&str, &str)]) -> (Portal, Browser) {
    let portal = Portal::with(settings).await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    (portal, browser)
}

async fn phone(portal: &Portal) -> Option<String> {
    let user = portal.database().await.user_by_name("taro").await.unwrap();
    user.unwrap().phone_number.map(|phone| phone.as_str().into())
}

#[tokio::test]
async fn a_number_is_the_phone_only_after_its_first_code() {
    let (portal, browser) = with_new_user(&[]).await;
    browser.send_code("sms", NUMBERS[0]).await;
    assert_eq!(phone(&portal).await, None);
    let again = portal.half_open("taro").await;
    assert!(again.get("/verify").await.has_input("contact_to"));
    browser.check_code(&portal.code().await).await.account();
    assert_eq!(phone(&portal).await.as_deref(), Some(PHONE));

    let later = portal.browser();
    later.give_password("taro", PASSWORD).await;
    let page = later.get("/verify").await;
    assert!(!page.has_input("contact_to") && page.contains("•••• 5678"));
}

#[tokio::test]
async fn a_wrong_number_is_replaced_before_approval() {
    let (portal, browser) = with_new_user(&[]).await;
    browser
        .press("sms", &[("contact_to", NUMBERS[0])])
        .await
        .leads_to("/verify");
    let to_wrong_number = portal.code().await;
    browser
        .press("sms", &[("contact_to", "+81 80 1234 5678")])
        .await
        .leads_to("/verify");
    let messages = portal.messages().await;
    assert_eq!((messages.len(), &*messages[0].to), (2, "+818012345678"));
    if to_wrong_number != messages[0].code {
        browser.check_code(&to_wrong_number).await.says(Notice::WrongCode);
    }
    browser.type_code(&messages[0].code).await.leads_to("/account");
    assert_eq!(phone(&portal).await.as_deref(), Some("+818012345678"));
}

#[tokio::test]
async fn an_empty_field_repeats_the_number() {
    let (portal, browser) = with_new_user(&[]).await;
    browser.press("sms", &[("contact_to", NUMBERS[0])]).await;
    portal.advance(30).await;
    browser.press("call", &[]).await.leads_to("/verify");
    let messages = portal.messages().await;
    assert_eq!((messages.len(), &*messages[0].to), (2, PHONE));
}

#[tokio::test]
async fn what_is_no_number_is_refused_uncounted() {
    let (portal, browser) = with_new_user(&[]).await;
    for (typed, notice) in [
        ("", Notice::MalformedPhone),
        ("12345", Notice::PhoneTooShort),
        ("+81 90 CALL ME", Notice::MalformedPhone),
        ("000-0000-0000", Notice::MalformedPhone),
        (&"9".repeat(5_000), Notice::PhoneTooLong),
    ] {
        browser.send_code("sms", typed).await.says(notice);
    }
    browser
        .send_code("whatsapp", NUMBERS[0])
        .await
        .says(Notice::ChannelRefused);
    assert_eq!(portal.count_messages().await, 0);
    assert_eq!(browser.challenge().await.turn, 0);
}

#[tokio::test]
async fn a_number_counts_also_when_another_account_waits_for_its_code() {
    let (portal, browser) = with_new_user(&[("KAKUNIN_NUMBERS_PER_ACCOUNT", "1")]).await;
    portal.add_user("jiro", None).await;
    let other = portal.half_open("jiro").await;
    for number in &NUMBERS[..2] {
        assert_eq!(other.send_code("sms", number).await.notice, None);
    }
    browser
        .send_code("sms", NUMBERS[0])
        .await
        .says(Notice::WaitBeforeSending);
    browser
        .send_code("sms", NUMBERS[1])
        .await
        .says(Notice::WaitBeforeSending);
    browser
        .send_code("sms", NUMBERS[2])
        .await
        .says(Notice::TooManyNumbers);
    assert_eq!(portal.messages().await.len(), 2);
}

#[tokio::test]
async fn only_so_many_other_numbers_a_day() {
    let (portal, browser) = with_new_user(&[("KAKUNIN_NUMBERS_PER_ACCOUNT", "2")]).await;
    for number in &NUMBERS[..3] {
        assert_eq!(browser.send_code("sms", number).await.notice, None);
    }
    browser
        .send_code("sms", NUMBERS[3])
        .await
        .says(Notice::TooManyNumbers);
    assert_eq!(portal.count_messages().await, 3);
    // Neither signing in again nor a known number is another number.
    let again = portal.half_open("taro").await;
    again
        .send_code("sms", NUMBERS[3])
        .await
        .says(Notice::TooManyNumbers);
    portal.advance(30).await;
    assert_eq!(again.send_code("sms", NUMBERS[1]).await.notice, None);
    again.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn an_operator_may_close_it() {
    let (portal, browser) = with_new_user(&[("KAKUNIN_ENROLMENT", "closed")]).await;
    let page = browser.get("/verify").await;
    assert!(page.form("/api/send_code").is_none());
    assert!(page.contains("Phone numbers cannot be added here."));
    browser
        .send_code("sms", NUMBERS[0])
        .await
        .says(Notice::EnrolmentClosed);
    assert_eq!(portal.count_messages().await, 0);
}

#[tokio::test]
async fn it_closes_by_itself() {
    let (portal, _) = with_new_user(&[("KAKUNIN_ENROLMENT_DAYS", "1")]).await;
    portal.advance(86_400 - 1).await;
    let in_time = portal.half_open("taro").await;
    assert!(in_time.challenge().await.enrolment_open);
    portal.advance(1).await;
    in_time
        .send_code("sms", NUMBERS[0])
        .await
        .says(Notice::EnrolmentClosed);
    assert_eq!(portal.count_messages().await, 0);
}

#[tokio::test]
async fn two_enrolments_at_once_prove_one_phone() {
    let (portal, one) = with_new_user(&[]).await;
    let other = portal.half_open("taro").await;
    one.send_code("sms", NUMBERS[0]).await;
    let first = portal.code().await;
    other.send_code("sms", NUMBERS[1]).await;
    one.check_code(&first).await.account();
    // The approval ended the other session; its code proves nothing any more.
    let view = other.check_code(&portal.code().await).await;
    view.says(Notice::SessionEnded);
    assert_eq!(phone(&portal).await.as_deref(), Some(PHONE));
}
