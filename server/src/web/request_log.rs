use super::{Web, forward_auth};
use crate::{
    metrics::{self, Stopwatch},
    randomness::Randomness,
};
use app::domain::Page;
use axum::{
    extract::{MatchedPath, Request, State},
    http::{Method, StatusCode},
    middleware::Next,
    response::Response,
};
use std::time::Duration;
use tracing::{Instrument, Span};

/// One line for each answer, and an id of our own that joins all lines about one request (OWASP ASVS 16.2.1).
pub(super) async fn log_requests(State(web): State<Web>, request: Request, next: Next) -> Response {
    let span = span(&*web.auth.randomness);
    answer(request, next).instrument(span).await
}

/// The same line for an answer that was ready before it was asked for.
pub(super) fn log_constant(randomness: &dyn Randomness, method: &Method, page: Page, answer: &Response) {
    metrics::request_answered(method, Some(page.path()), answer.status(), Duration::ZERO);
    span(randomness).in_scope(|| write(method, page.path(), answer.status(), 0));
}

fn span(randomness: &dyn Randomness) -> Span {
    // Of the highest level, so that no filter takes the id away from a line that it lets through.
    tracing::error_span!("request", request = random_id(randomness))
}

/// 64 bits in hex. Nothing that a visitor sends becomes a part of it.
fn random_id(randomness: &dyn Randomness) -> String {
    let mut id = [0; 8];
    randomness.fill(&mut id);
    hex::encode(id)
}

/// The line names the route and never the address: an address may hold anything that people type.
async fn answer(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let begun = Stopwatch::start();
    let response = next.run(request).await;
    let time = begun.elapsed();
    metrics::request_answered(&method, route.as_deref(), response.status(), time);
    let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    write(
        &method,
        route.as_deref().unwrap_or("-"),
        response.status(),
        milliseconds,
    );
    response
}

fn write(method: &Method, route: &str, status: StatusCode, milliseconds: u64) {
    // An open inbox asks every second, and a proxy for every file of another program: they would bury everything else.
    let is_passed_on = route == forward_auth::PATH && status.is_success();
    if status == StatusCode::NOT_MODIFIED || is_passed_on {
        tracing::debug!(event = "request", %method, route, status = status.as_u16(), milliseconds);
    } else {
        tracing::info!(event = "request", %method, route, status = status.as_u16(), milliseconds);
    }
}
