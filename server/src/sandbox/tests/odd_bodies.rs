//! Faults that change what an answer is made of.

use super::{Answer, NUMBER, Twin, sid_of};
use axum::{
    body::Body,
    http::{Method, Request, header},
};
use futures_util::StreamExt;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;
use tower::ServiceExt;

async fn arm(twin: &Twin, order: Value) {
    assert_eq!(twin.order("/sandbox/faults", order).await.status, 200);
}

/// A start into this fault, and what one without it would have answered, but for its SIDs and attempts.
async fn start_into(fault: &str) -> (Twin, Answer) {
    let twin = Twin::new();
    arm(&twin, json!({ "fault": fault })).await;
    let answer = twin.create("sms").await;
    (twin, answer)
}

fn start(twin: &Twin) -> Request<Body> {
    let form = "application/x-www-form-urlencoded";
    let body = format!("To=%2B{}&Channel=sms", &NUMBER[1..]);
    twin.request(Method::POST, &twin.path("/Verifications"), form, body)
}

#[tokio::test]
async fn nulls_leave_what_a_client_cannot_do_without() {
    let (twin, answer) = start_into("nulls").await;
    let body = answer.json();
    let honest = twin.fetch(NUMBER).await.json();
    for (name, value) in honest.as_object().unwrap() {
        let stays = ["sid", "status", "to", "service_sid", "account_sid"].contains(&name.as_str());
        let expected = if stays { value } else { &Value::Null };
        assert_eq!(&body[name], expected, "{name}");
    }
    assert_eq!(body.as_object().unwrap().len(), honest.as_object().unwrap().len());
}

#[tokio::test]
async fn extra_fields_come_besides_the_known_ones() {
    let (twin, answer) = start_into("extra_fields").await;
    let honest = twin.fetch(NUMBER).await.json();
    let mut body = answer.json();
    assert!(body["lookup"]["new_field"].is_object() && body["new_field"].is_object());
    let attempt = &mut body["send_code_attempts"][0];
    assert!(attempt.as_object_mut().unwrap().remove("new_field").is_some());
    body["lookup"].as_object_mut().unwrap().remove("new_field");
    body.as_object_mut().unwrap().remove("new_field");
    assert_eq!(body, honest);
}

#[tokio::test]
async fn an_empty_body_keeps_its_status_and_its_effect() {
    let (twin, answer) = start_into("empty_body").await;
    assert_eq!((answer.status.as_u16(), answer.bytes.len()), (201, 0));
    assert_eq!(twin.messages().await.len(), 1);
    arm(&twin, json!({ "fault": "empty_body" })).await;
    assert_eq!(twin.check("1").await.status, 400);
}

#[tokio::test]
async fn an_oversized_body_is_the_honest_one_and_ten_megabytes() {
    let (twin, answer) = start_into("oversized").await;
    assert_eq!(answer.status, 201);
    assert!(answer.bytes.len() > 10 * 1024 * 1024);
    assert!(!answer.headers.contains_key(header::CONTENT_LENGTH));
    let mut body = answer.json();
    body.as_object_mut().unwrap().remove("padding");
    assert_eq!(body, twin.fetch(NUMBER).await.json());
}

/// Nothing is made before it is asked for, and the padding is the same piece again and again.
#[tokio::test]
async fn an_oversized_body_is_never_whole_in_memory() {
    let twin = Twin::new();
    arm(&twin, json!({ "fault": "oversized" })).await;
    let response = twin.routes.clone().oneshot(start(&twin)).await.unwrap();
    let mut pieces = response.into_body().into_data_stream().skip(1);
    let first = pieces.next().await.unwrap().unwrap();
    let second = pieces.next().await.unwrap().unwrap();
    assert_eq!(first.as_ptr(), second.as_ptr());
    assert!(first.len() <= 65_536);
}

#[tokio::test]
async fn a_trickle_is_the_honest_body_byte_by_byte() {
    let twin = Twin::new();
    arm(&twin, json!({ "fault": "trickle", "milliseconds": 0 })).await;
    let body = twin.create("sms").await.json();
    assert_eq!(body, twin.fetch(NUMBER).await.json());
    arm(&twin, json!({ "fault": "trickle", "milliseconds": 3_600_000 })).await;
    let response = twin.routes.clone().oneshot(start(&twin)).await.unwrap();
    assert_eq!(response.status(), 201);
    let mut pieces = response.into_body().into_data_stream();
    assert_eq!(pieces.next().await.unwrap().unwrap().len(), 1);
    assert!(timeout(Duration::ZERO, pieces.next()).await.is_err());
    assert_eq!(twin.messages().await.len(), 2);
}

#[tokio::test]
async fn a_slow_answer_has_acted_before_its_wait() {
    let twin = Twin::new();
    arm(
        &twin,
        json!({ "fault": "slow_answer", "milliseconds": 3_600_000 }),
    )
    .await;
    let impatient = timeout(Duration::ZERO, twin.create("sms")).await;
    assert!(impatient.is_err());
    assert_eq!(twin.messages().await.len(), 1);
    arm(&twin, json!({ "fault": "slow_answer", "milliseconds": 0 })).await;
    assert_eq!(twin.create("sms").await.figures(), (201, 0));
}

#[tokio::test]
async fn problem_details_have_the_shape_of_the_rfc() {
    let (twin, answer) = start_into("problem_details").await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
    let body = answer.json();
    for field in ["type", "title", "detail", "instance"] {
        assert!(body[field].is_string(), "{field}");
    }
    assert_eq!((&body["status"], &body["code"]), (&json!(503), &json!(20503)));
    assert!(twin.messages().await.is_empty());
}

#[tokio::test]
async fn the_wait_of_a_limit_can_be_ordered() {
    for (order, expected) in [
        (json!({ "fault": "rate_limited" }), "1"),
        (json!({ "fault": "rate_limited", "retry_after": 30 }), "30"),
    ] {
        let twin = Twin::new();
        arm(&twin, order).await;
        let answer = twin.create("sms").await;
        assert_eq!(answer.headers[header::RETRY_AFTER], expected);
    }
}

#[tokio::test]
async fn only_a_start_that_names_a_locale_is_refused_for_it() {
    for (fault, expected) in [
        ("locale_refused", (400, 60200)),
        ("locale_not_found", (404, 20404)),
    ] {
        let twin = Twin::new();
        arm(&twin, json!({ "fault": fault })).await;
        let plain = twin.create("sms").await.json();
        twin.fetch(&sid_of(&plain)).await;
        let fields = [("To", NUMBER), ("Channel", "sms"), ("Locale", "ja")];
        let refused = twin.post("/Verifications", &fields).await;
        assert_eq!(refused.figures(), expected, "{fault}");
        if expected.1 == 60200 {
            assert_eq!(refused.json()["message"], "Invalid parameter `Locale`: ja");
        }
        assert_eq!(twin.messages().await.len(), 1);
        assert_eq!(twin.post("/Verifications", &fields).await.figures(), (201, 0));
    }
}
