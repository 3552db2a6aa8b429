//! How often one network may try, and who never waits.

use super::{CHOSEN, PATH, add_invited, choose, id_of, link_for, log_in};
use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, Notice, View};
use reqwest::Method;

#[tokio::test]
async fn tries_from_one_network_are_counted() {
    let portal = Portal::start().await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    for _ in 0..30 {
        choose(&browser, "x", CHOSEN).await.says(Notice::LinkUnusable);
    }
    let view = choose(&browser, &token, CHOSEN).await;
    view.says(Notice::TooManySignIns);
    let wait = view.until.unwrap() - portal.clock_now();
    assert!((1..=3_600).contains(&wait), "{wait}");
    portal.advance(wait).await;
    choose(&browser, &token, CHOSEN)
        .await
        .says(Notice::PasswordChosen);
}

/// A post from this address, as a proxy tells it.
async fn post_from(browser: &Browser, address: &str, path: &str, fields: &[(&str, &str)]) -> View {
    let request = browser
        .request(Method::POST, path)
        .form(fields)
        .header("accept", "application/json")
        .header("x-forwarded-for", address);
    serde_json::from_str(&browser.send(request).await.body).unwrap()
}

async fn behind_proxy(settings: &[(&str, &str)]) -> Portal {
    let proxy = [("KAKUNIN_TRUSTED_PROXIES", "127.0.0.0/8")];
    Portal::live(&[settings, &proxy[..]].concat()).await
}

#[tokio::test]
async fn tries_from_one_prefix_are_counted() {
    let portal = behind_proxy(&[]).await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    for network in 0..150 {
        let address = format!("2001:db8:1:{network:x}::1");
        let fields = [("token", "x"), ("new_password", CHOSEN)];
        post_from(&browser, &address, PATH, &fields)
            .await
            .says(Notice::LinkUnusable);
    }
    let fields = [("token", &*token), ("new_password", CHOSEN)];
    post_from(&browser, "2001:db8:1:ffff::1", PATH, &fields)
        .await
        .says(Notice::TooManySignIns);
    post_from(&browser, "2001:db8:2::1", PATH, &fields)
        .await
        .says(Notice::PasswordChosen);
}

#[tokio::test]
async fn the_browser_of_a_link_waits_for_no_stranger() {
    let portal = behind_proxy(&[("KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT", "3")]).await;
    let token = add_invited(&portal, "hanako").await;
    let browser = portal.browser();
    choose(&browser, &token, CHOSEN)
        .await
        .says(Notice::PasswordChosen);
    // As many as are free over all networks, and each network is new.
    for network in 0..30 {
        let address = format!("198.51.{network}.1");
        let fields = [("username", "hanako"), ("password", "wrong")];
        post_from(&portal.browser(), &address, "/api/login", &fields)
            .await
            .says(Notice::WrongPassword);
    }
    log_in(&portal, "hanako", CHOSEN)
        .await
        .says(Notice::TooManySignIns);
    let fields = [("username", "hanako"), ("password", CHOSEN)];
    let view = browser.ask("/api/login", &fields).await;
    view.challenge();
}

#[tokio::test]
async fn a_browser_that_waited_for_the_old_password_signs_in_with_the_new_one() {
    let portal = Portal::with(&[("KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT", "3")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.signed_in("hanako").await;
    browser.post("/api/logout", &[]).await;
    let log_in = async |password| {
        let fields = [("username", "hanako"), ("password", password)];
        browser.ask("/api/login", &fields).await
    };
    for _ in 0..3 {
        log_in("wrong").await.says(Notice::WrongPassword);
    }
    log_in(PASSWORD).await.says(Notice::TooManySignIns);
    let token = link_for(&portal, &id_of(&portal, "hanako").await).await;
    choose(&browser, &token, CHOSEN)
        .await
        .says(Notice::PasswordChosen);
    let view = log_in(CHOSEN).await;
    assert!(matches!(view.state, AuthState::CodeNeeded(_)), "{view:?}");
}
