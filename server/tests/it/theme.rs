//! Light or dark: chosen, else as the system is.

use crate::portal::{PHONE, Portal};

const ADDRESS: &str = "/api/choose_theme";

#[tokio::test]
async fn the_choice_stays_in_every_state_and_on_every_page() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    for (path, browser) in [
        ("/", portal.browser()),
        ("/verify", portal.half_open("hanako").await),
    ] {
        assert!(!browser.get(path).await.contains("data-theme"));
        for theme in ["dark", "light"] {
            let page = browser.get(path).await;
            browser
                .submit(&page, ADDRESS, &[("theme", theme)])
                .await
                .leads_to(path);
            let attribute = format!("data-theme=\"{theme}\"");
            let scheme = format!("<meta name=\"color-scheme\" content=\"{theme}\">");
            for path in [path, "/nothing"] {
                let page = browser.get(path).await;
                assert!(page.tags("html").any(|tag| tag.contains(&attribute)), "{path}");
                assert!(
                    page.contains(&scheme) && page.contains("<meta name=\"theme-color\""),
                    "{path}"
                );
            }
        }
        browser.post(ADDRESS, &[("theme", "system")]).await.leads_to(path);
        let page = browser.get(path).await;
        assert!(!page.contains("data-theme") && !page.contains("theme-color"));
        assert!(page.contains("content=\"light dark\""));
    }
}

#[tokio::test]
async fn the_choice_lasts_and_holds_nothing_else() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let page = browser.post(ADDRESS, &[("theme", "dark")]).await;
    assert_eq!(
        page.header("set-cookie"),
        Some("kakunin_theme=dark; SameSite=Lax; Path=/; Max-Age=31536000")
    );
    for unknown in ["", "Dark", "dark\r\nset-cookie: x=y", "\" onload=\"x"] {
        let page = browser.post(ADDRESS, &[("theme", unknown)]).await;
        page.leads_to("/");
        assert_eq!(page.header("set-cookie"), None, "{unknown}");
    }
    browser.set_cookie("kakunin_theme", "<b>");
    assert!(!browser.get("/").await.contains("data-theme"));
}

#[tokio::test]
async fn choosing_does_not_use_up_a_notice() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    browser.type_code(portal.wrong_code().await).await;
    browser.post(ADDRESS, &[("theme", "dark")]).await;
    assert_eq!(browser.get("/verify").await.notice(), Some("wrong_code"));
}
