//! A browser that stands for the code at sign-in: when it does, what it never does, and everything that ends it.

mod choosing;
mod ending;
mod stealing;
mod using;

use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{Account, ActivityKind, AuthState, Factor, View};

const COOKIE: &str = "kakunin_browser";
const DAY: i64 = 86_400;
const ON: (&str, &str) = ("KAKUNIN_REMEMBER_BROWSER_DAYS", "30");

async fn portal() -> Portal {
    let portal = Portal::with(&[ON, ("KAKUNIN_FAILURES_BEFORE_LOCK", "6")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

/// A browser of a made user that was remembered at its sign-in by code, and is signed out now.
async fn remembered(portal: &Portal, name: &str) -> Browser {
    let browser = portal.awaiting_code(name).await;
    let code = portal.code().await;
    let fields = [("code", &*code), ("remember", "on")];
    browser.ask("/api/check_code", &fields).await.account();
    browser.post("/api/logout", &[]).await.leads_to("/");
    assert!(browser.cookie(COOKIE).is_some());
    browser
}

async fn login(browser: &Browser, name: &str) -> View {
    let fields = [("username", name), ("password", PASSWORD)];
    browser.ask("/api/login", &fields).await
}

/// The password alone lets this browser in.
async fn is_remembered(browser: &Browser, name: &str) -> bool {
    match login(browser, name).await.state {
        AuthState::SignedIn(account) => {
            assert_eq!(account.factor, Some(Factor::Browser));
            true
        }
        AuthState::CodeNeeded(_) => false,
        AuthState::SignedOut => panic!("nobody may be locked out"),
    }
}

async fn account(browser: &Browser) -> Account {
    match browser.state().await {
        AuthState::SignedIn(account) => account,
        other => panic!("not signed in but {other:?}"),
    }
}

/// The reasons that the audit log gives for this, newest first.
async fn reasons(portal: &Portal, kind: ActivityKind) -> Vec<Option<String>> {
    let database = portal.database().await;
    let user = database.user_by_name("hanako").await.unwrap().unwrap();
    let rows = database.audit_of_user(&user.id, 100).await.unwrap();
    let rows = rows.into_iter().filter(|row| row.event == kind.as_str());
    rows.map(|row| row.reason).collect()
}
