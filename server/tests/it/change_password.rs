//! Another password: by the one that counts, in a confirmed session.

use crate::{
    browser::{Browser, SESSION},
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{AuthState, Notice, Page};

const NEW: &str = "battery staple";

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

async fn opens(portal: &Portal, password: &str) -> bool {
    let fields = [("username", "hanako"), ("password", password)];
    let view = portal.browser().ask("/api/login", &fields).await;
    matches!(view.state, AuthState::CodeNeeded(_))
}

async fn signed_in() -> (Portal, Browser) {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    (portal, browser)
}

#[tokio::test]
async fn by_plain_forms_and_everything_else_ends() {
    let portal = portal().await;
    let elsewhere = portal.signed_in("hanako").await;
    let browser = portal.signed_in("hanako").await;
    let half_open = portal.half_open("hanako").await;
    portal
        .execute(
            "INSERT INTO password_links (token_hash, user_id, made_at, expires_at)
             SELECT 'x', id, 1, 9999999999 FROM users WHERE username = 'hanako'",
        )
        .await;
    let old = browser.cookie(SESSION);
    let thief = browser.thief();
    let page = browser.get("/account/password").await;
    let fields = [("current_password", PASSWORD), ("new_password", NEW)];
    browser
        .submit(&page, "/api/change_password", &fields)
        .await
        .leads_to("/account");
    assert_eq!(browser.get("/account").await.notice(), Some("password_changed"));
    assert_ne!(browser.cookie(SESSION), old);
    thief.get("/account").await.leads_to("/");
    elsewhere.get("/account").await.leads_to("/");
    half_open.get("/verify").await.leads_to("/");
    assert!(opens(&portal, NEW).await && !opens(&portal, PASSWORD).await);
    assert_eq!(portal.execute("DELETE FROM password_links").await, 0);
    assert_eq!(portal.count_audit("password_changed").await, 1);
}

#[tokio::test]
async fn without_a_confirmation_it_is_refused_by_both_kinds_of_post() {
    let portal = portal().await;
    let browser = portal.unconfirmed("hanako").await;
    let fields = [("current_password", PASSWORD), ("new_password", NEW)];
    browser
        .post("/api/change_password", &fields)
        .await
        .leads_to("/account/confirm");
    let view = browser.change_password(PASSWORD, NEW).await;
    view.says(Notice::ConfirmFirst);
    assert_eq!(view.page(), Page::Confirm);
    assert!(opens(&portal, PASSWORD).await);
}

#[tokio::test]
async fn the_current_password_is_asked_for() {
    let (portal, browser) = signed_in().await;
    for wrong in ["", "wrong password", NEW, &"x".repeat(2_000)] {
        let view = browser.change_password(wrong, NEW).await;
        view.says(Notice::WrongPassword);
        assert_eq!(view.page(), Page::Password);
    }
    assert!(opens(&portal, PASSWORD).await);
}

#[tokio::test]
async fn easy_passwords_are_refused_and_cost_no_try() {
    let (portal, browser) = signed_in().await;
    for (new, notice) in [
        ("", Notice::PasswordTooShort),
        ("7 short", Notice::PasswordTooShort),
        ("password1", Notice::PasswordTooCommon),
        ("PASSWORD1", Notice::PasswordTooCommon),
        ("ｐａｓｓｗｏｒｄ１", Notice::PasswordTooCommon),
        ("Hanako2026", Notice::PasswordTooCommon),
        ("kakunin!!", Notice::PasswordTooCommon),
        (&"🗻".repeat(129), Notice::PasswordTooLong),
        (&"x".repeat(5_000), Notice::PasswordTooLong),
    ] {
        for _ in 0..2 {
            let view = browser.change_password(PASSWORD, new).await;
            view.says(notice);
            assert_eq!(view.page(), Page::Password);
        }
    }
    assert!(opens(&portal, PASSWORD).await);
}

#[tokio::test]
async fn blanks_full_width_and_128_emoji_are_passwords() {
    let (portal, browser) = signed_in().await;
    let emoji = "🗻".repeat(128);
    let mut current = PASSWORD.to_owned();
    for (new, typed) in [
        ("  blanks at both ends  ", "  blanks at both ends  "),
        ("ｗｉｄｅ　ｌｅｔｔｅｒｓ", "wide letters"),
        ("富士山がきれいに見える", "富士山がきれいに見える"),
        (&*emoji, &*emoji),
    ] {
        browser
            .change_password(&current, new)
            .await
            .says(Notice::PasswordChanged);
        assert!(opens(&portal, typed).await, "{new}");
        assert!(
            !opens(&portal, typed.trim_matches(' ')).await || typed.trim() == typed,
            "{new}"
        );
        current = typed.to_owned();
    }
}

#[tokio::test]
async fn two_changes_at_once_are_one() {
    let (portal, browser) = signed_in().await;
    let tabs = ["first staple", "second staple"].map(|new| (browser.thief(), new));
    let changes: tokio::task::JoinSet<_> = tabs
        .into_iter()
        .map(|(tab, new)| async move { tab.change_password(PASSWORD, new).await.notice })
        .collect();
    let told = changes.join_all().await;
    let changed = told
        .iter()
        .filter(|notice| **notice == Some(Notice::PasswordChanged));
    assert_eq!(changed.count(), 1, "{told:?}");
    assert_eq!(portal.count_audit("password_changed").await, 1);
}
