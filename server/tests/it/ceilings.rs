//! Sends cost money: so many a day for an account and for a number, so many an hour for an address.

use crate::{
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;
use server::clock::Clock;

const OTHER: &str = "+818012345678";

async fn with(setting: &str, limit: &str) -> Portal {
    let portal = Portal::with(&[(setting, limit)]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

#[tokio::test]
async fn of_an_account() {
    let portal = with("KAKUNIN_SENDS_PER_ACCOUNT", "2").await;
    let browser = portal.awaiting_code("hanako").await;
    portal.advance(30).await;
    assert_eq!(browser.send_code("sms", "").await.notice, None);
    portal.advance(40).await;
    let view = browser.send_code("call", "").await;
    view.says(Notice::TooManySends);
    assert_eq!(view.challenge().sends, 2);
    assert_eq!(portal.count_messages().await, 2);
    // What was sent before is still good, and another account is not touched.
    portal.add_user("jiro", Some(OTHER)).await;
    portal.awaiting_code("jiro").await;

    portal.advance(86_400).await;
    portal.signed_in("hanako").await;
    assert_eq!(portal.count_messages().await, 4);
}

#[tokio::test]
async fn of_a_number_whoever_asks() {
    let portal = with("KAKUNIN_SENDS_PER_NUMBER", "1").await;
    portal.add_user("jiro", Some(PHONE)).await;
    portal.awaiting_code("hanako").await;
    portal.advance(30).await;
    let jiro = portal.half_open("jiro").await;
    jiro.send_code("sms", "").await.says(Notice::TooManySends);
    assert_eq!(portal.count_messages().await, 1);
    portal.advance(86_400).await;
    portal.awaiting_code("jiro").await;
}

#[tokio::test]
async fn of_an_address_whoever_asks() {
    let portal = with("KAKUNIN_SENDS_PER_ADDRESS", "1").await;
    portal.add_user("jiro", Some(OTHER)).await;
    portal.awaiting_code("hanako").await;
    let jiro = portal.half_open("jiro").await;
    jiro.send_code("sms", "").await.says(Notice::TooManySends);
    assert_eq!(portal.count_messages().await, 1);
    portal.advance(3_600).await;
    portal.awaiting_code("jiro").await;
}

#[tokio::test]
async fn of_an_hour_and_of_a_day() {
    let portal = with("KAKUNIN_SENDS_PER_ACCOUNT", "1/hour,2/day").await;
    let browser = portal.awaiting_code("hanako").await;
    portal.advance(30).await;
    let view = browser.send_code("sms", "").await;
    view.says(Notice::TooManySends);
    let hour = portal.clock.now().div_euclid(3_600);
    assert_eq!(view.until, Some((hour + 1) * 3_600));
    portal.advance(3_600).await;
    portal.awaiting_code("hanako").await;
    portal.advance(3_600).await;
    let browser = portal.half_open("hanako").await;
    browser.send_code("sms", "").await.says(Notice::TooManySends);
    assert_eq!(portal.count_messages().await, 2);
}

#[tokio::test]
async fn of_a_country_whichever_its_number() {
    let portal = with("KAKUNIN_SENDS_PER_COUNTRY", "1/day").await;
    portal.add_user("jiro", Some(OTHER)).await;
    portal.add_user("mary", Some("+14155552671")).await;
    portal.awaiting_code("hanako").await;
    let jiro = portal.half_open("jiro").await;
    jiro.send_code("sms", "").await.says(Notice::TooManySends);
    portal.awaiting_code("mary").await;
}

#[tokio::test]
async fn of_a_prefix_whichever_its_address() {
    let portal = with("KAKUNIN_SENDS_PER_PREFIX", "1/hour").await;
    portal.add_user("jiro", Some(OTHER)).await;
    portal.awaiting_code("hanako").await;
    let jiro = portal.half_open("jiro").await;
    jiro.send_code("sms", "").await.says(Notice::TooManySends);
    portal.advance(3_600).await;
    portal.awaiting_code("jiro").await;
}

#[tokio::test]
async fn a_refusal_uses_up_no_turn_and_the_form_says_why() {
    let portal = with("KAKUNIN_SENDS_PER_ACCOUNT", "1").await;
    let browser = portal.awaiting_code("hanako").await;
    portal.advance(30).await;
    let turn = browser.challenge().await.turn;
    browser.press("sms", &[]).await.leads_to("/verify");
    let page = browser.get("/verify").await;
    assert_eq!(page.notice(), Some("too_many_sends"));
    assert_eq!(browser.challenge().await.turn, turn);
    browser.type_code(&portal.code().await).await.leads_to("/account");
}

#[tokio::test]
async fn a_lost_send_counts() {
    let portal = with("KAKUNIN_SENDS_PER_ACCOUNT", "1").await;
    let browser = portal.half_open("hanako").await;
    portal.fault("create", "drop_before").await;
    browser.send_code("sms", "").await.says(Notice::SendUnanswered);
    portal.advance(30).await;
    browser.send_code("sms", "").await.says(Notice::TooManySends);
}
