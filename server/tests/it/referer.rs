//! The answer to a plain form leads to a page of ours: never to the Referer, and never with an error in the address.

use crate::{
    browser::Browser,
    page::Page,
    portal::{PHONE, Portal},
};
use reqwest::Method;

const FORM: &str = "application/x-www-form-urlencoded";

/// Posts this body as a form of a page that lies elsewhere.
async fn post(browser: &Browser, path: &str, kind: &str, body: &'static str) -> Page {
    let request = browser
        .request(Method::POST, path)
        .header("referer", "https://evil.example/back?__err=x")
        .header("content-type", kind);
    browser.send(request.body(body)).await
}

#[track_caller]
fn stays_here(page: &Page, asked: &str) {
    let location = page.location().unwrap_or("/");
    assert!(
        location.starts_with('/') && !location.starts_with("//"),
        "{asked} leads to {location}"
    );
    assert!(!location.contains("__"), "{asked} leads to {location}");
    assert!(!page.contains("evil.example"), "{asked}");
}

#[tokio::test]
async fn no_form_leads_to_its_referer() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    for path in [
        "/api/login",
        "/api/send_code",
        "/api/check_code",
        "/api/choose_language",
        "/api/choose_theme",
        "/api/current_view",
        "/api/logout",
    ] {
        let browser = portal.half_open("hanako").await;
        let page = post(&browser, path, FORM, "code=1&turn=0&username=x").await;
        assert_eq!(page.status, 303, "{path}");
        stays_here(&page, path);
    }
}

#[tokio::test]
async fn nor_does_one_that_cannot_be_read() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for (kind, body) in [
        (FORM, "username=%ff%fe&password=%zz"),
        (FORM, "username=a&username=b"),
        (FORM, "username[x]=1&=&&&"),
        ("application/json", "{}"),
        ("text/plain", "username=test"),
        ("", "\u{0}"),
    ] {
        let page = post(&browser, "/api/login", kind, body).await;
        stays_here(&page, body);
        assert!(
            matches!(page.status, 303 | 400 | 415 | 422 | 500),
            "{body}: {}",
            page.status
        );
        assert!(!page.contains("serde") && !page.contains("panicked"), "{body}");
    }
}
