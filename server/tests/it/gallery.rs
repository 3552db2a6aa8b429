//! The page with every component in every state: in the sandbox, for this machine, and nowhere else.

use crate::portal::Portal;
use app::domain::Notice;
use reqwest::Method;

const PATH: &str = "/sandbox/gallery";

#[tokio::test]
async fn it_shows_every_notice_in_the_language_and_theme_of_the_address() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for (query, tag, title) in [
        (
            "?lang=en&theme=dark",
            "lang=\"en\" data-theme=\"dark\"",
            "Verification code",
        ),
        (
            "?lang=ja&theme=light",
            "lang=\"ja\" data-theme=\"light\"",
            "確認コード",
        ),
    ] {
        let page = browser.get(&format!("{PATH}{query}")).await;
        assert_eq!(page.status, 200);
        assert!(page.tags("html").any(|html| html.contains(tag)));
        assert!(page.contains(&format!("<h1>{title}</h1>")));
        for notice in Notice::ALL {
            let name = format!("data-notice=\"{}\"", notice.as_str());
            assert!(page.contains(&name), "{name}");
        }
    }
    assert_eq!(portal.count_messages().await, 0);
}

#[tokio::test]
async fn it_has_no_script_and_what_it_does_not_know_changes_nothing() {
    let portal = Portal::start().await;
    let page = portal
        .browser()
        .speaking("en")
        .get(&format!("{PATH}?lang=%22&theme=x&a=b"))
        .await;
    assert_eq!(page.language(), Some("en"));
    assert!(!page.contains("<script") && !page.contains("data-theme"));
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("script-src"),
        "{policy}"
    );
    let style = portal.browser().get("/sandbox/gallery.css").await;
    assert_eq!(style.header("content-type"), Some("text/css; charset=utf-8"));
}

#[tokio::test]
async fn strangers_and_live_portals_have_none() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let request = browser
        .request(Method::GET, PATH)
        .header("x-forwarded-for", "203.0.113.7");
    assert_eq!(browser.send(request).await.status, 421);
    let live = Portal::live(&[]).await;
    for path in [PATH, "/sandbox/gallery.css"] {
        assert_eq!(live.browser().get(path).await.status, 404, "{path}");
    }
}
