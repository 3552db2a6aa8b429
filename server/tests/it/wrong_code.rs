//! Codes that are not the right one: wrong, malformed, too old, one too many.

use crate::{
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

#[tokio::test]
async fn a_wrong_code_stays_and_costs_one_try() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let wrong = portal.wrong_code().await;
    for tries in ["4 tries left", "3 tries left"] {
        browser.type_code(wrong).await.leads_to("/verify");
        let page = browser.get("/verify").await;
        assert_eq!(page.notice(), Some("wrong_code"));
        assert!(page.contains(tries));
        assert_eq!(browser.get("/verify").await.notice(), None);
    }
    let right = portal.code().await;
    browser.type_code(&right).await.leads_to("/account");
}

#[tokio::test]
async fn after_five_wrong_codes_nothing_works_until_the_time_it_names() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let (right, wrong) = (portal.code().await, portal.wrong_code().await);
    for _ in 0..4 {
        browser.type_code(wrong).await;
    }
    browser.type_code(wrong).await.leads_to("/verify");
    portal.advance(130).await;
    let page = browser.get("/verify").await;
    assert_eq!(page.notice(), Some("no_checks_left"));
    assert!(page.contains("You can send a new code in about 8 minutes."));
    assert!(page.form("/api/check_code").is_none() && page.form("/api/send_code").is_none());

    let answer = browser.post("/api/check_code", &[("code", &right)]).await;
    answer.leads_to("/verify");
    assert_eq!(browser.get("/verify").await.notice(), Some("no_checks_left"));
    browser.send_code("sms", "").await.says(Notice::NoChecksLeft);
    assert_eq!(portal.count_messages().await, 1);

    portal.advance(470).await;
    browser.press("sms", &[]).await.leads_to("/verify");
    assert_eq!(portal.count_messages().await, 2);
    browser.type_code(&portal.code().await).await.leads_to("/account");
}

#[tokio::test]
async fn signing_in_again_gains_no_try() {
    let portal = portal().await;
    let first = portal.awaiting_code("hanako").await;
    let wrong = portal.wrong_code().await;
    for _ in 0..5 {
        first.check_code(wrong).await;
    }
    let second = portal.half_open("hanako").await;
    let challenge = second.challenge().await;
    assert!(challenge.blocked_until.is_some() && challenge.sent.is_none());
    portal.advance(120).await;
    second.send_code("sms", "").await.says(Notice::NoChecksLeft);
    let right = portal.code().await;
    second.check_code(&right).await.says(Notice::NoChecksLeft);
}

#[tokio::test]
async fn what_is_no_code_is_not_counted() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    for typed in ["", "123", "12ab56", "12345678901", "1234;56", "１２３"] {
        let view = browser.check_code(typed).await;
        view.says(Notice::MalformedCode);
        assert_eq!(view.challenge().sent.as_ref().unwrap().checks_left, 5, "{typed}");
    }
    browser.type_code("12ab").await.leads_to("/verify");
    let page = browser.get("/verify").await;
    assert_eq!(page.notice(), Some("malformed_code"));
    assert!(page.contains("5 tries left"));
}

#[tokio::test]
async fn blanks_and_hyphens_do_not_matter() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let code = portal.code().await;
    let typed = format!(" {} - {} ", &code[..3], &code[3..]);
    browser.type_code(&typed).await.leads_to("/account");
}

#[tokio::test]
async fn an_old_code_is_told_as_old_and_not_counted() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let old = portal.code().await;
    let before = browser.get("/verify").await;
    portal.advance(601).await;
    let answer = browser
        .submit(&before, "/api/check_code", &[("code", &old)])
        .await;
    answer.leads_to("/verify");
    let page = browser.get("/verify").await;
    assert_eq!(page.notice(), Some("code_expired"));
    assert!(page.form("/api/check_code").is_none());
    assert!(page.contains("The code has expired. Please send a new one."));

    browser.press("sms", &[]).await;
    assert_eq!(browser.challenge().await.sent.unwrap().checks_left, 5);
    browser.type_code(&portal.code().await).await.leads_to("/account");
}

#[tokio::test]
async fn a_code_before_any_send_opens_nothing() {
    let portal = portal().await;
    let browser = portal.half_open("hanako").await;
    browser.check_code("123456").await.says(Notice::CodeExpired);
    let nobody = portal.browser();
    nobody
        .post("/api/check_code", &[("code", "123456")])
        .await
        .leads_to("/");
}
