use axum::{
    extract::{MatchedPath, Request},
    http::StatusCode,
    middleware::Next,
    response::Response,
};

/// One line for each answer. It names the route and never the address: an address may hold anything that people type.
pub(super) async fn log_requests(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    #[expect(
        clippy::disallowed_methods,
        reason = "a duration for the log; nothing is decided by it"
    )]
    let began = std::time::Instant::now();
    let response = next.run(request).await;
    let route = route.unwrap_or_else(|| "-".into());
    let status = response.status().as_u16();
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    // An open inbox asks every second, and would bury everything else.
    if response.status() == StatusCode::NOT_MODIFIED {
        tracing::debug!(event = "request", %method, route, status, milliseconds);
    } else {
        tracing::info!(event = "request", %method, route, status, milliseconds);
    }
    response
}
