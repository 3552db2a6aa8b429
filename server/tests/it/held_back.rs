//! The guard against pumping, seen by the person whose new number it holds back.

use crate::{
    portal::{PHONE, Portal},
    steps::Answer,
};
use app::domain::Notice;
use server::clock::Clock;

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

/// Why, for each row of this event about the account in the audit log.
async fn reasons(portal: &Portal, name: &str, event: &str) -> Vec<String> {
    let database = portal.database().await;
    let user = database.user_by_name(name).await.unwrap().unwrap();
    let rows = database.audit_of_user(&user.id, 100).await.unwrap();
    let of_event = rows.into_iter().filter(|row| row.event == event);
    of_event.map(|row| row.reason.unwrap()).collect()
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
        let view = taro.send_code(channel, number).await;
        view.says(Notice::NewNumbersHeldBack);
        assert_eq!(view.until, Some(portal.clock.now() + 30 * 60));
    }
    assert_eq!(
        reasons(&portal, "taro", "send_refused").await,
        ["pumping_guard: NG, approved 0 of 4 this hour, 0 of 4 this day, 0 of 0 the week before, 0 probes"]
    );
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
    portal.advance(30 * 60).await;
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
    let recorded = reasons(&portal, "mallory", "send_would_be_refused").await;
    assert_eq!(recorded.len(), 1);
    assert!(
        recorded[0].starts_with("pumping_guard: NG, approved 0 of 4 this hour"),
        "{recorded:?}"
    );
}

#[tokio::test]
async fn without_script_the_page_says_when_to_come_back() {
    let portal = Portal::with(&REFUSES).await;
    ask_for_nothing(&portal, 4).await;
    let taro = enrolling(&portal).await;
    taro.press("sms", &[("contact_to", "+2348061234567")])
        .await
        .leads_to("/verify");
    let page = taro.get("/verify").await;
    assert_eq!(page.notice(), Some("new_numbers_held_back"));
    assert!(page.contains("in about 30 minutes"), "{}", page.body);
}

#[tokio::test]
async fn whoever_asks_about_many_numbers_gets_no_more_answers() {
    let portal = Portal::with(&[REFUSES[0], ("KAKUNIN_NUMBERS_PER_ACCOUNT", "3")]).await;
    ask_for_nothing(&portal, 4).await;
    let taro = enrolling(&portal).await;
    let number = |last: usize| format!("+23480612345{last:02}");
    for last in 0..4 {
        let view = taro.send_code("sms", &number(last)).await;
        view.says(Notice::NewNumbersHeldBack);
    }
    taro.send_code("sms", &number(4))
        .await
        .says(Notice::TooManyNumbers);
    // One that was tried before is no other number.
    taro.send_code("sms", &number(0))
        .await
        .says(Notice::NewNumbersHeldBack);
    assert_eq!(portal.count_messages().await, 4);
}
