use super::{Web, form_fields::plain_fields, refusal::Refusal};
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::{Request, State},
    http::{HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::Response,
};
use futures_util::StreamExt;
use tokio::time::timeout;

/// The largest form is a few hundred bytes.
const LARGEST_BODY: usize = 16 * 1024;

/// Reads the whole body before anybody looks at the request, in bounded time, and refuses forms that cannot be
/// understood in one way only.
pub(super) async fn read_bodies(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let is_chunked = parts.headers.contains_key(header::TRANSFER_ENCODING);
    let body = timeout(web.body_time, read(body))
        .await
        .unwrap_or(Err(Refusal::TooSlow))
        .and_then(|body| checked(&parts, body));
    let mut response = match body {
        Ok(body) => next.run(Request::from_parts(parts, body)).await,
        Err(refusal) => refusal.answer(&parts.headers),
    };
    if is_chunked {
        // There may have been a length, too, by which a proxy saw another end (RFC 9112 section 6.1): what follows is
        // never read as a request.
        let headers = response.headers_mut();
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

async fn read(body: Body) -> Result<Bytes, Refusal> {
    // Before the first byte is asked for: a client that waits for a 100 is spared the rest.
    if body.size_hint().lower() > LARGEST_BODY as u64 {
        return Err(Refusal::TooLarge);
    }
    let mut chunks = body.into_data_stream();
    let mut whole = Vec::new();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Refusal::Malformed)?;
        if whole.len() + chunk.len() > LARGEST_BODY {
            return Err(Refusal::TooLarge);
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(whole.into())
}

fn checked(parts: &Parts, body: Bytes) -> Result<Body, Refusal> {
    let is_form = parts.method == Method::POST && parts.uri.path().starts_with("/api/");
    if is_form {
        plain_fields(&parts.headers, &body).map(Body::from)
    } else {
        Ok(body.into())
    }
}
