//! A cookie that the attacker chose or knows is planted in the browser of somebody who then signs in.

use super::watched;
use crate::{
    browser::{Browser, SESSION},
    portal::PASSWORD,
    steps::Answer,
};
use app::domain::AuthState;

/// Signs in and gives the session ids after each step.
async fn ids(browser: &Browser, code: impl AsyncFn() -> String) -> [String; 3] {
    let id = || browser.cookie(SESSION).unwrap();
    let planted = id();
    browser
        .post("/api/login", &[("username", "hanako"), ("password", PASSWORD)])
        .await
        .leads_to("/verify");
    let half_open = id();
    browser.press("sms", &[]).await;
    assert_eq!(id(), half_open);
    browser.type_code(&code().await).await.leads_to("/account");
    [planted, half_open, id()]
}

#[tokio::test]
async fn a_made_up_id_never_becomes_a_session() {
    let (portal, _) = watched().await;
    for planted in ["ab".repeat(32), "0".repeat(64), "F".repeat(64)] {
        let victim = portal.browser();
        victim.set_cookie(SESSION, &planted);
        let attacker = victim.thief();
        let [planted, half_open, full] = ids(&victim, async || portal.code().await).await;
        assert!(planted != half_open && half_open != full && planted != full);
        assert_eq!(attacker.state().await, AuthState::SignedOut);
    }
}

#[tokio::test]
async fn the_attackers_own_session_is_not_lifted_by_somebody_else() {
    let (portal, _) = watched().await;
    portal.add_user("mallory", Some("+818012345678")).await;
    let attackers = [
        portal.half_open("mallory").await,
        portal.signed_in("mallory").await,
    ];
    for attacker in attackers {
        let victim = portal.browser();
        victim.set_cookie(SESSION, &attacker.cookie(SESSION).unwrap());
        let [planted, half_open, full] = ids(&victim, async || portal.code().await).await;
        assert!(planted != half_open && half_open != full && planted != full);
        // The browser gave the session up, so it opens nothing any more, least of all the victim's account.
        assert_eq!(attacker.state().await, AuthState::SignedOut);
        assert_eq!(
            victim.ask("/api/choose_language", &[]).await.account().user_id,
            "hanako"
        );
    }
}

#[tokio::test]
async fn a_planted_known_browser_opens_nothing() {
    let (portal, _) = watched().await;
    portal.add_user("mallory", Some("+818012345678")).await;
    let attacker = portal.signed_in("mallory").await;
    let known = attacker.cookie("kakunin_known").unwrap();
    let victim = portal.browser();
    victim.set_cookie("kakunin_known", &known);
    assert_eq!(victim.state().await, AuthState::SignedOut);
    victim.give_password("hanako", PASSWORD).await.leads_to("/verify");
    victim.press("sms", &[]).await;
    victim.type_code(&portal.code().await).await.leads_to("/account");
    assert_ne!(victim.cookie("kakunin_known"), Some(known));
}
