//! Recovery codes: made at a button, shown once, each a way in without the phone.

mod attacks;
mod locked;
mod making;
mod page;
mod postgres;
mod quiet;
mod sign_in;
mod step_up;
mod unreadable;

use crate::{
    browser::Browser,
    page::Page,
    portal::{PHONE, Portal},
};
use app::domain::{ActivityKind, View};

const PAGE: &str = "/account/recovery-codes";
const USE: &str = "/api/use_recovery_code";
/// Of the right form, and of nobody.
const WRONG: &str = "0000-0000-0000-0000";

/// A portal with Hanako, who has ten recovery codes and is signed in.
async fn with_codes() -> (Portal, Browser, Vec<String>) {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.signed_in("hanako").await;
    let codes = codes_of(&browser.make_codes().await);
    (portal, browser, codes)
}

/// What stands on the page that is shown once.
fn codes_of(page: &Page) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.body);
    let codes = page.body.split("<code>").skip(1);
    codes
        .map(|rest| rest.split("</code>").next().unwrap().to_owned())
        .collect()
}

impl Browser {
    /// Opens the page and presses its button.
    async fn make_codes(&self) -> Page {
        let page = self.get(PAGE).await;
        self.submit(&page, PAGE, &[]).await
    }

    /// As the hydrated page does.
    async fn use_code(&self, code: &str) -> View {
        self.ask(USE, &[("recovery_code", code)]).await
    }

    /// Opens `/verify` and submits its form for recovery codes.
    async fn type_recovery_code(&self, code: &str) -> Page {
        let page = self.get("/verify").await;
        self.submit(&page, USE, &[("recovery_code", code)]).await
    }
}

impl Portal {
    async fn user_id(&self, name: &str) -> String {
        let user = self.database().await.user_by_name(name).await.unwrap();
        user.unwrap().id
    }

    /// How often it was written about this user, with the reasons of the latest rows first.
    async fn reasons(&self, name: &str, kind: ActivityKind) -> Vec<Option<String>> {
        let user_id = self.user_id(name).await;
        let rows = self.database().await.audit_of_user(&user_id, 1_000).await;
        let rows = rows.unwrap().into_iter();
        rows.filter(|row| row.event == kind.as_str())
            .map(|row| row.reason)
            .collect()
    }
}
