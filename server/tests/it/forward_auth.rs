//! In front of other programs: what a proxy is told, where people come back to, and real proxies with the sample configurations.

mod answers;
mod caddy;
mod ending;
mod nginx;
mod person;
mod proxy;
mod returning;
mod returning_refused;
mod scene;
mod settings;
mod traefik;
mod way_back;

use crate::{
    browser::Browser,
    page::Page,
    portal::{PHONE, Portal},
};
use reqwest::Method;

const ACCESS: &str = "__Secure-kakunin-access";
const RETURN: &str = "__Host-kakunin_return";
const PATH: &str = "/forward-auth";
/// A page of a program that people come back to.
const NOTES: &str = "https://app.example.com/notes/%E7%A2%BA?a=1&b=2";

const SETTINGS: [(&str, &str); 4] = [
    ("KAKUNIN_PUBLIC_URL", "https://login.example.com"),
    ("KAKUNIN_COOKIE_DOMAIN", "example.com"),
    (
        "KAKUNIN_RETURN_ORIGINS",
        "https://app.example.com, https://wiki.example.com:8443",
    ),
    ("KAKUNIN_TRUSTED_PROXIES", "127.0.0.1"),
];

/// A portal with Hanako that guards programs below `example.com`.
async fn portal() -> Portal {
    portal_with(&[]).await
}

async fn portal_with(more: &[(&str, &str)]) -> Portal {
    let portal = Portal::live(&[&SETTINGS, more].concat()).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

/// The query of the sign-in page that names this address.
fn return_to(address: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(address.as_bytes()).collect();
    format!("/?return_to={encoded}")
}

/// What the portal says of an access id, and nothing else of a browser.
async fn asked_with(portal: &Portal, access: &str) -> Page {
    let nobody = portal.browser();
    nobody.set_cookie(ACCESS, access);
    nobody.get(PATH).await
}

impl Browser {
    fn access(&self) -> String {
        self.cookie(ACCESS).expect("an access cookie")
    }

    /// As a proxy asks for this browser, with these header lines of its own.
    async fn forwarded(&self, path: &str, lines: &[(&str, &str)]) -> Page {
        let mut request = self.request(Method::GET, path);
        for (name, value) in lines {
            request = request.header(*name, *value);
        }
        self.send(request).await
    }
}

/// Asserts that this is the answer about Hanako.
#[track_caller]
fn is_hanako(page: &Page) {
    assert_eq!(
        (
            page.status,
            page.header("remote-user"),
            page.header("remote-groups")
        ),
        (200, Some("hanako"), Some("2fa authenticated"))
    );
}

/// Asserts that this is the answer about nobody.
#[track_caller]
fn is_nobody(page: &Page) {
    assert_eq!((page.status, page.header("remote-user")), (401, None));
    assert_eq!(page.header("remote-groups"), None);
}
