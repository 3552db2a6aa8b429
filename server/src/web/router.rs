use super::{
    Web, body::read_bodies, countries, form::answer_plain_forms, forward_auth, front_page::behind_front_page,
    group_number::group_number, guard::guard_pages, headers::add_headers, health, load::shed_load,
    odd_requests::refuse_odd_requests, origin::refuse_other_origins, pages, panics::catch_panics,
    recovery_codes, request_log::log_requests,
};
use app::api::GROUP_NUMBER;
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post},
};
use leptos::prelude::LeptosOptions;

/// All routes inside all layers. `phone` is the inbox of the sandbox while the portal runs its own twin.
pub fn router(web: &Web, options: &LeptosOptions, phone: Option<Router>) -> Router {
    let is_sandbox = phone.is_some();
    let routes = pages::routes(web, options)
        .merge(recovery_codes::routes(web))
        .merge(web.assets.routes())
        .merge(web.brand_files.routes())
        .merge(phone.map(|phone| phone.merge(gallery(web))).unwrap_or_default())
        .route(
            "/countries/{language}",
            get(countries::options).with_state(web.clone()),
        )
        .route(GROUP_NUMBER, post(group_number).with_state(web.clone()));
    // The last layer is the first to see a request.
    let guarded = routes
        .layer(from_fn(answer_plain_forms))
        .layer(from_fn_with_state(web.clone(), guard_pages))
        .layer(from_fn_with_state(web.clone(), shed_load))
        // Whoever watches must get an answer most of all while there is too much to do.
        .merge(health::routes(&web.health))
        .layer(from_fn_with_state(web.clone(), read_bodies))
        .layer(from_fn_with_state(web.clone(), refuse_other_origins));
    let add_headers = from_fn_with_state(web.clone(), add_headers);
    let page = catch_panics(guarded.clone()).layer(add_headers.clone());
    // Its body is not looked at, and whoever posts to another program asks here by a post.
    let guarded = guarded.merge(forward_auth::routes(web));
    let outer = sandbox_only(web, guarded, is_sandbox).layer(from_fn(refuse_odd_requests));
    let everything = catch_panics(outer)
        .layer(add_headers)
        .layer(from_fn_with_state(web.clone(), log_requests));
    behind_front_page(web, page, everything)
}

#[cfg(feature = "sandbox")]
fn sandbox_only(web: &Web, routes: Router, is_sandbox: bool) -> Router {
    if !is_sandbox {
        return routes;
    }
    routes.layer(from_fn_with_state(
        web.clone(),
        super::local_only::refuse_strangers,
    ))
}

#[cfg(not(feature = "sandbox"))]
fn sandbox_only(_web: &Web, routes: Router, _is_sandbox: bool) -> Router {
    routes
}

#[cfg(feature = "sandbox")]
fn gallery(web: &Web) -> Router {
    super::gallery::routes(web)
}

#[cfg(not(feature = "sandbox"))]
fn gallery(_web: &Web) -> Router {
    Router::new()
}
