//! A code in the place of the phone where a signed-in person confirms.

use super::with_codes;
use crate::{
    browser::{Browser, SESSION},
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{ActivityKind, Factor, Notice, Page, Purpose};
use server::{
    auth::{SessionId, random_id},
    clock::Clock,
    randomness::SystemRandomness,
    store::NewChallenge,
};

/// Opens a challenge of this purpose in a full session.
async fn challenge(portal: &Portal, browser: &Browser, purpose: Purpose) {
    let session = SessionId::from_cookie(&browser.cookie(SESSION).unwrap()).unwrap();
    let (database, user_id) = (portal.database().await, portal.user_id("hanako").await);
    let mut transaction = database.begin().await.unwrap();
    let challenge = NewChallenge {
        id: &random_id(&SystemRandomness),
        session: &session.hash(),
        user_id: &user_id,
        purpose,
        phone_number: Some(&PHONE.parse().unwrap()),
        made_at: portal.clock.now(),
        return_to: Some(Page::RecoveryCodes.path()),
    };
    transaction.add_challenge(&challenge).await.unwrap();
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn it_proves_the_code_under_a_new_id_and_leads_on() {
    let (portal, browser, codes) = with_codes().await;
    portal.advance(700).await;
    challenge(&portal, &browser, Purpose::StepUp).await;
    let confirmed_until = portal.clock.now() + 600;
    portal.advance(300).await;
    let (thief, before) = (browser.thief(), browser.cookie(SESSION));
    let view = browser.use_code(&codes[0]).await;
    view.says(Notice::RecoveryCodeUsed);
    assert_eq!(view.page(), Page::RecoveryCodes);
    let account = view.account();
    assert_eq!(
        (account.recovery_codes_left, account.challenge.is_some()),
        (9, false)
    );
    assert_eq!(account.confirmed_until, Some(confirmed_until));
    assert_eq!(account.factor, Some(Factor::Sms));
    assert_ne!(browser.cookie(SESSION), before);
    assert!(!thief.is_signed_in().await && browser.is_signed_in().await);
    let confirmed = portal.reasons("hanako", ActivityKind::Confirmed).await;
    assert_eq!(confirmed, [Some("recovery".into())]);
    // It is no sign-in.
    assert_eq!(portal.reasons("hanako", ActivityKind::SignedIn).await.len(), 1);
}

#[tokio::test]
async fn a_refusal_is_told_where_the_code_was_typed() {
    let (portal, browser, _) = with_codes().await;
    portal.advance(700).await;
    challenge(&portal, &browser, Purpose::StepUp).await;
    for (typed, notice) in [
        ("12", Notice::MalformedRecoveryCode),
        (super::WRONG, Notice::WrongRecoveryCode),
    ] {
        let view = browser.use_code(typed).await;
        view.says(notice);
        assert_eq!(
            (view.page(), view.account().confirmed_until),
            (Page::Confirm, None)
        );
    }
}

#[tokio::test]
async fn a_challenge_of_another_phone_takes_none() {
    let (portal, browser, codes) = with_codes().await;
    challenge(&portal, &browser, Purpose::NewPhone).await;
    assert_eq!(
        browser.use_code(&codes[0]).await.account().recovery_codes_left,
        10
    );
}

#[tokio::test]
async fn without_a_challenge_a_code_is_not_even_looked_at() {
    let (portal, browser, codes) = with_codes().await;
    let view = browser.use_code(&codes[0]).await;
    assert_eq!((view.notice, view.account().recovery_codes_left), (None, 10));
    assert!(
        portal
            .reasons("hanako", ActivityKind::RecoveryCodeUsed)
            .await
            .is_empty()
    );
}
