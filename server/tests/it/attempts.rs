//! Wrong passwords: a few are free, the next ones wait, and the owner's own browser never waits for strangers.

mod known_browser;
mod networks;
mod waits;

use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, Notice, View};
use reqwest::Method;

/// Few are free here. The account has ten times as many over all networks.
const FREE: (&str, &str) = ("KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT", "3");
const FREE_OF_NETWORK: (&str, &str) = ("KAKUNIN_SIGN_IN_FAILURES_PER_ADDRESS", "4");

async fn with(settings: &[(&str, &str)]) -> Portal {
    let portal = Portal::with(settings).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

/// The sandbox shows codes and believes no proxy.
async fn behind_proxy() -> Portal {
    let portal = Portal::live(&[FREE, ("KAKUNIN_TRUSTED_PROXIES", "127.0.0.0/8")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

async fn log_in(browser: &Browser, name: &str, password: &str) -> View {
    let fields = [("username", name), ("password", password)];
    browser.ask("/api/login", &fields).await
}

/// Logs in from this address, as a proxy tells it.
async fn log_in_from(browser: &Browser, address: &str, name: &str, password: &str) -> View {
    let request = browser
        .request(Method::POST, "/api/login")
        .form(&[("username", name), ("password", password)])
        .header("accept", "application/json")
        .header("x-forwarded-for", address);
    serde_json::from_str(&browser.send(request).await.body).unwrap()
}

async fn fail(portal: &Portal, name: &str, times: usize) {
    for _ in 0..times {
        log_in(&portal.browser(), name, "wrong")
            .await
            .says(Notice::WrongPassword);
    }
}

#[track_caller]
fn held_back(view: &View, seconds: i64) {
    view.says(Notice::TooManySignIns);
    assert_eq!(view.until, Some(view.as_of + seconds), "{view:?}");
    assert_eq!(view.state, AuthState::SignedOut);
}

#[track_caller]
fn passed(view: &View) {
    assert!(matches!(view.state, AuthState::CodeNeeded(_)), "{view:?}");
}

#[tokio::test]
async fn nothing_is_hashed_while_an_attempt_is_held_back() {
    let portal = with(&[FREE, ("KAKUNIN_ARGON2_MEMORY_KIB", "128")]).await;
    fail(&portal, "hanako", 3).await;
    let hash = async || {
        let user = portal.database().await.user_by_name("hanako").await.unwrap();
        user.unwrap().password_hash
    };
    let before = hash().await;
    // The right password would have brought a hash of today's cost.
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
    assert_eq!(hash().await, before);
    portal.advance(1).await;
    passed(&log_in(&portal.browser(), "hanako", PASSWORD).await);
    assert_ne!(hash().await, before);
}

#[tokio::test]
async fn what_was_typed_as_a_user_id_is_not_kept() {
    let portal = with(&[]).await;
    for typed in ["my secret passphrase", "my secret\u{7}passphrase"] {
        fail(&portal, typed, 1).await;
    }
    let mut seen = 0;
    for file in std::fs::read_dir(portal.folder().join("data")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("passphrase"));
        seen += usize::from(text.contains("account_from_network"));
    }
    assert!(seen > 0);
}
