//! What all messages of a day may come to, and the switch that stops them.

use crate::{
    portal::{PHONE, Portal},
    process::Place,
    steps::Answer,
};
use app::domain::Notice;
use serde_json::{Value, json};
use server::clock::Clock;
use sqlx::{Connection, SqliteConnection};

const OTHER: &str = "+818012345678";

async fn with(settings: &[(&str, &str)]) -> Portal {
    let portal = Portal::with(settings).await;
    portal.add_user("hanako", Some(PHONE)).await;
    portal.add_user("jiro", Some(OTHER)).await;
    portal
}

#[tokio::test]
async fn of_messages_whoever_asks_until_midnight() {
    let portal = with(&[("KAKUNIN_SENDS_PER_DAY", "1")]).await;
    portal.awaiting_code("hanako").await;
    let jiro = portal.half_open("jiro").await;
    let view = jiro.send_code("sms", "").await;
    view.says(Notice::SendsStopped);
    let today = portal.clock.now().div_euclid(86_400);
    assert_eq!(view.until, Some((today + 1) * 86_400));
    assert_eq!(portal.count_messages().await, 1);
    portal.advance(86_400).await;
    portal.awaiting_code("jiro").await;
}

#[tokio::test]
async fn of_money_by_the_price_of_channel_and_country() {
    let settings = [
        ("KAKUNIN_SPEND_PER_DAY", "100"),
        ("KAKUNIN_PRICES", "JP.sms=30,JP.call=80,*.sms=90,*.call=100"),
    ];
    let portal = with(&settings).await;
    portal.awaiting_code("hanako").await;
    let jiro = portal.half_open("jiro").await;
    jiro.send_code("call", "").await.says(Notice::SendsStopped);
    assert_eq!(jiro.send_code("sms", "").await.notice, None);
    portal.add_user("mary", Some("+14155552671")).await;
    let mary = portal.half_open("mary").await;
    mary.send_code("sms", "").await.says(Notice::SendsStopped);
    portal.advance(30).await;
    assert_eq!(jiro.send_code("sms", "").await.notice, None);
    assert_eq!(portal.count_messages().await, 3);
}

#[tokio::test]
async fn a_message_that_twilio_refuses_costs_nothing() {
    let portal = with(&[("KAKUNIN_SENDS_PER_DAY", "1"), ("KAKUNIN_SPEND_PER_DAY", "15")]).await;
    portal.add_user("taro", None).await;
    let taro = portal.half_open("taro").await;
    for _ in 0..2 {
        taro.send_code("sms", "+15005550001")
            .await
            .says(Notice::PhoneRefused);
        portal.advance(5).await;
    }
    portal.awaiting_code("hanako").await;
}

#[tokio::test]
async fn a_stopped_portal_sends_nothing_and_checks_what_arrived() {
    let portal = with(&[]).await;
    let hanako = portal.awaiting_code("hanako").await;
    let jiro = portal.half_open("jiro").await;
    switch(&portal, true).await;
    for channel in ["sms", "call"] {
        let view = jiro.send_code(channel, "").await;
        view.says(Notice::SendsStopped);
        assert_eq!(view.until, None);
    }
    assert_eq!(jiro.challenge().await.turn, 0);
    assert_eq!(portal.count_messages().await, 1);
    hanako.check_code(&portal.code().await).await.account();
    switch(&portal, false).await;
    assert_eq!(jiro.send_code("sms", "").await.notice, None);
}

async fn switch(portal: &Portal, stop: bool) {
    let database = portal.database().await;
    let mut transaction = database.begin().await.unwrap();
    let changed = if stop {
        transaction.stop_sends(1).await
    } else {
        transaction.resume_sends().await
    };
    assert!(changed.unwrap());
    transaction.commit().await.unwrap();
}

#[tokio::test]
async fn an_operator_stops_and_resumes_and_reads_the_day() {
    let place = Place::new(&[("KAKUNIN_SENDS_PER_DAY", "1000")]);
    let said = |arguments: &[&str]| {
        let output = place.run(arguments, "");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let status = || serde_json::from_str::<Value>(&said(&["sends", "status", "--json"])).unwrap();
    let before = status();
    assert_eq!(
        (
            &before["stopped_at"],
            &before["sends_today"],
            &before["sends_per_day"]
        ),
        (&Value::Null, &json!(0), &json!(1_000))
    );
    assert_eq!(
        (&before["currency"], &before["guard"]),
        (&json!("JPY"), &json!("off"))
    );
    assert_eq!(
        said(&["sends", "stop"]),
        "No message goes out until `kakunin sends resume`.\n"
    );
    assert_eq!(said(&["sends", "stop"]), "Messages were stopped already.\n");
    assert!(status()["stopped_at"].is_i64());
    assert!(said(&["sends", "status"]).starts_with("Messages are stopped since 20"));
    assert_eq!(said(&["sends", "resume"]), "Messages go out again.\n");
    assert_eq!(said(&["sends", "resume"]), "Messages were not stopped.\n");
    assert_eq!(status()["stopped_at"], Value::Null);

    let url = format!("sqlite://{}", place.path().join("data/sandbox.db").display());
    let mut database = SqliteConnection::connect(&url).await.unwrap();
    let written: Vec<(String, String)> = sqlx::query_as("SELECT event, actor FROM audit ORDER BY event DESC")
        .fetch_all(&mut database)
        .await
        .unwrap();
    let by_operator = |event: &str| (event.to_owned(), "operator".to_owned());
    assert_eq!(
        written,
        [by_operator("sends_stopped"), by_operator("sends_resumed")]
    );
}
