use super::{Web, headers::WITHOUT_SCRIPT, pages::provide};
use app::{shell::gallery::gallery_shell, sign_in::PageStart};
use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    response::Response,
    routing::get,
};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::render_app_async_with_context;
use url::form_urlencoded;

/// Beside the style sheet of the portal, which does not carry what no visitor sees.
const KIND: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];

/// Every component in every state, for whoever changes how the pages look. Stands beside the inbox, behind the same door.
pub(super) fn routes(web: &Web) -> Router {
    let web = web.clone();
    Router::new()
        .route("/sandbox/gallery", get(move |request| show(web.clone(), request)))
        .route(
            "/sandbox/gallery.css",
            get(|| async { (KIND, include_str!("gallery.css")) }),
        )
}

async fn show(web: Web, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let addresses = web.assets.addresses.clone();
    let render = render_app_async_with_context(
        move || {
            provide(&web);
            let start = use_context::<PageStart>().unwrap_or_default();
            provide_context(chosen(start, &query));
        },
        move || gallery_shell(&addresses),
    );
    let mut response = render(request).await;
    let policy = HeaderValue::from_static(WITHOUT_SCRIPT);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// `?lang=en&theme=dark` stand over what the visitor chose.
fn chosen(mut start: PageStart, query: &str) -> PageStart {
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "lang" => start.language = value.parse().unwrap_or(start.language),
            "theme" => start.theme = value.parse().unwrap_or(start.theme),
            _ => {}
        }
    }
    start
}
