use super::{Web, forward_auth};
use crate::auth::ReturnOrigins;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use leptos::nonce::Nonce;

/// For answers that load nothing: redirects, errors, files.
const BARE: &str =
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Device features that no page uses, so that no script that slipped in may ask for them. The code from a text message is
/// for this origin alone.
const FEATURES: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), \
microphone=(), midi=(), otp-credentials=(self), payment=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

/// Two years, and for the names below the host, too (ASVS 3.4.1 at level 2): the portal has a host name of its own, see
/// docs/operating.md.
const TRANSPORT: &str = "max-age=63072000; includeSubDomains";

const ALWAYS: [(&str, &str); 9] = [
    ("content-security-policy", BARE),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    ("permissions-policy", FEATURES),
    // For browsers that do not know frame-ancestors.
    ("x-frame-options", "DENY"),
    ("cache-control", "no-store"),
];

/// For a page of ours without script.
pub(super) const WITHOUT_SCRIPT: &str = "default-src 'none'; object-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'";

/// Adds to every answer what its maker did not set. Pages are never stored: they belong to one session.
pub(super) async fn add_headers(State(web): State<Web>, request: Request, next: Next) -> Response {
    // A proxy may hand this answer to the browser under the name of another program, which is not ours to bind to https.
    let is_of_another_host = request.uri().path() == forward_auth::PATH;
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    if web.site.public_url.is_https() && !is_of_another_host {
        headers
            .entry(header::STRICT_TRANSPORT_SECURITY)
            .or_insert(HeaderValue::from_static(TRANSPORT));
    }
    // A connection that is kept would be closed under the next request on it.
    if web.health.is_draining() {
        response
            .headers_mut()
            .insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// The policy of a page: scripts with this nonce, modules and styles from here, WebAssembly, and nothing inline. Forms may lead on
/// to the origins that a sign-in returns to: Chromium holds the redirect after a form to `form-action`, too.
pub(super) fn page_policy(nonce: &Nonce, origins: &ReturnOrigins) -> String {
    let origins: String = origins
        .iter()
        .map(|origin| format!(" {}", origin.as_str()))
        .collect();
    // The development server reloads pages over a socket on its own port.
    let watch = if std::env::var_os("LEPTOS_WATCH").is_some() {
        " ws://127.0.0.1:* ws://localhost:*"
    } else {
        ""
    };
    format!(
        "default-src 'none'; object-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
         connect-src 'self'{watch}; base-uri 'none'; form-action 'self'{origins}; frame-ancestors 'none'"
    )
}
