use super::{Site, Web};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

const ANSWER: &str = "421: this portal runs its sandbox, which shows every code. It answers only to loopback names with its own port \
and not through a proxy. Set the TWILIO_ names for real use, or KAKUNIN_SANDBOX_HOSTS for development from another machine.\n";

/// Loopback is not local: a forgotten setting behind a proxy must not show codes to the world.
pub(super) async fn refuse_strangers(State(web): State<Web>, request: Request, next: Next) -> Response {
    if is_local(&web.site, request.headers()) {
        return next.run(request).await;
    }
    tracing::warn!(event = "sandbox_refused_a_stranger");
    (StatusCode::MISDIRECTED_REQUEST, ANSWER).into_response()
}

/// True for a request that may see the sandbox.
pub(super) fn is_local(site: &Site, headers: &HeaderMap) -> bool {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    if site.is_listed(host) {
        return true;
    }
    site.is_own_loopback(host) && !headers.keys().any(is_of_a_proxy)
}

fn is_of_a_proxy(name: &HeaderName) -> bool {
    let name = name.as_str();
    name == "forwarded" || name == "x-real-ip" || name.starts_with("x-forwarded-")
}
