//! The page that is shown once: what it says, and that nothing keeps it.

use super::{PAGE, codes_of, with_codes};
use crate::{page::Page, portal::Portal};

async fn shown() -> (Portal, Page) {
    let (portal, browser, _) = with_codes().await;
    let page = browser.make_codes().await;
    (portal, page)
}

#[tokio::test]
async fn it_is_a_page_that_nobody_keeps_and_no_script_reads() {
    let (_portal, page) = shown().await;
    assert_eq!(page.status, 200);
    for (name, value) in [
        ("cache-control", "no-store"),
        ("content-type", "text/html; charset=utf-8"),
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-opener-policy", "same-origin"),
        (
            "content-security-policy",
            "default-src 'none'; object-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
    ] {
        assert_eq!(page.header(name), Some(value));
        assert_eq!(page.headers.get_all(name).iter().count(), 1);
    }
    assert_eq!((page.tags("script").count(), page.tags("style").count()), (0, 0));
    assert!(!page.contains(" style=\"") && !page.contains(" onclick=") && !page.contains("javascript:"));
    assert_eq!(page.location(), None);
}

#[tokio::test]
async fn it_says_what_a_person_must_know_in_both_languages() {
    let (_portal, browser, _) = with_codes().await;
    for (language, title, words) in [
        (
            "en",
            "<title>Your new recovery codes · Kakunin</title>",
            ["not shown again", "no longer count", "Ctrl+P", "do not reload"],
        ),
        (
            "ja",
            "<title>新しいリカバリーコード · Kakunin</title>",
            [
                "再び表示することはできません",
                "使えなくなりました",
                "Ctrl+P",
                "再読み込みしないでください",
            ],
        ),
    ] {
        let page = browser.clone().speaking(language).make_codes().await;
        assert_eq!(page.language(), Some(language));
        assert!(page.contains(title), "{}", page.body);
        for words in words {
            assert!(page.contains(words), "{words} is not in {}", page.body);
        }
        assert_eq!(codes_of(&page).len(), 10);
        assert!(page.contains("<dd>hanako</dd>") && page.contains("2026-01-02 03:04 UTC"));
        let links: Vec<_> = page.tags("a").collect();
        assert!(
            links.len() == 1 && links[0].contains("href=\"/account\""),
            "{links:?}"
        );
    }
}

#[tokio::test]
async fn a_user_id_is_text_and_no_markup() {
    let portal = Portal::start().await;
    portal.add_user("<b>\"&'", Some(crate::portal::PHONE)).await;
    let page = portal.signed_in("<b>\"&'").await.make_codes().await;
    assert!(
        page.contains("<dd>&lt;b&gt;") && !page.contains("<b>"),
        "{}",
        page.body
    );
}

#[tokio::test]
async fn no_other_page_shows_a_code_again() {
    let (_portal, browser, codes) = with_codes().await;
    for path in ["/", "/account", PAGE] {
        let page = browser.get(path).await;
        assert_eq!(page.header("cache-control"), Some("no-store"));
        for code in &codes {
            assert!(!page.contains(code), "{path}");
        }
    }
}

#[tokio::test]
async fn the_account_page_leads_there_by_a_full_load_and_warns_of_few_codes() {
    let (_portal, browser, _) = with_codes().await;
    let page = browser.get("/account").await;
    let link = page.tags("a").find(|link| link.contains(PAGE)).unwrap();
    assert!(link.contains("rel=\"external\""), "{link}");
    assert!(!page.contains("class=\"warning\""));
    let page = browser.get(PAGE).await;
    assert!(page.contains("<title>Recovery codes · Kakunin</title>"));
}
