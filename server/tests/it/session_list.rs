//! Where an account is signed in: what its owner sees of it, and how the owner ends it.

mod ending;
mod refused;

use crate::{
    browser::{Browser, SESSION},
    portal::{PHONE, Portal},
    setup::START,
    steps::Answer,
};
use app::domain::{Account, ActivityKind, AuthState, Factor};

async fn portal() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

async fn account(browser: &Browser) -> Account {
    match browser.state().await {
        AuthState::SignedIn(account) => account,
        other => panic!("not signed in but {other:?}"),
    }
}

/// How often the audit log of an account tells of this.
async fn count(portal: &Portal, kind: ActivityKind) -> i64 {
    let database = portal.database().await;
    let user = database.user_by_name("hanako").await.unwrap().unwrap();
    database.count_audit(kind.as_str(), Some(&user.id)).await.unwrap()
}

/// The public id of the session of this browser.
async fn own_id(browser: &Browser) -> String {
    let first = account(browser).await.sessions.remove(0);
    assert!(first.is_this);
    first.id
}

#[tokio::test]
async fn the_list_holds_the_own_sessions_and_begins_with_this_one() {
    let portal = portal().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let other = portal.signed_in("hanako").await;
    portal.signed_in("jiro").await;
    portal.half_open("hanako").await;
    portal.advance(60).await;
    let browser = portal.signed_in("hanako").await;
    other.get("/account").await;
    let sessions = account(&browser).await.sessions;
    let told: Vec<_> = sessions
        .iter()
        .map(|session| (session.is_this, session.began_at, &*session.address))
        .collect();
    assert_eq!(
        told,
        [(true, START + 60, "127.0.0.1"), (false, START, "127.0.0.1")]
    );
    assert!(sessions.iter().all(|session| session.factor == Some(Factor::Sms)));
    let page = browser.get("/account/sessions").await;
    assert_eq!(
        (page.status, page.header("cache-control")),
        (200, Some("no-store"))
    );
    assert!(page.contains("<title>Where you are signed in"));
    assert!(page.contains("datetime=\"2026-01-02T03:05Z\"") && page.contains("2 Jan 2026, 03:05 UTC"));
    assert!(!page.contains(&browser.cookie(SESSION).unwrap()));
    let forms = page.body.matches("action=\"/api/revoke_session\"").count();
    assert_eq!(forms, 1, "this session has no button");
}

#[tokio::test]
async fn a_device_is_told_in_our_words() {
    let portal = portal().await;
    let browser = portal.browser();
    let login = browser
        .request(reqwest::Method::POST, "/api/login")
        .form(&[("username", "hanako"), ("password", crate::portal::PASSWORD)])
        .header("user-agent", "<b>Mozilla</b> (Windows NT 10.0) Firefox/143.0");
    browser.send(login).await.leads_to("/verify");
    browser.send_code("sms", "").await;
    browser.check_code(&portal.code().await).await.account();
    let account = account(&browser).await;
    assert_eq!(account.sessions[0].device, "Firefox, Windows");
    let page = browser.get("/account/sessions").await;
    assert!(page.contains("Firefox, Windows") && !page.contains("Mozilla"));
}

#[tokio::test]
async fn an_expired_session_is_not_listed() {
    let portal = Portal::with(&[("KAKUNIN_SESSION_IDLE_MINUTES", "5")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.signed_in("hanako").await;
    portal.advance(299).await;
    let browser = portal.signed_in("hanako").await;
    assert_eq!(account(&browser).await.sessions.len(), 2);
    portal.advance(1).await;
    assert_eq!(account(&browser).await.sessions.len(), 1);
}

#[tokio::test]
async fn signing_out_is_written_down_once_and_giving_up_is_not() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let second_press = browser.thief();
    browser.post("/api/logout", &[]).await.leads_to("/");
    second_press.post("/api/logout", &[]).await.leads_to("/");
    let half_open = portal.half_open("hanako").await;
    half_open.post("/api/logout", &[]).await.leads_to("/");
    assert_eq!(count(&portal, ActivityKind::SignedOut).await, 1);
}

#[tokio::test]
async fn the_account_page_tells_what_happened_and_the_sign_in_before() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let page = browser.get("/account").await;
    assert!(page.contains("Recent activity") && !page.contains("Last sign-in"));
    assert!(page.contains("href=\"/account/sessions\" rel=\"external\""));
    portal.advance(3_600).await;
    let later = portal.signed_in("hanako").await;
    let account = account(&later).await;
    assert_eq!(account.last_sign_in.unwrap().at, START);
    let kinds: Vec<_> = account
        .activity
        .iter()
        .filter(|row| row.kind == ActivityKind::SignedIn)
        .collect();
    assert_eq!(kinds.len(), 2);
    assert_eq!(kinds[0].at, START + 3_600);
    assert_eq!(kinds[0].phone.as_deref(), Some("•••• 5678"));
    let page = later.get("/account").await;
    assert!(page.contains("Last sign-in") && page.contains("2 Jan 2026, 03:04 UTC"));
    assert!(
        later
            .speaking("ja")
            .get("/account")
            .await
            .contains("2026年1月2日 3:04 UTC"),
        "each language tells a time its own way"
    );
}
