//! Every fault that leaves an answer; those that do not are in `unanswered`.

use super::{NUMBER, Twin, sid_of};
use axum::http::header;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

async fn armed(order: Value) -> Twin {
    let twin = Twin::new();
    assert_eq!(twin.order("/sandbox/faults", order).await.status, 200);
    twin
}

#[tokio::test]
async fn faults_without_effect() {
    for (fault, expected) in [
        ("unavailable", (503, 20503)),
        ("server_error", (500, 20500)),
        ("rate_limited", (429, 20429)),
    ] {
        let twin = armed(json!({ "fault": fault, "count": 2 })).await;
        assert_eq!(twin.create("sms").await.figures(), expected);
        let second = twin.create("sms").await;
        let retry = second.headers.get(header::RETRY_AFTER);
        assert_eq!(retry.is_some(), fault == "rate_limited");
        assert!(twin.messages().await.is_empty());
        assert_eq!(twin.create("sms").await.figures(), (201, 0));
    }
}

#[tokio::test]
async fn a_bad_gateway_speaks_html_and_has_no_effect() {
    let twin = armed(json!({ "fault": "bad_gateway" })).await;
    let answer = twin.create("sms").await;
    assert_eq!(answer.status, 502);
    assert!(answer.text().starts_with("<html>"));
    assert!(twin.messages().await.is_empty());
}

#[tokio::test]
async fn a_truncated_answer_has_its_effect() {
    let twin = armed(json!({ "fault": "truncated" })).await;
    let answer = twin.create("sms").await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
    assert!(serde_json::from_slice::<Value>(&answer.bytes).is_err());
    assert_eq!(twin.messages().await.len(), 1);
}

#[tokio::test]
async fn answers_that_lie() {
    let twin = Twin::new();
    let sid = sid_of(&twin.create("sms").await.json());
    for (fault, field) in [
        ("wrong_sid", "sid"),
        ("wrong_to", "to"),
        ("wrong_service", "service_sid"),
        ("wrong_account", "account_sid"),
        ("unknown_status", "status"),
        ("unknown_channel", "channel"),
    ] {
        let honest = twin.fetch(NUMBER).await.json();
        twin.order("/sandbox/faults", json!({ "fault": fault })).await;
        let mut answer = twin.fetch(NUMBER).await.json();
        assert_ne!(answer[field], honest[field], "{fault}");
        answer[field] = honest[field].clone();
        assert_eq!(answer, honest, "{fault} changes nothing else");
    }
    let order = json!({ "fault": "approved_invalid" });
    twin.order("/sandbox/faults", order).await;
    let answer = twin.check(twin.wrong_code().await).await.json();
    assert_eq!(answer["status"], "approved");
    assert_eq!(answer["valid"], false);
    assert_eq!(answer["sid"], json!(sid));
    assert_eq!(twin.fetch(NUMBER).await.json()["status"], "pending");
}

#[tokio::test]
async fn a_refusal_stays_itself_under_every_lie() {
    for fault in [
        "wrong_sid",
        "wrong_to",
        "wrong_service",
        "wrong_account",
        "approved_invalid",
        "unknown_status",
        "unknown_channel",
        "nulls",
        "extra_fields",
    ] {
        let twin = armed(json!({ "fault": fault })).await;
        let answer = twin.check("123456").await;
        assert_eq!(answer.json().as_object().unwrap().len(), 4, "{fault}");
        assert_eq!(answer.figures(), (404, 20404));
    }
}

#[tokio::test]
async fn a_slow_request_acts_only_after_its_wait() {
    let hour = json!({ "fault": "slow", "milliseconds": 3_600_000 });
    let twin = armed(hour).await;
    let impatient = timeout(Duration::ZERO, twin.create("sms")).await;
    assert!(impatient.is_err() && twin.messages().await.is_empty());
    let twin = armed(json!({ "fault": "slow", "milliseconds": 0 })).await;
    assert_eq!(twin.create("sms").await.figures(), (201, 0));
}

#[tokio::test]
async fn a_fault_can_wait_for_one_kind_of_request() {
    for operation in ["create", "check", "fetch", "update", "service"] {
        let twin = armed(json!({ "fault": "unavailable", "operation": operation })).await;
        let broken = [
            ("create", twin.create("sms").await.status),
            ("check", twin.check("000000").await.status),
            ("fetch", twin.fetch(NUMBER).await.status),
            ("update", twin.update("canceled").await.status),
            ("service", twin.get(&twin.path("")).await.status),
        ];
        for (name, status) in broken {
            assert_eq!(status == 503, name == operation, "{name}");
        }
    }
}

#[tokio::test]
async fn a_stranger_uses_up_no_fault_and_zero_disarms() {
    let twin = armed(json!({ "fault": "unavailable", "count": 9 })).await;
    let mut request = twin.request("GET".parse().unwrap(), &twin.path(""), "", String::new());
    request.headers_mut().remove(header::AUTHORIZATION);
    assert_eq!(twin.send(request).await.status, 401);
    assert_eq!(twin.create("sms").await.status, 503);
    let order = json!({ "fault": "unavailable", "count": 0 });
    twin.order("/sandbox/faults", order).await;
    assert_eq!(twin.create("sms").await.status, 201);
}
