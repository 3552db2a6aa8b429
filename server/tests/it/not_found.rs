//! Addresses that are none of ours, and methods that they do not take.

use crate::{
    portal::{PHONE, Portal},
    raw,
};
use reqwest::Method;

#[tokio::test]
async fn an_unknown_address_is_a_page_with_status_404() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for path in [
        "/nothing",
        "/nothing/at/all",
        "/robots",
        "/index.html",
        "/api",
        "/pkgs",
        "/.env",
    ] {
        let page = browser.get(path).await;
        assert_eq!(page.status, 404, "{path}");
        assert!(page.contains("Page not found") && page.contains(r#"href="/""#));
        // Its scripts carry what a page needs to wake up; nothing wakes it up.
        assert!(!page.contains("hydrate()") && !page.contains("/pkg/kakunin.js"));
        assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    }
}

#[tokio::test]
async fn it_is_the_same_for_head_without_a_body() {
    let portal = Portal::start().await;
    let page = raw::ask(portal.address, "HEAD", "/nothing", &[]).await;
    assert_eq!((page.status, &*page.body), (404, ""));
}

#[tokio::test]
async fn it_is_the_same_in_every_state() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browsers = [portal.half_open("hanako").await, portal.signed_in("hanako").await];
    for browser in browsers {
        let page = browser.get("/nothing").await;
        assert_eq!(page.status, 404);
        assert!(!page.contains("hanako") && !page.contains("5678"));
    }
}

#[tokio::test]
async fn files_that_are_not_there() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let paths = [
        "/pkg/none",
        "/pkg/",
        "/pkg/none.wasm",
        "/pkg/%2e%2e/data/sandbox.db",
        "/pkg/..%2f..%2fdata/sandbox.db",
    ];
    for path in paths {
        let page = raw::ask(portal.address, "GET", path, &[]).await;
        assert!(matches!(page.status, 303 | 404), "{path}: {}", page.status);
        assert!(!page.contains("SQLite"));
    }
    assert_eq!(browser.get("/pkg/none").await.status, 404);
    assert_eq!(browser.get("/data/sandbox.db").await.status, 404);
}

#[tokio::test]
async fn functions_take_posts_only_and_unknown_ones_are_not_there() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for name in [
        "login",
        "send_code",
        "check_code",
        "logout",
        "choose_language",
        "current_view",
    ] {
        let path = format!("/api/{name}");
        for method in [Method::GET, Method::HEAD, Method::PUT] {
            let page = browser.send(browser.request(method.clone(), &path)).await;
            assert_eq!(page.status, 405, "{method} {path}");
        }
    }
    assert_eq!(browser.post("/api/nothing", &[]).await.status, 404);
    assert_eq!(browser.fetch("/api/nothing", &[]).await.status, 404);
    assert_eq!(browser.post("/", &[]).await.status, 405);
}

#[tokio::test]
async fn bodies_that_no_page_of_ours_sends() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let long = "x".repeat(20_000);
    let page = browser
        .post("/api/login", &[("username", "test"), ("password", &long)])
        .await;
    assert_eq!(page.status, 413);

    let request = browser
        .request(Method::POST, "/api/login")
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded");
    let page = browser.send(request.body("username=%ff%fe&password=%zz")).await;
    assert!(page.status < 600 && !page.contains("SignedIn") && !page.contains("CodeNeeded"));
}

#[tokio::test]
async fn it_says_that_it_lives() {
    let portal = Portal::start().await;
    let page = portal.browser().get("/healthz").await;
    assert_eq!((page.status, &*page.body), (200, "ok\n"));
}
