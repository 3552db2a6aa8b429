//! The twin's other side: what arrived, and the controls of tests. Nothing here belongs to Twilio.

use super::{
    Sandbox, clock_order::clock_router, fault::FaultKind, fault_order::Order, inbox, message::Message,
    order_body::read,
};
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use std::sync::Arc;

type Twin = State<Arc<Sandbox>>;

/// Everything under `/sandbox`, without a fallback, so that the portal can merge it into its own routes.
pub fn phone_router(sandbox: Arc<Sandbox>) -> Router {
    Router::new()
        .merge(inbox::routes())
        .route("/sandbox/messages", get(messages))
        .route("/sandbox/verifications", get(verifications))
        .route("/sandbox/faults", post(arm_fault))
        .merge(clock_router(Arc::clone(&sandbox.clock)))
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

pub(super) fn private(answer: impl IntoResponse) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], answer).into_response()
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
