//! The guard against pumping, seen by the person whose new number it holds back.

use crate::{
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;

const REFUSES: [(&str, &str); 1] = [("KAKUNIN_PUMPING_GUARD", "refuse")];

/// Somebody asks for codes at so many numbers of Nigeria and never types one.
async fn ask_for_nothing(portal: &Portal, numbers: usize) {
    portal.add_user("mallory", None).await;
    let mallory = portal.half_open("mallory").await;
    for number in 0..numbers {
        let view = mallory
            .send_code("sms", &format!("+23480312345{number:02}"))
            .await;
        assert_eq!(view.notice, None, "{number}");
    }
}

async fn enrolling(portal: &Portal) -> crate::browser::Browser {
    portal.add_user("taro", None).await;
    portal.half_open("taro").await
}

#[tokio::test]
async fn a_country_where_no_code_is_used_is_held_back_and_others_are_not() {
    let portal = Portal::with(&REFUSES).await;
    ask_for_nothing(&portal, 4).await;
    let taro = enrolling(&portal).await;
    for (channel, number) in [("sms", "+2348061234567"), ("call", "+2348031234599")] {
        taro.send_code(channel, number)
            .await
            .says(Notice::NewNumbersHeldBack);
    }
    assert_eq!(portal.count_messages().await, 4);
    assert_eq!(taro.send_code("sms", PHONE).await.notice, None);
    taro.check_code(&portal.code().await).await.account();
}

#[tokio::test]
async fn a_phone_on_file_is_never_held_back() {
    let portal = Portal::with(&REFUSES).await;
    ask_for_nothing(&portal, 4).await;
    portal.add_user("ada", Some("+2348061234567")).await;
    portal.signed_in("ada").await;
}

#[tokio::test]
async fn one_probe_goes_out_after_a_while_and_its_code_opens_the_country() {
    let portal = Portal::with(&REFUSES).await;
    ask_for_nothing(&portal, 4).await;
    portal.advance(15 * 60).await;
    let taro = enrolling(&portal).await;
    assert_eq!(taro.send_code("sms", "+2348061234567").await.notice, None);
    portal.add_user("jiro", None).await;
    let jiro = portal.half_open("jiro").await;
    jiro.send_code("sms", "+2348061234568")
        .await
        .says(Notice::NewNumbersHeldBack);
    let code = portal.code().await;
    taro.check_code(&code).await.account();
    assert_eq!(jiro.send_code("sms", "+2348061234568").await.notice, None);
}

#[tokio::test]
async fn what_twilio_refuses_is_not_held_against_a_country() {
    let portal = Portal::with(&REFUSES).await;
    let taro = enrolling(&portal).await;
    for _ in 0..6 {
        taro.send_code("sms", "+15005550001")
            .await
            .says(Notice::PhoneRefused);
        portal.advance(5).await;
    }
    assert_eq!(portal.database().await.places(0).await.unwrap()[0].1.day.sent, 0);
}

#[tokio::test]
async fn a_guard_that_only_records_lets_all_pass() {
    let portal = Portal::with(&[("KAKUNIN_PUMPING_GUARD", "record")]).await;
    ask_for_nothing(&portal, 9).await;
    assert_eq!(portal.count_messages().await, 9);
}
