//! How long sessions live is for the operator to say, within the bounds of the standard.

use crate::{
    portal::{PHONE, Portal},
    setup::Setup,
};
use server::config::{Config, Environment};

async fn portal(settings: &[(&str, &str)]) -> Portal {
    let portal = Portal::with(settings).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

#[tokio::test]
async fn the_idle_time_is_a_setting() {
    let portal = portal(&[("KAKUNIN_SESSION_IDLE_MINUTES", "5")]).await;
    let browser = portal.signed_in("hanako").await;
    for _ in 0..3 {
        portal.advance(299).await;
        assert!(browser.is_signed_in().await);
    }
    portal.advance(300).await;
    browser.get("/account").await.leads_to("/");
    assert_eq!(browser.get("/").await.notice(), Some("session_ended"));
}

#[tokio::test]
async fn the_absolute_time_is_a_setting() {
    let portal = portal(&[("KAKUNIN_SESSION_HOURS", "2")]).await;
    let browser = portal.signed_in("hanako").await;
    for _ in 0..7 {
        portal.advance(1_000).await;
        assert!(browser.is_signed_in().await);
    }
    portal.advance(199).await;
    assert!(browser.is_signed_in().await);
    portal.advance(1).await;
    browser.get("/account").await.leads_to("/");
}

#[tokio::test]
async fn a_short_idle_time_does_not_shorten_the_time_for_the_code() {
    let portal = portal(&[("KAKUNIN_SESSION_IDLE_MINUTES", "2")]).await;
    let browser = portal.half_open("hanako").await;
    portal.advance(899).await;
    assert_eq!(browser.get("/verify").await.status, 200);
    portal.advance(1).await;
    browser.get("/verify").await.leads_to("/");
}

#[tokio::test]
async fn longer_than_the_standard_allows_does_not_start() {
    for (name, value) in [
        ("KAKUNIN_SESSION_IDLE_MINUTES", "61"),
        ("KAKUNIN_SESSION_HOURS", "25"),
        ("KAKUNIN_REMEMBER_BROWSER_DAYS", "91"),
    ] {
        let setup = Setup::new(&[(name, value)]);
        let pairs = setup.settings.iter();
        let environment = Environment::of(pairs.map(|(name, value)| (&**name, &**value)));
        let mistakes = Config::read(&environment).unwrap_err();
        assert_eq!(mistakes.len(), 1);
        assert!(mistakes[0].to_string().starts_with(name), "{mistakes:?}");
    }
}
