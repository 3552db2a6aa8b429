use super::{Web, headers::page_policy, portal::RequestPortal};
use app::{App, port::Portal, shell, sign_in::PageStart};
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::{LeptosRoutes, ResponseOptions, generate_route_list, render_app_async_with_context};
use std::sync::Arc;

/// The pages and the server functions; everything else gets the not-found page, which knows the same context.
pub(super) fn routes(web: &Web, options: &LeptosOptions) -> Router {
    let (for_pages, for_fallback) = (web.clone(), web.clone());
    let addresses = web.assets.addresses.clone();
    let reloads = std::env::var_os("LEPTOS_WATCH")
        .is_some()
        .then(|| options.clone());
    let page = move || shell::shell(&addresses, &path(), reloads.clone());
    Router::new()
        .leptos_routes_with_context(
            options,
            generate_route_list(App),
            move || provide(&for_pages),
            page,
        )
        .fallback(move |request| not_found(for_fallback.clone(), request))
        .with_state(options.clone())
}

async fn not_found(web: Web, request: Request) -> Response {
    let addresses = web.assets.addresses.clone();
    let render =
        render_app_async_with_context(move || provide(&web), move || shell::not_found_shell(&addresses));
    let mut response = render(request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn path() -> String {
    use_context::<Parts>()
        .map(|parts| parts.uri.path().to_owned())
        .unwrap_or_default()
}

/// What components and server functions find in context. Runs for each request, and once at start with an empty one.
fn provide(web: &Web) {
    let (Some(parts), Some(response)) = (use_context::<Parts>(), use_context::<ResponseOptions>()) else {
        return;
    };
    if let Some(start) = parts.extensions.get::<PageStart>() {
        provide_context(start.clone());
    }
    if let Some(nonce) = use_nonce() {
        // A nonce is base64, which every header can hold.
        if let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce)) {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
    provide_context::<Arc<dyn Portal>>(Arc::new(RequestPortal::new(web, &parts, response)));
}
