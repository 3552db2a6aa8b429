//! A cookie of a remembered browser in the hands of another one, or made up.

use super::{COOKIE, ON, is_remembered, login, portal, reasons, remembered};
use crate::{
    engines,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{ActivityKind, AuthState};

#[tokio::test]
async fn a_stolen_copy_shows_itself_and_then_helps_nobody() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let thief = browser.thief();
    assert!(is_remembered(&thief, "hanako").await);
    let thiefs = thief.thief();
    assert!(!is_remembered(&browser, "hanako").await);
    assert_eq!(browser.cookie(COOKIE), None);
    assert!(!is_remembered(&thiefs, "hanako").await);
    assert_eq!(
        reasons(&portal, ActivityKind::BrowserForgotten).await,
        [Some("used_elsewhere".into())]
    );
    // The owner types a code, and is remembered anew.
    browser.send_code("sms", "").await;
    let code = portal.code().await;
    let fields = [("code", &*code), ("remember", "on")];
    browser.ask("/api/check_code", &fields).await.account();
    assert!(is_remembered(&browser, "hanako").await);
}

#[tokio::test]
async fn two_tabs_at_once_let_one_in_and_ask_the_other_for_a_code() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let tabs = [browser.thief(), browser.thief()];
    let (first, second) = tokio::join!(login(&tabs[0], "hanako"), login(&tabs[1], "hanako"));
    let states = [first.state, second.state];
    let is_in = |state: &&AuthState| matches!(state, AuthState::SignedIn(_));
    assert_eq!(states.iter().filter(is_in).count(), 1, "{states:?}");
    let asked = states
        .iter()
        .position(|state| matches!(state, AuthState::CodeNeeded(_)));
    let asked = &tabs[asked.unwrap()];
    asked.send_code("sms", "").await;
    asked.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn twenty_at_once_on_postgres() {
    let Some(server) = engines::postgres().await else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &server.url), ON]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = remembered(&portal, "hanako").await;
    let mut tabs = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let tab = browser.thief();
        tabs.spawn(async move { login(&tab, "hanako").await });
    }
    let views = tabs.join_all().await;
    let signed_in = views
        .iter()
        .filter(|view| matches!(view.state, AuthState::SignedIn(_)));
    assert_eq!(signed_in.count(), 1);
    assert_eq!(reasons(&portal, ActivityKind::BrowserForgotten).await.len(), 1);
    server.remove().await;
}

#[tokio::test]
async fn what_is_no_browser_is_nobody() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let right = browser.cookie(COOKIE).unwrap();
    let (id, secret) = right.split_once('.').unwrap();
    for value in [
        String::new(),
        ".".into(),
        id.into(),
        format!("{id}."),
        format!(".{secret}"),
        format!("{secret}.{id}"),
        format!("{}.{secret}", "0".repeat(32)),
        format!("{id}.{secret}.{secret}"),
        "%00".into(),
        "x".repeat(5_000),
    ] {
        let other = portal.browser();
        other.set_cookie(COOKIE, &value);
        assert!(!is_remembered(&other, "hanako").await, "{value}");
    }
    assert!(is_remembered(&browser, "hanako").await);
}

#[tokio::test]
async fn the_secret_is_never_in_the_database() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let cookie = browser.cookie(COOKIE).unwrap();
    let (id, secret) = cookie.split_once('.').unwrap();
    let mut found = false;
    for file in std::fs::read_dir(portal.folder().join("data")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(secret));
        found |= text.contains(id);
    }
    assert!(found, "the id is there, so the right files were read");
}
