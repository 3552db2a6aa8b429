//! HTTP Basic: account SID and token, or API key and secret (Twilio, "Requests to Twilio").

use super::{Credentials, Sandbox, refusal::Refusal, respond::refuse};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::sync::Arc;

/// The two `user:password` pairs, already encoded as they arrive.
pub(super) struct Accepted([String; 2]);

impl From<&Credentials> for Accepted {
    fn from(known: &Credentials) -> Self {
        Self([
            STANDARD.encode(format!("{}:{}", known.account_sid, known.auth_token)),
            STANDARD.encode(format!("{}:{}", known.api_key_sid, known.api_key_secret)),
        ])
    }
}

impl Accepted {
    fn permits(&self, headers: &HeaderMap) -> bool {
        headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.split_once(' '))
            .is_some_and(|(scheme, pair)| {
                scheme.eq_ignore_ascii_case("basic") && self.0.iter().any(|known| known == pair)
            })
    }
}

/// Lets a request pass, or answers 401 with code 20003.
pub(super) async fn authorize(State(sandbox): State<Arc<Sandbox>>, request: Request, next: Next) -> Response {
    if sandbox.accepted.permits(request.headers()) {
        return next.run(request).await;
    }
    refuse(&Refusal::Authenticate, request.uri().path())
}
