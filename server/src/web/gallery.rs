use super::{Web, headers::WITHOUT_SCRIPT};
use app::{
    domain::{Typed, View},
    page_start::PageStart,
    shell::gallery::gallery_shell,
};
use axum::{
    Router,
    extract::Request,
    http::{HeaderName, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use leptos::prelude::{Owner, RenderHtml, provide_context};
use url::form_urlencoded;

/// Beside the style sheet of the portal, which does not carry what no visitor sees.
const STYLE: [(HeaderName, &str); 1] = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];

/// Every component in every state, for whoever changes how the pages look. Stands beside the inbox, behind the same door.
pub(super) fn routes(web: &Web) -> Router {
    let web = web.clone();
    Router::new()
        .route("/sandbox/gallery", get(async move |request| show(&web, &request)))
        .route(
            "/sandbox/gallery.css",
            get(async || (STYLE, include_str!("gallery.css"))),
        )
}

/// Rendered here and not by Leptos, which would add the scripts that wake a page up.
fn show(web: &Web, request: &Request) -> Response {
    let start = web.page_start(request.headers(), View::default(), Typed::default());
    let start = chosen(start, request.uri().query().unwrap_or_default());
    let page = Owner::new().with(|| {
        provide_context(start);
        gallery_shell(&web.assets.addresses).to_html()
    });
    ([(header::CONTENT_SECURITY_POLICY, WITHOUT_SCRIPT)], Html(page)).into_response()
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
