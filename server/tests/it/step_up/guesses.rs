//! Guessed passwords have an end.

use super::portal;
use crate::{portal::PASSWORD, steps::Answer};
use app::domain::{Notice, Page};

#[tokio::test]
async fn wrong_passwords_have_an_end_and_right_ones_do_not_count() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    for _ in 0..3 {
        browser.confirm_password(PASSWORD).await;
    }
    for _ in 0..10 {
        browser
            .confirm_password("wrong password")
            .await
            .says(Notice::WrongPassword);
    }
    let view = browser.confirm_password(PASSWORD).await;
    view.says(Notice::TooManySignIns);
    let wait = view.until.unwrap() - view.as_of;
    assert!((1..=3_600).contains(&wait), "{wait}");
    assert_eq!(portal.count_audit("password_refused").await, 10);
    assert_eq!(portal.count_audit("sign_in_held_back").await, 1);
    // Another session of the account does not begin anew, and the next hour does.
    let elsewhere = portal.signed_in("hanako").await;
    elsewhere
        .change_password("wrong password", "a new one for tests")
        .await
        .says(Notice::TooManySignIns);
    portal.advance(wait).await;
    let view = browser.confirm_password(PASSWORD).await;
    assert_eq!((view.notice, view.page()), (None, Page::Confirm));
}

#[tokio::test]
async fn guesses_have_an_end_also_at_once() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    let tabs = (0..30).map(|_| browser.thief());
    let guesses: tokio::task::JoinSet<_> = tabs
        .map(|tab| async move { tab.confirm_password("wrong password").await.notice })
        .collect();
    let told = guesses.join_all().await;
    let looked_at = told
        .iter()
        .filter(|notice| **notice == Some(Notice::WrongPassword));
    assert_eq!(looked_at.count(), 10, "{told:?}");
    browser
        .change_password(PASSWORD, "battery staple")
        .await
        .says(Notice::ConfirmFirst);
    browser
        .confirm_password(PASSWORD)
        .await
        .says(Notice::TooManySignIns);
}

#[tokio::test]
async fn a_password_that_could_not_be_compared_was_not_wrong() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    let pool = sqlx::SqlitePool::connect(&portal.database_url).await.unwrap();
    let set = async |hash: &str| {
        let text = "UPDATE users SET password_hash = $1 WHERE username = 'hanako'";
        let set = sqlx::query(text).bind(hash).execute(&pool).await.unwrap();
        assert_eq!(set.rows_affected(), 1);
    };
    let user = portal.database().await.user_by_name("hanako").await;
    let right = user.unwrap().unwrap().password_hash;
    set("unreadable").await;
    // An hour has ten tries.
    for _ in 0..12 {
        let page = browser
            .fetch("/api/confirm_password", &[("password", PASSWORD)])
            .await;
        assert!(page.status >= 500, "{}", page.status);
    }
    set(&right).await;
    let view = browser.confirm_password(PASSWORD).await;
    assert_eq!((view.notice, view.page()), (None, Page::Confirm));
}
