//! Someone who signs in, and what they are told.

use crate::{browser::Browser, page::Page, steps::Answer};

/// How the person's browser asks, and how the person goes on afterwards.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Way {
    /// Plain forms; then with what the person has.
    Plain,
    /// The posts of the hydrated page; then with a new code.
    Hydrated,
}

/// Someone at a browser.
pub(super) struct Person {
    pub browser: Browser,
    pub way: Way,
}

impl Person {
    /// Presses; gives the notice.
    pub(super) async fn send(&self) -> Option<String> {
        match self.way {
            Way::Plain => self.follow(self.browser.press("sms", &[]).await).await,
            Way::Hydrated => {
                let view = self.browser.send_code("sms", "").await;
                view.challenge();
                view.notice.map(|notice| notice.as_str().into())
            }
        }
    }

    /// Types where the form is; a page without it is posted to all the same, as a page that stayed open would.
    pub(super) async fn check(&self, code: &str) -> Option<String> {
        match self.way {
            Way::Plain => {
                let answer = self.browser.post("/api/check_code", &[("code", code)]).await;
                self.follow(answer).await
            }
            Way::Hydrated => {
                let view = self.browser.check_code(code).await;
                view.notice.map(|notice| notice.as_str().into())
            }
        }
    }

    /// The notice of the page that a form leads to.
    async fn follow(&self, answer: Page) -> Option<String> {
        assert_eq!(answer.status, 303, "{}", answer.body);
        let page = self.browser.get(answer.location().unwrap()).await;
        assert_eq!(page.status, 200, "{}", page.body);
        page.notice().map(str::to_owned)
    }
}
