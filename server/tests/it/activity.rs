//! What the audit log keeps of a sign-in: each decision, with its reason, and never more of a number than its end.

use crate::{
    browser::Browser,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;
use server::store::{AuditRow, Database};

async fn with(settings: &[(&str, &str)]) -> Portal {
    let portal = Portal::with(settings).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal
}

async fn rows(database: &Database, name: &str) -> Vec<AuditRow> {
    let user = database.user_by_name(name).await.unwrap().unwrap();
    database.audit_of_user(&user.id, 100).await.unwrap()
}

/// Event and reason of every row about this user, sorted: rows of one second have no order.
async fn told(portal: &Portal, name: &str) -> Vec<String> {
    let rows = rows(&portal.database().await, name).await;
    let mut told: Vec<_> = rows
        .iter()
        .map(|row| format!("{} {}", row.event, row.reason.as_deref().unwrap_or("-")))
        .collect();
    told.sort();
    told
}

async fn log_in(browser: &Browser, name: &str, password: &str) {
    let fields = [("username", name), ("password", password)];
    browser.ask("/api/login", &fields).await;
}

#[tokio::test]
async fn a_whole_sign_in() {
    let portal = with(&[]).await;
    let browser = portal.browser();
    log_in(&browser, "hanako", "wrong").await;
    log_in(&browser, "hanako", PASSWORD).await;
    browser.send_code("call", "").await;
    browser
        .check_code(portal.wrong_code().await)
        .await
        .says(Notice::WrongCode);
    browser.check_code(&portal.code().await).await.account();
    browser.post("/api/logout", &[]).await;
    let expected = [
        "code_refused wrong_code",
        "code_sent call",
        "password_refused -",
        "signed_in call",
        "signed_out -",
    ];
    assert_eq!(told(&portal, "hanako").await, expected);
    for row in rows(&portal.database().await, "hanako").await {
        assert_eq!(row.address.as_deref(), Some("127.0.0.1"));
        let shows_phone = matches!(&*row.event, "code_sent" | "signed_in");
        assert_eq!(row.phone.is_some(), shows_phone, "{row:?}");
        assert!(
            row.phone
                .is_none_or(|phone| phone.ends_with("5678") && !phone.contains("1234"))
        );
    }
}

#[tokio::test]
async fn nobody_is_named_for_a_name_that_nobody_has() {
    let portal = with(&[]).await;
    log_in(&portal.browser(), "nobody", PASSWORD).await;
    log_in(&portal.browser(), "a\u{7}b", PASSWORD).await;
    let database = portal.database().await;
    assert_eq!(database.count_audit("password_refused", None).await.unwrap(), 2);
    assert_eq!(told(&portal, "hanako").await, [""; 0]);
}

#[tokio::test]
async fn a_flood_that_is_held_back_is_one_row_a_minute() {
    let portal = with(&[("KAKUNIN_SIGN_IN_FAILURES_PER_ACCOUNT", "1")]).await;
    let flood = async || {
        for _ in 0..20 {
            log_in(&portal.browser(), "hanako", "wrong").await;
            log_in(&portal.browser(), "nobody", "wrong").await;
        }
    };
    let held_back = async |user_id: Option<&str>| {
        let database = portal.database().await;
        database.count_audit("sign_in_held_back", user_id).await.unwrap()
    };
    flood().await;
    let row = "sign_in_held_back account_from_network".to_owned();
    assert_eq!(
        told(&portal, "hanako").await,
        ["password_refused -".to_owned(), row]
    );
    assert_eq!(held_back(None).await, 2);
    portal.advance(60).await;
    flood().await;
    assert_eq!(held_back(None).await, 4);
}

#[tokio::test]
async fn a_refusal_of_twilio_has_its_reason() {
    let portal = with(&[]).await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    browser.send_code("sms", "+15005550004").await;
    browser.send_code("sms", "+15005550010").await;
    portal.advance(60).await;
    portal.fault("create", "unavailable").await;
    browser.send_code("sms", "+15005550011").await;
    let expected = [
        "code_sent unconfirmed",
        "send_refused send_held_back",
        "send_refused unsubscribed",
    ];
    assert_eq!(told(&portal, "taro").await, expected);
}

#[tokio::test]
async fn the_lock_is_written_down_once() {
    let portal = with(&[("KAKUNIN_FAILURES_BEFORE_LOCK", "3")]).await;
    let browser = portal.awaiting_code("hanako").await;
    let wrong = portal.wrong_code().await;
    for _ in 0..3 {
        browser.check_code(wrong).await.says(Notice::WrongCode);
    }
    for _ in 0..10 {
        browser
            .check_code(&portal.code().await)
            .await
            .says(Notice::FactorLocked);
    }
    let expected = [
        "code_refused factor_locked",
        "code_refused wrong_code",
        "code_refused wrong_code",
        "code_refused wrong_code",
        "code_sent sms",
        "factor_locked wrong_codes",
    ];
    assert_eq!(told(&portal, "hanako").await, expected);
}

#[tokio::test]
async fn who_signs_out_twice_signed_out_once() {
    let portal = with(&[]).await;
    let browser = portal.signed_in("hanako").await;
    let again = browser.thief();
    browser.post("/api/logout", &[]).await;
    again.post("/api/logout", &[]).await;
    portal.browser().post("/api/logout", &[]).await;
    let database = portal.database().await;
    assert_eq!(database.count_audit("signed_out", None).await.unwrap(), 1);
}
