//! How each fault looks on the wire.

use super::{
    fault::{Fault, FaultKind},
    refusal::Refusal,
    reply::Reply,
};
use axum::{
    body::{Body, Bytes},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde_json::{Value, json};
use std::{future::ready, io, time::Duration};

const GATEWAY_PAGE: &str = "<html><head><title>502 Bad Gateway</title></head>\
    <body><h1>502 Bad Gateway</h1></body></html>";

impl Fault {
    /// The answer of a fault that keeps the request from having any effect.
    pub(super) fn instead(self, path: &str) -> Option<Response> {
        match self.kind {
            FaultKind::Unavailable => Some(refused(&Refusal::Unavailable, path)),
            FaultKind::RateLimited => Some(refused(&Refusal::TooManyRequests, path)),
            FaultKind::BadGateway => Some((StatusCode::BAD_GATEWAY, Html(GATEWAY_PAGE)).into_response()),
            FaultKind::DropBefore => Some(hang_up()),
            _ => None,
        }
    }

    /// Returns at once unless the fault is a slow one.
    pub(super) async fn wait(self) {
        if self.kind == FaultKind::Slow {
            tokio::time::sleep(Duration::from_millis(self.milliseconds)).await;
        }
    }

    /// The answer after the request had its effect.
    pub(super) fn distort(self, mut reply: Reply) -> Response {
        match self.kind {
            FaultKind::Truncated => return truncated(&reply),
            FaultKind::Drop => return hang_up(),
            FaultKind::WrongSid => change_end(reply.body.get_mut("sid")),
            FaultKind::WrongTo => change_end(reply.body.get_mut("to")),
            FaultKind::ApprovedInvalid if reply.status.is_success() => {
                reply.body["status"] = json!("approved");
                reply.body["valid"] = json!(false);
            }
            _ => {}
        }
        reply.into_response()
    }
}

fn refused(refusal: &Refusal, path: &str) -> Response {
    Reply::refused(refusal, path).into_response()
}

fn truncated(reply: &Reply) -> Response {
    let mut text = reply.body.to_string();
    text.truncate(text.floor_char_boundary(text.len() / 2));
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (reply.status, kind, text).into_response()
}

/// The server sends no head before the first piece of the body; where that fails, it closes the connection.
fn hang_up() -> Response {
    let failure = Err::<Bytes, _>(io::Error::from(io::ErrorKind::ConnectionAborted));
    Body::from_stream(futures_util::stream::once(ready(failure))).into_response()
}

/// A refusal has no such field and stays as it is.
fn change_end(field: Option<&mut Value>) {
    let Some(Value::String(text)) = field else {
        return;
    };
    let end = if text.pop() == Some('0') { '1' } else { '0' };
    text.push(end);
}
