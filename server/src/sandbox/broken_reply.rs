//! How each fault looks on the wire.

mod body;
mod lie;

use super::{
    fault::{Fault, FaultKind},
    refusal::Refusal,
    reply::Reply,
};
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::json;
use std::time::Duration;

const GATEWAY_PAGE: &str = "<html><head><title>502 Bad Gateway</title></head>\
    <body><h1>502 Bad Gateway</h1></body></html>";

impl Fault {
    /// The answer of a fault that keeps a request to this path, with this `Locale`, from having any effect.
    pub(super) fn instead(self, path: &str, locale: Option<&str>) -> Option<Response> {
        let refusal = match self.kind {
            FaultKind::Unavailable => Refusal::Unavailable,
            FaultKind::ServerError => Refusal::ServerError,
            FaultKind::RateLimited => Refusal::TooManyRequests(self.retry_after.into()),
            FaultKind::LocaleRefused => Refusal::InvalidParameter("Locale", locale.map(str::to_owned)),
            FaultKind::LocaleNotFound => Refusal::NotFound,
            FaultKind::ProblemDetails => return Some(problem_details(path)),
            FaultKind::BadGateway => {
                return Some((StatusCode::BAD_GATEWAY, Html(GATEWAY_PAGE)).into_response());
            }
            FaultKind::DropBefore => return Some(body::hang_up()),
            _ => return None,
        };
        Some(Reply::refused(&refusal, path).into_response())
    }

    /// Returns at once unless the request is to be acted late.
    pub(super) async fn wait(self) {
        if self.kind == FaultKind::Slow {
            self.pause().await;
        }
    }

    /// The answer after the request had its effect.
    pub(super) async fn distort(self, mut reply: Reply) -> Response {
        match self.kind {
            FaultKind::SlowAnswer => self.pause().await,
            FaultKind::Trickle => return body::trickle(&reply, self.milliseconds),
            FaultKind::Truncated => return body::truncated(&reply),
            FaultKind::EmptyBody => return reply.status.into_response(),
            FaultKind::Oversized => return body::oversized(&reply),
            FaultKind::Drop => return body::hang_up(),
            _ if reply.status.is_success() => lie::tell(self.kind, &mut reply.body),
            // A refusal stays what it is.
            _ => {}
        }
        reply.into_response()
    }

    async fn pause(self) {
        tokio::time::sleep(Duration::from_millis(self.milliseconds)).await;
    }
}

/// RFC 9457.
fn problem_details(path: &str) -> Response {
    let problem = json!({
        "type": "https://www.twilio.com/docs/api/errors/20503",
        "title": "Service unavailable",
        "status": 503,
        "code": 20503,
        "detail": "The service is unavailable. Please try again.",
        "instance": path,
    });
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (StatusCode::SERVICE_UNAVAILABLE, kind, problem.to_string()).into_response()
}
