use super::{NUMBER, START, Twin, sid_of};
use crate::sandbox::fault::FaultKind;
use axum::http::{Method, header};
use serde_json::{Value, json};

#[tokio::test]
async fn messages_are_newest_first() {
    let twin = Twin::new();
    let sid = sid_of(&twin.create("sms").await.json());
    twin.clock.advance(40);
    twin.create("call").await;
    let messages = twin.messages().await;
    let code = messages[0]["code"].as_str().unwrap();
    let sms = json!({
        "to": NUMBER, "channel": "sms", "code": code, "locale": "en", "sent_at": START, "sid": sid,
        "body": format!("Your Kakunin verification code is: {code}"),
    });
    assert_eq!(messages[1], sms);
    assert_eq!(messages[0]["channel"], "call");
    assert_eq!(messages[0]["sent_at"], START + 40);
}

#[tokio::test]
async fn verifications_are_newest_first_with_their_counts() {
    let twin = Twin::new();
    let first = sid_of(&twin.create("sms").await.json());
    twin.create("sms").await;
    twin.check(twin.wrong_code().await).await;
    twin.update("canceled").await;
    let second = sid_of(&twin.create("sms").await.json());
    let expected = json!([
        {"sid": second, "to": NUMBER, "status": "pending", "sends": 1, "checks": 0},
        {"sid": first, "to": NUMBER, "status": "canceled", "sends": 2, "checks": 1},
    ]);
    let answer = twin.get("/sandbox/verifications").await;
    assert_eq!(answer.json(), expected);
}

#[tokio::test]
async fn the_clock_moves_forward_on_order() {
    let twin = Twin::new();
    for (body, expected) in [
        (json!({ "advance_seconds": 60 }), 200),
        (json!({ "advance_seconds": -1 }), 400),
        (json!({ "advance_seconds": i64::MAX }), 400),
        (json!({ "advance_seconds": "60" }), 400),
        (json!({}), 400),
    ] {
        let answer = twin.order("/sandbox/clock", body).await;
        assert_eq!(answer.status, expected);
    }
    let answer = twin
        .order("/sandbox/clock", json!({ "advance_seconds": 0 }))
        .await;
    assert_eq!(answer.json(), json!({ "now": START + 60 }));
}

#[tokio::test]
async fn an_unknown_fault_is_told_the_known_ones() {
    let twin = Twin::new();
    let answer = twin
        .order("/sandbox/faults", json!({ "fault": "earthquake" }))
        .await;
    assert_eq!(answer.status, 400);
    let error = answer.json()["error"].as_str().unwrap().to_owned();
    assert!(error.starts_with("unknown variant `earthquake`"), "{error}");
    let known = answer.json()["known"].as_array().unwrap().clone();
    assert_eq!(known.len(), FaultKind::ALL.len());
    for fault in known {
        let answer = twin.order("/sandbox/faults", json!({ "fault": fault })).await;
        assert_eq!(answer.json()["fault"], fault);
    }
}

#[tokio::test]
async fn a_misspelt_field_of_an_order_is_not_ignored() {
    let order = json!({ "fault": "slow", "miliseconds": 5 });
    let answer = Twin::new().order("/sandbox/faults", order).await;
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("\\\"milliseconds\\\""));
}

#[tokio::test]
async fn orders_are_json_by_name_and_never_for_other_origins() {
    let twin = Twin::new();
    for (path, body) in [
        ("/sandbox/clock", r#"{"advance_seconds":1}"#),
        ("/sandbox/faults", r#"{"fault":"drop"}"#),
    ] {
        for (kind, expected) in [
            ("application/json; charset=utf-8", 200),
            ("text/plain", 415),
            ("application/x-www-form-urlencoded", 415),
            ("", 415),
        ] {
            let request = twin.request(Method::POST, path, kind, body.to_owned());
            let answer = twin.send(request).await;
            assert_eq!(answer.status, expected, "{path} {kind}");
            assert_eq!(answer.text().contains("Content-Type"), expected == 415);
            let origin = header::ACCESS_CONTROL_ALLOW_ORIGIN;
            assert!(!answer.headers.contains_key(origin));
        }
        let request = twin.request(Method::OPTIONS, path, "", String::new());
        assert_eq!(twin.send(request).await.status, 405);
    }
}

#[tokio::test]
async fn the_front_door_leads_to_the_phone() {
    let answer = Twin::new().get("/").await;
    assert_eq!(answer.headers[header::LOCATION], "/sandbox");
}

#[tokio::test]
async fn no_answer_of_the_api_holds_the_code() {
    let twin = Twin::new();
    let created = twin.create("sms").await.text();
    let code = twin.code().await;
    let service = twin.get(&twin.path("")).await.text();
    let fetched: Value = twin.fetch(NUMBER).await.json();
    for text in [created, service, fetched.to_string()] {
        assert!(!text.contains(&format!("\"{code}\"")));
    }
}
