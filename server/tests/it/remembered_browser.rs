//! A browser that stands for the code at sign-in: when it does, what it never does, and everything that ends it.

use crate::{
    browser::{Browser, SESSION},
    engines,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::{Account, ActivityKind, AuthState, Factor, Notice, Page, View};
use server::store::Pool;

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

#[tokio::test]
async fn it_is_off_unless_the_operator_wants_it() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.awaiting_code("hanako").await;
    let page = browser.get("/verify").await;
    assert!(page.form("/api/check_code").unwrap().boxes.is_empty());
    let code = portal.code().await;
    let fields = [("code", &*code), ("remember", "on")];
    browser
        .post("/api/check_code", &fields)
        .await
        .leads_to("/account");
    assert_eq!(browser.cookie(COOKIE), None);
    assert!(!is_remembered(&browser, "hanako").await);
}

#[tokio::test]
async fn a_ticked_box_spares_the_next_code_by_plain_forms() {
    let portal = portal().await;
    let browser = portal.browser();
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/verify");
    browser.press("sms", &[]).await;
    let page = browser.get("/verify").await;
    assert!(page.contains("Ask for no code in this browser for 30 days"));
    let code = portal.code().await;
    let fields = [("code", &*code), ("remember", "on")];
    let answer = browser.submit(&page, "/api/check_code", &fields).await;
    answer.leads_to("/account");
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    let cookie = cookies
        .iter()
        .find(|cookie| cookie.to_str().unwrap().starts_with(COOKIE));
    let cookie = cookie.unwrap().to_str().unwrap();
    assert!(
        cookie.ends_with("; HttpOnly; SameSite=Lax; Path=/; Max-Age=2592000"),
        "{cookie}"
    );

    browser.post("/api/logout", &[]).await.leads_to("/");
    portal.advance(DAY).await;
    let sent = portal.count_messages().await;
    browser
        .give_password("hanako", PASSWORD)
        .await
        .leads_to("/account");
    assert!(browser.is_signed_in().await);
    assert_eq!(portal.count_messages().await, sent);
    let signed_in = reasons(&portal, ActivityKind::SignedIn).await;
    assert_eq!(signed_in, [Some("browser".into()), Some("sms".into())]);
    assert_eq!(reasons(&portal, ActivityKind::BrowserRemembered).await.len(), 1);
}

#[tokio::test]
async fn without_a_tick_nothing_is_remembered() {
    let portal = portal().await;
    for wish in ["", "off", "ON", "1", "on "] {
        let browser = portal.awaiting_code("hanako").await;
        let code = portal.code().await;
        let fields = [("code", &*code), ("remember", wish)];
        browser.ask("/api/check_code", &fields).await.account();
        assert_eq!(browser.cookie(COOKIE), None, "{wish}");
    }
}

#[tokio::test]
async fn a_wrong_code_remembers_nothing() {
    let portal = portal().await;
    let browser = portal.awaiting_code("hanako").await;
    let fields = [("code", portal.wrong_code().await), ("remember", "on")];
    browser
        .ask("/api/check_code", &fields)
        .await
        .says(Notice::WrongCode);
    assert_eq!(browser.cookie(COOKIE), None);
}

#[tokio::test]
async fn a_first_phone_can_be_proven_and_the_browser_remembered_at_once() {
    let portal = portal().await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    browser.send_code("sms", "080-1234-5678").await;
    let code = portal.code().await;
    let fields = [("code", &*code), ("remember", "on")];
    browser.ask("/api/check_code", &fields).await.account();
    assert!(is_remembered(&browser, "taro").await);
}

#[tokio::test]
async fn it_is_no_code_where_a_change_needs_one() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    assert!(is_remembered(&browser, "hanako").await);
    let account = account(&browser).await;
    assert_eq!((account.confirmed_until, account.sessions.len()), (None, 0));
    browser
        .get("/account/sessions")
        .await
        .leads_to("/account/confirm");
    let view = browser.ask("/api/revoke_other_sessions", &[]).await;
    view.says(Notice::ConfirmFirst);
}

#[tokio::test]
async fn a_wrong_password_uses_nothing() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let cookie = browser.cookie(COOKIE);
    let fields = [("username", "hanako"), ("password", "wrong")];
    let view = browser.ask("/api/login", &fields).await;
    view.says(Notice::WrongPassword);
    assert_eq!(browser.cookie(COOKIE), cookie);
    assert!(is_remembered(&browser, "hanako").await);
}

#[tokio::test]
async fn each_use_replaces_the_secret_and_never_prolongs_the_days() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let mut seen = vec![browser.cookie(COOKIE).unwrap()];
    for _ in 0..29 {
        portal.advance(DAY).await;
        assert!(is_remembered(&browser, "hanako").await);
        let cookie = browser.cookie(COOKIE).unwrap();
        assert!(!seen.contains(&cookie));
        assert_eq!(
            cookie.split_once('.').unwrap().0,
            seen[0].split_once('.').unwrap().0
        );
        seen.push(cookie);
    }
    portal.advance(DAY).await;
    assert!(!is_remembered(&browser, "hanako").await);
    assert_eq!(browser.cookie(COOKIE), None);
}

#[tokio::test]
async fn a_stolen_copy_shows_itself_and_then_helps_nobody() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let thief = browser.thief();
    assert!(is_remembered(&thief, "hanako").await);
    let thiefs = thief.thief();
    assert!(!is_remembered(&browser, "hanako").await);
    assert_eq!(browser.cookie(COOKIE), None);
    assert!(!is_remembered(&thiefs, "hanako").await);
    assert_eq!(
        reasons(&portal, ActivityKind::BrowserForgotten).await,
        [Some("used_elsewhere".into())]
    );
    // The owner types a code, and is remembered anew.
    browser.send_code("sms", "").await;
    let code = portal.code().await;
    let fields = [("code", &*code), ("remember", "on")];
    browser.ask("/api/check_code", &fields).await.account();
    assert!(is_remembered(&browser, "hanako").await);
}

#[tokio::test]
async fn two_tabs_at_once_let_one_in_and_ask_the_other_for_a_code() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let tabs = [browser.thief(), browser.thief()];
    let (first, second) = tokio::join!(login(&tabs[0], "hanako"), login(&tabs[1], "hanako"));
    let states = [first.state, second.state];
    let is_in = |state: &&AuthState| matches!(state, AuthState::SignedIn(_));
    assert_eq!(states.iter().filter(is_in).count(), 1, "{states:?}");
    let asked = states
        .iter()
        .position(|state| matches!(state, AuthState::CodeNeeded(_)));
    let asked = &tabs[asked.unwrap()];
    asked.send_code("sms", "").await;
    asked.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn twenty_at_once_on_postgres() {
    let Some(server) = engines::postgres().await else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &server.url), ON]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = remembered(&portal, "hanako").await;
    let mut tabs = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let tab = browser.thief();
        tabs.spawn(async move { login(&tab, "hanako").await });
    }
    let views = tabs.join_all().await;
    let signed_in = views
        .iter()
        .filter(|view| matches!(view.state, AuthState::SignedIn(_)));
    assert_eq!(signed_in.count(), 1);
    assert_eq!(reasons(&portal, ActivityKind::BrowserForgotten).await.len(), 1);
    server.remove().await;
}

#[tokio::test]
async fn it_counts_for_its_own_user_and_another_one_leaves_it_alone() {
    let portal = portal().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let browser = remembered(&portal, "hanako").await;
    let cookie = browser.cookie(COOKIE);
    assert!(!is_remembered(&browser, "jiro").await);
    browser.send_code("sms", "").await;
    browser.check_code(&portal.code().await).await.account();
    assert_eq!(browser.cookie(COOKIE), cookie);
    assert!(is_remembered(&browser, "hanako").await);
}

#[tokio::test]
async fn signing_out_keeps_it() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    for _ in 0..3 {
        assert!(is_remembered(&browser, "hanako").await);
        browser.post("/api/logout", &[]).await.leads_to("/");
    }
}

#[tokio::test]
async fn what_is_no_browser_is_nobody() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let right = browser.cookie(COOKIE).unwrap();
    let (id, secret) = right.split_once('.').unwrap();
    for value in [
        String::new(),
        ".".into(),
        id.into(),
        format!("{id}."),
        format!(".{secret}"),
        format!("{secret}.{id}"),
        format!("{}.{secret}", "0".repeat(32)),
        format!("{id}.{secret}.{secret}"),
        "%00".into(),
        "x".repeat(5_000),
    ] {
        let other = portal.browser();
        other.set_cookie(COOKIE, &value);
        assert!(!is_remembered(&other, "hanako").await, "{value}");
    }
    assert!(is_remembered(&browser, "hanako").await);
}

#[tokio::test]
async fn the_secret_is_never_in_the_database() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let cookie = browser.cookie(COOKIE).unwrap();
    let (id, secret) = cookie.split_once('.').unwrap();
    let mut found = false;
    for file in std::fs::read_dir(portal.folder().join("data")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(secret));
        found |= text.contains(id);
    }
    assert!(found, "the id is there, so the right files were read");
}

#[tokio::test]
async fn it_ends_with_the_phone_that_was_proven_in_it() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let database = portal.database().await;
    let number = "+818012345678".parse().unwrap();
    let hash = database.data_key().hash(&number);
    let Pool::Sqlite(pool) = &database.pool else {
        panic!("the portal of a test is on SQLite");
    };
    sqlx::query("UPDATE users SET phone_hash = $1 WHERE username = 'hanako'")
        .bind(hash.as_str())
        .execute(pool)
        .await
        .unwrap();
    assert!(!is_remembered(&browser, "hanako").await);
    let expected = [Some("phone_changed".into())];
    assert_eq!(reasons(&portal, ActivityKind::BrowserForgotten).await, expected);
}

#[tokio::test]
async fn it_ends_with_the_setting() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let off = Portal::with(&[("DATABASE_URL", &portal.database_url)]).await;
    let elsewhere = off.browser();
    elsewhere.set_cookie(COOKIE, &browser.cookie(COOKIE).unwrap());
    assert!(!is_remembered(&elsewhere, "hanako").await);
    assert!(is_remembered(&browser, "hanako").await);
}

/// Six wrong codes over two verifications, which is the limit here.
async fn lock(portal: &Portal) {
    let browser = portal.awaiting_code("hanako").await;
    for _ in 0..5 {
        browser.check_code(portal.wrong_code().await).await;
    }
    portal.advance(600).await;
    browser.send_code("sms", "").await;
    browser.check_code(portal.wrong_code().await).await;
}

#[tokio::test]
async fn it_ends_with_a_lock_even_after_an_operator_frees_the_factor() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    lock(&portal).await;
    let locked = browser.thief();
    assert!(!is_remembered(&locked, "hanako").await);
    portal.unlock("hanako").await;
    assert!(!is_remembered(&browser, "hanako").await);
    let expected = [Some("locked".into())];
    assert_eq!(reasons(&portal, ActivityKind::BrowserForgotten).await, expected);
}

#[tokio::test]
async fn it_ends_with_what_forgets_all_of_an_account() {
    let portal = portal().await;
    let browser = remembered(&portal, "hanako").await;
    let database = portal.database().await;
    let user = database.user_by_name("hanako").await.unwrap().unwrap();
    let mut transaction = database.begin().await.unwrap();
    assert_eq!(transaction.forget_browsers(&user.id).await.unwrap(), 1);
    transaction.commit().await.unwrap();
    assert!(!is_remembered(&browser, "hanako").await);
    assert_eq!(browser.cookie(COOKIE), None);
}

#[tokio::test]
async fn it_is_listed_and_forgotten_by_its_owner() {
    let portal = portal().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let browser = remembered(&portal, "hanako").await;
    let strangers = remembered(&portal, "jiro").await;
    let owner = portal.signed_in("hanako").await;
    let listed = account(&owner).await.browsers;
    assert_eq!(listed.len(), 1);
    let cookie = strangers.cookie(COOKIE).unwrap();
    let (stranger, _) = cookie.split_once('.').unwrap();
    for crafted in ["", "x", stranger] {
        let view = owner.ask("/api/forget_browser", &[("browser", crafted)]).await;
        assert_eq!((view.notice, view.page()), (None, Page::Sessions));
    }
    let page = owner.get("/account/sessions").await;
    assert!(page.contains("Browsers without a code"));
    let answer = owner.submit(&page, "/api/forget_browser", &[]).await;
    answer.leads_to("/account/sessions");
    let page = owner.get("/account/sessions").await;
    assert_eq!(page.notice(), Some("browser_forgotten"));
    assert!(!page.contains("Browsers without a code"));
    assert!(!is_remembered(&browser, "hanako").await);
    assert!(is_remembered(&strangers, "jiro").await);
}

#[tokio::test]
async fn an_account_has_fifty_sessions_and_the_oldest_ends_for_a_new_one() {
    let portal = portal().await;
    let oldest = portal.signed_in("hanako").await;
    let browser = remembered(&portal, "hanako").await;
    for _ in 0..49 {
        // As if the browser had lost its session.
        browser.set_cookie(SESSION, "lost");
        portal.advance(1).await;
        assert!(is_remembered(&browser, "hanako").await);
    }
    assert!(oldest.thief().is_signed_in().await);
    browser.set_cookie(SESSION, "lost");
    assert!(is_remembered(&browser, "hanako").await);
    assert!(!oldest.is_signed_in().await);
    let expected = [Some("session_limit".into())];
    assert_eq!(reasons(&portal, ActivityKind::SessionRevoked).await, expected);
}
