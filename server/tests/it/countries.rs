//! Whose numbers people may add: judged when a number is typed, before anything is counted or sent.

use crate::{
    portal::{PHONE, Portal},
    process::Place,
    steps::Answer,
};
use app::domain::Notice;

#[tokio::test]
async fn a_live_portal_takes_numbers_of_its_own_country() {
    let portal = Portal::live(&[]).await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    for number in ["+1 415 555 2671", "+44 7400 123456"] {
        browser
            .send_code("sms", number)
            .await
            .says(Notice::CountryNotAllowed);
    }
    assert_eq!(portal.count_messages().await, 0);
    assert_eq!(browser.challenge().await.turn, 0);
    assert_eq!(browser.send_code("sms", "090-1234-5678").await.notice, None);
}

#[tokio::test]
async fn a_shared_calling_code_is_not_one_country() {
    let portal = Portal::with(&[("KAKUNIN_ALLOWED_COUNTRIES", "JP, US")]).await;
    portal.add_user("hanako", Some(PHONE)).await;
    let browser = portal.signed_in("hanako").await;
    for canada_or_caribbean in ["+1 604 234 5678", "+1 876 210 1234"] {
        browser
            .change_phone(canada_or_caribbean)
            .await
            .says(Notice::CountryNotAllowed);
    }
    assert_eq!(browser.change_phone("+1 415 555 2671").await.notice, None);
}

#[tokio::test]
async fn a_phone_on_file_is_not_judged() {
    let portal = Portal::live(&[]).await;
    portal.add_user("hanako", Some("+14155552671")).await;
    portal.signed_in("hanako").await;
}

#[tokio::test]
async fn the_sandbox_takes_all() {
    let portal = Portal::start().await;
    portal.add_user("taro", None).await;
    let browser = portal.half_open("taro").await;
    assert_eq!(browser.send_code("sms", "+44 7400 123456").await.notice, None);
}

#[test]
fn what_is_no_country_is_a_mistake_at_the_start() {
    let place = Place::new(&[("KAKUNIN_ALLOWED_COUNTRIES", "JP,Japan")]);
    let output = place.run(&[], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "kakunin: KAKUNIN_ALLOWED_COUNTRIES must be codes of ISO 3166 such as JP,US, or *, not `JP,Japan`\n"
    );
}
