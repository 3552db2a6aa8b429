//! What the portal tells a proxy that asks, request by request, who wants to see a page of another program.

mod asked_page;

use self::asked_page::asked_page;
use super::{Web, plain_page::unavailable_page, return_to::sign_in_address};
use crate::store::StoreError;
use app::domain::Role;
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header, request::Parts},
    response::{IntoResponse, Response},
    routing::any,
};
use url::form_urlencoded;

/// Where proxies ask.
pub(super) const PATH: &str = "/forward-auth";

/// Names that programs know from other portals.
const REMOTE_USER: HeaderName = HeaderName::from_static("remote-user");
const REMOTE_GROUPS: HeaderName = HeaderName::from_static("remote-groups");

/// The address, where the portal guards other programs. It is asked by the method of whatever request the proxy holds, with the
/// cookies of the browser and without a body; it changes nothing, so a post of another site's page may ask as well.
pub(super) fn routes(web: &Web) -> Router {
    if web.auth.policy.forward_auth.cookie_domain.is_none() {
        return Router::new();
    }
    Router::new().route(PATH, any(answer)).with_state(web.clone())
}

async fn answer(State(web): State<Web>, request: Parts) -> Response {
    match web.user_of(&request.headers).await {
        Ok(Some(username)) => passed(&username),
        Ok(None) => web.refused(&request),
        Err(error) => {
            tracing::error!(event = "request_failed", %error);
            unavailable_page()
        }
    }
}

/// A user ID may be of any script: it is told in UTF-8.
fn passed(username: &str) -> Response {
    let Ok(user) = HeaderValue::from_bytes(username.as_bytes()) else {
        // No user ID that we make; a proxy must not pass anybody on without a name.
        tracing::error!(event = "request_failed", error = "a user ID fits into no header");
        return unavailable_page();
    };
    let role = HeaderValue::from_static(Role::SecondFactorAuthenticated.as_str());
    [(REMOTE_USER, user), (REMOTE_GROUPS, role)].into_response()
}

impl Web {
    async fn user_of(&self, headers: &HeaderMap) -> Result<Option<String>, StoreError> {
        match self.cookies().access(headers) {
            Some(access) => self.auth.user_of_access(&access).await,
            None => Ok(None),
        }
    }

    /// 401 for proxies that decide themselves what follows, 302 for those that hand our answer to the browser. Both name the
    /// sign-in page.
    fn refused(&self, request: &Parts) -> Response {
        let address = asked_page(&self.site.trusted_proxies, request)
            .and_then(|address| self.return_origins().allow(&address));
        let status = if redirects(&request.uri) && is_navigation(&request.headers) {
            StatusCode::FOUND
        } else {
            StatusCode::UNAUTHORIZED
        };
        (
            status,
            [(header::LOCATION, sign_in_address(self, address.as_ref()))],
        )
            .into_response()
    }
}

fn redirects(address: &Uri) -> bool {
    let query = address.query().unwrap_or_default();
    form_urlencoded::parse(query.as_bytes()).any(|(name, value)| name == "mode" && value == "redirect")
}

/// A script or an image cannot follow to the sign-in page, and is told the truth instead. Browsers that do not say what they want
/// (Fetch Metadata) are led there.
fn is_navigation(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-mode")
        .is_none_or(|mode| mode == "navigate")
}
