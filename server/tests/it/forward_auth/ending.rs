use super::{ACCESS, PATH, asked_with, is_hanako, is_nobody, portal, portal_with};
use crate::{
    portal::{PASSWORD, Portal},
    steps::Answer,
};
use app::domain::Notice;

#[tokio::test]
async fn signing_out_ends_it_at_once_and_takes_the_cookie() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let access = browser.access();
    browser.post("/api/logout", &[]).await.leads_to("/");
    assert_eq!(browser.cookie(ACCESS), None);
    is_nobody(&asked_with(&portal, &access).await);
}

#[tokio::test]
async fn ending_the_session_from_another_device_does() {
    let portal = portal().await;
    let (here, there) = (portal.signed_in("hanako").await, portal.signed_in("hanako").await);
    is_hanako(&there.get(PATH).await);
    here.ask("/api/revoke_other_sessions", &[])
        .await
        .says(Notice::SessionsRevoked);
    is_nobody(&there.get(PATH).await);
    is_hanako(&here.get(PATH).await);
    // The next page of the portal finds out, and takes both cookies.
    there.get("/account").await.leads_to("/");
    assert_eq!(there.cookie(ACCESS), None);
}

#[tokio::test]
async fn an_operator_does() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let database = portal.database().await;
    let user = database.user_by_name("hanako").await.unwrap().unwrap();
    let mut transaction = database.begin().await.unwrap();
    transaction.end_access(&user.id).await.unwrap();
    transaction.commit().await.unwrap();
    is_nobody(&browser.get(PATH).await);
}

#[tokio::test]
async fn time_does() {
    let portal = portal_with(&[("KAKUNIN_SESSION_HOURS", "2")]).await;
    let idle = portal.signed_in("hanako").await;
    portal.advance(3_599).await;
    is_hanako(&idle.get(PATH).await);
    portal.advance(3_600).await;
    is_nobody(&idle.get(PATH).await);

    let busy = portal.signed_in("hanako").await;
    for _ in 0..3 {
        portal.advance(2_000).await;
        is_hanako(&busy.get(PATH).await);
    }
    // Whoever works in a program uses the session.
    assert!(busy.is_signed_in().await);
    portal.advance(1_199).await;
    is_hanako(&busy.get(PATH).await);
    portal.advance(1).await;
    is_nobody(&busy.get(PATH).await);
}

/// Like every page, it notes that a session is in use once a minute at most.
#[tokio::test]
async fn most_answers_write_nothing() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let seen = async || {
        let database = portal.database().await;
        let access = server::auth::AccessId::from_cookie(&browser.access()).unwrap();
        let row = database.session_of_access(&access.hash()).await.unwrap();
        row.unwrap().last_seen_at
    };
    let began = seen().await;
    portal.advance(59).await;
    is_hanako(&browser.get(PATH).await);
    assert_eq!(seen().await, began);
    portal.advance(1).await;
    is_hanako(&browser.get(PATH).await);
    assert_eq!(seen().await, began + 60);
}

async fn is_renewed(portal: &Portal, browser: &crate::browser::Browser, before: &str) {
    assert_ne!(browser.access(), before);
    is_nobody(&asked_with(portal, before).await);
    is_hanako(&browser.get(PATH).await);
}

#[tokio::test]
async fn a_session_that_gets_a_new_id_gets_a_new_access_id() {
    let portal = portal().await;
    let browser = portal.signed_in("hanako").await;
    let first = browser.access();
    browser
        .change_password(PASSWORD, "battery staple")
        .await
        .says(Notice::PasswordChanged);
    is_renewed(&portal, &browser, &first).await;

    let second = browser.access();
    browser.change_phone("080-0000-1111").await;
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::PhoneChanged);
    is_renewed(&portal, &browser, &second).await;

    let third = browser.access();
    portal.advance(700).await;
    browser.confirm_password("battery staple").await;
    browser.send_own_code("").await;
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::Confirmed);
    is_renewed(&portal, &browser, &third).await;
}

#[tokio::test]
async fn the_database_holds_no_access_id() {
    let portal = portal().await;
    let access = portal.signed_in("hanako").await.access();
    let data = portal.folder().join("data");
    let mut files = 0;
    for file in std::fs::read_dir(data).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(access.len()).any(|part| part == access.as_bytes()));
        files += 1;
    }
    assert!(files > 0);
}
