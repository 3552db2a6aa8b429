//! A sign-in that stores a hash of today's cost, while somebody else stores another one.

use crate::{
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{Notice, View};

/// Every hash in the database has another cost than the portal's, so each right password brings a new one.
async fn portal(password_of_other: &str) -> Portal {
    let portal = Portal::with(&[("KAKUNIN_ARGON2_MEMORY_KIB", "128")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
        .add_user_with_password("other", password_of_other, None)
        .await;
    portal
}

/// From now on Hanako's hash becomes that of the other user as soon as an attempt is counted: after it was read, and before
/// another one is stored in its place.
async fn replace_meanwhile(portal: &Portal) {
    portal
        .execute(
            "CREATE TRIGGER meanwhile AFTER INSERT ON sign_in_attempts BEGIN
                 UPDATE users SET password_hash = (SELECT password_hash FROM users WHERE username = 'other')
                 WHERE username = 'hanako';
             END",
        )
        .await;
}

async fn log_in(portal: &Portal) -> View {
    let fields = [("username", "hanako"), ("password", PASSWORD)];
    portal.browser().ask("/api/login", &fields).await
}

#[tokio::test]
async fn a_password_that_was_replaced_meanwhile_opens_nothing() {
    let portal = portal("paper lantern").await;
    replace_meanwhile(&portal).await;
    log_in(&portal).await.says(Notice::WrongPassword);
}

#[tokio::test]
async fn of_two_upgrades_at_once_both_were_right() {
    let portal = portal(PASSWORD).await;
    replace_meanwhile(&portal).await;
    log_in(&portal).await.challenge();
}
