use super::{Web, headers::page_policy, portal::RequestPortal};
use app::{domain::Page, page_start::PageStart, port::Portal, shell};
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
    routing::get,
};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::{LeptosRoutes, ResponseOptions, render_app_async_with_context};
use std::{future::Future, pin::Pin, sync::Arc};

/// The pages and the server functions; everything else gets the not-found page, which knows the same context.
pub(super) fn routes(web: &Web, options: &LeptosOptions) -> Router {
    let (for_functions, for_fallback) = (web.clone(), web.clone());
    // No page is in its list: they have fixed paths, and need no router that would be in the bundle as well.
    let functions =
        Router::new().leptos_routes_with_context(options, Vec::new(), move || provide(&for_functions), || ());
    let add = |routes: Router<_>, page: Page| routes.route(page.path(), get(render(web, options, page)));
    Page::ALL
        .into_iter()
        .fold(functions, add)
        .fallback(move |request| not_found(for_fallback.clone(), request))
        .with_state(options.clone())
}

/// Every page is rendered whole before it is sent: without script nobody could fill in the rest.
fn render(
    web: &Web,
    options: &LeptosOptions,
    page: Page,
) -> impl Fn(Request) -> Pin<Box<dyn Future<Output = Response> + Send>> + Clone + use<> {
    let web = web.clone();
    let addresses = web.assets.addresses.clone();
    let reloads = std::env::var_os("LEPTOS_WATCH")
        .is_some()
        .then(|| options.clone());
    render_app_async_with_context(
        move || provide(&web),
        move || shell::shell(&addresses, page, reloads.clone()),
    )
}

async fn not_found(web: Web, request: Request) -> Response {
    let addresses = web.assets.addresses.clone();
    let render =
        render_app_async_with_context(move || provide(&web), move || shell::not_found_shell(&addresses));
    let mut response = render(request).await;
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
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
        if let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce, web.return_origins())) {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
    provide_context::<Arc<dyn Portal>>(Arc::new(RequestPortal::new(web, &parts, response)));
}
