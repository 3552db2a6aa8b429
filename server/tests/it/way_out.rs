//! Every page behind the sign-in has a way out of it (OWASP ASVS 7.4.4), without script too.

use crate::{
    browser::Browser,
    page,
    portal::{PHONE, Portal},
};
use app::domain::Page;

const FORM: &str = "action=\"/api/logout\"";

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

/// The page has one form for it, which does what it says.
async fn leads_out(browser: &Browser, page: &page::Page) {
    assert_eq!(page.status, 200);
    assert_eq!(page.body.matches(FORM).count(), 1, "{}", page.body);
    browser.submit(page, "/api/logout", &[]).await.leads_to("/");
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn of_every_page_that_a_signed_in_person_sees() {
    let portal = portal().await;
    let mut seen = Vec::new();
    for page in Page::ALL {
        let browser = portal.signed_in("hanako").await;
        if page == Page::Confirm {
            portal.advance(600).await;
        }
        let answer = browser.get(page.path()).await;
        if answer.status == 200 {
            leads_out(&browser, &answer).await;
            seen.push(page);
        }
    }
    // The code page alone is for somebody else.
    assert_eq!(seen.len(), Page::ALL.len() - 1, "{seen:?}");
}

#[tokio::test]
async fn of_the_page_with_fresh_recovery_codes() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let page = browser.get(Page::RecoveryCodes.path()).await;
    let page = browser.submit(&page, Page::RecoveryCodes.path(), &[]).await;
    leads_out(&browser, &page).await;
}

#[tokio::test]
async fn of_both_steps_between_password_and_code() {
    let portal = portal().await;
    for path in ["/", "/verify"] {
        let browser = portal.half_open("hanako").await;
        leads_out(&browser, &browser.get(path).await).await;
    }
}

#[tokio::test]
async fn nobody_is_offered_one() {
    let portal = portal().await;
    for path in ["/", "/choose-password", "/nothing"] {
        assert!(!portal.browser().get(path).await.contains(FORM), "{path}");
    }
}
