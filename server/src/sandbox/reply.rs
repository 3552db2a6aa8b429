use super::refusal::Refusal;
use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// A whole answer in Twilio's JSON, still open to a fault.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) body: Value,
    headers: HeaderMap,
}

impl Reply {
    pub(super) fn success(status: StatusCode, body: Value) -> Self {
        Self {
            status,
            body,
            headers: HeaderMap::new(),
        }
    }

    /// Twilio's error shape for a request to this path.
    pub(super) fn refused(refusal: &Refusal, path: &str) -> Self {
        let (status, code) = refusal.figures();
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            body: json!({
                "code": code,
                "message": refusal.message(path),
                "more_info": format!("https://www.twilio.com/docs/errors/{code}"),
                "status": status,
            }),
            headers: headers_of(refusal),
        }
    }

    /// Twilio's code where this is an error.
    pub(super) fn error(&self) -> Option<u64> {
        self.body.get("code").and_then(Value::as_u64)
    }
}

fn headers_of(refusal: &Refusal) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let (status, code) = refusal.figures();
    if status == 401 {
        let challenge = HeaderValue::from_static("Basic realm=\"Twilio API\"");
        headers.insert(header::WWW_AUTHENTICATE, challenge);
    }
    if code == 20429 {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(wait_of(refusal)));
    }
    if let Refusal::RateLimitReached(name, _) = refusal
        && let Ok(value) = HeaderValue::from_str(name)
    {
        // That the value is the limit's name is assumed: the specification names the header only.
        headers.insert("Twilio-Reached-Rate-Limit", value);
    }
    headers
}

/// Seconds until a limited request may come again.
fn wait_of(refusal: &Refusal) -> i64 {
    match refusal {
        Refusal::TooManyRequests(seconds) | Refusal::RateLimitReached(_, seconds) => *seconds,
        _ => 1,
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        (self.status, self.headers, Json(self.body)).into_response()
    }
}
