//! The owner's own browser never waits for strangers.

use super::{FREE, behind_proxy, fail, held_back, log_in, log_in_from, passed, with};
use crate::{
    portal::{PASSWORD, Portal},
    steps::Answer,
};
use app::domain::Notice;

/// Thirty wrong passwords for one account, each from another network.
async fn attack_from_everywhere(portal: &Portal, name: &str) {
    for network in 1..=30 {
        let address = format!("198.51.100.{network}");
        log_in_from(&portal.browser(), &address, name, "wrong")
            .await
            .says(Notice::WrongPassword);
    }
}

#[tokio::test]
async fn guesses_from_everywhere_wait_but_never_the_owner_in_a_known_browser() {
    let portal = behind_proxy().await;
    let known = portal.signed_in("hanako").await;
    known.post("/api/logout", &[]).await;
    attack_from_everywhere(&portal, "hanako").await;
    let stranger = portal.browser();
    held_back(
        &log_in_from(&stranger, "203.0.113.1", "hanako", PASSWORD).await,
        1,
    );
    passed(&log_in_from(&known, "203.0.113.1", "hanako", PASSWORD).await);
}

#[tokio::test]
async fn a_known_browser_is_known_to_its_own_account_and_has_tries_of_its_own() {
    let portal = behind_proxy().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let jiro = portal.signed_in("jiro").await;
    attack_from_everywhere(&portal, "hanako").await;
    let view = log_in_from(&jiro, "203.0.113.1", "hanako", PASSWORD).await;
    view.says(Notice::TooManySignIns);
    for _ in 0..3 {
        log_in(&jiro, "jiro", "wrong").await.says(Notice::WrongPassword);
    }
    log_in(&jiro, "jiro", PASSWORD).await.says(Notice::TooManySignIns);
    // Whoever stole the cookie slows that one browser down, and nobody else.
    passed(&log_in(&portal.browser(), "jiro", PASSWORD).await);
}

#[tokio::test]
async fn a_made_up_cookie_is_not_known() {
    let portal = with(&[FREE]).await;
    fail(&portal, "hanako", 3).await;
    let right_form = format!("{}.{}", "a".repeat(32), "b".repeat(64));
    for value in ["", "x", &right_form] {
        let browser = portal.browser();
        browser.set_cookie("kakunin_known", value);
        held_back(&log_in(&browser, "hanako", PASSWORD).await, 1);
    }
}

#[tokio::test]
async fn only_a_whole_sign_in_makes_a_browser_known() {
    let portal = with(&[]).await;
    let browser = portal.awaiting_code("hanako").await;
    assert_eq!(browser.cookie("kakunin_known"), None);
    let page = browser.type_code(&portal.code().await).await;
    let known = browser.cookie("kakunin_known").unwrap();
    let cookies = page.headers.get_all("set-cookie");
    let written = cookies.iter().find_map(|cookie| {
        let cookie = cookie.to_str().unwrap();
        cookie.starts_with("kakunin_known=").then(|| cookie.to_owned())
    });
    let guards = "HttpOnly; SameSite=Lax; Path=/; Max-Age=34560000";
    assert_eq!(written, Some(format!("kakunin_known={known}; {guards}")));

    // It stays the same browser.
    log_in(&browser, "hanako", PASSWORD).await;
    browser.press("sms", &[]).await;
    browser.type_code(&portal.code().await).await.leads_to("/account");
    assert_eq!(browser.cookie("kakunin_known"), Some(known));
}
