//! The page to return to after a sign-in comes from a cookie. Only pages of ours come out of it.

use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{Page, View};

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

/// Signs in with this cookie, and gives where the plain form and the hydrated page are led.
async fn led_to(portal: &Portal, planted: &str) -> [String; 2] {
    let browser = portal.half_open_with(planted).await;
    browser.send_code("sms", "").await;
    let page = browser.type_code(&portal.code().await).await;
    let plain = page.location().unwrap().to_owned();
    assert_eq!(page.status, 303);

    let browser = portal.half_open_with(planted).await;
    browser.send_code("sms", "").await;
    let view: View = browser.check_code(&portal.code().await).await;
    view.account();
    [plain, view.page().path().to_owned()]
}

impl Portal {
    async fn half_open_with(&self, planted: &str) -> Browser {
        let browser = self.browser();
        browser.set_cookie("kakunin_return", planted);
        let fields = [("username", "hanako"), ("password", PASSWORD)];
        browser.ask("/api/login", &fields).await.challenge();
        browser
    }
}

#[tokio::test]
async fn nothing_leads_elsewhere() {
    let portal = portal().await;
    for planted in [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "//evil.example/account",
        "/account/../..//evil.example",
        "/account@evil.example",
        "%2F%2Fevil.example",
        "/%2Fevil.example",
        "/account%0d%0aLocation:%20//evil.example",
        "/account/sessions%0d%0aSet-Cookie:%20a=b",
        "/account?next=//evil.example",
        "/account#//evil.example",
        "javascript:alert(1)",
        "/verify",
        "/account/confirm",
        "/choose-password",
        "/sandbox",
        "/api/logout",
        "/unknown",
        "",
    ] {
        assert_eq!(led_to(&portal, planted).await, ["/account"; 2], "{planted}");
    }
}

#[tokio::test]
async fn our_own_pages_come_out() {
    let portal = portal().await;
    for page in Page::ALL.into_iter().filter(|page| page.is_returned_to()) {
        assert_eq!(led_to(&portal, page.path()).await, [page.path(); 2]);
    }
}

#[tokio::test]
async fn no_address_is_redirected_to_another_host() {
    let portal = portal().await;
    let browser = portal.browser();
    for path in [
        "//evil.example",
        "//evil.example/account",
        "/%2Fevil.example",
        "/%2f%2fevil.example//",
        "/\\evil.example/",
        "/%5cevil.example/",
        "/account/..//evil.example",
        "/account//evil.example/",
        "/account?next=//evil.example",
        "/account/sessions?return_to=https://evil.example",
        "/?kakunin_return=//evil.example",
        "/account/%0d%0aLocation:%20//evil.example",
    ] {
        let page = browser.get(path).await;
        let Some(location) = page.location() else {
            continue;
        };
        let second = location.chars().nth(1);
        assert!(
            location.starts_with('/') && !matches!(second, Some('/' | '\\')),
            "{path}: {location}"
        );
        assert_eq!(page.headers.get_all("location").iter().count(), 1);
    }
}
