//! Who a visitor is behind proxies: what trusted ones say is believed, and nothing else. The ceiling of an address shows whom
//! the portal takes somebody for.

use crate::{
    browser::Browser,
    portal::{PASSWORD, Portal},
    raw,
    steps::Answer,
};
use app::domain::{Notice, View};
use reqwest::Method;

const TRUSTED: (&str, &str) = ("KAKUNIN_TRUSTED_PROXIES", "127.0.0.0/8, 10.0.0.0/8");
const FORWARDED_FOR: &str = "x-forwarded-for";

/// A portal where one address may have one code sent in an hour, and people who may ask for one each.
struct Scene {
    portal: Portal,
    people: u32,
}

impl Scene {
    async fn start(more: &[(&str, &str)]) -> Self {
        let settings = [more, &[("KAKUNIN_SENDS_PER_ADDRESS", "1")]].concat();
        let portal = Portal::live(&settings).await;
        Self { portal, people: 0 }
    }

    /// A new person asks for a code with these header lines.
    async fn send(&mut self, lines: &[(&str, &str)]) -> View {
        self.people += 1;
        let name = format!("person{}", self.people);
        let phone = format!("+8190123456{:02}", self.people);
        self.portal.add_user(&name, Some(&phone)).await;
        let browser = self.portal.browser();
        post(
            &browser,
            "login",
            &[("username", &name), ("password", PASSWORD)],
            lines,
        )
        .await;
        post(&browser, "send_code", &[("turn", "0"), ("channel", "sms")], lines).await
    }

    async fn is_new(&mut self, lines: &[(&str, &str)]) {
        assert_eq!(self.send(lines).await.notice, None, "{lines:?}");
    }

    async fn is_known(&mut self, lines: &[(&str, &str)]) {
        self.send(lines).await.says(Notice::TooManySends);
    }
}

async fn post(browser: &Browser, name: &str, fields: &[(&str, &str)], lines: &[(&str, &str)]) -> View {
    let mut request = browser
        .request(Method::POST, &format!("/api/{name}"))
        .form(fields);
    for (name, value) in lines {
        request = request.header(*name, *value);
    }
    let page = browser.send(request.header("accept", "application/json")).await;
    serde_json::from_str(&page.body).unwrap()
}

#[tokio::test]
async fn behind_a_trusted_proxy_everybody_counts_alone() {
    let mut scene = Scene::start(&[TRUSTED]).await;
    scene.is_new(&[(FORWARDED_FOR, "192.0.2.1")]).await;
    scene.is_new(&[(FORWARDED_FOR, "192.0.2.2")]).await;
    scene.is_new(&[(FORWARDED_FOR, "192.0.2.3, 10.1.1.1")]).await;
    scene.is_known(&[(FORWARDED_FOR, "192.0.2.1")]).await;
    scene
        .is_known(&[(FORWARDED_FOR, "192.0.2.2:4711 , 10.1.1.1, 10.2.2.2")])
        .await;
    // One household of IPv6.
    scene.is_new(&[(FORWARDED_FOR, "2001:db8::1")]).await;
    scene.is_known(&[(FORWARDED_FOR, "[2001:db8::2]:80")]).await;
}

#[tokio::test]
async fn what_a_visitor_writes_before_the_proxy_changes_nothing() {
    let mut scene = Scene::start(&[TRUSTED]).await;
    scene.is_new(&[(FORWARDED_FOR, "192.0.2.1")]).await;
    for written in [
        "198.51.100.7",
        "10.9.9.9",
        "unknown",
        ",,",
        "198.51.100.7, 10.9.9.9",
        "\"",
        "%0d%0a",
    ] {
        scene
            .is_known(&[(FORWARDED_FOR, &format!("{written}, 192.0.2.1"))])
            .await;
        scene
            .is_known(&[(FORWARDED_FOR, written), (FORWARDED_FOR, "192.0.2.1")])
            .await;
    }
}

#[tokio::test]
async fn what_is_no_address_ends_the_reading_at_the_proxy() {
    let mut scene = Scene::start(&[TRUSTED]).await;
    scene.is_new(&[(FORWARDED_FOR, "192.0.2.1, unknown")]).await;
    for line in [
        "192.0.2.2, unknown",
        "",
        "192.0.2.3,",
        "192.0.2.4, 127.0.0.1, 999.1.1.1",
    ] {
        scene.is_known(&[(FORWARDED_FOR, line)]).await;
    }
    scene.is_known(&[]).await;
}

#[tokio::test]
async fn nobody_is_believed_by_default_or_who_is_not_named() {
    for proxies in ["", "10.0.0.0/8"] {
        let mut scene = Scene::start(&[(TRUSTED.0, proxies)]).await;
        scene.is_new(&[(FORWARDED_FOR, "192.0.2.1")]).await;
        scene.is_known(&[(FORWARDED_FOR, "192.0.2.2")]).await;
        scene.is_known(&[]).await;
    }
}

/// A proxy that writes one header passes the others through as the visitor wrote them.
#[tokio::test]
async fn no_other_header_is_believed() {
    let mut scene = Scene::start(&[TRUSTED]).await;
    scene.is_new(&[]).await;
    for (name, value) in [
        ("forwarded", "for=192.0.2.1"),
        ("x-real-ip", "192.0.2.2"),
        ("x-forwarded", "192.0.2.3"),
        ("x-client-ip", "192.0.2.4"),
        ("true-client-ip", "192.0.2.5"),
        ("cf-connecting-ip", "192.0.2.6"),
    ] {
        scene.is_known(&[(name, value)]).await;
    }
    scene
        .is_new(&[("forwarded", "for=192.0.2.1"), (FORWARDED_FOR, "192.0.2.1")])
        .await;
}

#[tokio::test]
async fn no_proxy_makes_the_sandbox_public() {
    let portal = Portal::with(&[TRUSTED]).await;
    for line in ["X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1"] {
        let page = raw::ask(portal.address, "GET", "/", &[line.into()]).await;
        assert_eq!(page.status, 421);
    }
}
