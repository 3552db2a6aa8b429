//! The language of the pages: chosen, else asked for, else Japanese.

use crate::portal::{PHONE, Portal};

#[tokio::test]
async fn the_browser_asks() {
    let portal = Portal::start().await;
    for (asked, expected, title) in [
        ("ja", "ja", "<title>サインイン"),
        ("en-GB,en;q=0.9,ja;q=0.5", "en", "<title>Sign in"),
        ("de", "ja", "<title>サインイン"),
        ("", "ja", "<title>サインイン"),
    ] {
        let page = portal.browser().speaking(asked).get("/").await;
        assert_eq!(page.language(), Some(expected), "{asked}");
        assert!(page.contains(title), "{asked}");
    }
}

#[tokio::test]
async fn the_choice_stays_in_every_state_and_returns_to_the_page() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browsers = [
        ("/", portal.browser()),
        ("/verify", portal.half_open("hanako").await),
        ("/account", portal.signed_in("hanako").await),
    ];
    for (path, browser) in browsers {
        // The approval of the third ended the second, as it must.
        let path = if browser.get(path).await.status == 200 {
            path
        } else {
            "/"
        };
        for language in ["ja", "en"] {
            let page = browser.get(path).await;
            let answer = browser
                .submit(&page, "/api/choose_language", &[("language", language)])
                .await;
            answer.leads_to(path);
            assert_eq!(browser.get(path).await.language(), Some(language));
            assert_eq!(browser.get("/nothing").await.language(), Some(language));
        }
    }
}

#[tokio::test]
async fn the_choice_lasts_and_holds_nothing_else() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let page = browser.post("/api/choose_language", &[("language", "ja")]).await;
    assert_eq!(
        page.header("set-cookie"),
        Some("kakunin_language=ja; SameSite=Lax; Path=/; Max-Age=31536000")
    );
    for unknown in ["", "de", "ja\r\nset-cookie: x=y", "<b>"] {
        let page = browser
            .post("/api/choose_language", &[("language", unknown)])
            .await;
        page.leads_to("/");
        assert_eq!(page.header("set-cookie"), None, "{unknown}");
    }
    assert_eq!(browser.get("/").await.language(), Some("ja"));
}

#[tokio::test]
async fn the_choice_reaches_the_phone() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.half_open("hanako").await;
    browser.post("/api/choose_language", &[("language", "ja")]).await;
    browser.press("call", &[]).await;
    assert_eq!(portal.messages().await[0].locale, "ja");
}

#[tokio::test]
async fn choosing_does_not_use_up_a_notice() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    browser.type_code(portal.wrong_code().await).await;
    browser.post("/api/choose_language", &[("language", "ja")]).await;
    assert_eq!(browser.get("/verify").await.notice(), Some("wrong_code"));
}
