//! Debian has no Traefik. What its `forwardAuth` asks, by its reference, is answered as it needs: with 2xx the request goes on with
//! the headers of `authResponseHeaders`; everything else is handed to the browser as it is.

use super::{is_hanako, portal};
use crate::browser::Browser;
use crate::page::Page;

const SAMPLE: &str = include_str!("../../../../deploy/forward-auth/traefik.yaml");
const ADDRESS: &str = "/forward-auth?mode=redirect";

/// A GET, whatever the method of the request, with its headers and these (Traefik, ForwardAuth, "Forward-Request Headers").
async fn traefik_asks(browser: &Browser, method: &str, more: &[(&str, &str)]) -> Page {
    let lines = [
        ("x-forwarded-method", method),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "app.example.com"),
        ("x-forwarded-uri", "/notes?a=1&b=%2F"),
        ("x-forwarded-for", "192.0.2.1"),
    ];
    browser.forwarded(ADDRESS, &[&lines, more].concat()).await
}

#[tokio::test]
async fn a_person_who_is_signed_in_passes() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    for method in ["GET", "POST"] {
        is_hanako(&traefik_asks(&browser, method, &[("remote-user", "admin")]).await);
    }
}

#[tokio::test]
async fn everybody_else_is_sent_to_sign_in_and_comes_back() {
    let portal = portal().await;
    for browser in [portal.browser(), portal.half_open("hanako").await] {
        let page = traefik_asks(&browser, "GET", &[("sec-fetch-mode", "navigate")]).await;
        let expected =
            "https://login.example.com/?return_to=https%3A%2F%2Fapp.example.com%2Fnotes%3Fa%3D1%26b%3D%252F";
        assert_eq!((page.status, page.location()), (302, Some(expected)));
        assert_eq!(
            (page.header("cache-control"), page.header("set-cookie")),
            (Some("no-store"), None)
        );
        let here = expected.strip_prefix("https://login.example.com").unwrap();
        assert_eq!(browser.get(here).await.status, 200);
        assert!(browser.cookie(super::RETURN).is_some());
    }
}

/// A script could follow to no other origin, and would not know why.
#[tokio::test]
async fn scripts_and_images_are_told_401() {
    let portal = portal().await;
    for mode in ["cors", "no-cors", "same-origin", "websocket"] {
        let page = traefik_asks(&portal.browser(), "GET", &[("sec-fetch-mode", mode)]).await;
        assert_eq!(page.status, 401, "{mode}");
    }
}

#[tokio::test]
async fn programs_that_are_not_listed_are_not_returned_to() {
    let portal = portal().await;
    for (name, value) in [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-host", "app.example.com:8443"),
        ("x-forwarded-proto", "http"),
        ("x-forwarded-uri", "@evil.example/"),
    ] {
        let lines = [
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "app.example.com"),
            ("x-forwarded-uri", "/"),
        ];
        let lines: Vec<_> = lines
            .into_iter()
            .filter(|(known, _)| *known != name)
            .chain([(name, value)])
            .collect();
        let page = portal.browser().forwarded(ADDRESS, &lines).await;
        assert_eq!(
            (page.status, page.location()),
            (302, Some("https://login.example.com/")),
            "{value}"
        );
    }
}

/// The file says what these tests ask for.
#[test]
fn the_sample_asks_so() {
    for line in [
        "address: http://127.0.0.1:3000/forward-auth?mode=redirect",
        "trustForwardHeader: false",
        "authResponseHeaders: [Remote-User, Remote-Groups]",
        "middlewares: [strip-remote-headers, kakunin, hide-access-cookie]",
        "Remote-User: \"\"",
        "__Secure-kakunin-access",
    ] {
        assert!(SAMPLE.contains(line), "{line}");
    }
}
