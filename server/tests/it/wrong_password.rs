//! A refused password tells nobody why.

use crate::{
    browser::SESSION,
    page::Page,
    portal::{PHONE, Portal},
};
use app::domain::{AuthState, Notice};

const LONG: usize = 1_025;

fn attempts() -> Vec<(String, String)> {
    vec![
        ("test".into(), "wrong".into()),
        ("nobody".into(), "verify".into()),
        ("test".into(), "x".repeat(LONG)),
        ("test".into(), String::new()),
        (String::new(), String::new()),
        ("a\u{7}b".into(), "verify".into()),
        ("n".repeat(2_000), "verify".into()),
        ("test' OR '1'='1".into(), "verify".into()),
    ]
}

/// Everything that somebody outside could compare.
fn visible(page: &Page) -> (u16, Vec<(String, String)>, &str) {
    let headers = page.headers.iter().filter(|(name, _)| *name != "date");
    let mut headers: Vec<_> = headers
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    (page.status, headers, &page.body)
}

#[tokio::test]
async fn every_plain_refusal_looks_the_same() {
    let portal = Portal::start().await;
    let mut answers = Vec::new();
    for (name, password) in attempts() {
        let browser = portal.browser();
        let page = browser.give_password(&name, &password).await;
        page.leads_to("/");
        assert_eq!(browser.cookie(SESSION), None);
        answers.push(page);
    }
    for page in &answers {
        assert_eq!(visible(page), visible(&answers[0]));
    }
}

#[tokio::test]
async fn every_refusal_to_the_hydrated_page_looks_the_same() {
    let portal = Portal::start().await;
    let mut answers = Vec::new();
    for (name, password) in attempts() {
        let fields = [("username", &*name), ("password", &*password)];
        answers.push(portal.browser().fetch("/api/login", &fields).await);
    }
    let view: app::domain::View = serde_json::from_str(&answers[0].body).unwrap();
    assert_eq!(
        (view.state, view.notice),
        (AuthState::SignedOut, Some(Notice::WrongPassword))
    );
    for page in &answers {
        assert_eq!(visible(page), visible(&answers[0]));
    }
}

#[tokio::test]
async fn the_notice_is_shown_once() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    browser.give_password("test", "wrong").await;
    let page = browser.get("/").await;
    assert_eq!(page.notice(), Some("wrong_password"));
    assert!(page.contains("The user ID or the password is wrong."));
    assert_eq!(browser.get("/").await.notice(), None);
}

#[tokio::test]
async fn a_link_cannot_put_words_into_the_page() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let crafted = "/?__path=%2Fapi%2Flogin&__err=U29ycnk&notice=factor_locked";
    let page = browser.get(crafted).await;
    assert_eq!((page.status, page.notice()), (200, None));
    browser.set_cookie("kakunin_notice", "<script>alert(1)</script>");
    let page = browser.get("/").await;
    assert!(page.notice().is_none() && !page.contains("alert(1)"));
}

#[tokio::test]
async fn a_right_session_survives_a_wrong_password() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    let before = browser.cookie(SESSION);
    let fields = [("username", "hanako"), ("password", "wrong")];
    browser.post("/api/login", &fields).await.leads_to("/verify");
    assert_eq!(browser.get("/verify").await.notice(), Some("wrong_password"));
    assert_eq!(browser.cookie(SESSION), before);
}

#[tokio::test]
async fn a_form_without_its_fields_is_a_wrong_password() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    browser.post("/api/login", &[]).await.leads_to("/");
    assert_eq!(browser.get("/").await.notice(), Some("wrong_password"));
}

#[tokio::test]
async fn a_password_of_more_than_a_kilobyte_is_not_even_looked_at() {
    let portal = Portal::start().await;
    for (name, length, page) in [("hanako", LONG - 1, "/verify"), ("taro", LONG, "/")] {
        let password = "x".repeat(length);
        portal.add_user_with_password(name, &password, None).await;
        let browser = portal.browser();
        browser.give_password(name, &password).await.leads_to(page);
    }
}
