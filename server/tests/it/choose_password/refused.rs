//! Links and passwords that are not taken.

use super::{CHOSEN, DAY, add_invited, choose, id_of, log_in};
use crate::{
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, Notice, Page};

#[tokio::test]
async fn a_password_that_is_refused_does_not_use_the_link_up() {
    let portal = Portal::start().await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    let long = "x".repeat(5_000);
    for (password, notice) in [
        ("", Notice::PasswordTooShort),
        ("seven77", Notice::PasswordTooShort),
        ("password123", Notice::PasswordTooCommon),
        ("hanako-1", Notice::PasswordTooCommon),
        (&long, Notice::PasswordTooLong),
    ] {
        let view = choose(&browser, &token, password).await;
        view.says(notice);
        assert_eq!(view.page, Some(Page::ChoosePassword));
    }
    choose(&browser, &token, CHOSEN)
        .await
        .says(Notice::PasswordChosen);
}

#[tokio::test]
async fn links_that_are_old_unknown_or_none_open_nothing() {
    let portal = Portal::start().await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    let mut other = token.clone();
    other.replace_range(..1, if token.starts_with('0') { "1" } else { "0" });
    for typed in [&*other, &token[1..], "x", "#"] {
        choose(&browser, typed, CHOSEN).await.says(Notice::LinkUnusable);
    }
    portal.advance(DAY).await;
    choose(&browser, &token, CHOSEN).await.says(Notice::LinkUnusable);
    log_in(&portal, "hanako", CHOSEN)
        .await
        .says(Notice::WrongPassword);
}

#[tokio::test]
async fn while_none_is_chosen_no_password_opens_the_account() {
    let portal = Portal::start().await;
    add_invited(&portal, "hanako").await;
    for password in ["", PASSWORD] {
        log_in(&portal, "hanako", password)
            .await
            .says(Notice::WrongPassword);
    }
}

#[tokio::test]
async fn a_locked_account_is_told_after_the_right_password_only() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let id = id_of(&portal, "hanako").await;
    let database = portal.database().await;
    let mut transaction = database.begin().await.unwrap();
    assert!(transaction.lock_account(&id, portal.clock_now()).await.unwrap());
    transaction.commit().await.unwrap();
    log_in(&portal, "hanako", "wrong password")
        .await
        .says(Notice::WrongPassword);
    let view = log_in(&portal, "hanako", PASSWORD).await;
    view.says(Notice::AccountLocked);
    assert_eq!(view.state, AuthState::SignedOut);
    assert_eq!(
        database
            .count_audit("sign_in_held_back", Some(&id))
            .await
            .unwrap(),
        1
    );
    let mut transaction = database.begin().await.unwrap();
    assert!(transaction.unlock_account(&id).await.unwrap());
    transaction.commit().await.unwrap();
    log_in(&portal, "hanako", PASSWORD).await.challenge();
}
