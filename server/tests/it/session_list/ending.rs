//! Sessions are ended by their owner, one or all others.

use super::{count, own_id, portal};
use crate::{
    browser::SESSION,
    engines,
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::{ActivityKind, Notice, Page};

#[tokio::test]
async fn one_session_is_ended_by_a_plain_form() {
    let portal = portal().await;
    let (other, kept) = (portal.signed_in("hanako").await, portal.signed_in("hanako").await);
    let browser = portal.signed_in("hanako").await;
    let page = browser.get("/account/sessions").await;
    let id = own_id(&other).await;
    let fields = [("session", &*id)];
    browser
        .submit(&page, "/api/revoke_session", &fields)
        .await
        .leads_to("/account/sessions");
    let page = browser.get("/account/sessions").await;
    assert_eq!(page.notice(), Some("session_revoked"));
    assert!(!page.contains(&id));
    other.get("/account").await.leads_to("/");
    assert!(kept.is_signed_in().await && browser.is_signed_in().await);
    assert_eq!(count(&portal, ActivityKind::SessionRevoked).await, 1);
}

#[tokio::test]
async fn one_session_is_ended_in_place() {
    let portal = portal().await;
    let (other, browser) = (portal.signed_in("hanako").await, portal.signed_in("hanako").await);
    let id = own_id(&other).await;
    let view = browser.ask("/api/revoke_session", &[("session", &id)]).await;
    view.says(Notice::SessionRevoked);
    assert_eq!((view.page(), view.account().sessions.len()), (Page::Sessions, 1));
    assert!(!other.is_signed_in().await);
    // A second press finds nothing, and writes nothing down.
    let again = browser.ask("/api/revoke_session", &[("session", &id)]).await;
    assert_eq!((again.notice, again.page()), (None, Page::Sessions));
    assert_eq!(count(&portal, ActivityKind::SessionRevoked).await, 1);
}

#[tokio::test]
async fn what_is_no_session_of_the_account_gets_one_answer_and_ends_nothing() {
    let portal = portal().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let jiro = portal.signed_in("jiro").await;
    let (other, browser) = (portal.signed_in("hanako").await, portal.signed_in("hanako").await);
    let (strangers, others) = (own_id(&jiro).await, own_id(&other).await);
    let cookie = other.cookie(SESSION).unwrap();
    for id in [
        "",
        "x",
        "%",
        "' OR '1'='1",
        &"a".repeat(5_000),
        &strangers,
        &cookie,
        &others.to_uppercase(),
        &format!(" {others}"),
    ] {
        let view = browser.ask("/api/revoke_session", &[("session", id)]).await;
        assert_eq!((view.notice, view.page()), (None, Page::Sessions), "{id}");
    }
    let view = browser.ask("/api/revoke_session", &[]).await;
    assert_eq!(view.account().sessions.len(), 2);
    assert!(jiro.is_signed_in().await && other.is_signed_in().await);
    assert_eq!(count(&portal, ActivityKind::SessionRevoked).await, 0);
}

#[tokio::test]
async fn revoking_the_own_session_is_signing_out() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let (thief, id) = (browser.thief(), own_id(&browser).await);
    browser
        .post("/api/revoke_session", &[("session", &id)])
        .await
        .leads_to("/");
    assert_eq!(browser.cookie(SESSION), None);
    assert!(!thief.is_signed_in().await);
    assert_eq!(count(&portal, ActivityKind::SignedOut).await, 1);
    assert_eq!(count(&portal, ActivityKind::SessionRevoked).await, 0);
}

#[tokio::test]
async fn all_others_end_together_half_open_ones_too() {
    let portal = portal().await;
    portal.add_user("jiro", Some("+818012345678")).await;
    let jiro = portal.signed_in("jiro").await;
    let other = portal.signed_in("hanako").await;
    let browser = portal.signed_in("hanako").await;
    let half_open = portal.half_open("hanako").await;
    let page = browser.get("/account/sessions").await;
    browser
        .submit(&page, "/api/revoke_other_sessions", &[])
        .await
        .leads_to("/account/sessions");
    let page = browser.get("/account/sessions").await;
    assert_eq!(page.notice(), Some("sessions_revoked"));
    other.get("/account").await.leads_to("/");
    half_open.get("/verify").await.leads_to("/");
    assert!(jiro.is_signed_in().await);
    let view = browser.ask("/api/revoke_other_sessions", &[]).await;
    view.says(Notice::SessionsRevoked);
    assert_eq!(view.account().sessions.len(), 1);
    assert_eq!(count(&portal, ActivityKind::SessionsRevoked).await, 2);
}

async fn end_each_other(portal: &Portal) {
    let (one, other) = (portal.signed_in("hanako").await, portal.signed_in("hanako").await);
    let (first, second) = tokio::join!(
        one.fetch("/api/revoke_other_sessions", &[]),
        other.fetch("/api/revoke_other_sessions", &[]),
    );
    assert_eq!((first.status, second.status), (200, 200));
    let left = [one.is_signed_in().await, other.is_signed_in().await];
    assert_eq!(left.iter().filter(|signed_in| **signed_in).count(), 1);
}

#[tokio::test]
async fn two_that_end_each_other_leave_one() {
    let portal = portal().await;
    end_each_other(&portal).await;
    assert_eq!(count(&portal, ActivityKind::SessionsRevoked).await, 1);
}

#[tokio::test]
async fn two_that_end_each_other_leave_one_on_postgres() {
    let Some(server) = engines::postgres().await else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &server.url)]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    for round in 1..=10 {
        end_each_other(&portal).await;
        assert_eq!(count(&portal, ActivityKind::SessionsRevoked).await, round);
    }
    server.remove().await;
}
