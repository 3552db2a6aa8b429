//! Everything that ends it.

use super::{COOKIE, account, is_remembered, portal, reasons, remembered};
use crate::portal::Portal;
use app::domain::{ActivityKind, Page};
use server::store::Pool;

#[tokio::test]
async fn it_ends_with_the_phone_that_was_proven_in_it() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let database = portal.database().await;
    let number = "+818012345678".parse().unwrap();
    let hash = database.data_key().hash(&number);
    let Pool::Sqlite(pool) = &database.pool else {
        panic!("the portal of a test is on SQLite");
    };
    sqlx::query("UPDATE users SET phone_hash = $1 WHERE username = 'hanako'")
        .bind(hash.as_str())
        .execute(pool)
        .await
        .unwrap();
    assert!(!is_remembered(&browser, "hanako").await);
    let expected = [Some("phone_changed".into())];
    assert_eq!(reasons(&portal, ActivityKind::BrowserForgotten).await, expected);
}

#[tokio::test]
async fn it_ends_with_the_setting() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let off = Portal::with(&[("DATABASE_URL", &portal.database_url)]).await;
    let elsewhere = off.browser();
    elsewhere.set_cookie(COOKIE, &browser.cookie(COOKIE).unwrap());
    assert!(!is_remembered(&elsewhere, "hanako").await);
    assert!(is_remembered(&browser, "hanako").await);
}

/// Six wrong codes over two verifications, which is the limit here.
async fn lock(portal: &Portal) {
    let browser = portal.awaiting_code("hanako").await;
    for _ in 0..5 {
        browser.check_code(portal.wrong_code().await).await;
    }
    portal.advance(600).await;
    browser.send_code("sms", "").await;
    browser.check_code(portal.wrong_code().await).await;
}

#[tokio::test]
async fn it_ends_with_a_lock_even_after_an_operator_frees_the_factor() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    lock(&portal).await;
    let locked = browser.thief();
    assert!(!is_remembered(&locked, "hanako").await);
    portal.unlock("hanako").await;
    assert!(!is_remembered(&browser, "hanako").await);
    let expected = [Some("locked".into())];
    assert_eq!(reasons(&portal, ActivityKind::BrowserForgotten).await, expected);
}

#[tokio::test]
async fn it_ends_with_what_forgets_all_of_an_account() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let database = portal.database().await;
    let user = database.user_by_name("hanako").await.unwrap().unwrap();
    let mut transaction = database.begin().await.unwrap();
    assert_eq!(transaction.forget_browsers(&user.id).await.unwrap(), 1);
    transaction.commit().await.unwrap();
    assert!(!is_remembered(&browser, "hanako").await);
    assert_eq!(browser.cookie(COOKIE), None);
}

#[tokio::test]
async fn it_is_listed_and_forgotten_by_its_owner() {
    let portal = portal().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let browser = remembered(&portal, "hanako").await;
    let strangers = remembered(&portal, "jiro").await;
    let owner = portal.signed_in("hanako").await;
    let listed = account(&owner).await.browsers;
    assert_eq!(listed.len(), 1);
    let cookie = strangers.cookie(COOKIE).unwrap();
    let (stranger, _) = cookie.split_once('.').unwrap();
    for crafted in ["", "x", stranger] {
        let view = owner.ask("/api/forget_browser", &[("browser", crafted)]).await;
        assert_eq!((view.notice, view.page()), (None, Page::Sessions));
    }
    let page = owner.get("/account/sessions").await;
    assert!(page.contains("Browsers without a code"));
    let answer = owner.submit(&page, "/api/forget_browser", &[]).await;
    answer.leads_to("/account/sessions");
    let page = owner.get("/account/sessions").await;
    assert_eq!(page.notice(), Some("browser_forgotten"));
    assert!(!page.contains("Browsers without a code"));
    assert!(!is_remembered(&browser, "hanako").await);
    assert!(is_remembered(&strangers, "jiro").await);
}
