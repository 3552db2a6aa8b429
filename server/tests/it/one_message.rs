//! A send costs money: it happens once, whatever fingers and browsers do.

use crate::{
    browser::Browser,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;
use reqwest::Method;
use tokio::task::JoinSet;

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

#[tokio::test]
async fn a_reload_of_the_answer_sends_nothing() {
    let portal = portal().await;
    let browser = portal.half_open("hanako").await;
    let page = browser.get("/verify").await;
    for _ in ["the press", "the same form again", "and again"] {
        browser
            .submit(&page, "/api/send_code", &[("channel", "sms")])
            .await
            .leads_to("/verify");
        let shown = browser.get("/verify").await;
        assert!(shown.notice().is_none() && shown.form("/api/check_code").is_some());
    }
    assert_eq!(portal.count_messages().await, 1);
}

#[tokio::test]
async fn a_form_that_back_brought_sends_nothing_even_after_the_wait() {
    let portal = portal().await;
    let browser = portal.half_open("hanako").await;
    let old = browser.get("/verify").await;
    browser.press("sms", &[]).await;
    portal.advance(60).await;
    for channel in ["sms", "call"] {
        let answer = browser
            .submit(&old, "/api/send_code", &[("channel", channel)])
            .await;
        answer.leads_to("/verify");
    }
    assert_eq!(portal.count_messages().await, 1);
    browser.press("call", &[]).await;
    assert_eq!(portal.count_messages().await, 2);
}

#[tokio::test]
async fn ten_presses_at_once_are_one_message() {
    let portal = portal().await;
    let browser = portal.half_open("hanako").await;
    let page = browser.get("/verify").await;
    let mut tabs = JoinSet::new();
    for _ in 0..10 {
        let (tab, page) = (browser.clone(), page.clone());
        tabs.spawn(async move { tab.submit(&page, "/api/send_code", &[("channel", "sms")]).await });
    }
    for answer in tabs.join_all().await {
        answer.leads_to("/verify");
    }
    assert_eq!(portal.count_messages().await, 1);
    assert_eq!(browser.challenge().await.sends, 1);
    browser.type_code(&portal.code().await).await.leads_to("/account");
}

#[tokio::test]
async fn five_sessions_to_one_number_at_once_are_one_message() {
    let portal = portal().await;
    let mut sessions: Vec<Browser> = Vec::new();
    for _ in 0..5 {
        sessions.push(portal.half_open("hanako").await);
    }
    let mut presses = JoinSet::new();
    for browser in sessions.clone() {
        presses.spawn(async move { browser.send_code("sms", "").await });
    }
    let answers = presses.join_all().await;
    let waits = answers
        .iter()
        .filter(|view| view.notice == Some(Notice::WaitBeforeSending));
    assert_eq!((waits.count(), portal.count_messages().await), (4, 1));
    // The code is good in every one of them.
    let view = sessions[3].check_code(&portal.code().await).await;
    assert_eq!(view.account().user_id, "hanako");
}

#[tokio::test]
async fn a_press_within_the_wait_says_so_and_sends_nothing() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    portal.advance(29).await;
    browser.press("sms", &[]).await.leads_to("/verify");
    let page = browser.get("/verify").await;
    assert_eq!(page.notice(), Some("wait_before_sending"));
    assert!(page.contains("You can send again in 1 second."));
    assert_eq!(portal.count_messages().await, 1);
    browser.type_code(&portal.code().await).await.leads_to("/account");
}

#[tokio::test]
async fn a_form_without_a_good_turn_sends_nothing() {
    let portal = portal().await;
    let browser = portal.half_open("hanako").await;
    for turn in ["", "-1", "1", "0x0", "9223372036854775808", "0 "] {
        browser
            .ask("/api/send_code", &[("channel", "sms"), ("turn", turn)])
            .await;
    }
    browser.post("/api/send_code", &[("channel", "sms")]).await;
    assert_eq!(portal.count_messages().await, 0);
    assert_eq!(browser.challenge().await.turn, 0);
}

#[tokio::test]
async fn nothing_but_a_post_sends() {
    let portal = portal().await;
    let browser = portal.half_open("hanako").await;
    for method in [Method::GET, Method::HEAD, Method::PUT, Method::DELETE] {
        let path = "/api/send_code?channel=sms&turn=0";
        let page = browser.send(browser.request(method, path)).await;
        assert_eq!(page.status, 405);
    }
    browser.ask("/api/send_code?channel=sms&turn=0", &[]).await;
    assert_eq!(portal.count_messages().await, 0);
}

#[tokio::test]
async fn two_right_codes_at_once_are_one_approval() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let code = portal.code().await;
    let mut presses = JoinSet::new();
    for _ in 0..5 {
        let (tab, code) = (browser.thief(), code.clone());
        presses.spawn(async move {
            tab.check_code(&code).await;
            tab.is_signed_in().await
        });
    }
    let opened = presses.join_all().await;
    assert_eq!(opened.iter().filter(|opened| **opened).count(), 1);
    let database = portal.database().await;
    assert_eq!(database.count_audit("signed_in", None).await.unwrap(), 1);
}
