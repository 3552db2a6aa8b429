use super::refusal::Refusal;
use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};

/// A whole answer in Twilio's JSON, still open to a fault.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) body: Value,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Reply {
    pub(super) fn success(status: StatusCode, body: Value) -> Self {
        Self {
            status,
            body,
            header: None,
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
            header: header_of(refusal),
        }
    }
}

fn header_of(refusal: &Refusal) -> Option<(HeaderName, HeaderValue)> {
    match refusal {
        Refusal::Authenticate => {
            let challenge = HeaderValue::from_static("Basic realm=\"Twilio API\"");
            Some((header::WWW_AUTHENTICATE, challenge))
        }
        Refusal::TooManyRequests => Some((header::RETRY_AFTER, HeaderValue::from_static("1"))),
        _ => None,
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let mut response = (self.status, Json(self.body)).into_response();
        response.headers_mut().extend(self.header);
        response
    }
}
