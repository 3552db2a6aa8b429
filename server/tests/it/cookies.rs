//! How cookies are guarded, under an http and under an https public URL.

use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
};

async fn session_cookie(browser: &Browser) -> String {
    let fields = [("username", "hanako"), ("password", PASSWORD)];
    let page = browser.post("/api/login", &fields).await;
    let cookie = page.header("set-cookie").unwrap();
    let value = cookie.split(['=', ';']).nth(1).unwrap();
    cookie.replace(value, "ID")
}

#[tokio::test]
async fn under_http() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let cookie = session_cookie(&portal.browser()).await;
    assert_eq!(cookie, "kakunin=ID; HttpOnly; SameSite=Lax; Path=/");
}

#[tokio::test]
async fn under_https_they_belong_to_this_very_host() {
    let portal = Portal::live(&[("KAKUNIN_PUBLIC_URL", "https://login.example")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.browser();
    let cookie = session_cookie(&browser).await;
    assert_eq!(
        cookie,
        "__Host-kakunin=ID; HttpOnly; SameSite=Lax; Secure; Path=/"
    );
    let page = browser.get("/verify").await;
    assert_eq!(
        page.header("strict-transport-security"),
        Some("max-age=63072000; includeSubDomains")
    );
    browser.press("sms", &[]).await.leads_to("/verify");
    browser.type_code(&portal.code().await).await.leads_to("/account");
    let page = browser.post("/api/logout", &[]).await;
    let removal = "__Host-kakunin=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0";
    assert!(
        page.headers
            .get_all("set-cookie")
            .iter()
            .any(|cookie| cookie == removal)
    );
}

#[tokio::test]
async fn under_https_the_cookie_of_an_http_portal_opens_nothing() {
    let portal = Portal::live(&[("KAKUNIN_PUBLIC_URL", "https://login.example")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    let id = browser.cookie("__Host-kakunin").unwrap();
    let other = portal.browser();
    other.set_cookie("kakunin", &id);
    other.get("/verify").await.leads_to("/");
}

#[tokio::test]
async fn a_notice_for_nobody_lasts_a_minute() {
    let portal = Portal::start().await;
    let page = portal.browser().give_password("test", "wrong").await;
    assert_eq!(
        page.header("set-cookie"),
        Some("kakunin_notice=wrong_password; HttpOnly; SameSite=Lax; Path=/; Max-Age=60")
    );
}

#[tokio::test]
async fn the_live_portal_runs_the_same_flow_and_knows_no_demo_user() {
    let portal = Portal::live(&[]).await;
    portal.add_user("taro", None).await;
    let demo = portal.browser();
    demo.give_password("test", "verify").await.leads_to("/");
    assert_eq!(demo.get("/").await.notice(), Some("wrong_password"));
    assert_eq!(demo.get("/sandbox").await.status, 404);
    assert_eq!(demo.get("/sandbox/messages").await.status, 404);

    let browser = portal.half_open("taro").await;
    browser
        .press("call", &[("contact_to", PHONE)])
        .await
        .leads_to("/verify");
    browser.type_code(&portal.code().await).await.leads_to("/account");
}
