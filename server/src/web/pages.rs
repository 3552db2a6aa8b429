use super::{Web, headers::page_policy, portal::RequestPortal};
use app::{domain::Page, port::Portal, shell, sign_in::PageStart};
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use leptos::server_fn::axum::server_fn_paths;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_axum::{ResponseOptions, handle_server_fns_with_context, render_app_async_with_context};
use std::{future::Future, pin::Pin, sync::Arc};

/// The pages and the server functions; everything else gets the not-found page, which knows the same context.
pub(super) fn routes(web: &Web, options: &LeptosOptions) -> Router {
    let for_fallback = web.clone();
    let mut routes = Router::new();
    for page in Page::ALL {
        routes = routes.route(page.path(), get(render(web, options, page)));
    }
    for (path, _) in server_fn_paths() {
        routes = routes.route(path, post(answer(web)));
    }
    routes.fallback(move |request| not_found(for_fallback.clone(), request))
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

fn answer(web: &Web) -> impl Fn(Request) -> Pin<Box<dyn Future<Output = Response> + Send>> + Clone + use<> {
    let web = web.clone();
    move |request| {
        let web = web.clone();
        Box::pin(async move {
            let provide = move || provide(&web);
            handle_server_fns_with_context(provide, request)
                .await
                .into_response()
        })
    }
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
        if let Ok(policy) = HeaderValue::from_str(&page_policy(&nonce)) {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    }
    provide_context::<Arc<dyn Portal>>(Arc::new(RequestPortal::new(web, &parts, response)));
}
