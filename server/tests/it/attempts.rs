//! Wrong passwords: a few are free, the next ones wait, and the owner's own browser never waits for strangers.

use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    setup::START,
    steps::Answer,
};
use app::domain::{AuthState, Notice, View};
use reqwest::Method;

/// Few are free here. The account has ten times as many over all networks.
const FREE: (&str, &str) = ("KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT", "3");
const FREE_OF_NETWORK: (&str, &str) = ("KAKUNIN_SIGN_IN_FAILURES_PER_ADDRESS", "4");

async fn with(settings: &[(&str, &str)]) -> Portal {
    let portal = Portal::with(settings).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

/// The sandbox shows codes and believes no proxy.
async fn behind_proxy() -> Portal {
    let portal = Portal::live(&[FREE, ("KAKUNIN_TRUSTED_PROXIES", "127.0.0.0/8")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

async fn log_in(browser: &Browser, name: &str, password: &str) -> View {
    let fields = [("username", name), ("password", password)];
    browser.ask("/api/login", &fields).await
}

/// Logs in from this address, as a proxy tells it.
async fn log_in_from(browser: &Browser, address: &str, name: &str, password: &str) -> View {
    let request = browser
        .request(Method::POST, "/api/login")
        .form(&[("username", name), ("password", password)])
        .header("accept", "application/json")
        .header("x-forwarded-for", address);
    serde_json::from_str(&browser.send(request).await.body).unwrap()
}

async fn fail(portal: &Portal, name: &str, times: usize) {
    for _ in 0..times {
        log_in(&portal.browser(), name, "wrong")
            .await
            .says(Notice::WrongPassword);
    }
}

#[track_caller]
fn held_back(view: &View, seconds: i64) {
    view.says(Notice::TooManySignIns);
    assert_eq!(view.until, Some(view.as_of + seconds), "{view:?}");
    assert_eq!(view.state, AuthState::SignedOut);
}

#[track_caller]
fn passed(view: &View) {
    assert!(matches!(view.state, AuthState::CodeNeeded(_)), "{view:?}");
}

#[tokio::test]
async fn the_right_password_waits_as_well_and_is_told_how_long() {
    let portal = with(&[FREE]).await;
    fail(&portal, "hanako", 3).await;
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
    // What comes too soon does not prolong the wait.
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
    portal.advance(1).await;
    passed(&log_in(&portal.browser(), "hanako", PASSWORD).await);
}

#[tokio::test]
async fn the_page_tells_it_without_script() {
    let portal = with(&[FREE]).await;
    fail(&portal, "hanako", 3).await;
    let browser = portal.browser();
    browser.give_password("hanako", PASSWORD).await.leads_to("/");
    let page = browser.get("/").await;
    assert_eq!(page.notice(), Some("too_many_sign_ins"));
    assert!(page.contains("Nothing was checked this time."));
}

#[tokio::test]
async fn each_failure_doubles_the_wait_and_the_right_password_ends_them() {
    let portal = with(&[FREE]).await;
    fail(&portal, "hanako", 3).await;
    for wait in [1, 2, 4, 8] {
        held_back(&log_in(&portal.browser(), "hanako", "wrong").await, wait);
        portal.advance(wait).await;
        fail(&portal, "hanako", 1).await;
    }
    portal.advance(16).await;
    passed(&log_in(&portal.browser(), "hanako", PASSWORD).await);
    fail(&portal, "hanako", 3).await;
}

#[tokio::test]
async fn a_day_without_attempts_forgets_them() {
    let portal = with(&[FREE]).await;
    for wait in [0, 0, 0, 1, 2, 4, 8, 16] {
        portal.advance(wait).await;
        fail(&portal, "hanako", 1).await;
    }
    portal.advance(86_400).await;
    fail(&portal, "hanako", 3).await;
}

#[tokio::test]
async fn names_that_nobody_has_wait_alike() {
    let portal = with(&[FREE]).await;
    let long = "n".repeat(2_000);
    for name in ["nobody", "a\u{7}b", "", &long] {
        fail(&portal, name, 3).await;
        held_back(&log_in(&portal.browser(), name, PASSWORD).await, 1);
    }
    // Another spelling of the same name is the same name.
    fail(&portal, "hanako", 2).await;
    fail(&portal, " ＨＡＮＡＫＯ ", 1).await;
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
}

#[tokio::test]
async fn one_network_does_not_slow_another_one_down_at_once() {
    let portal = behind_proxy().await;
    for _ in 0..3 {
        log_in_from(&portal.browser(), "192.0.2.1", "hanako", "wrong")
            .await
            .says(Notice::WrongPassword);
    }
    let view = log_in_from(&portal.browser(), "192.0.2.1", "hanako", PASSWORD).await;
    held_back(&view, 1);
    passed(&log_in_from(&portal.browser(), "192.0.2.2", "hanako", PASSWORD).await);
}

#[tokio::test]
async fn a_household_is_one_network() {
    let portal = behind_proxy().await;
    for last in 1..=3 {
        let address = format!("2001:db8:1:2::{last}");
        log_in_from(&portal.browser(), &address, "hanako", "wrong")
            .await
            .says(Notice::WrongPassword);
    }
    let view = log_in_from(&portal.browser(), "2001:db8:1:2:9::9", "hanako", PASSWORD).await;
    held_back(&view, 1);
}

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

#[tokio::test]
async fn one_network_may_not_try_many_accounts() {
    let portal = with(&[FREE_OF_NETWORK]).await;
    for name in ["a", "b", "c", "d"] {
        fail(&portal, name, 1).await;
    }
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
    portal.advance(1).await;
    passed(&log_in(&portal.browser(), "hanako", PASSWORD).await);
    // The right password took back its own count, and no more.
    held_back(&log_in(&portal.browser(), "e", "wrong").await, 1);
    portal.advance(600).await;
    for name in ["a", "b", "c", "d"] {
        fail(&portal, name, 1).await;
    }
}

#[tokio::test]
async fn right_passwords_are_no_failures() {
    let portal = with(&[FREE, FREE_OF_NETWORK]).await;
    for _ in 0..20 {
        passed(&log_in(&portal.browser(), "hanako", PASSWORD).await);
    }
}

#[tokio::test]
async fn nothing_is_hashed_while_an_attempt_is_held_back() {
    let portal = with(&[FREE, ("KAKUNIN_ARGON2_MEMORY_KIB", "128")]).await;
    fail(&portal, "hanako", 3).await;
    let hash = async || {
        let user = portal.database().await.user_by_name("hanako").await.unwrap();
        user.unwrap().password_hash
    };
    let before = hash().await;
    // The right password would have brought a hash of today's cost.
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
    assert_eq!(hash().await, before);
    portal.advance(1).await;
    passed(&log_in(&portal.browser(), "hanako", PASSWORD).await);
    assert_ne!(hash().await, before);
}

#[tokio::test]
async fn what_was_typed_as_a_user_id_is_not_kept() {
    let portal = with(&[]).await;
    for typed in ["my secret passphrase", "my secret\u{7}passphrase"] {
        fail(&portal, typed, 1).await;
    }
    let mut seen = 0;
    for file in std::fs::read_dir(portal.folder().join("data")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("passphrase"));
        seen += usize::from(text.contains("account_from_network"));
    }
    assert!(seen > 0);
}

#[tokio::test]
async fn the_usual_limits_are_those_of_a_live_portal() {
    let portal = Portal::live(&[]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    fail(&portal, "hanako", 5).await;
    held_back(&log_in(&portal.browser(), "hanako", PASSWORD).await, 1);
    assert_eq!(log_in(&portal.browser(), "taro", "").await.as_of, START);
}

#[tokio::test]
async fn whoever_has_many_networks_has_one_prefix() {
    let settings = [
        ("KAKUNIN_SIGN_IN_FAILURES_PER_ADDRESS", "2"),
        ("KAKUNIN_TRUSTED_PROXIES", "127.0.0.0/8"),
    ];
    let portal = Portal::live(&settings).await;
    portal.add_user("hanako", Some(PHONE)).await;
    for (ours, next, other) in [
        ("2001:db8:1:{}::1", "2001:db8:1:ffff::1", "2001:db8:2::1"),
        ("192.0.2.{}", "192.0.2.200", "192.0.3.200"),
    ] {
        for network in 0..10 {
            let (address, name) = (ours.replace("{}", &network.to_string()), format!("name{network}"));
            log_in_from(&portal.browser(), &address, &name, "wrong")
                .await
                .says(Notice::WrongPassword);
        }
        held_back(&log_in_from(&portal.browser(), next, "hanako", PASSWORD).await, 1);
        passed(&log_in_from(&portal.browser(), other, "hanako", PASSWORD).await);
        // The right password takes back its own count, and no more.
        portal.advance(1).await;
        passed(&log_in_from(&portal.browser(), next, "hanako", PASSWORD).await);
        held_back(&log_in_from(&portal.browser(), next, "hanako", "wrong").await, 1);
    }
}
