//! Somebody sends what no browser sends, while somebody else is signed in.

use crate::{
    browser::Browser,
    page::Page,
    portal::{PHONE, Portal},
    raw,
};

/// The portal, and who must not notice anything.
pub(crate) struct Hostile {
    pub portal: Portal,
    /// Someone who is signed in meanwhile.
    pub browser: Browser,
}

impl Hostile {
    pub(crate) async fn start() -> Self {
        let portal = Portal::start().await;
        portal.add_user("hanako", Some(PHONE)).await;
        let browser = portal.signed_in("hanako").await;
        Self { portal, browser }
    }

    /// Sends a request line, these header lines besides `Connection: close`, and a body. `HOST` stands for the portal's.
    pub(crate) async fn send(&self, line: &str, headers: &str, body: &str) -> Option<Page> {
        let host = self.portal.address.to_string();
        let head = format!("{line}\r\nConnection: close\r\n{headers}\r\n").replace("HOST", &host);
        raw::send(self.portal.address, format!("{head}{body}").as_bytes()).await
    }

    #[track_caller]
    pub(crate) fn got(page: Option<Page>, status: u16, asked: &str) -> Page {
        let page = page.unwrap_or_else(|| panic!("no answer to {asked}"));
        assert_eq!(page.status, status, "{asked}");
        page
    }

    pub(crate) async fn is_well(&self) {
        assert!(self.browser.is_signed_in().await);
        assert_eq!(self.portal.browser().get("/").await.status, 200);
    }
}
