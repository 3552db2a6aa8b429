//! Posts that another site's page made are refused, and have no effect.

use crate::{
    browser::{Browser, SESSION},
    page::Page,
    portal::{PASSWORD, PHONE, Portal},
};
use app::domain::AuthState;
use reqwest::Method;

const POSTS: [(&str, &[(&str, &str)]); 6] = [
    ("/api/login", &[("username", "hanako"), ("password", PASSWORD)]),
    ("/api/send_code", &[("turn", "0"), ("channel", "sms")]),
    ("/api/check_code", &[("code", "123456")]),
    ("/api/logout", &[]),
    ("/api/choose_language", &[("language", "ja")]),
    ("/api/current_view", &[]),
];

async fn post(browser: &Browser, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Page {
    let mut request = browser.request(Method::POST, path).form(fields);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    browser.send(request).await
}

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

#[tokio::test]
async fn other_sites_are_refused_and_nothing_happens() {
    let portal = portal().await;
    let here = format!("http://{}", portal.address);
    let other_port = format!("http://127.0.0.1:{}", portal.address.port() ^ 1);
    let https = here.replace("http:", "https:");
    let table: [&[(&str, &str)]; 11] = [
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", "")],
        &[("origin", &other_port)],
        &[("origin", &https)],
        &[("origin", "http://127.0.0.1.evil.example")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", &here)],
        &[
            ("sec-fetch-site", "same-origin"),
            ("origin", "https://evil.example"),
        ],
        &[("sec-fetch-site", "none"), ("origin", "null")],
    ];
    let browser = portal.half_open("hanako").await;
    let session = browser.cookie(SESSION);
    for headers in table {
        for (path, fields) in POSTS {
            let page = post(&browser, path, fields, headers).await;
            assert_eq!(page.status, 403, "{path} {headers:?}");
            assert_eq!((page.header("set-cookie"), page.location()), (None, None));
            assert!(page.contains("It came from another site."));
        }
    }
    assert_eq!(portal.count_messages().await, 0);
    assert_eq!(browser.cookie(SESSION), session);
    let AuthState::CodeNeeded(challenge) = browser.state().await else {
        panic!("the session is gone")
    };
    assert_eq!(challenge.turn, 0);
}

#[tokio::test]
async fn our_own_pages_and_programs_pass() {
    let portal = portal().await;
    let here = format!("http://{}", portal.address);
    let by_name = format!("http://localhost:{}", portal.address.port());
    let table: [&[(&str, &str)]; 6] = [
        &[],
        &[("origin", &here)],
        &[("origin", &by_name)],
        &[("sec-fetch-site", "same-origin"), ("origin", &here)],
        &[("sec-fetch-site", "same-origin")],
        &[("sec-fetch-site", "none")],
    ];
    for headers in table {
        for (path, fields) in POSTS {
            let page = post(&portal.browser(), path, fields, headers).await;
            assert_eq!(page.status, 303, "{path} {headers:?}");
        }
    }
}

#[tokio::test]
async fn a_live_portal_takes_its_public_url_and_no_loopback_name() {
    let portal = Portal::live(&[("KAKUNIN_PUBLIC_URL", "https://login.example")]).await;
    let here = format!("http://{}", portal.address);
    for (origin, status) in [
        ("https://login.example", 303),
        ("https://login.example:443", 403),
        ("http://login.example", 403),
        ("https://login.example.evil.example", 403),
        (&here, 403),
        ("http://localhost:3000", 403),
    ] {
        let page = post(&portal.browser(), "/api/login", &[], &[("origin", origin)]).await;
        assert_eq!(page.status, status, "{origin}");
    }
}

#[tokio::test]
async fn pages_open_from_a_link_elsewhere() {
    let portal = portal().await;
    let browser = portal.browser();
    let request = browser
        .request(Method::GET, "/")
        .header("sec-fetch-site", "cross-site");
    assert_eq!(browser.send(request).await.status, 200);
}

#[tokio::test]
async fn every_other_writing_method_is_refused_too() {
    let portal = portal().await;
    let browser = portal.browser();
    for method in [Method::PUT, Method::PATCH, Method::DELETE] {
        let request = browser
            .request(method, "/api/logout")
            .header("origin", "https://evil.example");
        assert_eq!(browser.send(request).await.status, 403);
    }
}
