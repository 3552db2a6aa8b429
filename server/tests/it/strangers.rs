//! The sandbox shows every code, so only whoever sits at this machine may look.

use crate::{
    page::Page,
    portal::{PHONE, Portal},
    raw,
    setup::START,
};
use reqwest::Method;
use server::clock::Clock;

const PATHS: [&str; 5] = ["/", "/sandbox", "/sandbox/messages", "/healthz", "/nothing"];

#[track_caller]
fn is_turned_away(page: &Page, asked: &str) {
    assert_eq!(page.status, 421, "{asked}");
    assert!(page.body.starts_with("421: this portal runs its sandbox") && page.body.lines().count() == 1);
}

#[tokio::test]
async fn other_names_and_proxies_are_turned_away_everywhere() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.awaiting_code("hanako").await;
    let port = portal.address.port();
    let own = format!("Host: 127.0.0.1:{port}");
    let table = [
        vec!["Host: evil.example".to_owned()],
        vec![format!("Host: evil.example:{port}")],
        vec![format!("Host: localhost.evil.example:{port}")],
        vec!["Host: 127.0.0.1".to_owned()],
        vec![format!("Host: 127.0.0.1:{}", port ^ 1)],
        vec![own.clone(), "X-Forwarded-For: 203.0.113.9".into()],
        vec![own.clone(), "X-Forwarded-Proto: https".into()],
        vec![own.clone(), "Forwarded: for=203.0.113.9".into()],
        vec![own.clone(), "X-Real-IP: 203.0.113.9".into()],
    ];
    for lines in &table {
        for path in PATHS {
            let page = raw::ask(portal.address, "GET", path, lines).await;
            is_turned_away(&page, &format!("{path} {lines:?}"));
        }
        let page = raw::ask(portal.address, "POST", "/api/login", lines).await;
        is_turned_away(&page, "POST");
    }
    let page = raw::ask(portal.address, "GET", "/sandbox/messages", &[own]).await;
    assert!(page.status == 200 && page.contains(PHONE));
}

#[tokio::test]
async fn loopback_has_many_names() {
    let portal = Portal::start().await;
    let port = portal.address.port();
    for name in [
        "localhost",
        "LOCALHOST",
        "[::1]",
        "kakunin.localhost",
        "127.0.0.2",
    ] {
        let host = [format!("Host: {name}:{port}")];
        let page = raw::ask(portal.address, "GET", "/sandbox", &host).await;
        assert_eq!(page.status, 200, "{name}");
    }
}

#[tokio::test]
async fn hosts_that_the_operator_lists_may_look_through_a_proxy() {
    let portal = Portal::with(&[("KAKUNIN_SANDBOX_HOSTS", "box.example:3000, Other.example")]).await;
    for host in ["box.example:3000", "BOX.example:3000", "other.example"] {
        let lines = [format!("Host: {host}"), "X-Forwarded-For: 203.0.113.9".into()];
        let page = raw::ask(portal.address, "GET", "/sandbox", &lines).await;
        assert_eq!(page.status, 200, "{host}");
    }
    for host in ["box.example", "box.example:3001"] {
        let page = raw::ask(portal.address, "GET", "/sandbox", &[format!("Host: {host}")]).await;
        is_turned_away(&page, host);
    }
}

#[tokio::test]
async fn a_live_portal_answers_behind_a_proxy() {
    let portal = Portal::live(&[("KAKUNIN_PUBLIC_URL", "https://login.example")]).await;
    let lines = [
        "Host: login.example".to_owned(),
        "X-Forwarded-For: 203.0.113.9".into(),
    ];
    let page = raw::ask(portal.address, "GET", "/", &lines).await;
    assert_eq!(page.status, 200);
}

#[tokio::test]
async fn a_form_cannot_turn_the_twins_knobs() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let orders = [
        ("/sandbox/clock", r#"{"advance_seconds":600}"#),
        ("/sandbox/faults", r#"{"fault":"drop","count":9}"#),
    ];
    for (path, body) in orders {
        for kind in [
            "application/x-www-form-urlencoded",
            "text/plain",
            "multipart/form-data",
            "",
        ] {
            let request = browser.request(Method::POST, path).header("content-type", kind);
            let page = browser.send(request.body(body)).await;
            assert_eq!(page.status, 415, "{path} {kind}");
            assert_eq!(page.header("access-control-allow-origin"), None);
        }
        let request = browser
            .request(Method::POST, path)
            .header("content-type", "application/json")
            .header("origin", "https://evil.example");
        assert_eq!(browser.send(request.body(body)).await.status, 403);
    }
    assert_eq!(portal.clock.now(), START);
}
