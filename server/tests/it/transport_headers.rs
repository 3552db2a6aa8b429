//! What every answer says to the browser about features, frames, neighbours and https.

use crate::{
    page::Page,
    portal::{PASSWORD, PHONE, Portal},
    raw,
};

const ALWAYS: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];
/// Features that a script which slipped in would like to have.
const CLOSED: [&str; 8] = [
    "camera=()",
    "microphone=()",
    "geolocation=()",
    "display-capture=()",
    "payment=()",
    "usb=()",
    "serial=()",
    "hid=()",
];

/// Answers of each kind: pages, redirects, refusals, files, health, JSON.
async fn answers(portal: &Portal) -> Vec<(u16, Page)> {
    let browser = portal.signed_in("hanako").await;
    let nobody = portal.browser();
    let post = |fields: &'static [(&str, &str)]| nobody.post("/api/login", fields);
    let host = ["Host: ".to_owned()];
    let foreign = ["Origin: https://evil.example".to_owned()];
    vec![
        (200, browser.get("/").await),
        (200, browser.get("/account").await),
        (303, browser.get("/verify").await),
        (404, browser.get("/nothing").await),
        (404, browser.get("/pkg/none").await),
        (200, browser.get("/healthz").await),
        (200, browser.fetch("/api/choose_language", &[]).await),
        (303, post(&[("username", "hanako"), ("password", PASSWORD)]).await),
        (400, post(&[("username", "a"), ("username", "b")]).await),
        (400, raw::ask(portal.address, "GET", "/", &host).await),
        (
            403,
            raw::ask(portal.address, "POST", "/api/login", &foreign).await,
        ),
        (405, browser.get("/api/login").await),
        (405, raw::ask(portal.address, "TRACE", "/", &[]).await),
    ]
}

#[tokio::test]
async fn every_answer_closes_what_no_page_uses() {
    let portal = Portal::live(&[]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    for (status, page) in answers(&portal).await {
        assert_eq!(page.status, status);
        for (name, value) in ALWAYS {
            let values: Vec<_> = page.headers.get_all(name).iter().collect();
            assert_eq!(values, [value], "{name} of {status}");
        }
        let features = page.header("permissions-policy").unwrap();
        assert!(
            CLOSED.iter().all(|feature| features.contains(feature)),
            "{features}"
        );
        // The browser may fill in the code of a text message, for this origin alone.
        assert!(features.contains("otp-credentials=(self)"));
        assert_eq!(page.header("cache-control"), Some("no-store"));
        assert_eq!(page.header("access-control-allow-origin"), None);
        assert_eq!(page.header("server"), None);
        // Never over http: a browser would ignore it, and a proxy might not.
        assert_eq!(page.header("strict-transport-security"), None);
    }
}

#[tokio::test]
async fn under_https_every_answer_promises_two_years_of_it_below_the_host_too() {
    let portal = Portal::live(&[("KAKUNIN_PUBLIC_URL", "https://login.example")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.browser();
    for page in [
        browser.get("/").await,
        browser.get("/account").await,
        browser.get("/nothing").await,
        browser.get("/api/login").await,
    ] {
        // The portal has a host name of its own; the list in browsers (preload) is for its owner to enter.
        assert_eq!(
            page.header("strict-transport-security"),
            Some("max-age=63072000; includeSubDomains")
        );
    }
}
