//! The fields of every answer, and how a request may name a verification.

use super::{NUMBER, Twin, sid_of};
use crate::sandbox::sid;
use axum::http::{Method, header};
use serde_json::{Value, json};

fn names(body: &Value) -> Vec<&str> {
    let mut names: Vec<_> = body.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn a_verification() {
    let twin = Twin::new();
    let answer = twin.create("sms").await;
    let body = answer.json();
    let known = &twin.credentials;
    let sid = sid_of(&body);
    assert!(sid::is_sid("VE", &sid));
    let attempt = body["send_code_attempts"][0]["attempt_sid"].as_str();
    assert!(sid::is_sid("VL", attempt.unwrap()));
    let service = &known.service_sid;
    let expected = json!({
        "sid": sid, "service_sid": service, "account_sid": known.account_sid,
        "to": NUMBER, "channel": "sms", "status": "pending", "valid": false,
        "lookup": {"carrier": null}, "amount": null, "payee": null,
        "send_code_attempts": [
            {"time": "2026-01-02T03:04:05.000Z", "channel": "sms", "attempt_sid": attempt}
        ],
        "date_created": "2026-01-02T03:04:05Z", "date_updated": "2026-01-02T03:04:05Z", "sna": null,
        "url": format!("https://verify.twilio.com/v2/Services/{service}/Verifications/{sid}"),
    });
    assert_eq!(body, expected);
    assert_eq!(twin.fetch(&sid).await.json(), expected);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/json");
    let request = answer.headers["twilio-request-id"].to_str().unwrap();
    assert!(sid::is_sid("RQ", request));
}

#[tokio::test]
async fn a_check() {
    let twin = Twin::new();
    twin.create("sms").await;
    let body = twin.check(twin.wrong_code().await).await.json();
    let expected = [
        "account_sid",
        "amount",
        "channel",
        "date_created",
        "date_updated",
        "payee",
        "service_sid",
        "sid",
        "sna_attempts_error_codes",
        "status",
        "to",
        "valid",
    ];
    assert_eq!(names(&body), expected);
}

#[tokio::test]
async fn a_service() {
    let twin = Twin::new();
    let body = twin.get(&twin.path("")).await.json();
    assert_eq!(body["sid"], json!(twin.credentials.service_sid));
    assert_eq!(body["code_length"], 6);
    assert_eq!(body["friendly_name"], "Kakunin");
    assert_eq!(names(&body["links"]).len(), 7);
}

#[tokio::test]
async fn an_error() {
    let twin = Twin::new();
    let path = twin.path("/VerificationCheck");
    let answer = twin.check("123456").await;
    let expected = json!({
        "code": 20404, "status": 404, "more_info": "https://www.twilio.com/docs/errors/20404",
        "message": format!("The requested resource {path} was not found"),
    });
    assert_eq!(answer.json(), expected);
    assert!(answer.headers.contains_key("twilio-request-id"));
}

#[tokio::test]
async fn a_verification_is_named_by_sid_or_number() {
    let twin = Twin::new();
    let sid = sid_of(&twin.create("sms").await.json());
    for segment in [sid.as_str(), NUMBER, "%2B15005550006"] {
        assert_eq!(sid_of(&twin.fetch(segment).await.json()), sid);
    }
    let code = twin.code().await;
    let fields = [("VerificationSid", sid.as_str()), ("Code", &code)];
    let approved = twin.post("/VerificationCheck", &fields).await.json();
    assert_eq!(approved["status"], "approved");
    assert_eq!(twin.fetch("VE").await.figures(), (404, 20404));
}

#[tokio::test]
async fn unknown_services_paths_and_methods() {
    let twin = Twin::new();
    let stranger = format!("/v2/Services/VA{}", "0".repeat(32));
    for (method, path, expected) in [
        (Method::GET, "/v2/Services/VAshort".to_owned(), (400, 60200)),
        (Method::GET, stranger.clone(), (404, 20404)),
        (Method::POST, format!("{stranger}/Verifications"), (404, 20404)),
        (Method::GET, twin.path("/VerificationChecks"), (404, 20404)),
        (Method::GET, "/v3".to_owned(), (404, 20404)),
        (Method::GET, twin.path("/VerificationCheck"), (405, 20004)),
        (Method::DELETE, twin.path(""), (405, 20004)),
    ] {
        let request = twin.request(method, &path, "", String::new());
        assert_eq!(twin.send(request).await.figures(), expected, "{path}");
    }
}
