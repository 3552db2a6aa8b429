//! Who sees which page, in every spelling of its path and by every method.

use crate::{
    browser::Browser,
    page::Page,
    portal::{PHONE, Portal},
    raw,
};

/// Spellings of `/account`, then of `/verify`.
const ACCOUNT: [&str; 10] = [
    "/account/",
    "/./account",
    "//account",
    "/%61ccount",
    "/account//",
    "/x/../account",
    "/account/.",
    "/%2e/account",
    "/account%2F",
    "/\\account",
];
const VERIFY: [&str; 4] = ["/verify/", "//verify", "/./verify", "/v%65rify"];
const METHODS: [&str; 6] = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"];

/// Words that only the account page holds.
const SECRETS: [&str; 3] = ["2fa authenticated", "•••• 5678", "hanako"];

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

async fn ask(browser: &Browser, method: &str, path: &str) -> Page {
    let cookies = browser.cookies();
    let more = if cookies.is_empty() {
        vec![]
    } else {
        vec![format!("Cookie: {cookies}")]
    };
    raw::ask(browser.address, method, path, &more).await
}

/// A redirect without a body to `expected`.
#[track_caller]
fn is_sent_to(page: &Page, expected: &str, asked: &str) {
    assert_eq!(
        (page.status, page.location(), &*page.body),
        (303, Some(expected), ""),
        "{asked}"
    );
}

/// The plain path of every spelling and what lies below it, for someone who may not see it.
async fn is_kept_out(browser: &Browser, page: &str, spellings: &[&str], elsewhere: &str) {
    let below = format!("{page}/x");
    for method in METHODS {
        let plain = ask(browser, method, page).await;
        is_sent_to(&plain, elsewhere, &format!("{method} {page}"));
        if page == "/account" {
            let answer = ask(browser, method, &below).await;
            is_sent_to(&answer, elsewhere, &format!("{method} {below}"));
        }
        for path in spellings {
            let reads = matches!(method, "GET" | "HEAD");
            let expected = if reads { page } else { elsewhere };
            let answer = ask(browser, method, path).await;
            is_sent_to(&answer, expected, &format!("{method} {path}"));
        }
    }
}

#[tokio::test]
async fn nobody_sees_the_account_or_the_code_page() {
    let browser = portal().await.browser();
    is_kept_out(&browser, "/account", &ACCOUNT, "/").await;
    is_kept_out(&browser, "/verify", &VERIFY, "/").await;
}

#[tokio::test]
async fn after_the_password_only_the_code_page_opens() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    is_kept_out(&browser, "/account", &ACCOUNT, "/verify").await;
    let page = ask(&browser, "GET", "/verify").await;
    assert!(page.status == 200 && page.contains("/api/check_code"));
    let page = ask(&browser, "HEAD", "/verify").await;
    assert_eq!((page.status, &*page.body), (200, ""));
    for (method, status) in [("POST", 405), ("PUT", 405), ("DELETE", 405)] {
        assert_eq!(ask(&browser, method, "/verify").await.status, status);
    }
}

#[tokio::test]
async fn after_the_code_only_the_code_page_is_closed() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    is_kept_out(&browser, "/verify", &VERIFY, "/account").await;
    let page = ask(&browser, "GET", "/account").await;
    assert_eq!(page.status, 200);
    assert!(SECRETS.iter().all(|secret| page.contains(secret)));
    let page = ask(&browser, "HEAD", "/account").await;
    assert_eq!((page.status, &*page.body), (200, ""));
    for path in ACCOUNT {
        let answer = ask(&browser, "GET", path).await;
        is_sent_to(&answer, "/account", path);
    }
    for (method, path, status) in [
        ("POST", "/account", 405),
        ("POST", "/account/", 404),
        ("GET", "/account/x", 404),
        ("HEAD", "/account/x", 404),
        ("GET", "/accounts", 404),
    ] {
        let answer = ask(&browser, method, path).await;
        assert_eq!(answer.status, status, "{method} {path}");
        assert!(!answer.contains("2fa authenticated"));
    }
}

#[tokio::test]
async fn no_answer_to_a_stranger_holds_a_word_of_the_account_page() {
    let portal = portal().await;
    portal.signed_in("hanako").await;
    let strangers = [portal.browser(), portal.half_open("hanako").await];
    let others = [
        "/",
        "/accounts",
        "/ACCOUNT",
        "/account;x",
        "/account%00",
        "/%2561ccount",
        "/pkg/../account",
    ];
    for browser in strangers {
        for path in ACCOUNT.iter().chain(&others) {
            for method in ["GET", "POST"] {
                let page = ask(&browser, method, path).await;
                assert!(!page.contains("2fa authenticated"), "{method} {path}");
                assert!(page.status < 500, "{method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn a_redirect_to_the_plain_path_stays_here_and_keeps_the_query() {
    let browser = portal().await.browser();
    let page = ask(&browser, "GET", "/account/?a=1").await;
    assert_eq!(page.location(), Some("/account?a=1"));
    for path in [
        "//evil.example/",
        "//evil.example/..",
        "/\\evil.example",
        "/%2F/evil.example",
    ] {
        let page = ask(&browser, "GET", path).await;
        let location = page.location().unwrap_or("/");
        assert!(
            location.starts_with('/') && !location.starts_with("//") && !location.starts_with("/\\"),
            "{path} leads to {location}"
        );
    }
}
