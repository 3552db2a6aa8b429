//! The same flow on PostgreSQL.

use crate::{
    engines,
    portal::{PASSWORD, PHONE, Portal},
    steps::Answer,
    whole_flow::by_plain_forms,
};
use app::domain::Notice;
use tokio::task::JoinSet;

#[tokio::test]
async fn the_whole_flow_by_plain_forms() {
    for channel in ["sms", "call"] {
        let Some(database) = engines::postgres().await else {
            return;
        };
        let portal = Portal::with(&[("DATABASE_URL", &database.url)]).await;
        by_plain_forms(&portal, channel).await;
        database.remove().await;
    }
}

#[tokio::test]
async fn two_instances_over_one_database_send_once() {
    let Some(database) = engines::postgres().await else {
        return;
    };
    let setting = [("DATABASE_URL", &*database.url)];
    let (one, other) = (Portal::with(&setting).await, Portal::with(&setting).await);
    one.add_user("hanako", Some(PHONE)).await;
    let browser = one.half_open("hanako").await;
    let mut presses = JoinSet::new();
    for address in [one.address, other.address].repeat(5) {
        let mut browser = browser.clone();
        browser.address = address;
        presses.spawn(async move {
            let fields = [("turn", "0"), ("channel", "sms")];
            browser.ask("/api/send_code", &fields).await
        });
    }
    let answers = presses.join_all().await;
    assert!(
        answers
            .iter()
            .all(|view| view.notice != Some(Notice::Unavailable))
    );
    assert_eq!(one.count_messages().await + other.count_messages().await, 1);
    database.remove().await;
}

/// Every press of a session at once, again and again: they wait for each other, and none of them fails.
#[tokio::test]
async fn presses_that_meet_do_not_lock_each_other_out() {
    let Some(database) = engines::postgres().await else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &database.url)]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    for _ in 0..15 {
        // The verification of the round before is over.
        portal.advance(700).await;
        let browser = portal.awaiting_code("hanako").await;
        let other = portal.half_open("hanako").await;
        portal.advance(30).await;
        let (code, turn) = (portal.code().await, browser.challenge().await.turn.to_string());
        let mut presses = JoinSet::new();
        for (path, who, code) in [
            ("/api/send_code", &browser, &*code),
            ("/api/send_code", &other, &code),
            ("/api/check_code", &browser, &code),
            ("/api/check_code", &other, "123"),
            ("/api/check_code", &browser, "000000"),
            ("/api/logout", &browser, ""),
            ("/api/login", &browser, ""),
            ("/api/check_code", &browser, &code),
            ("/api/login", &other, ""),
        ] {
            let (tab, code, turn) = (who.thief(), code.to_owned(), turn.clone());
            presses.spawn(async move {
                let turn = if path.ends_with("code") { &*turn } else { "0" };
                let fields = [
                    ("username", "hanako"),
                    ("password", PASSWORD),
                    ("turn", turn),
                    ("channel", "sms"),
                    ("code", &*code),
                ];
                (path, tab.fetch(path, &fields).await)
            });
        }
        for (path, answer) in presses.join_all().await {
            assert_eq!(answer.status, 200, "{path}");
        }
    }
    database.remove().await;
}

/// Confirmation, phone and password on this engine, once in order and then all at once from two sessions: they wait for
/// each other, and none of them fails.
#[tokio::test]
async fn changes_that_meet_do_not_lock_each_other_out() {
    let Some(database) = engines::postgres().await else {
        return;
    };
    let portal = Portal::with(&[("DATABASE_URL", &database.url)]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.unconfirmed("hanako").await;
    browser.confirm(&portal).await;
    let password = "battery staple 0";
    browser
        .change_password(PASSWORD, password)
        .await
        .says(Notice::PasswordChanged);
    browser.change_phone("080-0000-1111").await;
    browser
        .check_code(&portal.code().await)
        .await
        .says(Notice::PhoneChanged);
    browser
        .change_password(password, PASSWORD)
        .await
        .says(Notice::PasswordChanged);
    for round in 0..8 {
        portal.advance(700).await;
        let (one, other) = (portal.signed_in("hanako").await, portal.signed_in("hanako").await);
        let number = format!("080-1234-100{round}");
        one.change_phone(&number).await;
        let code = portal.code().await;
        let mut presses = JoinSet::new();
        for (path, who) in [
            ("/api/check_code", &one),
            ("/api/change_password", &other),
            ("/api/change_phone", &other),
            ("/api/confirm_password", &other),
            ("/api/send_code", &one),
            ("/api/logout", &other),
            ("/api/check_code", &one),
        ] {
            let (tab, code, number) = (who.thief(), code.clone(), number.clone());
            presses.spawn(async move {
                let fields = [
                    ("code", &*code),
                    ("turn", "1"),
                    ("channel", "sms"),
                    ("contact_to", &*number),
                    ("password", PASSWORD),
                    ("current_password", PASSWORD),
                    ("new_password", PASSWORD),
                ];
                (path, tab.fetch(path, &fields).await)
            });
        }
        for (path, answer) in presses.join_all().await {
            assert_eq!(answer.status, 200, "{path}");
        }
    }
    database.remove().await;
}
