use super::plain_page::unavailable_page;
use axum::{Router, response::Response};
use std::any::Any;
use tower_http::catch_panic::CatchPanicLayer;

/// The last handler: a defect costs the answer that it is in, and not the connection (OWASP ASVS 16.5.4).
pub(super) fn catch_panics(routes: Router) -> Router {
    routes.layer(CatchPanicLayer::custom(answer))
}

/// What the panic says is on standard error already, written by the standard library.
fn answer(_: Box<dyn Any + Send>) -> Response {
    tracing::error!(event = "request_panicked");
    unavailable_page()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{
        body::{Body, to_bytes},
        extract::Request,
        http::StatusCode,
        routing::get,
    };
    use tower::ServiceExt;

    async fn broken() -> &'static str {
        panic!("the words of a defect")
    }

    #[tokio::test]
    async fn a_panic_is_a_page_that_says_nothing_of_it() {
        let routes = catch_panics(Router::new().route("/", get(broken)));
        let answer = routes.oneshot(Request::new(Body::empty())).await.unwrap();
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        let body = to_bytes(answer.into_body(), 100_000).await.unwrap();
        let page = std::str::from_utf8(&body).unwrap();
        assert!(
            page.starts_with("<!DOCTYPE html>") && !page.contains("defect"),
            "{page}"
        );
    }
}
