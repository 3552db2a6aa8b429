//! The number changes between the send and the check, or the code belongs to somebody else's challenge.

use super::{checks, watched};
use crate::{
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

const OWN: &str = "+818012345678";
const OTHER: &str = "+818099999999";

async fn phone_of(portal: &Portal, name: &str) -> Option<String> {
    let user = portal.database().await.user_by_name(name).await.unwrap();
    let phone = user.unwrap().phone_number;
    phone.map(|number| number.as_str().to_owned())
}

#[tokio::test]
async fn a_code_to_ones_own_phone_proves_no_other_number() {
    let (portal, _) = watched().await;
    portal.add_user("mallory", None).await;
    let browser = portal.half_open("mallory").await;
    assert_eq!(browser.send_code("sms", OWN).await.notice, None);
    let own_code = portal.code_of(&OWN.parse().unwrap()).await;
    // The number of somebody else takes its place, and the code is still good for the first one.
    assert_eq!(browser.send_code("sms", OTHER).await.notice, None);
    if portal.code_of(&OTHER.parse().unwrap()).await != own_code {
        browser.check_code(&own_code).await.says(Notice::WrongCode);
    }
    assert!(!browser.is_signed_in().await);
    assert_eq!(phone_of(&portal, "mallory").await, None);
}

#[tokio::test]
async fn two_sessions_cannot_put_together_what_neither_proved() {
    let (portal, gate) = watched().await;
    portal.add_user("mallory", None).await;
    let (one, other) = (
        portal.half_open("mallory").await,
        portal.half_open("mallory").await,
    );
    one.send_code("sms", OWN).await;
    other.send_code("sms", OTHER).await;
    let other_code = portal.code_of(&OTHER.parse().unwrap()).await;
    other.check_code(&other_code).await.account();
    assert_eq!(phone_of(&portal, "mallory").await.as_deref(), Some(OTHER));
    let before = checks(&gate);
    let own_code = portal.code_of(&OWN.parse().unwrap()).await;
    one.check_code(&own_code).await.says(Notice::SessionEnded);
    assert!(!one.is_signed_in().await);
    assert_eq!(checks(&gate), before);
    assert_eq!(phone_of(&portal, "mallory").await.as_deref(), Some(OTHER));
}

#[tokio::test]
async fn a_phone_on_file_is_not_typed_over() {
    let (portal, _) = watched().await;
    let browser = portal.half_open("hanako").await;
    for fields in [
        vec![("turn", "0"), ("channel", "sms"), ("contact_to", OTHER)],
        vec![
            ("turn", "1"),
            ("channel", "sms"),
            ("contact_to", OTHER),
            ("phone", OTHER),
            ("to", OTHER),
        ],
    ] {
        browser.ask("/api/send_code", &fields).await;
        portal.advance(60).await;
    }
    let messages = portal.messages().await;
    assert_eq!(messages.len(), 2);
    assert!(messages.iter().all(|message| message.to == PHONE));
}

#[tokio::test]
async fn a_second_users_code_opens_only_the_second_users_account() {
    let (portal, _) = watched().await;
    portal.add_user("mallory", Some(OWN)).await;
    // Mallory knows the password of hanako, and has a phone of the own.
    let stolen = portal.awaiting_code("hanako").await;
    let own = portal.awaiting_code("mallory").await;
    let own_code = portal.code_of(&OWN.parse().unwrap()).await;
    if portal.code_of(&PHONE.parse().unwrap()).await != own_code {
        stolen.check_code(&own_code).await.says(Notice::WrongCode);
    }
    own.check_code(&own_code).await.account();
    assert!(!stolen.is_signed_in().await);
    // Nor does the second user's session help, put beside the first one.
    stolen.check_code(&own_code).await.challenge();
}
