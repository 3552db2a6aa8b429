//! Who is signed in already goes back at once, but not in circles.

use super::{ACCESS, NOTES, PATH, RETURN, SETTINGS, asked_with, is_hanako, is_nobody, portal, return_to};
use crate::portal::{PHONE, Portal};

#[tokio::test]
async fn by_the_access_cookie_that_is_there() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let access = browser.access();
    browser.get(&return_to(NOTES)).await.leads_to(NOTES);
    assert_eq!((browser.access(), browser.cookie(RETURN)), (access, None));
    is_hanako(&browser.get(PATH).await);
}

#[tokio::test]
async fn by_a_new_one_where_it_is_missing_or_another() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let first = browser.access();
    for shown in ["", &"0".repeat(64), &portal.signed_in("hanako").await.access()] {
        browser.set_cookie(ACCESS, shown);
        portal.advance(3).await;
        browser.get(&return_to(NOTES)).await.leads_to(NOTES);
        assert!(browser.access() != first && browser.access() != shown);
        is_hanako(&browser.get(PATH).await);
    }
    is_nobody(&asked_with(&portal, &first).await);
}

/// The setting came after the sign-in.
#[tokio::test]
async fn a_session_of_before_the_setting_gets_its_first() {
    let before = Portal::live(&[SETTINGS[0]]).await;
    before.add_user("hanako", Some(PHONE)).await;
    let mut browser = before.signed_in("hanako").await;
    let database = [("DATABASE_URL", &*before.database_url)];
    let portal = Portal::live(&[&SETTINGS, &database[..]].concat()).await;
    browser.address = portal.address;
    assert_eq!(browser.cookie(ACCESS), None);
    browser.get(&return_to(NOTES)).await.leads_to(NOTES);
    is_hanako(&browser.get(PATH).await);
}

/// A program that turns away whoever the portal sends, or a browser that keeps no cookie of the domain.
#[tokio::test]
async fn a_loop_ends_at_a_page() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    browser.get(&return_to(NOTES)).await.leads_to(NOTES);
    let page = browser.get(&return_to(NOTES)).await;
    assert_eq!((page.status, page.location()), (200, None));
    assert!(page.contains("/account"));
    portal.advance(2).await;
    assert_eq!(browser.get(&return_to(NOTES)).await.status, 200);
    // A person who comes by hand is no loop.
    portal.advance(1).await;
    browser.get(&return_to(NOTES)).await.leads_to(NOTES);
}

#[tokio::test]
async fn a_session_that_ended_signs_in_again() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    portal.advance(3_600).await;
    let page = browser.get(&return_to(NOTES)).await;
    assert_eq!((page.status, page.notice()), (200, Some("session_ended")));
    assert!(browser.cookie(ACCESS).is_none() && browser.cookie(RETURN).is_some());
}

/// What there is to say waits for a page that says it.
#[tokio::test]
async fn a_notice_is_not_lost_on_the_way() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    assert_eq!(
        portal
            .execute("UPDATE sessions SET notice = 'password_changed'")
            .await,
        1
    );
    browser.get(&return_to(NOTES)).await.leads_to(NOTES);
    assert_eq!(browser.get("/account").await.notice(), Some("password_changed"));
}
