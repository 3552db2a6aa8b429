//! A code opens the challenge that it was sent for, and nothing that a browser says changes that.

use crate::{
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

const OTHER: &str = "+818012345678";

/// Hanako, whose password Mallory knows, and Mallory.
async fn two_users() -> Portal {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.add_user("mallory", Some(OTHER)).await;
    portal
}

#[tokio::test]
async fn fields_that_name_another_verification_have_no_effect() {
    let portal = two_users().await;
    let hanako = portal.awaiting_code("hanako").await;
    portal.awaiting_code("mallory").await;
    let hers = portal.code_of(&PHONE.parse().unwrap()).await;
    let messages = portal.messages().await;
    let sid = &*messages[0].sid;
    assert_eq!(messages[0].to, OTHER);
    assert_ne!(messages[0].code, hers);
    let mut fields = [
        ("code", &*messages[0].code),
        ("contact_to", OTHER),
        ("VerificationSid", sid),
        ("verification_sid", sid),
        ("sid", sid),
        ("to", OTHER),
        ("To", OTHER),
        ("user_id", "mallory"),
        ("username", "mallory"),
        ("purpose", "enrol"),
        ("channel", "sms"),
        ("status", "approved"),
    ];
    hanako.post("/api/check_code", &fields).await.leads_to("/verify");
    assert_eq!(hanako.get("/verify").await.notice(), Some("wrong_code"));
    hanako
        .ask("/api/check_code", &fields)
        .await
        .says(Notice::WrongCode);
    assert!(!hanako.is_signed_in().await);

    fields[0].1 = &hers;
    hanako.post("/api/check_code", &fields).await.leads_to("/account");
    let page = hanako.get("/account").await;
    assert!(page.contains(">hanako<") && page.contains("•••• 5678"));
}

#[tokio::test]
async fn a_code_of_another_challenge_opens_nothing_before_an_own_send() {
    let portal = two_users().await;
    portal.awaiting_code("mallory").await;
    let hanako = portal.half_open("hanako").await;
    hanako
        .check_code(&portal.code().await)
        .await
        .says(Notice::CodeExpired);
    assert!(!hanako.is_signed_in().await);
}

#[tokio::test]
async fn a_number_typed_beside_the_phone_on_file_is_ignored() {
    let portal = two_users().await;
    let hanako = portal.half_open("hanako").await;
    let fields = [
        ("turn", "0"),
        ("channel", "sms"),
        ("contact_to", OTHER),
        ("to", OTHER),
    ];
    hanako.post("/api/send_code", &fields).await.leads_to("/verify");
    let messages = portal.messages().await;
    assert_eq!((messages.len(), &*messages[0].to), (1, PHONE));
    hanako.type_code(&messages[0].code).await.leads_to("/account");
    let user = portal.database().await.user_by_name("hanako").await.unwrap();
    assert_eq!(user.unwrap().phone_number, Some(PHONE.parse().unwrap()));
}

#[tokio::test]
async fn two_users_of_one_phone_open_only_what_they_asked_for() {
    let portal = Portal::start().await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.add_user("jiro", Some(PHONE)).await;
    let hanako = portal.awaiting_code("hanako").await;
    let jiro = portal.half_open("jiro").await;
    assert_eq!(jiro.challenge().await.sent, None);
    let code = portal.code().await;
    jiro.check_code(&code).await.says(Notice::CodeExpired);
    let account = hanako.check_code(&code).await;
    assert_eq!(account.account().user_id, "hanako");
    jiro.check_code(&code).await.says(Notice::CodeExpired);
}

#[tokio::test]
async fn a_code_opens_once() {
    let portal = two_users().await;
    portal.signed_in("hanako").await;
    let code = portal.code().await;
    let later = portal.awaiting_code("hanako").await;
    assert_ne!(portal.code().await, code);
    later.check_code(&code).await.says(Notice::WrongCode);
}

#[tokio::test]
async fn the_verifications_of_a_number_are_told_apart_for_a_day() {
    let portal = two_users().await;
    portal.signed_in("hanako").await;
    let database = portal.database().await;
    let number = PHONE.parse().unwrap();
    let epoch = async || database.verification(&number).await.unwrap().map(|row| row.epoch);
    assert_eq!(epoch().await, Some(2));
    let now = portal.clock_now();
    assert_eq!(database.prune_verifications(now).await.unwrap(), 0);
    // Whatever joined the first one must not find another first one.
    assert_eq!(epoch().await, Some(2));
    assert_eq!(database.prune_verifications(now + 1).await.unwrap(), 1);
}
