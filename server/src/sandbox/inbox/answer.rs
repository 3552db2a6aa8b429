//! What a browser asks for, and whether it has it already.

use super::page::Page;
use crate::sandbox::Sandbox;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The page runs its own script, which asks the same server for news, and loads nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Colours and logo are the portal's; then from the whole to the parts.
const STYLE: &str = concat!(
    include_str!("../../../../style/tokens.css"),
    include_str!("../../../../style/mark.css"),
    include_str!("page.css"),
    include_str!("phones.css"),
    include_str!("entry.css"),
    include_str!("button.css"),
);
const SCRIPT: &str = include_str!("inbox.js");

/// The page and its two files.
pub(in crate::sandbox) fn routes() -> Router<Arc<Sandbox>> {
    Router::new()
        .route("/sandbox", get(page))
        .route("/sandbox/inbox.css", get(stylesheet))
        .route("/sandbox/inbox.js", get(script))
}

async fn page(
    State(sandbox): State<Arc<Sandbox>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let is_paused = query.as_deref() == Some("paused");
    let html = Page::new(&sandbox.state().inbox, is_paused).to_string();
    let more = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (more, unless_known(&headers, "text/html; charset=utf-8", html)).into_response()
}

async fn stylesheet(headers: HeaderMap) -> Response {
    let answer = unless_known(&headers, "text/css; charset=utf-8", STYLE);
    ([(header::CACHE_CONTROL, "no-cache")], answer).into_response()
}

async fn script(headers: HeaderMap) -> Response {
    let answer = unless_known(&headers, "text/javascript; charset=utf-8", SCRIPT);
    ([(header::CACHE_CONTROL, "no-cache")], answer).into_response()
}

/// The body with its `ETag`, or 304 when the browser names that tag (RFC 9110, 13.1.2).
fn unless_known(asked: &HeaderMap, kind: &'static str, body: impl AsRef<[u8]> + IntoResponse) -> Response {
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(body.as_ref())[..16]));
    let mut response = if names(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        body.into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    // Hexadecimal digits in quotes are always a value.
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

fn names(asked: &HeaderMap, tag: &str) -> bool {
    asked
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|known| known.trim().trim_start_matches("W/"))
        .any(|known| known == tag || known == "*")
}
