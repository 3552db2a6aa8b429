use axum::{
    Json,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A body that is no order.
pub(super) struct Unread {
    status: StatusCode,
    /// What is wrong with it.
    error: String,
}

impl Unread {
    /// What is wrong, beside what would be right.
    pub(super) fn answer(self, mut right: Value) -> Response {
        right["error"] = json!(self.error);
        (self.status, Json(right)).into_response()
    }
}

/// Takes JSON only under its own name: a form on a foreign page cannot send that without asking first.
pub(super) fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Unread> {
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
