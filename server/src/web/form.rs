use super::plain_page::busy_page;
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::Response,
};

/// Marks a request that a plain form made: its answer is a redirect.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlainForm;

/// True for a request of the hydrated page, which asks for `application/json` and nothing else.
pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept == "application/json")
}

/// Tells plain forms from the hydrated page ([`wants_json`]). The answer to a plain
/// form is a 303 to a page of ours: never to the Referer, and never with an error in the address, which anyone can write.
pub(super) async fn answer_plain_forms(mut request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/") && request.method() == Method::POST;
    if !is_api || wants_json(request.headers()) {
        return next.run(request).await;
    }
    request.extensions_mut().insert(PlainForm);
    request.headers_mut().remove(header::REFERER);
    request
        .headers_mut()
        .insert(header::ACCEPT, HeaderValue::from_static("text/html"));
    let mut response = next.run(request).await;
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        return busy_page();
    }
    if response.status() == StatusCode::FOUND {
        *response.status_mut() = StatusCode::SEE_OTHER;
    }
    response
}
