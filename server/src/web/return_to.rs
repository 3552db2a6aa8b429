use super::{
    Web,
    guard::{Guarded, see_other, with_cookies},
};
use crate::{
    auth::{ReturnAddress, Visitor, WayBack},
    store::StoreError,
};
use app::domain::{Page, View, auth_state::Step};
use axum::http::{HeaderMap, HeaderValue, Method, request::Parts};
use url::form_urlencoded;

/// The query of the sign-in page that names where the person comes from.
const RETURN_TO: &str = "return_to";

/// The sign-in page, which leads back to this address.
pub(super) fn sign_in_address(web: &Web, return_to: Option<&ReturnAddress>) -> String {
    let portal = web.site.public_url.origin().ascii_serialization();
    let page = Page::SignIn.path();
    let Some(address) = return_to else {
        return format!("{portal}{page}");
    };
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair(RETURN_TO, address.as_str());
    format!("{portal}{page}?{}", query.finish())
}

/// Where the answer to a plain form leads.
pub(super) fn location(view: &View) -> HeaderValue {
    let elsewhere = view.elsewhere.as_deref();
    let elsewhere = elsewhere.and_then(|address| HeaderValue::from_str(address).ok());
    elsewhere.unwrap_or_else(|| HeaderValue::from_static(view.page().path()))
}

impl Web {
    /// The address that the query of the sign-in page names, if somebody reads that page and may be led there.
    pub(super) fn asked_return(&self, request: &Parts, path: &str) -> Option<ReturnAddress> {
        if path != Page::SignIn.path() || request.method != Method::GET {
            return None;
        }
        let query = request.uri.query().unwrap_or_default();
        let (_, address) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == RETURN_TO)?;
        let allowed = self.return_origins().allow(&address);
        if allowed.is_none() {
            tracing::warn!(event = "return_address_refused");
        }
        allowed
    }

    /// Sends someone who is signed in back at once. Nothing where the person is not, or was sent there a moment ago.
    pub(super) async fn sent_back(
        &self,
        headers: &HeaderMap,
        visitor: &Visitor,
        step: Step,
        address: &ReturnAddress,
    ) -> Result<Option<Guarded>, StoreError> {
        if !matches!(step, Step::SignedIn | Step::Confirmed) {
            return Ok(None);
        }
        let shown = self.cookies().access(headers);
        let granted = match self.auth.way_back(visitor, shown.as_ref()).await? {
            Some(WayBack::Open(granted)) => granted,
            Some(WayBack::Loop) => {
                tracing::warn!(event = "return_loop");
                return Ok(None);
            }
            None => return Ok(None),
        };
        let cookies = granted.and_then(|access| self.access_cookie(&access));
        let answer = with_cookies(see_other(address.as_str()), cookies.into_iter().collect());
        Ok(Some(Guarded::Elsewhere(answer)))
    }
}
