//! Who ticks the box at an approved code is remembered, and nobody else.

use super::{COOKIE, DAY, is_remembered, portal, reasons};
use crate::{
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{ActivityKind, Notice};

#[tokio::test]
async fn it_is_off_unless_the_operator_wants_it() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    let page = browser.get("/verify").await;
    assert!(page.form("/api/check_code").unwrap().boxes.is_empty());
    let code = portal.code().await;
    let fields = [("code", &*code), ("remember", "on")];
    browser
        .post("/api/check_code", &fields)
        .await
        .leads_to("/account");
    assert_eq!(browser.cookie(COOKIE), None);
    assert!(!is_remembered(&browser, "hanako").await);
}

#[tokio::test]
async fn a_ticked_box_spares_the_next_code_by_plain_forms() {
    let portal = portal().await;
    let browser = portal.browser();
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    browser.press("sms", &[]).await;
    let page = browser.get("/verify").await;
    assert!(page.contains("Ask for no code in this browser for 30 days"));
    let code = portal.code().await;
    let fields = [("code", &*code), ("remember", "on")];
    let answer = browser.submit(&page, "/api/check_code", &fields).await;
    answer.leads_to("/account");
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    let cookie = cookies
        .iter()
        .find(|cookie| cookie.to_str().unwrap().starts_with(COOKIE));
    let cookie = cookie.unwrap().to_str().unwrap();
    assert!(
        cookie.ends_with("; HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000"),
        "{cookie}"
    );

    browser.post("/api/logout", &[]).await.leads_to("/");
    portal.advance(DAY).await;
    let sent = portal.count_messages().await;
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/account");
    assert!(browser.is_signed_in().await);
    assert_eq!(portal.count_messages().await, sent);
    let signed_in = reasons(&portal, ActivityKind::SignedIn).await;
    assert_eq!(signed_in, [Some("browser".into()), Some("sms".into())]);
    assert_eq!(reasons(&portal, ActivityKind::BrowserRemembered).await.len(), 1);
}

#[tokio::test]
async fn without_a_tick_nothing_is_remembered() {
    let portal = portal().await;
    for wish in ["", "off", "ON", "1", "on "] {
        let browser = portal.awaiting_code("hanako").await;
        let code = portal.code().await;
        let fields = [("code", &*code), ("remember", wish)];
        browser.ask("/api/check_code", &fields).await.account();
        assert_eq!(browser.cookie(COOKIE), None, "{wish}");
    }
}

#[tokio::test]
async fn a_wrong_code_remembers_nothing() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let fields = [("code", portal.wrong_code().await), ("remember", "on")];
    browser
        .ask("/api/check_code", &fields)
        .await
        .says(Notice::WrongCode);
    assert_eq!(browser.cookie(COOKIE), None);
}

#[tokio::test]
async fn a_first_phone_can_be_proven_and_the_browser_remembered_at_once() {
    let portal = portal().await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    browser.send_code("sms", "080-1234-5678").await;
    let code = portal.code().await;
    let fields = [("code", &*code), ("remember", "on")];
    browser.ask("/api/check_code", &fields).await.account();
    assert!(is_remembered(&browser, "taro").await);
}
