//! The twin, asked over its routes.

mod credentials;
mod documentation;
mod faults;
mod inbox;
mod magic_numbers;
mod model;
mod odd_bodies;
mod order;
mod parallel;
mod parameters;
mod phone;
mod random_sequences;
mod random_steps;
mod shapes;
mod start_fields;
mod state_table;
mod unanswered;

use super::{Credentials, Sandbox, SandboxSettings, router};
use crate::{
    clock::{AdjustableClock, StoppedClock},
    randomness::SeededRandomness,
};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use std::sync::Arc;
use tower::ServiceExt;

pub(super) const NUMBER: &str = "+15005550006";

/// 2026-01-02T03:04:05Z.
const START: i64 = 1_767_323_045;

/// A sandbox with a clock that stands still, and its routes.
#[derive(Clone)]
pub(super) struct Twin {
    routes: Router,
    sandbox: Arc<Sandbox>,
    clock: Arc<AdjustableClock>,
    credentials: Credentials,
}

pub(super) struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8(self.bytes.to_vec()).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    /// HTTP status and Twilio's code, 0 when it is no error.
    fn figures(&self) -> (u16, u64) {
        let code = self.json()["code"].as_u64().unwrap_or(0);
        (self.status.as_u16(), code)
    }
}

impl Twin {
    fn new() -> Self {
        Self::with(SandboxSettings::default())
    }

    fn with(settings: SandboxSettings) -> Self {
        let clock = Arc::new(AdjustableClock::new(Arc::new(StoppedClock(START))));
        let randomness = Arc::new(SeededRandomness::new(1));
        let sandbox = Sandbox::new(settings, Arc::clone(&clock), randomness);
        Self {
            credentials: sandbox.credentials().clone(),
            routes: router(Arc::clone(&sandbox)),
            sandbox,
            clock,
        }
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.routes.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes: to_bytes(body, usize::MAX).await.unwrap(),
        }
    }

    fn authorization(&self) -> String {
        let known = &self.credentials;
        basic(&known.account_sid, &known.auth_token)
    }

    fn path(&self, rest: &str) -> String {
        format!("/v2/Services/{}{rest}", self.credentials.service_sid)
    }

    fn request(&self, method: Method, path: &str, kind: &str, body: String) -> Request<Body> {
        Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, self.authorization())
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap()
    }

    async fn post(&self, rest: &str, fields: &[(&str, &str)]) -> Answer {
        let form = "application/x-www-form-urlencoded";
        self.send(self.request(Method::POST, &self.path(rest), form, encoded(fields)))
            .await
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path, "", String::new()))
            .await
    }

    async fn order(&self, path: &str, body: Value) -> Answer {
        let request = self.request(Method::POST, path, "application/json", body.to_string());
        self.send(request).await
    }

    async fn create(&self, channel: &str) -> Answer {
        self.post("/Verifications", &[("To", NUMBER), ("Channel", channel)])
            .await
    }

    async fn check(&self, code: &str) -> Answer {
        self.post("/VerificationCheck", &[("To", NUMBER), ("Code", code)])
            .await
    }

    async fn fetch(&self, segment: &str) -> Answer {
        self.get(&self.path(&format!("/Verifications/{segment}"))).await
    }

    async fn update(&self, status: &str) -> Answer {
        self.post(&format!("/Verifications/{NUMBER}"), &[("Status", status)])
            .await
    }

    async fn messages(&self) -> Vec<Value> {
        let answer = self.get("/sandbox/messages").await;
        serde_json::from_slice(&answer.bytes).unwrap()
    }

    async fn code(&self) -> String {
        let newest = self.messages().await.into_iter().next();
        newest.map_or(String::new(), |message| {
            message["code"].as_str().unwrap().to_owned()
        })
    }

    /// A code of the right form that is not the one.
    async fn wrong_code(&self) -> &'static str {
        if self.code().await == "000000" {
            "111111"
        } else {
            "000000"
        }
    }
}

fn sid_of(body: &Value) -> String {
    body["sid"].as_str().unwrap().to_owned()
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
        .collect();
    pairs.join("&")
}
