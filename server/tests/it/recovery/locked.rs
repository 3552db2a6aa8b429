//! A locked second factor: the recovery code is the way that the lock leaves open.

use super::{codes_of, with_codes};
use crate::{
    browser::Browser,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{ActivityKind, Notice};

async fn locked() -> (Portal, Browser, Vec<String>) {
    let portal = Portal::with(&[("KAKUNIN_FAILURES_BEFORE_LOCK", "3")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let signed_in = portal.signed_in("hanako").await;
    let codes = codes_of(&signed_in.make_codes().await);
    portal.advance(700).await;
    let browser = portal.awaiting_code("hanako").await;
    for _ in 0..3 {
        browser.check_code(portal.wrong_code().await).await;
    }
    (portal, browser, codes)
}

#[tokio::test]
async fn a_recovery_code_frees_it() {
    let (portal, browser, codes) = locked().await;
    browser.type_code(&portal.code().await).await.leads_to("/verify");
    let page = browser.get("/verify").await;
    assert_eq!(page.notice(), Some("factor_locked"));
    assert!(
        page.tags("details")
            .find(|tag| tag.contains("recovery"))
            .unwrap()
            .contains("open")
    );
    browser.type_recovery_code(&codes[0]).await.leads_to("/account");
    let unlocked = portal.reasons("hanako", ActivityKind::FactorUnlocked).await;
    assert_eq!(unlocked, [Some("recovery".into())]);

    portal.advance(700).await;
    let by_phone = portal.awaiting_code("hanako").await;
    by_phone.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn a_wrong_one_frees_nothing() {
    let (portal, browser, _) = locked().await;
    browser
        .use_code(super::WRONG)
        .await
        .says(Notice::WrongRecoveryCode);
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::FactorLocked);
    assert!(
        portal
            .reasons("hanako", ActivityKind::FactorUnlocked)
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn an_account_that_an_operator_shut_stays_shut() {
    let (portal, _, codes) = with_codes().await;
    let browser = portal.half_open("hanako").await;
    let pool = sqlx::SqlitePool::connect(&portal.database_url).await.unwrap();
    sqlx::query("UPDATE users SET locked_at = 1")
        .execute(&pool)
        .await
        .unwrap();
    browser.use_code(&codes[0]).await.says(Notice::AccountLocked);
    assert!(!browser.is_signed_in().await);
    let user_id = portal.user_id("hanako").await;
    let left = portal.database().await.recovery_codes_left(&user_id).await;
    assert_eq!(left.unwrap().count, 10);
}
