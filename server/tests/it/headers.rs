//! Headers that every answer carries.

use crate::{
    page::{Page, attribute},
    portal::{PHONE, Portal},
    raw,
};

const BARE: &str =
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

fn policy(page: &Page) -> &str {
    assert_eq!(page.headers.get_all("content-security-policy").iter().count(), 1);
    page.header("content-security-policy").unwrap()
}

fn nonce(page: &Page) -> &str {
    policy(page)
        .split_once("'nonce-")
        .and_then(|(_, rest)| rest.split('\'').next())
        .unwrap()
}

#[track_caller]
fn is_never_kept(page: &Page) {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), Some(value));
    }
}

/// Every page: signed out, after the password, after the code, and the one for unknown addresses.
async fn pages(portal: &Portal) -> Vec<Page> {
    let nobody = portal.browser();
    let half = portal.awaiting_code("hanako").await;
    let mut pages = vec![nobody.get("/").await, nobody.get("/nothing").await];
    pages.extend([half.get("/").await, half.get("/verify").await]);
    half.check_code(&portal.code().await).await;
    pages.extend([half.get("/").await, half.get("/account").await]);
    pages
}

#[tokio::test]
async fn a_page_runs_only_its_own_scripts() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    for page in pages(&portal).await {
        let policy = policy(&page);
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        for part in [
            "default-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "style-src 'self';",
        ] {
            assert!(policy.contains(part), "{part} is not in {policy}");
        }
        // The page that strangers see has hashes in the place of a nonce: front_page.rs compares them.
        let nonce = policy.contains("'nonce-").then(|| nonce(&page));
        let hashes = policy.matches("'sha256-").count();
        assert!(nonce.is_none_or(|nonce| nonce.len() >= 22), "{policy}");
        assert_eq!(
            hashes,
            if nonce.is_some() {
                0
            } else {
                page.tags("script").count()
            }
        );
        for script in page.tags("script") {
            assert_eq!(attribute(script, "nonce"), nonce);
        }
        is_never_kept(&page);
    }
}

#[tokio::test]
async fn a_page_needs_nothing_inline() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    for page in pages(&portal).await {
        assert_eq!(page.tags("style").count(), 0);
        assert!(!page.contains(" style=\"") && !page.contains(" onclick=") && !page.contains("javascript:"));
    }
}

#[tokio::test]
async fn no_two_pages_share_a_nonce() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let (one, other) = (browser.get("/nothing").await, browser.get("/nothing").await);
    assert_ne!(nonce(&one), nonce(&other));
}

#[tokio::test]
async fn answers_that_load_nothing_allow_nothing() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let elsewhere = ["Origin: https://evil.example".to_owned()];
    let foreign = ["Host: evil.example".to_owned()];
    let answers = [
        (303, browser.get("/account").await),
        (303, browser.post("/api/login", &[]).await),
        (200, browser.get("/healthz").await),
        (405, browser.get("/api/login").await),
        (404, browser.get("/pkg/none").await),
        (
            403,
            raw::ask(portal.address, "POST", "/api/login", &elsewhere).await,
        ),
        (421, raw::ask(portal.address, "GET", "/", &foreign).await),
    ];
    for (status, answer) in answers {
        assert_eq!((answer.status, policy(&answer)), (status, BARE));
        is_never_kept(&answer);
    }
}

#[tokio::test]
async fn answers_to_the_hydrated_page_are_never_kept_either() {
    let portal = Portal::start().await;
    let answer = portal.browser().fetch("/api/login", &[]).await;
    is_never_kept(&answer);
    assert_eq!(answer.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn the_inbox_runs_its_own_script_only() {
    let portal = Portal::start().await;
    let page = portal.browser().get("/sandbox").await;
    assert!(
        page.status == 200 && policy(&page).starts_with("default-src 'none'; script-src 'self'; style-src")
    );
    let scripts = page.tags("script").map(|script| attribute(script, "src"));
    assert_eq!(scripts.collect::<Vec<_>>(), [Some("/sandbox/inbox.js")]);
    assert_eq!(page.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn http_promises_no_https() {
    let portal = Portal::start().await;
    let page = portal.browser().get("/").await;
    assert_eq!(page.header("strict-transport-security"), None);
}
