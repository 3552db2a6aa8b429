//! The twin's other side: what arrived, and the controls of tests. Nothing here belongs to Twilio.

use super::{Sandbox, fault::FaultKind, fault_order::Order, inbox, message::Message};
use crate::clock::Clock;
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::sync::Arc;

type Twin = State<Arc<Sandbox>>;

/// Ten years, so that no row of orders can push the clock out of its range.
const FURTHEST_SECONDS: i64 = 315_360_000;

/// Everything under `/sandbox`, without a fallback, so that the portal can merge it into its own routes.
pub fn phone_router(sandbox: Arc<Sandbox>) -> Router {
    Router::new()
        .merge(inbox::routes())
        .route("/sandbox/messages", get(messages))
        .route("/sandbox/verifications", get(verifications))
        .route("/sandbox/clock", post(move_clock))
        .route("/sandbox/faults", post(arm_fault))
        .with_state(sandbox)
}

async fn messages(State(sandbox): Twin) -> Response {
    let newest_first: Vec<Message> = sandbox.state().inbox.iter().cloned().collect();
    private(Json(newest_first))
}

async fn verifications(State(sandbox): Twin) -> Response {
    let newest_first: Vec<Value> = sandbox
        .state()
        .ledger
        .newest_first()
        .map(|row| {
            json!({
                "sid": row.sid,
                "to": row.to,
                "status": row.status,
                "sends": row.attempts.len(),
                "checks": row.checks,
            })
        })
        .collect();
    private(Json(newest_first))
}

fn private(answer: impl IntoResponse) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], answer).into_response()
}

#[derive(Deserialize)]
struct Advance {
    advance_seconds: i64,
}

async fn move_clock(State(sandbox): Twin, headers: HeaderMap, body: Bytes) -> Response {
    let seconds = match read::<Advance>(&headers, &body) {
        Ok(advance) => advance.advance_seconds,
        Err(unread) => return unread.answer(json!({ "expected": "{\"advance_seconds\": n}" })),
    };
    if !(0..=FURTHEST_SECONDS).contains(&seconds) {
        let error = format!("advance_seconds is 0 to {FURTHEST_SECONDS}");
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response();
    }
    sandbox.clock.advance(seconds);
    private(Json(json!({ "now": sandbox.clock.now() })))
}

async fn arm_fault(State(sandbox): Twin, headers: HeaderMap, body: Bytes) -> Response {
    match read::<Order>(&headers, &body) {
        Ok(order) => {
            sandbox.state().faults.arm(order.clone());
            private(Json(order))
        }
        Err(unread) => {
            let expected = "{\"fault\": one of known, \"count\": n, \"operation\": \"create\"|\"check\"|\"fetch\"|\"update\"|\"service\", \"milliseconds\": n, \"retry_after\": n}";
            unread.answer(json!({ "expected": expected, "known": FaultKind::ALL }))
        }
    }
}

/// A body that is no order.
struct Unread {
    status: StatusCode,
    /// What is wrong with it.
    error: String,
}

impl Unread {
    /// What is wrong, beside what would be right.
    fn answer(self, mut right: Value) -> Response {
        right["error"] = json!(self.error);
        (self.status, Json(right)).into_response()
    }
}

/// Takes JSON only under its own name: a form on a foreign page cannot send that without asking first.
fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Unread> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok()?.split(';').next());
    if !kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Unread {
            status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
            error: "the Content-Type must be application/json".into(),
        });
    }
    serde_json::from_slice(body).map_err(|error| Unread {
        status: StatusCode::BAD_REQUEST,
        error: error.to_string(),
    })
}
