//! Several tabs at once confirm once.

use super::portal;
use crate::{portal::PASSWORD, steps::Answer};
use app::domain::Notice;

#[tokio::test]
async fn two_tabs_confirm_once() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    let tab = browser.thief();
    browser.awaiting_confirmation().await;
    let old = portal.code().await;
    // The other tab begins anew: the first challenge is gone, and the code in between belongs to none.
    tab.confirm_password(PASSWORD).await;
    browser.check_code(&old).await.says(Notice::CodeExpired);
    // It may join what is on its way.
    tab.send_own_code("").await.says(Notice::WaitBeforeSending);
    tab.check_code(&old).await.says(Notice::Confirmed);
    browser.check_code(&old).await.says(Notice::SessionEnded);
    assert_eq!(portal.count_audit("confirmed").await, 1);
    assert!(tab.is_confirmed().await);
}

#[tokio::test]
async fn twenty_checks_at_once_confirm_once() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    browser.awaiting_confirmation().await;
    let code = portal.code().await;
    let tabs = (0..20).map(|_| (browser.thief(), code.clone()));
    let presses: tokio::task::JoinSet<_> = tabs
        .map(|(tab, code)| async move { tab.check_code(&code).await.notice })
        .collect();
    let told = presses.join_all().await;
    let confirmed = told.iter().filter(|notice| **notice == Some(Notice::Confirmed));
    assert_eq!(confirmed.count(), 1, "{told:?}");
    assert_eq!(portal.count_audit("confirmed").await, 1);
}
