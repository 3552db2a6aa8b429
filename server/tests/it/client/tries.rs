use super::{SERVICE, client, client_with, number, scripted::*, start, verification};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::json;
use server::verify::{Refusal, StartError, Subject, Unanswered, Verify};
use std::{sync::Arc, time::Duration};
use tokio::sync::Notify;

const NOT_PROCESSED: StartError = StartError::NotProcessed { wait: None };

fn too_many(headers: &'static [(&'static str, &'static str)]) -> Says {
    Says::Raw(429, headers, r#"{"code":20429,"status":429}"#.into())
}

fn taken() -> Says {
    Says::Json(201, verification())
}

#[tokio::test]
async fn a_send_says_who_asks_and_what() {
    let server = Scripted::start([taken()]).await;
    start(&client(&server)).await.unwrap();
    let asked = server.asked().remove(0);
    assert_eq!(asked.line, format!("POST /v2/Services/{SERVICE}/Verifications"));
    assert_eq!(asked.body, "To=%2B819012345678&Channel=sms&Locale=ja");
    let expected = STANDARD.encode("AC0123456789abcdef0123456789abcdef:token");
    assert_eq!(asked.headers["authorization"], format!("Basic {expected}"));
    assert_eq!(asked.headers["accept"], "application/json");
}

#[tokio::test]
async fn too_many_requests_are_tried_three_times() {
    let server = Scripted::start([too_many(&[]), too_many(&[]), taken()]).await;
    assert!(
        start(&client_with(&server, Duration::from_secs(10)))
            .await
            .is_ok()
    );
    assert_eq!(server.asked().len(), 3);
    let server = Scripted::start((0..9).map(|_| too_many(&[]))).await;
    let client = client_with(&server, Duration::from_secs(10));
    assert_eq!(start(&client).await, Err(NOT_PROCESSED));
    assert_eq!(server.asked().len(), 3);
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_not_begun_and_nothing_was_sent() {
    let server = Scripted::start([too_many(&[("retry-after", "60")]), taken()]).await;
    let expected = StartError::NotProcessed { wait: Some(60) };
    assert_eq!(start(&client(&server)).await, Err(expected));
    assert_eq!(server.asked().len(), 1);
    // No header makes anybody wait for ever.
    let server = Scripted::start([too_many(&[("retry-after", "18446744073709551615")])]).await;
    let expected = StartError::NotProcessed { wait: Some(3_600) };
    assert_eq!(start(&client(&server)).await, Err(expected));
}

#[tokio::test]
async fn a_wait_that_twilio_asks_for_is_kept() {
    let server = Scripted::start([too_many(&[("retry-after", "1")]), taken()]).await;
    let client = client_with(&server, Duration::from_secs(10));
    assert!(start(&client).await.is_ok());
    let asked = server.asked();
    assert!(asked[1].at - asked[0].at >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_refused_locale_is_left_out_once() {
    for (status, body) in [
        (
            400,
            json!({"code": 60200, "message": "Invalid parameter `Locale`: ja"}),
        ),
        (404, json!({"code": 20404, "message": "not found"})),
        (400, json!({"code": 60229, "message": "no translation"})),
    ] {
        let server = Scripted::start([Says::Json(status, body.clone()), taken()]).await;
        assert!(start(&client(&server)).await.is_ok(), "{body}");
        let asked = server.asked();
        assert_eq!(asked[1].body, "To=%2B819012345678&Channel=sms");

        let refusals = [
            Says::Json(status, body.clone()),
            Says::Json(status, body),
            taken(),
        ];
        let server = Scripted::start(refusals).await;
        assert!(matches!(
            start(&client(&server)).await,
            Err(StartError::Refused(_))
        ));
        assert_eq!(server.asked().len(), 2);
    }
}

#[tokio::test]
async fn a_refused_number_is_not_tried_again() {
    let refusal = json!({"code": 60200, "message": "Invalid parameter `To`: +819012345678"});
    let server = Scripted::start([Says::Json(400, refusal), taken()]).await;
    let refused = StartError::Refused(Refusal::Number);
    assert_eq!(start(&client(&server)).await, Err(refused));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn five_quick_failures_leave_those_under_way_alone() {
    let gate = Arc::new(Notify::new());
    let server = Scripted::start([Says::Later(Arc::clone(&gate), verification())]).await;
    let client = client(&server);
    let waiting = tokio::spawn({
        let client = client.clone();
        async move { start(&client).await }
    });
    while server.asked().is_empty() {
        tokio::task::yield_now().await;
    }
    for _ in 0..5 {
        assert_eq!(start(&client).await, Err(StartError::Unanswered));
    }
    assert_eq!(start(&client).await, Err(NOT_PROCESSED));
    gate.notify_one();
    assert!(waiting.await.unwrap().is_ok());
}

#[tokio::test]
async fn after_five_failures_nobody_is_asked_until_twilio_answers_again() {
    let server = Scripted::start([]).await;
    let client = client(&server);
    for _ in 0..5 {
        assert_eq!(start(&client).await, Err(StartError::Unanswered));
    }
    assert_eq!(start(&client).await, Err(NOT_PROCESSED));
    assert_eq!(client.fetch(Subject::Number(&number())).await, Err(Unanswered));
    let creates = || {
        let asked = server.asked().into_iter();
        asked.filter(|asked| asked.line.starts_with("POST")).count()
    };
    assert_eq!(creates(), 5);
    // Only the service is read meanwhile; its first success lets sends through again.
    server.then(Says::Json(200, json!({})));
    server.then(taken());
    while start(&client).await == Err(NOT_PROCESSED) {
        tokio::task::yield_now().await;
    }
    assert_eq!(creates(), 6);
    let looks = server
        .asked()
        .into_iter()
        .filter(|asked| asked.line.starts_with("GET"));
    assert!(looks.count() > 0);
}
