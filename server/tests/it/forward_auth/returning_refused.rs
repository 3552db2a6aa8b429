//! Open redirects (OWASP, Unvalidated Redirects and Forwards Cheat Sheet; ASVS 3.7.2).

use super::{NOTES, RETURN, portal, return_to};
use crate::{portal::PASSWORD, raw, steps::Answer};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

const ELSEWHERE: [&str; 34] = [
    "",
    "/account",
    "//evil.example",
    "///evil.example",
    "////app.example.com",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:/app.example.com/",
    "https:///app.example.com/",
    "https://evil.example/",
    "https://app.example.com@evil.example/",
    "https://app.example.com:x@evil.example/",
    "https://me@app.example.com/",
    "https://app.example.com.evil.example/",
    "https://app.example.com.",
    "https://evilapp.example.com/",
    "https://other.example.com/",
    "https://app.example.com:8443/",
    "https://app.example.com:443/",
    "https://wiki.example.com/",
    "http://app.example.com/",
    "HTTPS://app.example.com/",
    "https://APP.example.com/",
    "https:\\\\app.example.com",
    "https://app.example.com\\@evil.example",
    "https://app.example.com\t/",
    "https://app.example.com/\r\nSet-Cookie: a=b",
    "https%3A%2F%2Fapp.example.com",
    "https://ａpp.example.com/",
    "https://app。example.com/",
    "javascript:alert(1)//https://app.example.com/",
    "data:text/html,https://app.example.com/",
    "https://login.example.com/?return_to=https://app.example.com/",
];

#[tokio::test]
async fn the_sign_in_page_leads_to_no_other_address() {
    let portal = portal().await;
    let signed_in = portal.signed_in("hanako").await;
    for address in ELSEWHERE {
        let path = return_to(address);
        let nobody = portal.browser();
        let page = nobody.get(&path).await;
        assert_eq!((page.status, nobody.cookie(RETURN)), (200, None), "{address:?}");
        let page = signed_in.get(&path).await;
        assert_eq!((page.status, page.location()), (200, None), "{address:?}");
    }
    // One address counts, the first.
    let path = format!("{}&return_to=https://evil.example", return_to(NOTES));
    assert_eq!(signed_in.get(&path).await.location(), Some(NOTES));
}

#[tokio::test]
async fn a_planted_cookie_does_not_either() {
    let portal = portal().await;
    let browser = portal.browser();
    for address in ELSEWHERE {
        for planted in [
            URL_SAFE_NO_PAD.encode(address),
            address.escape_debug().to_string(),
        ] {
            browser.set_cookie(
                RETURN,
                &planted.replace(|c: char| !c.is_ascii_graphic() || c == ';', ""),
            );
            let fields = [("username", "hanako"), ("password", PASSWORD)];
            browser.post("/api/login", &fields).await.leads_to("/verify");
            assert_eq!(
                portal
                    .execute("DELETE FROM challenges WHERE return_to LIKE '%evil%'")
                    .await,
                0
            );
            let kept = "DELETE FROM challenges WHERE return_to IS NULL OR return_to = '/account'";
            assert_eq!(portal.execute(kept).await, 1, "{planted}");
        }
    }
}

#[tokio::test]
async fn a_form_is_read_for_no_address() {
    let portal = portal().await;
    let browser = portal.half_open("hanako").await;
    browser.send_code("sms", "").await;
    let code = portal.code().await;
    let fields = [("code", &*code), ("return_to", NOTES), ("elsewhere", NOTES)];
    let page = browser
        .post(&format!("/api/check_code{}", &return_to(NOTES)[1..]), &fields)
        .await;
    page.leads_to("/account");
}

/// Only somebody who reads the page is led on: a post to it and another page are what they ever were.
#[tokio::test]
async fn only_the_sign_in_page_is_asked() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let query = &return_to(NOTES)[1..];
    assert_eq!(browser.get(&format!("/account{query}")).await.status, 200);
    assert_eq!(browser.get(&format!("/choose-password{query}")).await.status, 200);
    assert_eq!(browser.post(&format!("/{query}"), &[]).await.status, 405);
    let cookies = [format!("Cookie: {}", browser.cookies())];
    let head = raw::ask(portal.address, "HEAD", &return_to(NOTES), &cookies).await;
    assert_eq!((head.status, head.location()), (200, None));
    browser.state().await;
    browser.ask("/api/current_view", &[]).await.account();
}
