//! A challenge approves what it was made for, and nothing else.

use crate::{
    confirming::CONFIRMED,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, Notice};

const OTHER: &str = "+818012345678";

/// What the person has after a right code, as the audit log counts it.
async fn decisions(portal: &Portal) -> [i64; 4] {
    let mut counts = [0; 4];
    let names = ["signed_in", "phone_added", "confirmed", "phone_changed"];
    for (count, name) in counts.iter_mut().zip(names) {
        *count = portal.count_audit(name).await;
    }
    counts
}

/// The purpose of a row is changed behind the portal's back, as no use case can: every approval still asks for the level
/// that its purpose belongs to.
#[tokio::test]
async fn a_half_open_session_is_never_raised_by_another_purpose() {
    for (change, says) in [
        ("UPDATE challenges SET purpose = 'step_up'", None),
        ("UPDATE challenges SET purpose = 'new_phone'", None),
    ] {
        let portal = Portal::start().await;
        portal.add_user("hanako", Some(PHONE)).await;
        let browser = portal.awaiting_code("hanako").await;
        assert_eq!(portal.execute(change).await, 1);
        let view = browser.check_code(&portal.code().await).await;
        assert_eq!(view.notice, says, "{change}");
        assert!(!matches!(view.state, AuthState::SignedIn(_)), "{change}");
        assert!(!browser.is_signed_in().await);
        assert_eq!(decisions(&portal).await, [0; 4], "{change}");
        assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(PHONE));
    }
}

#[tokio::test]
async fn a_full_session_is_never_confirmed_by_another_purpose() {
    for change in [
        "UPDATE challenges SET purpose = 'sign_in'",
        "UPDATE challenges SET purpose = 'enrol'",
    ] {
        let portal = Portal::start().await;
        portal.add_user("hanako", Some(PHONE)).await;
        let browser = portal.unconfirmed("hanako").await;
        browser.awaiting_confirmation().await;
        assert_eq!(portal.execute(change).await, 1);
        let before = decisions(&portal).await;
        browser.check_code(&portal.code().await).await.account();
        assert!(!browser.is_confirmed().await, "{change}");
        assert_eq!(decisions(&portal).await, before, "{change}");
    }
}

#[tokio::test]
async fn a_confirmation_changes_no_phone_and_a_new_phone_confirms_nothing() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.unconfirmed("hanako").await;
    browser.awaiting_confirmation().await;
    // A number beside a confirmation is no new phone.
    portal.advance(30).await;
    browser.send_own_code("080-1234-5678").await;
    assert_eq!(portal.messages().await[0].to, PHONE);
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::Confirmed);
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(PHONE));

    browser.change_phone("080-1234-5678").await;
    let until = browser.account().await.confirmed_until;
    portal.advance(60).await;
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::PhoneChanged);
    assert_eq!(browser.account().await.confirmed_until, until);
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(OTHER));
}

#[tokio::test]
async fn a_code_of_a_sign_in_elsewhere_confirms_nothing_before_an_own_send() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.unconfirmed("hanako").await;
    portal.awaiting_code("hanako").await;
    browser.confirm_password(crate::portal::PASSWORD).await;
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::CodeExpired);
    assert!(!browser.is_confirmed().await);
}

#[tokio::test]
async fn a_new_phone_ends_with_the_confirmation() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.signed_in("hanako").await;
    portal.advance(CONFIRMED - 10).await;
    assert_eq!(browser.change_phone("080-1234-5678").await.notice, None);
    portal.advance(10).await;
    let view = browser.check_code(&portal.code().await).await;
    view.says(Notice::ConfirmFirst);
    assert_eq!(view.account().challenge, None);
    let fields = [("turn", "1"), ("channel", "sms"), ("contact_to", "070-1234-5678")];
    let sent = portal.count_messages().await;
    browser
        .ask("/api/send_code", &fields)
        .await
        .says(Notice::ConfirmFirst);
    assert_eq!(portal.count_messages().await, sent);
    assert_eq!(portal.phone_of("hanako").await.as_deref(), Some(PHONE));
}
