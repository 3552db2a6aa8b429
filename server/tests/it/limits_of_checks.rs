//! How many codes an account may try in a day.

use crate::{
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

#[tokio::test]
async fn the_day_has_so_many_checks_and_the_right_code_is_one_of_them() {
    let portal = Portal::with(&[("KAKUNIN_CHECKS_PER_ACCOUNT", "2")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    let wrong = portal.wrong_code().await;
    browser.check_code(wrong).await.says(Notice::WrongCode);
    browser.check_code(wrong).await.says(Notice::WrongCode);
    let view = browser.check_code(&portal.code().await).await;
    view.says(Notice::TooManyChecks);
    // Refused before it was counted for the number.
    assert_eq!(view.challenge().sent.as_ref().unwrap().checks_left, 3);

    portal.advance(86_400).await;
    let tomorrow = portal.signed_in("hanako").await;
    assert!(tomorrow.is_signed_in().await);
}

#[tokio::test]
async fn malformed_codes_use_nothing_up() {
    let portal = Portal::with(&[("KAKUNIN_CHECKS_PER_ACCOUNT", "1")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    for _ in 0..5 {
        browser.check_code("12").await.says(Notice::MalformedCode);
    }
    browser.check_code(&portal.code().await).await.account();
}
