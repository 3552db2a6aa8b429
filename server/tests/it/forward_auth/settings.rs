//! What the operator has to say, and what cannot be.

use super::{NOTES, SETTINGS, portal_with};
use crate::{portal::Portal, setup::Setup};
use server::config::{Config, Environment};

fn mistakes(settings: &[(&str, &str)]) -> Vec<String> {
    let setup = Setup::new(settings);
    let pairs = setup.settings.iter();
    let environment = Environment::of(pairs.map(|(name, value)| (&**name, &**value)));
    let (_, mistakes) = Config::read_with_mistakes(&environment);
    mistakes.iter().map(ToString::to_string).collect()
}

#[test]
fn a_domain_or_an_origin_that_cannot_be_stops_the_start() {
    for (name, value) in [
        ("KAKUNIN_COOKIE_DOMAIN", "com"),
        ("KAKUNIN_COOKIE_DOMAIN", "other.example"),
        ("KAKUNIN_RETURN_ORIGINS", "https://app.example.com/"),
        ("KAKUNIN_RETURN_ORIGINS", "https://app.other.example"),
    ] {
        let mut settings: Vec<_> = SETTINGS.into_iter().filter(|(known, _)| *known != name).collect();
        settings.push((name, value));
        let told = mistakes(&settings);
        assert!(
            told.iter().any(|line| line.starts_with(name)),
            "{name}={value}: {told:?}"
        );
    }
}

/// Nothing is believed of where a request came from unless a proxy is named: then nobody comes back, and nobody is led astray.
#[tokio::test]
async fn without_a_trusted_proxy_the_sign_in_page_is_named_and_no_way_back() {
    let lines = [
        ("x-forwarded-proto", "https"),
        ("x-forwarded-host", "app.example.com"),
        ("x-forwarded-uri", "/notes"),
    ];
    for (proxies, expected) in [
        ("10.0.0.0/8", "https://login.example.com/"),
        (
            "127.0.0.0/8",
            "https://login.example.com/?return_to=https%3A%2F%2Fapp.example.com%2Fnotes",
        ),
    ] {
        let portal = portal_with(&[("KAKUNIN_TRUSTED_PROXIES", proxies)]).await;
        let page = portal
            .browser()
            .forwarded("/forward-auth?mode=redirect", &lines)
            .await;
        assert_eq!((page.status, page.location()), (302, Some(expected)), "{proxies}");
    }
}

/// https is for the world; on loopback everything works without.
#[tokio::test]
async fn loopback_needs_no_https() {
    let portal = Portal::live(&[
        ("KAKUNIN_PUBLIC_URL", "http://login.kakunin.localhost:3000"),
        ("KAKUNIN_COOKIE_DOMAIN", "kakunin.localhost"),
        ("KAKUNIN_RETURN_ORIGINS", "http://app.kakunin.localhost:4000"),
    ])
    .await;
    portal.add_user("hanako", Some(crate::portal::PHONE)).await;
    let browser = portal.signed_in("hanako").await;
    assert!(browser.cookie("kakunin-access").is_some());
    super::is_hanako(&browser.get(super::PATH).await);
    assert_eq!(browser.get(&super::return_to(NOTES)).await.status, 200);
    let address = "http://app.kakunin.localhost:4000/";
    browser.get(&super::return_to(address)).await.leads_to(address);
}
