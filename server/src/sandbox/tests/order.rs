//! Where several things are wrong, the first in Twilio's order is told: credentials, service, parameters, number and
//! country, limits.

use super::{NUMBER, SandboxSettings, Twin, encoded};
use crate::sandbox::RateLimit;
use axum::http::{Method, header};

const BLOCKED: &str = "+15005550605";
const KEY: (&str, &str) = ("RateLimits", r#"{"ip":"203.0.113.7"}"#);

/// One send and one key used up, so that every limit is reached.
async fn used_up() -> Twin {
    let twin = Twin::with(SandboxSettings {
        sends: 1,
        rate_limits: vec![RateLimit {
            name: "ip".to_owned(),
            max: 1,
            interval_seconds: 60,
        }],
        ..SandboxSettings::default()
    });
    let fields = [("To", NUMBER), ("Channel", "sms"), KEY];
    assert_eq!(twin.post("/Verifications", &fields).await.status, 201);
    twin
}

#[tokio::test]
async fn each_stage_goes_before_the_next() {
    let stranger = format!("/v2/Services/VA{}/Verifications", "0".repeat(32));
    let own = Twin::new().path("/Verifications");
    for (is_known, path, to, channel, expected) in [
        (false, &stranger, "123", "voice", (401, 20003)),
        (true, &stranger, "123", "voice", (404, 20404)),
        (true, &own, "123", "voice", (400, 60200)),
        (true, &own, BLOCKED, "voice", (400, 60200)),
        (true, &own, BLOCKED, "sms", (403, 60605)),
        (true, &own, NUMBER, "sms", (429, 20429)),
    ] {
        let twin = used_up().await;
        let form = "application/x-www-form-urlencoded";
        let body = encoded(&[("To", to), ("Channel", channel), KEY]);
        let mut request = twin.request(Method::POST, path, form, body);
        if !is_known {
            request.headers_mut().remove(header::AUTHORIZATION);
        }
        assert_eq!(
            twin.send(request).await.figures(),
            expected,
            "{path} {to} {channel}"
        );
        assert_eq!(twin.messages().await.len(), 1);
    }
}

#[tokio::test]
async fn without_a_key_the_limits_of_the_number_remain() {
    let twin = used_up().await;
    assert_eq!(twin.create("sms").await.figures(), (429, 60203));
}
