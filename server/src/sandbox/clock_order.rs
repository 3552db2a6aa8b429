use super::{order_body::read, phone::private};
use crate::clock::{AdjustableClock, Clock};
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// Ten years, so that no row of orders can push the clock out of its range.
const FURTHEST_SECONDS: i64 = 315_360_000;

/// Moves a clock: the twin's, or that of a portal whose twin is shared and has a clock of its own.
pub fn clock_router<S>(clock: Arc<AdjustableClock>) -> Router<S> {
    Router::new()
        .route("/sandbox/clock", post(move_clock))
        .with_state(clock)
}

#[derive(Deserialize)]
struct Advance {
    advance_seconds: i64,
}

async fn move_clock(State(clock): State<Arc<AdjustableClock>>, headers: HeaderMap, body: Bytes) -> Response {
    let seconds = match read::<Advance>(&headers, &body) {
        Ok(advance) => advance.advance_seconds,
        Err(unread) => return unread.answer(json!({ "expected": "{\"advance_seconds\": n}" })),
    };
    if !(0..=FURTHEST_SECONDS).contains(&seconds) {
        let error = format!("advance_seconds is 0 to {FURTHEST_SECONDS}");
        return (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response();
    }
    clock.advance(seconds);
    private(Json(json!({ "now": clock.now() })))
}
